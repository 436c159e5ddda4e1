package org.workflowengine.examples.tamper;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.audit.StoredTombstone;

/** The engine's own statements as text, written by hand for one database, and those that take the guards away and put them back. */
class EngineSql {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final Pattern TRIGGER =
            Pattern.compile("TRIGGER (?:IF NOT EXISTS )?(workflow_\\w+) (?:BEFORE|AFTER) \\w+ ON (workflow_\\w+)");

    private final Product product;

    EngineSql(Product product) {
        this.product = product;
    }

    Product product() {
        return product;
    }

    /** Drops the constraint that keeps a rule about the values of a step: on PostgreSQL one keeps all of them. */
    String dropRule(String rule) {
        return "ALTER TABLE workflow_audit DROP CONSTRAINT workflow_audit_"
                + (product == Product.POSTGRESQL ? "values" : rule);
    }

    String binary(String hex) {
        return product.binary(hex);
    }

    /** A digest of nothing. */
    String someDigest() {
        return binary("ab".repeat(Digest.BYTES));
    }

    String sha256(String text) {
        return switch (product) {
            case H2 -> "HASH('SHA-256', " + text + ")";
            case POSTGRESQL -> "sha256(convert_to(" + text + ", 'UTF8'))";
            case MARIADB -> "UNHEX(SHA2(" + text + ", 256))";
        };
    }

    String insert(AuditEntry entry) {
        return insert(entry, Map.of());
    }

