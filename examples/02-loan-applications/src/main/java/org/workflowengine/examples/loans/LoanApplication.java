package org.workflowengine.examples.loans;

import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

// The formatter stays off the definition: it reads as a table.
// spotless:off
/**
 * A bank's loan application, as the event log of 13,087 real ones shows it. Transitions have the ids of the log's activities,
 * so that an event is replayed by its own name. The log says nothing about why a step was permitted, so nothing is guarded.
 */
@Workflow(id = "loan-application", version = 1)
public interface LoanApplication {

    @State(id = "SUBMITTED", initial = true) interface Submitted {
        @Transition(id = "A_PARTLYSUBMITTED") PartlySubmitted submitPartly();
    }

    /** The bank has not decided yet: in each of these states it may decline, and the applicant may cancel. */
    interface Undecided {
        @Transition(id = "A_DECLINED")  Declined  decline();
        @Transition(id = "A_CANCELLED") Cancelled cancel();
    }
    @State(id = "PARTLYSUBMITTED") interface PartlySubmitted extends Undecided {
        @Transition(id = "A_PREACCEPTED") PreAccepted preAccept();
    }
    @State(id = "PREACCEPTED") interface PreAccepted extends Undecided {
        @Transition(id = "A_ACCEPTED") Accepted accept();
    }
    @State(id = "ACCEPTED") interface Accepted extends Undecided {
        @Transition(id = "A_FINALIZED") Finalized finalizeOffer();
    }
    @State(id = "FINALIZED") interface Finalized extends Undecided {
        @Transition(id = "A_APPROVED")   Approved   approve();
        @Transition(id = "A_REGISTERED") Registered register();
        @Transition(id = "A_ACTIVATED")  Activated  activate();
    }

    // The bank has decided. The three closing steps come in any order, each once: a state is the set of those done.
    @State interface Approved {
        @Transition(id = "A_REGISTERED") ApprovedRegistered register();
        @Transition(id = "A_ACTIVATED")  ApprovedActivated  activate();
    }
    @State interface Registered {
        @Transition(id = "A_APPROVED")  ApprovedRegistered  approve();
        @Transition(id = "A_ACTIVATED") RegisteredActivated activate();
    }
    @State interface Activated {
        @Transition(id = "A_APPROVED")   ApprovedActivated   approve();
        @Transition(id = "A_REGISTERED") RegisteredActivated register();
    }
    @State interface ApprovedRegistered  { @Transition(id = "A_ACTIVATED")  Completed activate(); }
    @State interface ApprovedActivated   { @Transition(id = "A_REGISTERED") Completed register(); }
    @State interface RegisteredActivated { @Transition(id = "A_APPROVED")   Completed approve(); }

    @State(terminal = true) interface Completed {}
    @State(id = "DECLINED", terminal = true) interface Declined {}
    @State(id = "CANCELLED", terminal = true) interface Cancelled {}
}
// spotless:on
