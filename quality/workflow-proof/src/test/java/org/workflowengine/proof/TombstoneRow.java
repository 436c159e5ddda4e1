package org.workflowengine.proof;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;

/** A row of {@code workflow_tombstone} as it stands there, with its digest computed once more: by nothing of the runtime. */
record TombstoneRow(
        long seq,
        String caseId,
        byte[] caseHash,
        String workflow,
        int version,
        String state,
        long lastSeq,
        byte[] lastDigest,
        byte[] bundleDigest,
        String retentionClass,
        String actorKind,
        String actor,
        String onBehalfOf,
        String reason,
        String source,
        LocalDateTime recordedAt,
        byte[] previousDigest,
        int format,
        String algorithm,
        String keyId,
        byte[] digest,
        byte[] seal) {

    static final String COLUMNS =
            "seq, case_id, case_hash, workflow, version, state, last_seq, last_digest, bundle_digest,"
                    + " retention_class, actor_kind, actor, on_behalf_of, reason, source, recorded_at, previous_digest, format,"
                    + " algorithm, key_id, digest, seal";

    static TombstoneRow read(ResultSet row) throws SQLException {
        return new TombstoneRow(
                row.getLong("seq"),
                row.getString("case_id"),
                row.getBytes("case_hash"),
                row.getString("workflow"),
                row.getInt("version"),
                row.getString("state"),
                row.getLong("last_seq"),
                row.getBytes("last_digest"),
                row.getBytes("bundle_digest"),
                row.getString("retention_class"),
                row.getString("actor_kind"),
                row.getString("actor"),
                row.getString("on_behalf_of"),
                row.getString("reason"),
                row.getString("source"),
                row.getObject("recorded_at", LocalDateTime.class),
                row.getBytes("previous_digest"),
                row.getInt("format"),
                row.getString("algorithm"),
                row.getString("key_id"),
                row.getBytes("digest"),
                row.getBytes("seal"));
    }

    byte[] digestAgain() {
        return AuditRow.sha256(
                "WTD1",
                seq,
                caseHash,
                workflow,
                version,
                state,
                lastSeq,
                lastDigest,
                bundleDigest,
                retentionClass,
                actorKind,
                actor,
                onBehalfOf,
                reason,
                source,
                AuditRow.micros(recordedAt),
                previousDigest,
                format,
                algorithm,
                keyId);
    }

    /** What the seal covers. */
    byte[] sealed(byte[] installation) {
        return AuditRow.form("WST1", installation, digest);
    }
}
