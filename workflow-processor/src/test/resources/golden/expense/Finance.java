package golden.expense;

import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

/** Everything that the language has, in a definition that is nested in a class. */
public final class Finance {
    private Finance() {}

    public enum Department {
        SALES,
        FINANCE,
        BOARD
    }

    @Workflow(id = "expense.claim", version = 12, erasable = false)
    public interface Expense {
        @Fact
        @interface Size {
            ClaimSize value();
        }

        @Fact
        @interface PaidBy {
            Department[] value();
        }

        /** A composed guard without a value of its own. */
        @Fact
        @ReceiptsAttached
        @Size(ClaimSize.SMALL)
        @interface Routine {}

        /** A composed guard that is a fact too. */
        @Fact(message = "a fact named like the parameter behind it")
        @PaidBy({Department.FINANCE, Department.BOARD})
        @interface Decision {
            boolean value() default true;
        }

        interface Open {
            @Transition(id = "CANCEL")
            Withdrawn withdraw();

            /** Keeps the state, whichever it is. */
            @Transition
            @PaidBy({Department.SALES, Department.FINANCE})
            Open comment();
        }

        interface Payable extends Open {
            @Transition
            @ReceiptsAttached
            Paid pay();
        }

        @State(initial = true, id = "NEW")
        interface Submitted extends Open {
            @Transition
            @Routine
            Approved approve();

            @Transition
            @ReceiptsAttached(false)
            Submitted remind();

            @Transition
            @Size(ClaimSize.LARGE)
            Audit audit();
        }

        @State
        interface Audit extends Open {
            @Transition
            @Decision
            Approved approve();
        }

        @State
        interface Approved extends Payable {
            @Override
            @Transition
            @PaidBy(Department.FINANCE)
            Paid pay();
        }

        @State(terminal = true)
        interface Paid {}

        @State(terminal = true, id = "CANCELLED")
        interface Withdrawn {}
    }
}
