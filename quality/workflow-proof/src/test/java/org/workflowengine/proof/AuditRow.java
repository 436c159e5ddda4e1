package org.workflowengine.proof;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.workflowengine.runtime.core.Definition;

/**
 * A row of {@code workflow_audit} as it stands there, with its digests computed once more: by {@code docs/reference/audit-format.md} and
 * by nothing of the runtime, so that the same mistake is not made twice.
 */
record AuditRow(
        String caseId,
        long seq,
        String workflow,
        int fromVersion,
        int version,
        byte[] fingerprint,
        String transition,
        String fromState,
        String toState,
        String actorKind,
        String actor,
        String onBehalfOf,
        String reason,
        String facts,
        String evidence,
        byte[] salt,
        byte[] payloadDigest,
        String requestId,
        String source,
        LocalDateTime recordedAt,
        LocalDateTime occurredAt,
        byte[] previousDigest,
        int format,
        String algorithm,
        String keyId,
        byte[] digest,
        byte[] seal) {

    static final String COLUMNS = "case_id, seq, workflow, from_version, version, fingerprint, transition, from_state,"
            + " to_state, actor_kind, actor, on_behalf_of, reason, facts, evidence, salt, payload_digest, request_id, source,"
            + " recorded_at, occurred_at, previous_digest, format, algorithm, key_id, digest, seal";

    static AuditRow read(ResultSet row) throws SQLException {
        return new AuditRow(
                row.getString("case_id"),
                row.getLong("seq"),
                row.getString("workflow"),
                row.getInt("from_version"),
                row.getInt("version"),
                row.getBytes("fingerprint"),
                row.getString("transition"),
                row.getString("from_state"),
                row.getString("to_state"),
                row.getString("actor_kind"),
                row.getString("actor"),
                row.getString("on_behalf_of"),
                row.getString("reason"),
                row.getString("facts"),
                row.getString("evidence"),
                row.getBytes("salt"),
                row.getBytes("payload_digest"),
                row.getString("request_id"),
                row.getString("source"),
                row.getObject("recorded_at", LocalDateTime.class),
                row.getObject("occurred_at", LocalDateTime.class),
                row.getBytes("previous_digest"),
                row.getInt("format"),
                row.getString("algorithm"),
                row.getString("key_id"),
                row.getBytes("digest"),
                row.getBytes("seal"));
    }

    boolean isErased() {
        return salt == null
                && actor == null
                && onBehalfOf == null
                && reason == null
                && facts == null
                && evidence == null;
    }

    String digestHex() {
        return HexFormat.of().formatHex(digest);
    }

    byte[] payloadDigestAgain() {
        return sha256("WFP1", salt, actor, onBehalfOf, reason, facts, evidence);
    }

    byte[] digestAgain() {
        return sha256(form());
    }

    /** What the digest covers. */
    byte[] form() {
        return form(
                "WFE1",
                caseId,
                seq,
                workflow,
                fromVersion,
                version,
                fingerprint,
                transition,
                fromState,
                toState,
                actorKind,
                payloadDigest,
                requestId,
                source,
                micros(recordedAt),
                micros(occurredAt),
                previousDigest,
                format,
                algorithm,
                keyId);
    }

    /** What the seal covers. */
    byte[] sealed(byte[] installation) {
        return form("WSE1", installation, digest);
    }

    /** What the opening of each case has in place of the digest of the step before. */
    static byte[] originDigest(byte[] installation) {
        return sha256("WFI1", installation);
    }

    static Long micros(LocalDateTime time) {
        return time == null ? null : ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
    }

    boolean isMigration() {
        return transition.startsWith(Definition.MIGRATION);
    }

    boolean recordsErasure() {
        return transition.equals(Definition.ERASURE);
    }

    /** Whether a legal hold begins or ends with it. */
    boolean recordsHold() {
        return transition.equals(Definition.HOLD) || transition.equals(Definition.RELEASE);
    }

    /** Whether it is the migration of a case that was only touched: the request, and its id, are the move's behind it. */
    boolean isOnTheWay() {
        return isMigration() && requestId == null;
    }

    /** Whether the step leaves the case in the state in which it was. */
    boolean keepsState() {
        return fromState.equals(toState);
    }

    /** Everything but the erasable payload, for finding out whether the row has changed. */
    int lasting() {
        return 31
                        * Objects.hash(
                                workflow,
                                fromVersion,
                                version,
                                transition,
                                fromState,
                                toState,
                                actorKind,
                                requestId,
                                source,
                                recordedAt,
                                occurredAt,
                                format,
                                algorithm,
                                keyId)
                + Arrays.deepHashCode(new byte[][] {fingerprint, payloadDigest, previousDigest, digest, seal});
    }

    int payload() {
        return Objects.hash(actor, onBehalfOf, reason, facts, evidence, Arrays.hashCode(salt));
    }

    /** What stays of the id of a purged case. */
    static byte[] caseHash(byte[] installation, String caseId) {
        return sha256("WTC1", installation, caseId);
    }

    static byte[] sha256(String tag, Object... fields) {
        return sha256(form(tag, fields));
    }

    private static byte[] sha256(byte[] form) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(form);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] form(String tag, Object... fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream form = new DataOutputStream(bytes)) {
            form.writeBytes(tag);
            for (Object field : fields) {
                if (field == null) {
                    form.writeInt(-1);
                } else {
                    byte[] content = field instanceof byte[] binary
                            ? binary
                            : field.toString().getBytes(StandardCharsets.UTF_8);
                    form.writeInt(content.length);
                    form.write(content);
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
