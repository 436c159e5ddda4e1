package org.workflowengine.runtime.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The runtime refuses to start: the message names what is wrong with the database or the definition, and how to fix it. */
public final class SetupException extends WorkflowException {
    private static final long serialVersionUID = 1;

    /**
     * A reason not to start.
     *
     * @param found what is wrong
     * @param fix what to do about it
     * @param cause what failed, or null
     */
    public SetupException(String found, String fix, @Nullable Throwable cause) {
        super(Objects.requireNonNull(found, "found") + "; " + Objects.requireNonNull(fix, "fix"), cause);
    }
}
