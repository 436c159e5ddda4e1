package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** A definition at the limits, 1,000 states and 5,000 transitions, compiles into code that loads and runs. */
class LargestDefinitionTest {
    private static final int STATES = 1000;
    private static final int TRANSITIONS = 5000;

    @Test
    void compilesAndRuns() throws Exception {
        Compiled compiled =
                Compiled.of(definition(), Compiled.source("Driver", """
                import static org.workflowengine.runtime.core.Decision.by;

                import org.workflowengine.runtime.WorkflowRuntime;
                import org.workflowengine.runtime.core.Decision;

                public class Driver implements java.util.function.Supplier<String> {
                    public String get() {
                        Decision why = by("alice").because("largest definition");
                        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
                            FlowEngine flows = FlowEngine.on(runtime);
                            var second = flows.open("1", why).orThrow().next(why).orThrow().next(why).orThrow();
                            flows.go2x1("1", FlowFacts.of(FlowFact.checked(true)), why).orThrow();
                            return FlowTransition.values().length + " transitions, " + second.state() + ", then "
                                    + flows.load("1").state() + ", faults " + flows.history("1").check(flows.table());
                        }
                    }
                }
                """)).succeeded();
        Supplier<?> driver = (Supplier<?>)
                compiled.load().loadClass("app.Driver").getConstructor().newInstance();
        assertThat(driver.get()).isEqualTo("5000 transitions, S2, then S9, faults []");
    }

    /** A ladder of states with shortcuts; those out of every second state are guarded. */
    private static JavaFileObject definition() {
        StringBuilder text = new StringBuilder("@Workflow(id = \"flow\", version = 1) public interface Flow {\n");
        text.append("@Fact @interface Checked { boolean value() default true; }\n");
        int left = TRANSITIONS;
        for (int i = 0; i < STATES - 1; i++) {
            text.append("@State(initial = %s) interface S%d {\n".formatted(i == 0, i));
            text.append("@Transition S%d next();\n".formatted(i + 1));
            left--;
            // The last ladder rungs take what the division leaves over.
            int shortcuts = Math.min(left, i < STATES - 2 ? 4 : left);
            for (int j = 1; j <= shortcuts; j++) {
                text.append("@Transition %s S%d go%dx%d();\n"
                        .formatted(i % 2 == 0 ? "@Checked" : "", (i + 7 * j) % STATES, i, j));
            }
            left -= shortcuts;
            text.append("}\n");
        }
        return Compiled.source("Flow", text + "@State(terminal = true) interface S%d {}\n}".formatted(STATES - 1));
    }
}
