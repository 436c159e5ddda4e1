package org.workflowengine.runtime.internal.audit;

/**
 * The columns of {@code workflow_tombstone}: first those that the digest covers, in the order of the canonical form, then the digest, its seal,
 * and the id that only an unfinished purge has.
 */
public enum TombstoneColumn implements Column {
    /** The number of the tombstone. */
    SEQ(Kind.NUMBER),
    /** The hash of the case's id. */
    CASE_HASH(Kind.BINARY),
    /** The workflow's id. */
    WORKFLOW(Kind.TEXT),
    /** The version that the case followed. */
    VERSION(Kind.NUMBER),
    /** The state that the case was in. */
    STATE(Kind.TEXT),
    /** The number of its newest step. */
    LAST_SEQ(Kind.NUMBER),
    /** The digest of its newest step. */
    LAST_DIGEST(Kind.BINARY),
    /** The digest of its bundle. */
    BUNDLE_DIGEST(Kind.BINARY),
    /** Under which rule of the organization. */
    RETENTION_CLASS(Kind.TEXT),
    /** What sort of actor decided. */
    ACTOR_KIND(Kind.TEXT),
    /** Who. */
    ACTOR(Kind.TEXT),
    /** For whom. */
    ON_BEHALF_OF(Kind.TEXT, true),
    /** Why. */
    REASON(Kind.TEXT),
    /** Which application or node wrote it. */
    SOURCE(Kind.TEXT),
    /** When it was recorded. */
    RECORDED_AT(Kind.TIME),
    /** The digest of the tombstone before. */
    PREVIOUS_DIGEST(Kind.BINARY),
    /** The version of the canonical form. */
    FORMAT(Kind.NUMBER),
    /** The algorithm of the seal. */
    ALGORITHM(Kind.TEXT, true),
    /** The id of the seal's key. */
    KEY_ID(Kind.TEXT, true),
    /** The digest over the tombstone. */
    DIGEST(Kind.BINARY),
    /** The seal over the digest. */
    SEAL(Kind.BINARY, true),
    /** The case, while it is being purged. */
    CASE_ID(Kind.TEXT, true);

    private final Kind kind;
    private final boolean nullable;

    TombstoneColumn(Kind kind) {
        this(kind, false);
    }

    TombstoneColumn(Kind kind, boolean nullable) {
        this.kind = kind;
        this.nullable = nullable;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public boolean isNullable() {
        return nullable;
    }
}
