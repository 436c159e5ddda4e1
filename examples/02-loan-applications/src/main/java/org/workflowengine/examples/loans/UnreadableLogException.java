package org.workflowengine.examples.loans;

import java.io.IOException;

/** The file is not an event log, or it breaks off; everything up to there was read. */
final class UnreadableLogException extends IOException {
    private static final long serialVersionUID = 1;

    UnreadableLogException(String found) {
        super(found);
    }

    UnreadableLogException(String found, Throwable cause) {
        super(found, cause);
    }
}
