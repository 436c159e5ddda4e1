package org.workflowengine.test;

import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.FourEyes;
import org.workflowengine.annotations.Quorum;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

// The formatter stays off the definition: it reads as a table.
// spotless:off
/** Facts of every type, four eyes and a quorum: what a way has to satisfy. */
@Workflow(id = "expense", version = 1)
public interface Expense {
    enum Size { SMALL, MEDIUM, LARGE }

    @Fact(message = "every receipt is there") @interface ReceiptsAttached { boolean value() default true; }
    @Fact @interface Amount { Size[] value(); }
    @Fact @interface Budgeted { boolean value() default true; }

    @State(initial = true) interface Draft {
        @Transition @ReceiptsAttached Submitted submit();
    }
    @State interface Submitted {
        @Transition Submitted endorse();
        @Transition @Amount({Size.SMALL, Size.MEDIUM}) @Budgeted @FourEyes(Submitted.class) Approved approve();
        @Transition @Amount(Size.LARGE) @FourEyes({Draft.class, Submitted.class}) @Quorum(of = "endorse", persons = 2) OnBoard escalate();
        @Transition @ReceiptsAttached(false) Draft giveBack();
    }
    @State interface OnBoard {
        @Transition @FourEyes(OnBoard.class) Approved approve();
        @Transition Refused refuse();
    }
    @State(terminal = true) interface Approved {}
    @State(terminal = true) interface Refused {}
}
// spotless:on
