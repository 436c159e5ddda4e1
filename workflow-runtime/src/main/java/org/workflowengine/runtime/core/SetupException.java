package org.workflowengine.runtime.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The runtime refuses to start: the message names what is wrong with the database or the definition, and how to fix it. */
public final class SetupException extends WorkflowException {
    private static final long serialVersionUID = 2;

    private final Kind kind;
    private final String found;
    private final String fix;

    /** What kind of thing is wrong, for programs that have more to say about it. Later versions may have more. */
    public enum Kind {
        /** The database cannot be reached with this URL and login. */
        UNREACHABLE,
        /** Tables, triggers or other parts of the schema are missing. */
        SCHEMA_INCOMPLETE,
        /** Something of the schema was changed. */
        SCHEMA_CHANGED,
        /** The definition of an engine is not installed in the database. */
        DEFINITION_MISSING,
        /** Another definition is installed under the id and version of an engine's. */
        DEFINITION_CONFLICT,
        /** The transactions that the engine is to join are not on its data source. */
        OTHER_TRANSACTION,
        /** Anything else; the message says it. */
        OTHER
    }

    /**
     * A reason not to start, of the kind {@code OTHER}.
     *
     * @param found what is wrong
     * @param fix what to do about it
     * @param cause what failed, or null
     */
    public SetupException(String found, String fix, @Nullable Throwable cause) {
        this(Kind.OTHER, found, fix, cause);
    }

    /**
     * A reason not to start.
     *
     * @param kind of what kind it is
     * @param found what is wrong
     * @param fix what to do about it
     * @param cause what failed, or null
     */
    public SetupException(Kind kind, String found, String fix, @Nullable Throwable cause) {
        super(Objects.requireNonNull(found, "found") + "; " + Objects.requireNonNull(fix, "fix"), cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.found = found;
        this.fix = fix;
    }

    /** {@return of what kind it is} */
    public Kind kind() {
        return kind;
    }

    /** {@return what is wrong: the first half of the message} */
    public String found() {
        return found;
    }

    /** {@return what to do about it: the second half of the message} */
    public String fix() {
        return fix;
    }
}
