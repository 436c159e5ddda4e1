package fixture;

import org.workflowengine.annotations.*;

/** A loan that needs four eyes and a quorum. */
@Workflow(id = "loan", version = 1)
public interface Loan {
    @State(initial = true) interface Draft {
        @Transition Submitted submit();
    }
    @State interface Submitted {
        @Transition Submitted endorse();
        @Transition @FourEyes(Submitted.class) @Quorum(of = "endorse", persons = 2) Granted grant();
        @Transition @FourEyes(Submitted.class) Refused refuse();
        @Transition Draft giveBack();
    }
    @State(terminal = true) interface Granted {}
    @State(terminal = true) interface Refused {}
}
