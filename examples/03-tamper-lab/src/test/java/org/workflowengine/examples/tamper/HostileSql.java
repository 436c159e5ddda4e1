package org.workflowengine.examples.tamper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Random SQL that often comes near to what the engine writes, and sometimes is exactly that but for the seal. */
final class HostileSql {
    private static final List<String> STATES = List.of(
            "CREATED",
            "UNDER_REVIEW",
            "APPROVED",
            "PAID",
            "REJECTED",
            "AGREED",
            "RECEIVED",
            "CHECKED",
            "BLOCKED",
            "CLEARED",
            "SETTLED",
            "SUBMITTED",
            "GRANTED",
            "(new)");
    private static final List<String> TRANSITIONS = List.of(
            "START_REVIEW",
            "APPROVE",
            "REJECT",
            "REMIND",
            "ESCALATE",
            "PAY",
            "SETTLE",
            "JUMP",
            "CHECK",
            "CLEAR",
            "ENDORSE",
            "GRANT",
            "(open)",
            "(erase)",
            "(import)",
            "(migrate:1)",
            "(migrate:2)",
            "(hold)",
            "(release)",
            "(pause)");

    private final Random random;
    private final Product product;
    private int opened;

    HostileSql(Random random, Product product) {
        this.random = random;
        this.product = product;
    }

