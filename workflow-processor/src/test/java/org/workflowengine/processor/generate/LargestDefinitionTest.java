package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A definition at the limits, 1,000 states and 5,000 transitions, compiles into code that loads and runs. */
class LargestDefinitionTest {
    private static final int STATES = 1000;
    private static final int TRANSITIONS = 5000;
    private static final int OBLIGED = 3500;

    /** So many obligations that one method could not add them all. */
    @Test
    void everyTransitionIsObliged() throws Exception {
        Compiled compiled = Compiled.of(Ladder.obliged(STATES, OBLIGED), Compiled.source("Driver", """
                public class Driver implements java.util.function.Supplier<String> {
                    public String get() {
                        return FlowTransition.DEFINITION.graph().split("FOUR_EYES", -1).length + " parts";
                    }
                }
                """))
                .succeeded();
        Supplier<?> driver = (Supplier<?>)
                compiled.load().loadClass("app.Driver").getConstructor().newInstance();
        assertThat(driver.get()).isEqualTo("3501 parts");
    }

    @Test
    void compilesAndRuns() throws Exception {
        Compiled compiled = Compiled.of(Ladder.of(STATES, TRANSITIONS), Compiled.source("Driver", """
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
                                    + flows.load("1").state() + ", faults " + flows.history("1").check(flows.definition());
                        }
                    }
                }
                """))
                .succeeded();
        Supplier<?> driver = (Supplier<?>)
                compiled.load().loadClass("app.Driver").getConstructor().newInstance();
        assertThat(driver.get()).isEqualTo("5000 transitions, S2, then S9, faults []");
    }
}
