package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.testing.compile.JavaFileObjects;
import java.lang.reflect.Field;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowState;

/** A compiled definition knows its superstates, which are no part of its graph and so of its fingerprint. */
class SuperstatesTest {
    private static final String CLAIM = """
            package claims;
            import org.workflowengine.annotations.*;
            @Workflow(id = "claim", version = 1)
            public interface Claim {
                interface Open { @Transition Closed close(); }
                interface Urgent extends Open {}
                @State(initial = true) interface Created extends Open { @Transition Escalated escalate(); }
                @State interface Escalated extends Urgent {}
                @State(terminal = true) interface Closed {}
            }
            """;

    @Test
    void aCompiledDefinitionKnowsItsSuperstates() throws Exception {
        Field field = Compiled.of(JavaFileObjects.forSourceString("claims.Claim", CLAIM))
                .succeeded()
                .load()
                .loadClass("claims.ClaimTransition")
                .getField("DEFINITION");
        Definition definition = (Definition) field.get(null);
        assertThat(definition.states())
                .extracting(WorkflowState::id, WorkflowState::superstates)
                .containsExactly(
                        tuple("CREATED", List.of("Open")),
                        tuple("CLOSED", List.of()),
                        tuple("ESCALATED", List.of("Open", "Urgent")));
        assertThat(Definition.read(definition.graph()).fingerprint()).isEqualTo(definition.fingerprint());
    }
}
