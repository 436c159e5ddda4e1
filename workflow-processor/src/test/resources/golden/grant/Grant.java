package golden.grant;

import org.workflowengine.annotations.FourEyes;
import org.workflowengine.annotations.From;
import org.workflowengine.annotations.Migration;
import org.workflowengine.annotations.Quorum;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

/** Obligations of who makes a step, and states where cases may rest: others than in version 1. */
@Workflow(id = "grant", version = 2)
public interface Grant {
    interface Reviewed {
        @Transition
        @FourEyes(Submitted.class)
        Reviewed endorse();

        @Transition
        @FourEyes(UnderReview.class)
        Refused refuse();
    }

    @State(initial = true)
    interface Submitted {
        @Transition
        UnderReview review();

        @Transition
        Parked park();
    }

    @State
    interface Parked {
        @Transition
        Submitted resume();
    }

    @State
    interface UnderReview extends Reviewed {
        @Transition(id = "GRANT")
        @FourEyes({UnderReview.class, Submitted.class})
        @Quorum(of = "endorse", persons = 2)
        Granted approve();

        @Transition
        Submitted sendBack();

        @Transition
        Waiting ask();
    }

    @State(resting = true)
    interface Waiting {
        @Transition
        UnderReview answer();
    }

    interface Appealable {
        @Transition(id = "APPEALED")
        @FourEyes(UnderReview.class)
        Appealable appeal();
    }

    @State(resting = true)
    interface Refused extends Appealable {
        @Transition
        @Quorum(of = "appeal", persons = 1)
        Submitted reopen();
    }

    @State(terminal = true)
    interface Granted {}

    @Migration(from = GrantV1.class)
    interface FromV1 {
        @From(GrantV1.Filed.class)
        Submitted filed();

        @From(GrantV1.InReview.class)
        UnderReview inReview();
    }
}
