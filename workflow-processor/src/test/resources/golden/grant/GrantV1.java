package golden.grant;

import org.workflowengine.annotations.FourEyes;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

/** The released version. */
@Workflow(id = "grant", version = 1, fingerprint = "cc211e9fb4268b97abc56085c91b1ebb1b82fd35092da51ae12f22ae26789cfb")
public interface GrantV1 {
    @State(initial = true)
    interface Filed {
        @Transition
        InReview review();

        @Transition
        Parked park();
    }

    @State(resting = true)
    interface Parked {
        @Transition
        Filed resume();
    }

    @State
    interface InReview {
        @Transition
        @FourEyes(Filed.class)
        Granted grant();

        @Transition
        @FourEyes(Filed.class)
        Refused refuse();

        @Transition
        Filed sendBack();

        @Transition
        Waiting ask();
    }

    @State
    interface Waiting {
        @Transition
        InReview answer();
    }

    @State(terminal = true)
    interface Granted {}

    @State(terminal = true)
    interface Refused {}
}