    /** The statement that records a step, except for some columns, which get the given SQL instead. */
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
        values.put("on_behalf_of", text(entry.onBehalfOf()));
        values.put("reason", text(entry.reason()));
        values.put("facts", text(entry.facts()));
        values.put("evidence", text(entry.evidence()));
        values.put("salt", bytes(AuditEntry.saltOf(entry).orElseThrow().bytes()));
        values.put("payload_digest", binary(entry.payloadDigest().hex()));
        values.put("request_id", text(entry.requestId()));
        values.put("source", text(entry.source()));
        values.put("recorded_at", time(entry.recordedAt()));
        values.put("occurred_at", entry.occurredAt() == null ? "NULL" : time(entry.occurredAt()));
        values.put("previous_digest", binary(entry.previousDigest().hex()));
        values.put("format", String.valueOf(entry.format()));
        values.put("algorithm", text(entry.algorithm()));
        values.put("key_id", text(entry.keyId()));
        values.put("digest", binary(entry.digest().hex()));
        values.put("seal", entry.seal() == null ? "NULL" : bytes(entry.seal()));
        values.putAll(otherwise);
        return "INSERT INTO workflow_audit (" + String.join(", ", values.keySet()) + ") VALUES ("
                + String.join(", ", values.values()) + ")";
    }

    /** The statement that lets a case begin with that step. */
    String open(AuditEntry entry) {
        return open(entry, Map.of());
    }

    /** The statement that lets a case begin with that step, except for some columns, which get the given SQL instead. */
    String open(AuditEntry entry, Map<String, String> otherwise) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("case_id", text(entry.caseId()));
        values.put("workflow", text(entry.workflow()));
        values.put("version", String.valueOf(entry.version()));
        values.put("state", text(entry.toState()));
        values.put("seq", String.valueOf(entry.seq()));
        values.put("digest", binary(entry.digest().hex()));
        values.put("entered_at", time(entry.enteredAt()));
        values.put("moved_at", time(entry.recordedAt()));
        values.putAll(otherwise);
        return "INSERT INTO workflow_case (" + String.join(", ", values.keySet()) + ") VALUES ("
                + String.join(", ", values.values()) + ")";
    }

    /** The statement that moves the case to that step, at the times that are recorded. */
    String move(AuditEntry entry) {
        return move(entry, Map.of());
    }

    /** The statement that moves the case to that step, except for some columns, which get the given SQL instead. */
    String move(AuditEntry entry, Map<String, String> otherwise) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("version", String.valueOf(entry.version()));
        values.put("state", text(entry.toState()));
        values.put("seq", String.valueOf(entry.seq()));
        values.put("digest", binary(entry.digest().hex()));
        values.put("entered_at", entry.keepsState() ? "entered_at" : time(entry.recordedAt()));
        values.put("moved_at", time(entry.recordedAt()));
        if (entry.transition().equals("(hold)") || entry.transition().equals("(release)")) {
            values.put("holds", entry.transition().equals("(hold)") ? "holds + 1" : "holds - 1");
        }
        values.putAll(otherwise);
        return "UPDATE workflow_case SET "
                + String.join(
                        ", ",
                        values.entrySet().stream()
                                .map(value -> value.getKey() + " = " + value.getValue())
                                .toList())
                + " WHERE case_id = " + text(entry.caseId());
    }

    /** The statement that records a tombstone, except for some columns, which get the given SQL instead. */
    String bury(StoredTombstone stone, String caseId, Map<String, String> otherwise) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("seq", String.valueOf(stone.seq()));
        values.put("case_id", text(caseId));
        values.put("case_hash", binary(stone.caseHash().hex()));
        values.put("workflow", text(stone.workflow()));
        values.put("version", String.valueOf(stone.version()));
        values.put("state", text(stone.state()));
        values.put("last_seq", String.valueOf(stone.lastSeq()));
        values.put("last_digest", binary(stone.lastDigest().hex()));
        values.put("bundle_digest", binary(stone.bundleDigest().hex()));
        values.put("retention_class", text(stone.retentionClass()));
        values.put("actor_kind", text(stone.actorKind().name()));
        values.put("actor", text(stone.actor()));
        values.put("on_behalf_of", text(stone.onBehalfOf()));
        values.put("reason", text(stone.reason()));
        values.put("source", text(stone.source()));
        values.put("recorded_at", time(stone.recordedAt()));
        values.put("previous_digest", binary(stone.previousDigest().hex()));
        values.put("format", String.valueOf(stone.format()));
        values.put("algorithm", text(stone.algorithm()));
        values.put("key_id", text(stone.keyId()));
        values.put("digest", binary(stone.digest().hex()));
        values.put("seal", stone.seal() == null ? "NULL" : bytes(stone.seal()));
        values.putAll(otherwise);
        return "INSERT INTO workflow_tombstone (" + String.join(", ", values.keySet()) + ") VALUES ("
                + String.join(", ", values.values()) + ")";
    }

    /** The statements that remove a case and its steps, the newest first. */
    static List<String> removed(String caseId, long steps) {
        List<String> statements = new ArrayList<>(List.of("DELETE FROM workflow_case WHERE case_id = " + text(caseId)));
        for (long seq = steps; seq > 0; seq--) {
            statements.add("DELETE FROM workflow_audit WHERE case_id = " + text(caseId) + " AND seq = " + seq);
        }
        return statements;
    }

    /** The statement that ends a purge. */
    static String forget(String caseId) {
        return "UPDATE workflow_tombstone SET case_id = NULL WHERE case_id = " + text(caseId);
    }

    /** Both of the engine's statements. */
    List<String> made(AuditEntry entry) {
        return made(entry, Map.of());
    }

    /** Both of the engine's statements; the first holds the lie. */
    List<String> made(AuditEntry entry, Map<String, String> otherwise) {
        return List.of(insert(entry, otherwise), entry.seq() == 1 ? open(entry) : move(entry));
    }

    /** Removes all guards of the tables, as the owner can. */
    List<String> disarm() {
        List<String> statements = new ArrayList<>();
        Matcher trigger = TRIGGER.matcher(product.scripts().hardening());
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
        statements.addAll(product.statements(product.scripts().hardening()));
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

    static String time(Instant time) {
        return "TIMESTAMP '" + TIME.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC)) + "'";
    }

    String bytes(byte[] bytes) {
        return binary(HexFormat.of().formatHex(bytes));
    }

    private static String text(String text) {
        return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
    }
}
