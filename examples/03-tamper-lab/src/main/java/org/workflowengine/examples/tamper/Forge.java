package org.workflowengine.examples.tamper;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.DigestChain;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Digest;

/**
 * Writes the SQL of somebody who knows the audit format as well as the engine does, reads everything, and has no key: rows with
 * sound payload digests, chained, and sealed with plain SHA-256 whatever seal they name.
 */
final class Forge {
    static final String PLAIN = "SHA-256";
    static final String KEYED = "HMAC-SHA-256";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
    private static final Pattern TRIGGER =
            Pattern.compile("TRIGGER (?:IF NOT EXISTS )?(workflow_\\w+) (?:BEFORE|AFTER) \\w+ ON (workflow_\\w+)");

    private final Product product;
    private final List<AuditEntry> approved;
    private final List<AuditEntry> underReview;

    private Forge(Product product, List<AuditEntry> approved, List<AuditEntry> underReview) {
        this.product = product;
        this.approved = approved;
        this.underReview = underReview;
    }

    static Forge of(Product product, ClaimEngine claims) {
        return new Forge(
                product, claims.history("C-1").entries(), claims.history("C-2").entries());
    }

    Product product() {
        return product;
    }

    String binary(String hex) {
        return product.binary(hex);
    }

    /** A digest that is none of anything. */
    String someDigest() {
        return binary("ab".repeat(Digest.BYTES));
    }

    /** The step that approves C-2, legal in all but that nobody has approved it; its facts may be another's. */
    AuditEntry approval(String facts, String algorithm) {
        AuditEntry last = underReview.get(1);
        return entry(approved.get(2), "C-2", 3, "APPROVE", last, "mallory", "no reason to wait", facts, algorithm);
    }

    AuditEntry approval() {
        return approval(approved.get(2).facts(), KEYED);
    }

    /** The opening of a case that nobody has asked for. */
    AuditEntry opening() {
        AuditEntry like = approved.get(0);
        AuditEntry none = new AuditEntry(
                "C-9",
                0,
                like.workflow(),
                1,
                1,
                like.fingerprint(),
                "",
                "",
                like.fromState(),
                like.actorKind(),
                null,
                null,
                null,
                null,
                Digest.ZERO,
                null,
                "",
                like.recordedAt(),
                Digest.ZERO,
                1,
                KEYED,
                null,
                Digest.ZERO);
        return entry(like, "C-9", 1, "(open)", none, "mallory", "claim received", like.facts(), KEYED);
    }

    /** The step that records that the payload of step 2 of C-2 is erased. */
    AuditEntry erasure() {
        AuditEntry last = underReview.get(1);
        return entry(last, "C-2", 3, "(erase)", last, "mallory", "request 1", "{\"ERASED_SEQ\":\"2\"}", KEYED);
    }

    private static AuditEntry entry(
            AuditEntry like,
            String caseId,
            long seq,
            String transition,
            AuditEntry last,
            String actor,
            String reason,
            String facts,
            String algorithm) {
        return sealed(
                new AuditEntry(
                        caseId,
                        seq,
                        like.workflow(),
                        last.version(),
                        like.version(),
                        like.fingerprint(),
                        transition,
                        last.toState(),
                        like.toState(),
                        Actor.Kind.PERSON,
                        actor,
                        reason,
                        facts,
                        like.salt(),
                        Digest.ZERO,
                        null,
                        like.source(),
                        like.recordedAt(),
                        Digest.ZERO,
                        like.format(),
                        algorithm,
                        null,
                        Digest.ZERO),
                reason,
                last.digest(),
                algorithm);
    }

    /** The entry with another reason, after another one, sealed anew. */
    private static AuditEntry sealed(AuditEntry entry, String reason, Digest previous, String algorithm) {
        AuditEntry open = new AuditEntry(
                entry.caseId(),
                entry.seq(),
                entry.workflow(),
                entry.fromVersion(),
                entry.version(),
                entry.fingerprint(),
                entry.transition(),
                entry.fromState(),
                entry.toState(),
                entry.actorKind(),
                entry.actor(),
                reason,
                entry.facts(),
                entry.salt(),
                DigestChain.ofPayload(entry.salt(), entry.actor(), reason, entry.facts()),
                entry.requestId(),
                entry.source(),
                entry.recordedAt(),
                previous,
                entry.format(),
                algorithm,
                algorithm.equals(KEYED) ? "lab-key" : null,
                Digest.ZERO);
        return open.sealedWith(DigestChain.of(open, Sealer.sha256()));
    }

    /** Writes C-1 anew, consistently, as if its second step had had another reason. */
    List<String> rewritten(String algorithm) {
        List<String> statements = new ArrayList<>(List.of(
                "DELETE FROM workflow_case WHERE case_id = 'C-1'", "DELETE FROM workflow_audit WHERE case_id = 'C-1'"));
        AuditEntry last = sealed(approved.get(0), approved.get(0).reason(), Digest.ZERO, algorithm);
        statements.add(insert(last));
        for (AuditEntry entry : approved.subList(1, approved.size())) {
            last = sealed(entry, entry.seq() == 2 ? "documents waived" : entry.reason(), last.digest(), algorithm);
            statements.add(insert(last));
        }
        statements.add(open(last));
        return statements;
    }

