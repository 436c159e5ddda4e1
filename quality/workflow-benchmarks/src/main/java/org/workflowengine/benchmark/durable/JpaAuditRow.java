package org.workflowengine.benchmark.durable;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDateTime;
import java.util.Objects;

/** The audit row as a JPA entity, with the columns that the engine fills. */
@Entity
@Table(name = "jpa_audit")
@IdClass(JpaAuditRow.Key.class)
@SuppressWarnings("UnusedVariable") // Hibernate reads them
class JpaAuditRow {
    @Id
    @Column(name = "case_id", length = 64)
    private String caseId = "";

    @Id
    private long seq;

    @Column(length = 64, nullable = false)
    private String workflow = HandWrittenRow.WORKFLOW;

    @Column(name = "from_version")
    private int fromVersion = HandWrittenRow.VERSION;

    private int version = HandWrittenRow.VERSION;

    @Column(nullable = false)
    private byte[] fingerprint = HandWrittenRow.FINGERPRINT;

    @Column(length = 64, nullable = false)
    private String transition = "";

    @Column(name = "from_state", length = 64, nullable = false)
    private String fromState = "";

    @Column(name = "to_state", length = 64, nullable = false)
    private String toState = "";

    @Column(name = "actor_kind", length = 16, nullable = false)
    private String actorKind = HandWrittenRow.ACTOR_KIND;

    @Column(length = 128)
    private String actor = Step.ACTOR;

    @Column(length = 2000)
    private String reason = Step.REASON;

    @Column(length = 65536)
    private String facts = "";

    private byte[] salt = {};

    @Column(name = "payload_digest", nullable = false)
    private byte[] payloadDigest = {};

    @Column(length = 128, nullable = false)
    private String source = Step.SOURCE;

    @Column(name = "recorded_at", nullable = false)
    private LocalDateTime recordedAt = LocalDateTime.MIN;

    @Column(name = "previous_digest", nullable = false)
    private byte[] previousDigest = {};

    private int format = HandWrittenRow.FORMAT;

    @Column(nullable = false)
    private byte[] digest = {};

    /** For Hibernate. */
    JpaAuditRow() {}

    JpaAuditRow(HandWrittenRow row) {
        this.caseId = row.caseId();
        this.seq = row.seq();
        this.transition = row.transition();
        this.fromState = row.fromState();
        this.toState = row.toState();
        this.facts = row.facts();
        this.salt = row.salt();
        this.payloadDigest = row.payloadDigest();
        this.recordedAt = row.recordedAt();
        this.previousDigest = row.previousDigest();
        this.digest = row.digest();
    }

    /** The primary key. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1;

        private String caseId = "";
        private long seq;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && caseId.equals(that.caseId) && seq == that.seq;
        }

        @Override
        public int hashCode() {
            return Objects.hash(caseId, seq);
        }
    }
}
