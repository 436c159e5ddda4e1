package org.workflowengine.runtime.internal.persistence;

/** Closes what a failure would leave open. */
final class Closing {
    private Closing() {}

    /** Closes it; what fails then is kept with the failure, which the caller throws on. */
    static void after(Throwable failure, AutoCloseable open) {
        try {
            open.close();
        } catch (Throwable second) {
            failure.addSuppressed(second);
        }
    }
}
