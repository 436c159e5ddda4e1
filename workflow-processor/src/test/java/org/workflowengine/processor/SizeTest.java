package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** WF109: beyond the limits one clear message, at the limits none. */
class SizeTest {

    @Test
    void tooManyStates() {
        assertThat(errors(chain(1001))).containsExactly("""
                        [WF109 too-large] Flow is larger than generated code can hold
                              found:       1001 states
                              expected:    at most 1000
                              fix:         split the workflow in two, one of which continues where the other ends""");
    }

    @Test
    void asManyStatesAndTransitionsAsCanBe() {
        assertThat(errors(ladder(1000, 5))).isEmpty();
    }

    @Test
    void tooManyFactsInAGuard() {
        assertThat(errors(guardOf(201))).containsExactly("""
                        [WF109 too-large] Open.finish is larger than generated code can hold
                              found:       201 facts in its guard
                              expected:    at most 200
                              fix:         let one fact stand for several""");
    }

    @Test
    void asManyFactsAsCanBe() {
        assertThat(errors(guardOf(200))).isEmpty();
    }

    private static String chain(int states) {
        return IntStream.range(0, states)
                .mapToObj(i -> i == states - 1
                        ? "@State(terminal = true) interface S%d {}".formatted(i)
                        : "@State(initial = %s) interface S%d { @Transition S%d next(); }".formatted(i == 0, i, i + 1))
                .collect(Collectors.joining("\n"));
    }

    /** Every state but the last has so many transitions, each to a state ahead or behind; one state in two is guarded. */
    private static String ladder(int states, int transitions) {
        var text = new StringBuilder("@Fact @interface Checked { boolean value() default true; }\n");
        for (int i = 0; i < states - 1; i++) {
            text.append("@State(initial = %s) interface S%d {\n".formatted(i == 0, i));
            text.append("@Transition S%d next();\n".formatted(i + 1));
            for (int j = 1; j < transitions; j++) {
                text.append("@Transition %s S%d go%dx%d();\n"
                        .formatted(i % 2 == 0 ? "@Checked" : "", (i + 7 * j) % states, i, j));
            }
            text.append("}\n");
        }
        return text + "@State(terminal = true) interface S%d {}".formatted(states - 1);
    }

    private static String guardOf(int facts) {
        var declared = IntStream.range(0, facts)
                .mapToObj("@Fact @interface F%d { boolean value() default true; }\n"::formatted)
                .collect(Collectors.joining());
        var guard = IntStream.range(0, facts).mapToObj("@F%d "::formatted).collect(Collectors.joining());
        return declared + "@State(initial = true) interface Open { @Transition " + guard + "Done finish(); }\n"
                + "@State(terminal = true) interface Done {}";
    }

    private static List<String> errors(String members) {
        return Compiler.javac()
                .withProcessors(new WorkflowProcessor())
                .compile(JavaFileObjects.forSourceString("app.Flow", """
                        package app;
                        import org.workflowengine.annotations.*;
                        @Workflow(id = "flow", version = 1)
                        interface Flow {
                        %s
                        }
                        """.formatted(members)))
                .errors()
                .stream()
                .map(error -> error.getMessage(null))
                .toList();
    }
}