    String insert(AuditEntry entry) {
        return insert(entry, Map.of());
    }

    /** The statement that records a step, but for some columns, which hold the given SQL instead. */
    String insert(AuditEntry entry, Map<String, String> otherwise) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("case_id", text(entry.caseId()));
        values.put("seq", String.valueOf(entry.seq()));
        values.put("workflow", text(entry.workflow()));
        values.put("from_version", String.valueOf(entry.fromVersion()));
        values.put("version", String.valueOf(entry.version()));
        values.put("fingerprint", binary(entry.fingerprint().hex()));
        values.put("transition", text(entry.transition()));
        values.put("from_state", text(entry.fromState()));
        values.put("to_state", text(entry.toState()));
        values.put("actor_kind", text(entry.actorKind().name()));
        values.put("actor", text(entry.actor()));
        values.put("reason", text(entry.reason()));
        values.put("facts", text(entry.facts()));
        values.put("salt", binary(entry.salt().hex()));
        values.put("payload_digest", binary(entry.payloadDigest().hex()));
        values.put("request_id", text(entry.requestId()));
        values.put("source", text(entry.source()));
        values.put("recorded_at", time(entry));
        values.put("previous_digest", binary(entry.previousDigest().hex()));
        values.put("format", String.valueOf(entry.format()));
        values.put("algorithm", text(entry.algorithm()));
        values.put("key_id", text(entry.keyId()));
        values.put("digest", binary(entry.digest().hex()));
        values.putAll(otherwise);
        return "INSERT INTO workflow_audit (" + String.join(", ", values.keySet()) + ") VALUES ("
                + String.join(", ", values.values()) + ")";
    }

    /** The statement that lets a case begin with that step. */
    String open(AuditEntry entry) {
        return "INSERT INTO workflow_case (case_id, workflow, version, state, seq, digest, entered_at) VALUES ("
                + String.join(
                        ", ",
                        text(entry.caseId()),
                        text(entry.workflow()),
                        String.valueOf(entry.version()),
                        text(entry.toState()),
                        String.valueOf(entry.seq()),
                        binary(entry.digest().hex()),
                        time(entry))
                + ")";
    }

    /** The statement that moves the case to that step. */
    String move(AuditEntry entry) {
        return move(entry, time(entry));
    }

    String move(AuditEntry entry, String enteredAt) {
        return "UPDATE workflow_case SET version = " + entry.version() + ", state = " + text(entry.toState())
                + ", seq = "
                + entry.seq() + ", digest = " + binary(entry.digest().hex()) + ", entered_at = " + enteredAt
                + " WHERE case_id = " + text(entry.caseId());
    }

    /** Takes all guards of the five tables away, as the owner can. */
    List<String> disarm() {
        List<String> statements = new ArrayList<>();
        Matcher trigger = TRIGGER.matcher(WorkflowRuntime.hardening(product.title()));
        while (trigger.find()) {
            if (product != Product.POSTGRESQL) {
                statements.add("DROP TRIGGER " + trigger.group(1));
            } else if (!statements.contains(disable(trigger.group(2)))) {
                statements.add(disable(trigger.group(2)));
            }
        }
        if (product == Product.H2) {
            statements.add("SET REFERENTIAL_INTEGRITY FALSE");
        } else if (product == Product.MARIADB) {
            statements.add("SET foreign_key_checks = 0");
        }
        return statements;
    }

    private static String disable(String table) {
        return "ALTER TABLE " + table + " DISABLE TRIGGER ALL";
    }

    /** Puts them back, so that nothing is missing at the next start. */
    List<String> rearm() {
        List<String> statements = new ArrayList<>();
        if (product == Product.POSTGRESQL) {
            disarm().forEach(disable -> statements.add(disable.replace("DISABLE", "ENABLE")));
        } else if (product == Product.H2) {
            statements.add("SET REFERENTIAL_INTEGRITY TRUE");
        } else {
            statements.add("SET foreign_key_checks = 1");
        }
        statements.addAll(product.statements(WorkflowRuntime.hardening(product.title())));
        return statements;
    }

    /** Between {@link #disarm} and {@link #rearm}. */
    List<String> unguarded(List<String> lies) {
        List<String> statements = new ArrayList<>(disarm());
        statements.addAll(lies);
        statements.addAll(rearm());
        return statements;
    }

    List<String> unguarded(String... lies) {
        return unguarded(List.of(lies));
    }

    private static String time(AuditEntry entry) {
        return "TIMESTAMP '" + TIME.format(LocalDateTime.ofInstant(entry.recordedAt(), ZoneOffset.UTC)) + "'";
    }

    private static String text(String text) {
        return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
    }
}