    /** One to six statements that are meant to be committed together. */
    List<String> transaction() {
        List<String> statements = new ArrayList<>();
        int parts = 1 + random.nextInt(3);
        for (int i = 0; i < parts; i++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    String caseId = anyCase();
                    statements.add(step(caseId));
                    if (random.nextInt(5) > 0) {
                        statements.add(move(caseId));
                    }
                }
                case 3, 4 -> {
                    String caseId = "H-" + ++opened;
                    statements.add(opening(caseId));
                    if (random.nextInt(5) > 0) {
                        statements.add(begin(caseId));
                    }
                }
                case 5 -> statements.add(move(anyCase()));
                default -> {
                    if (random.nextInt(20) == 0) {
                        statements.addAll(tombstone());
                    } else {
                        statements.add(lie());
                    }
                }
            }
        }
        return statements;
    }

    private String anyCase() {
        // Mostly a young one: the old ones have come to their ends.
        return opened == 0 || random.nextInt(6) == 0
                ? one(List.of(
                        "C-1", "C-2", "C-3", "C-4", "S-1", "T-1", "T-2", "T-3", "T-4", "T-5", "G-1", "G-2", "G-3",
                        "G-4", "G-5", "G-6", "G-7", "G-8", "L-1", "L-2", "L-3", "P-1"))
                : "H-" + Math.max(1, opened - random.nextInt(12));
    }

    /** The next step of a case, from where it stands, with now and then another value in a column. */
    private String step(String caseId) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("case_id", "c.case_id");
        values.put("seq", "c.seq + 1");
        values.put("workflow", "c.workflow");
        values.put("from_version", "c.version");
        values.put("version", "t.version");
        values.put("fingerprint", "d.fingerprint");
        values.put("transition", "t.transition");
        values.put("from_state", "t.from_state");
        values.put("to_state", "t.to_state");
        payload(values);
        values.put("previous_digest", "c.digest");
        boolean migrates = random.nextInt(3) == 0;
        boolean holds = !migrates && random.nextInt(3) == 0;
        if (holds && random.nextInt(6) > 0) {
            values.put("facts", "'{\"MATTER\":\"M-" + random.nextInt(3) + "\"}'");
        }
        return insert(values)
                + " FROM workflow_case c JOIN workflow_transition t ON t.workflow = c.workflow"
                // Now and then under another version than the case follows.
                + (!migrates && random.nextInt(6) > 0 ? " AND t.version = c.version" : "")
                + (migrates || random.nextInt(4) > 0 ? " AND t.from_state = c.state" : "")
                + " JOIN workflow_definition d ON d.workflow = t.workflow AND d.version = t.version"
                + " WHERE c.case_id = '" + caseId + "' AND t.transition "
                + (migrates
                        ? "= CONCAT('(migrate:', c.version, ')')"
                        : holds
                                ? "= '" + one(List.of("(hold)", "(hold)", "(release)")) + "'"
                                : random.nextInt(3) > 0
                                        ? "NOT IN ('(open)', '(erase)', '(hold)', '(release)')"
                                        : "= '" + one(TRANSITIONS) + "'")
                + " ORDER BY t.transition, t.version LIMIT 1";
    }

    private String opening(String caseId) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("case_id", "'" + caseId + "'");
        values.put("seq", "1");
        values.put("workflow", "t.workflow");
        values.put("from_version", "t.version");
        values.put("version", "t.version");
        values.put("fingerprint", "d.fingerprint");
        values.put("transition", "t.transition");
        values.put("from_state", "t.from_state");
        values.put("to_state", "t.to_state");
        payload(values);
        values.put("previous_digest", random.nextInt(8) == 0 ? product.binary("00".repeat(32)) : "i.origin_digest");
        return insert(values)
                + " FROM workflow_transition t JOIN workflow_definition d ON d.workflow = t.workflow AND d.version = t.version"
                + " CROSS JOIN workflow_installation i"
                + " WHERE t.transition = '"
                + (random.nextInt(6) > 0 ? one(List.of("(open)", "(import)")) : one(TRANSITIONS)) + "'"
                + one(List.of(
                        " AND t.workflow = 'claim' AND t.version = 1",
                        " AND t.workflow = 'transfer' AND t.version = 2",
                        " AND t.workflow = 'transfer' AND t.version = 2",
                        " AND t.workflow = 'transfer'",
                        ""))
                + " LIMIT 1";
    }

    private void payload(Map<String, String> values) {
        values.put("actor_kind", "'PERSON'");
        values.put("actor", random.nextInt(4) == 0 ? "'alice'" : "'mallory'");
        values.put("on_behalf_of", random.nextInt(4) == 0 ? "'carol'" : "NULL");
        values.put("reason", "'no reason to wait'");
        values.put("facts", random.nextInt(8) == 0 ? "'{\"ERASED_SEQ\":\"" + random.nextInt(3) + "\"}'" : "'{}'");
        values.put("evidence", random.nextInt(4) == 0 ? "'{\"rules\":{}}'" : "NULL");
        values.put("salt", bytes(16));
        values.put("payload_digest", bytes(32));
        values.put("request_id", random.nextInt(4) == 0 ? "'R-" + random.nextInt(4) + "'" : "NULL");
        values.put("source", "'claims-1'");
        values.put("recorded_at", time());
        values.put("occurred_at", random.nextInt(4) == 0 ? time() : nothing("TIMESTAMP"));
        values.put("format", "1");
        values.put("algorithm", "'HMAC-SHA-256'");
        values.put("key_id", "'lab-key'");
        values.put("digest", bytes(32));
        values.put("seal", bytes(32));
    }

    /** A NULL of a type that a SELECT has to know. */
    private String nothing(String type) {
        return product == Product.MARIADB ? "NULL" : "CAST(NULL AS " + type + ")";
    }

    private String insert(Map<String, String> values) {
        if (random.nextInt(3) == 0) {
            List<String> columns = List.copyOf(values.keySet());
            for (int i = random.nextInt(2); i >= 0; i--) {
                String column = one(columns);
                values.put(column, other(column));
            }
        }
        return "INSERT INTO workflow_audit (" + String.join(", ", values.keySet()) + ") SELECT "
                + String.join(", ", values.values());
    }

    /** The case goes where its next recorded step leads. The number comes last: MariaDB goes from left to right. */
    private String move(String caseId) {
        String step =
                " FROM workflow_audit a WHERE a.case_id = workflow_case.case_id AND a.seq = workflow_case.seq + 1)";
        Map<String, String> values = new LinkedHashMap<>();
        values.put("version", "(SELECT a.version" + step);
        values.put("state", "(SELECT a.to_state" + step);
        values.put("digest", "(SELECT a.digest" + step);
        values.put(
                "entered_at",
                "(SELECT CASE WHEN a.from_state = a.to_state THEN workflow_case.entered_at ELSE a.recorded_at END"
                        + step);
        values.put("moved_at", "(SELECT a.recorded_at" + step);
        values.put(
                "holds",
                "(SELECT workflow_case.holds + CASE a.transition WHEN '(hold)' THEN 1 WHEN '(release)' THEN -1 ELSE 0 END"
                        + step);
        values.put("seq", "seq + 1");
        if (random.nextInt(4) == 0) {
            String column = one(List.copyOf(values.keySet()));
            values.put(column, other(column));
        }
        return "UPDATE workflow_case SET " + assignments(values) + " WHERE case_id = '" + caseId + "'";
    }

    /** One to five statements of somebody who may purge, that are meant to be committed together. */
    List<String> purge() {
        List<String> statements = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            statements.addAll(tombstone());
        }
        String named = " WHERE case_id IN (SELECT case_id FROM workflow_tombstone WHERE case_id IS NOT NULL)";
        if (random.nextInt(6) > 0) {
            statements.add("DELETE FROM workflow_case" + named);
        }
        if (random.nextInt(6) > 0) {
            statements.add("DELETE FROM workflow_audit" + named
                    + (random.nextInt(8) == 0 ? " AND seq > " + random.nextInt(4) : "")
                    // It checks each row at once, and the next step refers to the one before.
                    + (product == Product.MARIADB ? " ORDER BY case_id, seq DESC" : ""));
        }
        if (random.nextInt(6) > 0) {
            statements.add("UPDATE workflow_tombstone SET case_id = NULL WHERE case_id IS NOT NULL");
        }
        if (statements.isEmpty() || random.nextInt(6) == 0) {
            statements.add(random.nextInt(statements.size() + 1), lie());
        }
        return statements;
    }

    /** The tombstone of a case, now and then of one that is not finished, or with another value in a column. */
    private List<String> tombstone() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("seq", "n.seq + 1");
        values.put("case_id", "c.case_id");
        values.put("case_hash", hash());
        values.put("workflow", "c.workflow");
        values.put("version", "c.version");
        values.put("state", "c.state");
        values.put("last_seq", "c.seq");
        values.put("last_digest", "c.digest");
        values.put("bundle_digest", bytes(32));
        values.put("retention_class", "'claims-1d'");
        values.put("actor_kind", "'PERSON'");
        values.put("actor", "'mallory'");
        values.put("reason", "'no reason to wait'");
        values.put("source", "'claims-1'");
        values.put("recorded_at", time());
        values.put("previous_digest", "n.digest");
        values.put("format", "1");
        values.put("digest", bytes(32));
        if (random.nextInt(3) == 0) {
            String column = one(List.copyOf(values.keySet()));
            values.put(column, other(column));
        }
        String rows = " FROM workflow_case c CROSS JOIN workflow_installation i"
                + " CROSS JOIN (SELECT seq, digest FROM workflow_tombstone ORDER BY seq DESC LIMIT 1) n"
                + " JOIN workflow_state s ON s.workflow = c.workflow AND s.version = c.version AND s.state = c.state WHERE "
                + (random.nextInt(3) == 0
                        ? "c.case_id = '" + anyCase() + "'"
                        : "(s.terminal OR s.resting) AND c.holds = 0")
                + " ORDER BY c.case_id LIMIT 1";
        String insert = "INSERT INTO workflow_tombstone (" + String.join(", ", values.keySet()) + ") ";
        String selected = "SELECT " + String.join(", ", values.values());
        if (product != Product.MARIADB) {
            return List.of(insert + selected + rows);
        }
        // There, a statement that reads the cases fires no trigger that locks one.
        List<String> variables =
                values.keySet().stream().map(column -> "@new_" + column).toList();
        return List.of(
                selected + rows + " INTO " + String.join(", ", variables),
                insert + "VALUES (" + String.join(", ", variables) + ")");
    }

    private String hash() {
        String tag = product.binary("5754433100000010");
        return switch (product) {
            case H2 ->
                "HASH('SHA-256', " + tag
                        + " || i.installation || CAST(CAST(OCTET_LENGTH(c.case_id) AS INTEGER) AS BINARY(4))"
                        + " || CAST(c.case_id AS VARBINARY))";
            case POSTGRESQL ->
                "sha256(" + tag + "::BYTEA || i.installation || int4send(octet_length(c.case_id))"
                        + " || convert_to(c.case_id, 'UTF8'))";
            case MARIADB ->
                "UNHEX(SHA2(CONCAT(" + tag + ", i.installation, UNHEX(LPAD(HEX(LENGTH(c.case_id)), 8, '0')),"
                        + " CAST(c.case_id AS BINARY)), 256))";
        };
    }

    private String begin(String caseId) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("case_id", "case_id");
        values.put("workflow", "workflow");
        values.put("version", "version");
        values.put("state", "to_state");
        values.put("seq", "seq");
        values.put("digest", "digest");
        values.put(
                "entered_at",
                "CASE transition WHEN '(import)' THEN COALESCE(occurred_at, recorded_at) ELSE recorded_at END");
        values.put("moved_at", "recorded_at");
        if (random.nextInt(4) == 0) {
            String column = one(List.copyOf(values.keySet()));
            values.put(column, other(column));
        }
        return "INSERT INTO workflow_case (" + String.join(", ", values.keySet()) + ") SELECT "
                + String.join(", ", values.values()) + " FROM workflow_audit WHERE case_id = '" + caseId + "'";
    }

    /** Something that the engine never writes. */
    private String lie() {
        String audit = one(List.of(
                "reason",
                "facts",
                "evidence",
                "actor",
                "on_behalf_of",
                "salt",
                "digest",
                "seal",
                "key_id",
                "to_state",
                "recorded_at",
                "occurred_at",
                "seq"));
        String head = one(
                List.of("state", "seq", "digest", "entered_at", "moved_at", "version", "workflow", "case_id", "holds"));
        String second = one(List.of("state", "seq", "digest", "entered_at", "moved_at", "version"));
        String where = " WHERE case_id = '" + anyCase() + "'";
        return switch (random.nextInt(11)) {
            case 0 -> "UPDATE workflow_audit SET " + audit + " = " + other(audit) + where;
            case 1 -> "DELETE FROM " + one(List.of("workflow_audit", "workflow_case", "workflow_case_view")) + where;
            case 2 ->
                "INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state) VALUES ('claim', 1, "
                        + other("from_state") + ", " + other("transition") + ", " + other("to_state") + ")";
            case 3 ->
                "UPDATE workflow_case SET seq = seq - 1, state = (SELECT a.from_state FROM workflow_audit a WHERE"
                        + " a.case_id = workflow_case.case_id AND a.seq = workflow_case.seq), digest = (SELECT"
                        + " a.previous_digest FROM workflow_audit a WHERE a.case_id = workflow_case.case_id AND a.seq ="
                        + " workflow_case.seq)" + where;
            case 4 ->
                one(List.of(
                        "UPDATE workflow_definition SET states = states + 1",
                        "UPDATE workflow_definition SET erasable = TRUE",
                        "UPDATE workflow_definition SET obligations = obligations + 1",
                        "UPDATE workflow_state SET resting = TRUE",
                        "DELETE FROM workflow_obligation",
                        "UPDATE workflow_obligation SET persons = 1 WHERE kind = 'QUORUM'",
                        "UPDATE workflow_obligation SET subject = 'DRAFT', of_state = 'DRAFT' WHERE kind = 'FOUR_EYES'",
                        "UPDATE workflow_state SET importable = TRUE, initial = TRUE"));
            case 5 ->
                one(List.of(
                        "UPDATE workflow_installation SET origin_digest = " + bytes(32),
                        "DELETE FROM workflow_installation",
                        "INSERT INTO workflow_installation (only_row, installation, origin_digest, schema_version) VALUES ("
                                + random.nextInt(3) + ", " + bytes(16) + ", " + bytes(32) + ", 1)"));
            case 6 ->
                one(List.of(
                        "DELETE FROM workflow_tombstone",
                        "UPDATE workflow_tombstone SET case_id = NULL",
                        "UPDATE workflow_tombstone SET case_id = 'C-1'",
                        "UPDATE workflow_tombstone SET reason = 'nobody asked'",
                        "UPDATE workflow_case SET holds = 0"));
            default -> {
                Map<String, String> values = new LinkedHashMap<>();
                values.put(head, other(head));
                values.put(second, other(second));
                yield "UPDATE workflow_case SET " + assignments(values) + where;
            }
        };
    }

    private String other(String column) {
        return switch (column) {
            case "case_id" -> "'" + anyCase() + "'";
            case "seq", "last_seq" -> one(List.of("0", "1", "2", "3", "7", "NULL", "-1"));
            case "from_version", "version", "format" -> one(List.of("1", "2", "3", "0"));
            case "workflow" -> one(List.of("'claim'", "'transfer'", "'other'"));
            case "transition" -> "'" + one(TRANSITIONS) + "'";
            case "state", "from_state", "to_state" -> "'" + one(STATES) + "'";
            case "fingerprint",
                    "payload_digest",
                    "previous_digest",
                    "digest",
                    "case_hash",
                    "last_digest",
                    "bundle_digest" -> random.nextInt(8) == 0 ? "NULL" : bytes(32);
            case "seal" -> random.nextInt(4) == 0 ? "NULL" : bytes(random.nextInt(3) * 256 + random.nextInt(2));
            case "holds" -> one(List.of("0", "1", "2", "-1"));
            case "salt" -> random.nextBoolean() ? "NULL" : bytes(16);
            case "recorded_at", "occurred_at", "entered_at", "moved_at" ->
                random.nextInt(4) == 0
                        ? one(List.of("TIMESTAMP '2300-01-01 00:00:00'", "TIMESTAMP '1800-01-01 00:00:00'"))
                        : time();
            case "actor_kind" -> one(List.of("'SYSTEM'", "'ROBOT'", "'person'"));
            default -> one(List.of("NULL", "'x'", "'{}'", "''"));
        };
    }

    private static String assignments(Map<String, String> values) {
        return String.join(
                ", ",
                values.entrySet().stream()
                        .map(value -> value.getKey() + " = " + value.getValue())
                        .toList());
    }

    private String time() {
        return "TIMESTAMP '20" + (20 + random.nextInt(9)) + "-0" + (1 + random.nextInt(9)) + "-11 10:00:00'";
    }

    private String bytes(int count) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < count; i++) {
            hex.append(String.format(Locale.ROOT, "%02x", random.nextInt(256)));
        }
        return product.binary(hex.toString());
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
