package org.workflowengine.test.hidden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.test.Given.given;
import static org.workflowengine.test.WorkflowAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.workflowengine.test.WorkflowChecks;
import org.workflowengine.test.WorkflowTest;

/** A workflow that is not public can be tested. */
@WorkflowTest(Parcel.class)
class ParcelTest {
    @Test
    void aWorkflowThatIsNotPublicCanBeTested(ParcelEngine parcels) {
        var packed = given(parcels, ParcelCase.Packed.class);

        assertThat(packed.send(by("bob").because("checked"))).isAppliedTo(ParcelState.SENT);
        assertThat(WorkflowChecks.on(parcels).matrix().illegalPairs()).isEqualTo(4);
    }
}
