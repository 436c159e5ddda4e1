package org.workflowengine.runtime.internal.dialect;

/** Closes what a failure would leave open. */
public final class Closing {
    private Closing() {}

    /** Closes it; what fails then is kept with the failure, which the caller throws on. */
    public static void after(Throwable failure, AutoCloseable open) {
        try {
            open.close();
        } catch (Throwable second) {
            failure.addSuppressed(second);
        }
    }
}
