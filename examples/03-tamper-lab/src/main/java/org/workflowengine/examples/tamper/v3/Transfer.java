package org.workflowengine.examples.tamper.v3;

import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.From;
import org.workflowengine.annotations.Migration;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Tolerate;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

// spotless:off
/** The transfer as it is handled now. Cases of the version before come here, and those of the first, which was never installed. */
@Workflow(id = "transfer", version = 3, fingerprint = "51d5368c9fcbe4f413770930e341bb60e8c3cf6822c50b5216542e772941e79f")
public interface Transfer {

    @Fact(message = "within the limit of the day") @interface WithinLimit { boolean value() default true; }

    @State(initial = true) interface Received {
        @Transition Cleared clear();
        @Transition Refused refuse();
    }
    @State(importable = true) interface Cleared {
        @Transition @Tolerate(code = "WF210", because = "it is the reminder that is recorded") Cleared remind();
        @Transition @WithinLimit Settled settle();
        @Transition Refused refuse();
    }
    @State(terminal = true) interface Settled {}
    @State(terminal = true) interface Refused {}

    @Migration(from = org.workflowengine.examples.tamper.v2.Transfer.class,
               staying = org.workflowengine.examples.tamper.v2.Transfer.Blocked.class)
    interface FromV2 {
        @From(org.workflowengine.examples.tamper.v2.Transfer.Checked.class) @WithinLimit Cleared checked();
    }

    @Migration(version = 1, fingerprint = "4e1243bd22c66e76c2ba9eddc1f91394e57f9f83ac1f8ab63d1c9d7a9b5a3a33")
    interface FromV1 {
        @From(ids = "RECEIVED") Received received();
    }
}
// spotless:on
