package org.workflowengine.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.fixture.NullArguments;

/** A null is noticed at the door, by the name of the parameter, as in the runtime. */
class NullsTest {
    @Test
    void everyPublicMethodNamesTheParameterThatIsNull() {
        NullArguments nulls = new NullArguments(List.of(RuntimeOptions.defaults()), List.of());
        nulls.walk(SpringWorkflow.class);
        assertThat(nulls.complaints()).isEmpty();
        assertThat(nulls.passed()).isEqualTo(5);
    }
}
