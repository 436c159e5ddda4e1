package org.workflowengine.runtime.internal.audit;

/** The columns of {@code workflow_installation} that can be proven. */
public enum InstallationColumn implements Column {
    /** The id that the script has made. */
    INSTALLATION(Kind.BINARY),
    /** The digest before each opening, which follows from the id. */
    ORIGIN_DIGEST(Kind.BINARY),
    /** The version of the schema. */
    SCHEMA_VERSION(Kind.NUMBER);

    private final Kind kind;

    InstallationColumn(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
