package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** WF109: beyond the limits one clear message, at the limits none; that 1,000 states pass is LargestDefinitionTest's. */
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
    void tooManyTransitions() {
        var ten = IntStream.range(0, 10)
                .mapToObj("@Transition S0 back%s();"::formatted)
                .collect(Collectors.joining(" ", "interface Active { ", " }\n"));
        assertThat(errors(ten + chain(501).replace(" { @Transition", " extends Active { @Transition")))
                .containsExactly("""
                        [WF109 too-large] Flow is larger than generated code can hold
                              found:       5500 transitions
                              expected:    at most 5000
                              fix:         split the workflow in two, one of which continues where the other ends""");
    }

    @Test
    void tooManyFacts() {
        assertThat(errors(facts(501) + chain(2))).containsExactly("""
                        [WF109 too-large] Flow is larger than generated code can hold
                              found:       501 facts
                              expected:    at most 500
                              fix:         split the workflow in two, one of which continues where the other ends""");
    }

    @Test
    void asManyFactsAsCanBeDeclared() {
        assertThat(errors(facts(500) + chain(2))).isEmpty();
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
                        ? "@State(terminal = true) interface S%s {}".formatted(i)
                        : "@State(initial = %s) interface S%s { @Transition S%s next(); }".formatted(i == 0, i, i + 1))
                .collect(Collectors.joining("\n"));
    }

    private static String facts(int facts) {
        return IntStream.range(0, facts)
                .mapToObj("@Fact @interface F%s { boolean value() default true; }\n"::formatted)
                .collect(Collectors.joining());
    }

    private static String guardOf(int facts) {
        var guard = IntStream.range(0, facts).mapToObj("@F%s "::formatted).collect(Collectors.joining());
        return facts(facts) + "@State(initial = true) interface Open { @Transition " + guard + "Done finish(); }\n"
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
