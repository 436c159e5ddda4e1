package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.workflowengine.processor.proof.Verdicts.Verdict;

/** Random definitions: the processor and a brute-force oracle that shares no code with it find the same faults at the same places. */
@TestInstance(Lifecycle.PER_CLASS)
class OracleTest {

    private static final int BATCHES = 3 * Integer.getInteger("proof.times", 1);
    private static final int BATCH = 100;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Map<String, PrintedDefinition> printed = new LinkedHashMap<>();
    private final Map<String, List<Verdict>> verdicts = new LinkedHashMap<>();

    @BeforeAll
    void judge() {
        System.out.println("OracleTest: seed " + seed);
        var random = new RandomDefinitions(seed);
        for (int batch = 0; batch < BATCHES; batch++) {
            var some = new ArrayList<PrintedDefinition>();
            for (int i = 0; i < BATCH; i++) {
                some.add(new PrintedDefinition(random.draw("Order" + (batch * BATCH + i))));
            }
            some.forEach(one -> printed.put(one.name(), one));
            verdicts.putAll(Verdicts.of(some, false));
        }
        System.out.println("OracleTest: " + shares());
    }

    @Test
    void agreesWithTheProcessor() {
        assertThat(disagreement(UnaryOperator.identity())).isEmpty();
        assertThat(sound()).as("sound definitions of " + printed.size()).hasSizeGreaterThan(printed.size() / 8);
    }

    /** Without one of its codes the processor would be a faulty one: an oracle that does not notice proves nothing. */
    @Test
    void noticesWhenOneCodeIsMissing() {
        for (String code : codes()) {
            var without = disagreement(said -> said.stream()
                    .filter(verdict -> !verdict.code().equals(code))
                    .toList());
            assertThat(without)
                    .as("disagreement without %s (seed %s)", code, seed)
                    .isPresent();
        }
    }

    @Test
    void noticesWhenOneCodeIsShownElsewhere() {
        for (String code : codes()) {
            var elsewhere = disagreement(said -> said.stream()
                    .map(verdict -> verdict.code().equals(code) ? verdict.at("Elsewhere") : verdict)
                    .toList());
            // Of a contradiction the names in its message are compared, not the place.
            assertThat(elsewhere.isPresent())
                    .as("disagreement with %s elsewhere (seed %s)", code, seed)
                    .isEqualTo(!code.equals("WF302"));
        }
    }

    @Test
    void compilesWhatIsSoundAndNothingElse() {
        var some = printed.values().stream().limit(20).toList();
        var compiled = Verdicts.of(some, true);
        for (PrintedDefinition one : some) {
            var errors =
                    compiled.get(one.name()).stream().filter(Verdict::error).toList();
            assertThat(errors.isEmpty())
                    .as("compiles (seed %s)\n%s\n%s", seed, one.text(), errors)
                    .isEqualTo(new Oracle(one.drawn()).isSound());
            assertThat(errors).extracting(Verdict::code).doesNotContain("javac", "WF000");
        }
        assertThat(compiled.getOrDefault("elsewhere", List.of())).isEmpty();
    }

    private Optional<String> disagreement(UnaryOperator<List<Verdict>> heard) {
        return printed.values().stream()
                .map(one -> {
                    var found = Comparison.of(new Oracle(one.drawn()), heard.apply(verdicts.get(one.name())));
                    return found.isEmpty()
                            ? ""
                            : "seed " + seed + ": " + String.join("\n  ", found) + "\n" + one.text();
                })
                .filter(found -> !found.isEmpty())
                .findFirst();
    }

    private List<PrintedDefinition> sound() {
        return printed.values().stream()
                .filter(one -> new Oracle(one.drawn()).isSound())
                .toList();
    }

    private Set<String> codes() {
        return verdicts.values().stream()
                .flatMap(List::stream)
                .map(Verdict::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String shares() {
        Map<String, Integer> definitions = new TreeMap<>();
        verdicts.values()
                .forEach(said -> said.stream()
                        .map(Verdict::code)
                        .distinct()
                        .forEach(code -> definitions.merge(code, 1, Integer::sum)));
        return "%s definitions, %s of them sound; definitions with %s"
                .formatted(printed.size(), sound().size(), definitions);
    }
}
