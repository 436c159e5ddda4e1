package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order in which members are declared, and the order of the files, change no byte of what is generated. */
class SameBytesTest {
    private static final List<String> MEMBERS = List.of(
            "@Fact @interface Checked { boolean value() default true; }",
            "@Fact @interface Paid { boolean value() default true; }",
            "interface Open { @Transition Cancelled cancel(); }",
            "@State(initial = true) interface Created extends Open { @Transition @Checked Sent send(); }",
            "@State interface Sent extends Open { @Transition @Paid Done finish(); @Transition Created back(); }",
            "@State(terminal = true) interface Done {}",
            "@State(terminal = true) interface Cancelled {}");

    @Test
    void ofShuffledMembers() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("SameBytesTest: seed " + seed);
        Random random = new Random(seed);
        Map<String, String> expected = generate(MEMBERS);
        for (int i = 0; i < 10; i++) {
            List<String> shuffled = new ArrayList<>(MEMBERS);
            Collections.shuffle(shuffled, random);
            assertThat(generate(shuffled)).isEqualTo(expected);
        }
    }

    @Test
    void ofFilesInAnotherOrder() {
        var one = Compiled.source("Order", definition("order", MEMBERS));
        var other = Compiled.source("Invoice", definition("invoice", MEMBERS).replace("Order", "Invoice"));
        assertThat(Compiled.of(one, other).succeeded().generatedTexts())
                .isEqualTo(Compiled.of(other, one).succeeded().generatedTexts());
    }

    private static Map<String, String> generate(List<String> members) {
        return Compiled.of(Compiled.source("Order", definition("order", members)))
                .succeeded()
                .generatedTexts();
    }

    private static String definition(String id, List<String> members) {
        List<String> lines = new ArrayList<>(
                Arrays.asList("@Workflow(id = \"" + id + "\", version = 1)", "public interface Order {"));
        lines.addAll(members);
        lines.add("}");
        return String.join("\n", lines);
    }
}
