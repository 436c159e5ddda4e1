package golden.expense;

import org.workflowengine.annotations.Fact;

/** A shared fact. */
@Fact(id = "RECEIPTS", message = "every receipt is attached: originals & copies */ <b>both</b>")
public @interface ReceiptsAttached {
    boolean value() default true;
}
