package org.workflowengine.runtime.internal.dialect;

/** Closes what a failure would leave open. */
public final class Closing {
    private Closing() {}

    /** Closes it. A second failure is added to the first, which the caller rethrows. */
    public static void after(Throwable failure, AutoCloseable open) {
        try {
            open.close();
        } catch (Throwable second) {
            failure.addSuppressed(second);
        }
    }
}
