package org.workflowengine.runtime.internal.audit;

import java.util.List;

/**
 * The columns of {@code workflow_audit}: first those that the entry digest covers, in the order of the canonical form, then
 * those of the payload digest in theirs, then the digest itself and its seal.
 */
public enum AuditColumn implements Column {
    /** The case. */
    CASE_ID(Kind.TEXT),
    /** The step's number. */
    SEQ(Kind.NUMBER),
    /** The workflow's id. */
    WORKFLOW(Kind.TEXT),
    /** The version followed before the step. */
    FROM_VERSION(Kind.NUMBER),
    /** The version followed after it. */
    VERSION(Kind.NUMBER),
    /** The fingerprint of that version. */
    FINGERPRINT(Kind.BINARY),
    /** The transition's id. */
    TRANSITION(Kind.TEXT),
    /** The state left. */
    FROM_STATE(Kind.TEXT),
    /** The state entered. */
    TO_STATE(Kind.TEXT),
    /** What sort of actor decided. */
    ACTOR_KIND(Kind.TEXT),
    /** The digest over the payload. */
    PAYLOAD_DIGEST(Kind.BINARY),
    /** The request's id. */
    REQUEST_ID(Kind.TEXT, true),
    /** Which application or node wrote it. */
    SOURCE(Kind.TEXT),
    /** When it was recorded. */
    RECORDED_AT(Kind.TIME),
    /** When it happened, as the caller says. */
    OCCURRED_AT(Kind.TIME, true),
    /** The digest of the step before. */
    PREVIOUS_DIGEST(Kind.BINARY),
    /** The version of the canonical form. */
    FORMAT(Kind.NUMBER),
    /** The algorithm of the seal. */
    ALGORITHM(Kind.TEXT, true),
    /** The id of the seal's key. */
    KEY_ID(Kind.TEXT, true),
    /** Payload: random bytes. */
    SALT(Kind.BINARY, true),
    /** Payload: who. */
    ACTOR(Kind.TEXT, true),
    /** Payload: for whom. */
    ON_BEHALF_OF(Kind.TEXT, true),
    /** Payload: why. */
    REASON(Kind.TEXT, true),
    /** Payload: on which facts. */
    FACTS(Kind.TEXT, true),
    /** Payload: what the layers above recorded. */
    EVIDENCE(Kind.TEXT, true),
    /** The digest over the entry. */
    DIGEST(Kind.BINARY),
    /** The seal over the digest. */
    SEAL(Kind.BINARY, true);

    static final List<AuditColumn> ALL = List.of(values());

    private final Kind kind;
    private final boolean nullable;

    AuditColumn(Kind kind) {
        this(kind, false);
    }

    AuditColumn(Kind kind, boolean nullable) {
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
