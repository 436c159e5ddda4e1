package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.BY_HAND;
import static org.workflowengine.examples.tamper.Attack.Family.RETENTION;
import static org.workflowengine.examples.tamper.Product.H2;
import static org.workflowengine.examples.tamper.Product.MARIADB;
import static org.workflowengine.examples.tamper.Product.POSTGRESQL;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.internal.audit.StoredTombstone;

/** Deletes what is to stay, keeps what is to go, and says something else of what went. */
final class RetentionAttacks {
    private static final String OF_L3 = " WHERE case_id = 'L-3'";
    private static final String CASE_GONE = "DELETE FROM workflow_case" + OF_L3;
    private static final String STEPS_GONE = "DELETE FROM workflow_audit" + OF_L3;
    private static final String HEAD = "UPDATE workflow_case SET state = 'PAID' WHERE case_id = 'L-3'";
    private static final String OF_TOMBSTONE = " WHERE seq = 1";
    private static final String TOMBSTONE_GONE = "DELETE FROM workflow_tombstone";
    private static final String TOMBSTONE_CHANGED =
            "UPDATE workflow_tombstone SET reason = 'nobody asked'" + OF_TOMBSTONE;

    private RetentionAttacks() {}

    /** Without a tombstone. */
    static List<Attack> deletions() {
        return List.of(
                of("delete a finished case without a tombstone", forge -> EngineSql.removed("L-3", 5)),
                of(
                        "delete a finished case without a tombstone, in two statements",
                        forge -> List.of(CASE_GONE, STEPS_GONE)),
                of("delete only the newest step", forge -> List.of(STEPS_GONE + " AND seq = 5")),
                of("delete only the oldest step", forge -> List.of(STEPS_GONE + " AND seq = 1")),
                of("delete only the case, and keep its steps", forge -> List.of(CASE_GONE)),
                of("delete all cases", forge -> List.of("DELETE FROM workflow_case")),
                of("delete all steps", forge -> List.of("DELETE FROM workflow_audit")));
    }

    /** That are not those of a finished case, or not the next ones of their chain. */
    static List<Attack> tombstones() {
        List<Attack> attacks = new ArrayList<>(List.of(
                of("purge a case that is open", forge -> forge.purge(forge.underReview())),
                of("purge a case that is held", forge -> forge.purge(forge.held("L-1"))),
                of(
                        "purge a case that is held, of which the tombstone names the step before the hold",
                        forge -> forge.purge(forge.held("L-1", 3))),
                of(
                        "purge a case that is not there",
                        forge -> forge.purge(forge.elsewhere().get(1))),
                of(
                        "a tombstone of a state that was not reached",
                        forge -> forge.purge(forge.held("L-3"), Map.of("state", "'PAID'"))),
                of(
                        "a tombstone of another workflow",
                        forge -> forge.purge(forge.held("L-3"), Map.of("workflow", "'grant'"))),
                of("a tombstone of another version", forge -> forge.purge(forge.held("L-3"), Map.of("version", "2"))),
                of(
                        "a tombstone with the hash of another case",
                        forge -> forge.purge(
                                forge.held("L-3"),
                                Map.of(
                                        "case_hash",
                                        forge.binary(forge.tombstone(forge.approved(3))
                                                .caseHash()
                                                .hex())))),
                of(
                        "a tombstone with the hash of nothing",
                        forge -> forge.purge(forge.held("L-3"), Map.of("case_hash", forge.someDigest()))),
                of(
                        "a tombstone with the digest of another step",
                        forge -> forge.purge(
                                forge.held("L-3"),
                                Map.of(
                                        "last_digest",
                                        forge.binary(
                                                forge.held("L-3", 3).digest().hex())))),
                of(
                        "a tombstone with the number of another step",
                        forge -> forge.purge(forge.held("L-3"), Map.of("last_seq", "6"))),
                of(
                        "a tombstone of an older step",
                        forge -> purge(forge.tombstone(forge.held("L-3", 3)), forge, forge.held("L-3"))),
                of(
                        "a tombstone that continues something else",
                        forge -> forge.purge(forge.held("L-3"), Map.of("previous_digest", forge.someDigest()))),
                of(
                        "a tombstone that begins the chain again",
                        forge -> purge(
                                forge.tombstone(forge.held("L-3"), 2, forge.originDigest(), null),
                                forge,
                                forge.held("L-3"))),
                of(
                        "a tombstone in the place of the first",
                        forge -> purge(
                                forge.tombstone(forge.held("L-3"), 1, forge.originDigest(), null),
                                forge,
                                forge.held("L-3"))),
                of(
                        "a tombstone that leaves a gap",
                        forge -> purge(
                                forge.tombstone(forge.held("L-3"), 3, forge.newestTombstone(), null),
                                forge,
                                forge.held("L-3"))),
                of("a tombstone before the first", forge -> forge.purge(forge.held("L-3"), Map.of("seq", "0"))),
                of(
                        "a tombstone that never names its case",
                        forge -> forge.purge(forge.held("L-3"), Map.of("case_id", "NULL")))));
        Map<String, String> impossible = new LinkedHashMap<>();
        impossible.put("reason", "NULL");
        impossible.put("retention_class", "''");
        impossible.put("actor_kind", "'ROBOT'");
        impossible.put("format", "2");
        impossible.put("key_id", "NULL");
        impossible.put("recorded_at", "TIMESTAMP '2300-01-01 00:00:00'");
        impossible.put("bundle_digest", "NULL");
        impossible.forEach((column, value) -> attacks.add(of(
                "a tombstone with an impossible " + column,
                forge -> forge.purge(forge.held("L-3"), Map.of(column, value)))));
        return attacks;
    }

    /** Purges that stop half-way, or do more. */
    static List<Attack> underWay() {
        return List.of(
                begun("leave a tombstone, and delete nothing", forge -> List.of()),
                begun(
                        "leave a tombstone, and delete only the newest step",
                        forge -> List.of(STEPS_GONE + " AND seq = 5")),
                begun(
                        "leave a tombstone, and delete only the oldest step",
                        forge -> List.of(STEPS_GONE + " AND seq = 1")),
                begun("leave a tombstone, and delete only the case", forge -> List.of(CASE_GONE)),
                begun(
                        "leave a tombstone, and delete only the case and its newest step",
                        forge -> List.of(CASE_GONE, STEPS_GONE + " AND seq = 5")),
                begun(
                        "leave a tombstone, and delete only the case and its oldest step",
                        forge -> List.of(CASE_GONE, STEPS_GONE + " AND seq = 1")),
                begun("delete all of a case, and keep its id in the tombstone", forge -> EngineSql.removed("L-3", 5)),
                begun("end a purge before it has begun", forge -> List.of(EngineSql.forget("L-3"))),
                begun(
                        "end a purge before the steps are gone",
                        forge -> List.of(CASE_GONE, EngineSql.forget("L-3"), STEPS_GONE)),
                begun(
                        "end a purge before the oldest step is gone",
                        forge -> List.of(
                                CASE_GONE,
                                STEPS_GONE + " AND seq = 5",
                                STEPS_GONE + " AND seq = 4",
                                STEPS_GONE + " AND seq = 3",
                                STEPS_GONE + " AND seq = 2",
                                EngineSql.forget("L-3"))),
                begun(
                        "give a purge to another case",
                        forge -> List.of(
                                "UPDATE workflow_tombstone SET case_id = 'C-1'" + OF_L3,
                                "DELETE FROM workflow_case WHERE case_id = 'C-1'")),
                begun("delete another case while a purge is under way", forge -> EngineSql.removed("C-1", 3)),
                begun("a second tombstone for a case that is being purged", forge -> {
                    StoredTombstone second = forge.tombstone(
                            forge.held("L-3"),
                            3,
                            forge.tombstone(forge.held("L-3")).digest(),
                            null);
                    return purge(second, forge, forge.held("L-3"));
                }),
                begun("a step after the tombstone", forge -> forge.made(hold(forge))),
                begun(
                        "a step after the tombstone, then all the rest of the purge",
                        forge -> Stream.of(
                                        forge.made(hold(forge)),
                                        EngineSql.removed("L-3", 6),
                                        List.of(EngineSql.forget("L-3")))
                                .flatMap(List::stream)
                                .toList()),
                begun("move a case after its tombstone", forge -> List.of(HEAD)),
                begun(
                        "open the case again before the purge ends",
                        forge -> Stream.of(
                                        EngineSql.removed("L-3", 5),
                                        again(forge, "L-3"),
                                        List.of(EngineSql.forget("L-3")))
                                .flatMap(List::stream)
                                .toList()),
                begun(
                        "open the case again after the purge, in the same transaction",
                        forge -> Stream.of(
                                        EngineSql.removed("L-3", 5),
                                        List.of(EngineSql.forget("L-3")),
                                        again(forge, "L-3"))
                                .flatMap(List::stream)
                                .toList()),
                begun(
                        "clear a payload of a case that is being purged",
                        forge -> List.of(ErasureAttacks.ERASE + OF_L3 + " AND seq = 2")),
                of(
                        "a step ahead of its case, then purge the case",
                        forge -> Stream.of(List.of(forge.insert(hold(forge))), forge.purge(forge.held("L-3")))
                                .flatMap(List::stream)
                                .toList()),
                of(
                        "a hold ahead of its case, then purge the case with it",
                        forge -> Stream.of(
                                        List.of(
                                                forge.insert(hold(forge)),
                                                forge.bury(forge.tombstone(forge.held("L-3")), "L-3", Map.of())),
                                        EngineSql.removed("L-3", 6),
                                        List.of(EngineSql.forget("L-3")))
                                .flatMap(List::stream)
                                .toList()));
    }

    /** What the tombstone of a purged case says, and its id. */
    static List<Attack> purged() {
        List<Attack> attacks = new ArrayList<>(List.of(
                of("open a purged case again", forge -> again(forge, HoldHistory.PURGED)),
                of(
                        "import a purged case again",
                        forge -> forge.made(forge.transferOpening(step -> step.caseId(HoldHistory.PURGED)))),
                of("open a purged case again, after a case of another id, in one INSERT", forge -> {
                    AuditEntry other = forge.opening();
                    AuditEntry opening = forge.opening(step -> step.caseId(HoldHistory.PURGED));
                    String values = forge.insert(opening);
                    return List.of(
                            forge.insert(other) + ", " + values.substring(values.indexOf(") VALUES (") + 9),
                            forge.open(other),
                            forge.open(opening));
                }),
                of(
                        "a case in the place of a purged one, without a step",
                        forge -> List.of(forge.open(forge.opening(step -> step.caseId(HoldHistory.PURGED))))),
                of("a second tombstone for a purged case", forge -> {
                    StoredTombstone second = forge.tombstone(forge.opening(step -> step.caseId(HoldHistory.PURGED)));
                    return List.of(forge.bury(second, HoldHistory.PURGED, Map.of()));
                }),
                of("delete a tombstone", forge -> List.of(TOMBSTONE_GONE + OF_TOMBSTONE)),
                of("empty the table of tombstones", forge -> List.of("TRUNCATE TABLE workflow_tombstone"))));
        changes()
                .forEach((column, value) -> attacks.add(of(
                        "rewrite " + column + " of a tombstone",
                        forge -> List.of("UPDATE workflow_tombstone SET " + column + " = "
                                + (value.isEmpty() ? forge.someDigest() : value) + OF_TOMBSTONE))));
        return attacks;
    }

    /** For each column of a tombstone another value; empty for some digest. */
    private static Map<String, String> changes() {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("case_id", "'C-1'");
        changes.put("case_hash", "");
        changes.put("workflow", "'claim'");
        changes.put("version", "2");
        changes.put("state", "'AGREED'");
        changes.put("last_seq", "1");
        changes.put("last_digest", "");
        changes.put("bundle_digest", "");
        changes.put("retention_class", "'claims-1d'");
        changes.put("actor_kind", "'SYSTEM'");
        changes.put("actor", "'mallory'");
        changes.put("on_behalf_of", "'carol'");
        changes.put("reason", "'nobody asked'");
        changes.put("source", "'claims-2'");
        changes.put("recorded_at", "TIMESTAMP '2020-01-01 00:00:00'");
        changes.put("previous_digest", "");
        changes.put("key_id", "'another-key'");
        changes.put("digest", "");
        changes.put("seal", "");
        return changes;
    }

    /** What else somebody who may purge could try. */
    static List<Attack> byTheRole() {
        return List.of(
                of(
                        "rewrite a step of a finished case",
                        forge -> List.of(
                                "UPDATE workflow_audit SET reason = 'documents waived'" + OF_L3 + " AND seq = 2")),
                of(
                        "compute a step's generated column again, and clear its payload",
                        forge -> List.of(ErasureAttacks.ERASE + ", prev_seq = DEFAULT" + OF_L3 + " AND seq = 2")),
                of("touch a step", forge -> List.of("UPDATE workflow_audit SET prev_seq = DEFAULT" + OF_L3)),
                of("touch a case", forge -> List.of("UPDATE workflow_case SET holds = holds" + OF_L3)),
                of("set a finished case back", forge -> List.of("UPDATE workflow_case SET state = 'APPROVED'" + OF_L3)),
                of("record a step, without a case that makes it", forge -> List.of(forge.insert(hold(forge)))),
                of("a case without a step", forge -> List.of(forge.open(forge.opening()))));
    }

    /** By what a session can switch. */
    static List<Attack> sessions() {
        List<Attack> attacks = new ArrayList<>();
        for (String checks : List.of("foreign_key_checks", "check_constraint_checks", "unique_checks")) {
            String off = "SET " + checks + " = 0";
            String name = "switch " + checks + " off, then ";
            attacks.addAll(List.of(
                    of(name + "delete a finished case", forge -> first(off, EngineSql.removed("L-3", 5)))
                            .only(MARIADB),
                    of(name + "purge a finished case", forge -> first(off, forge.purge(forge.held("L-3"))))
                            .only(MARIADB),
                    of(name + "rewrite a tombstone", forge -> List.of(off, TOMBSTONE_CHANGED))
                            .only(MARIADB),
                    of(
                                    name + "end a purge early",
                                    forge -> List.of(
                                            forge.bury(forge.tombstone(forge.held("L-3")), "L-3", Map.of()),
                                            off,
                                            EngineSql.forget("L-3")))
                            .only(MARIADB),
                    of(
                                    name + "delete the case of a tombstone",
                                    forge -> List.of(
                                            forge.bury(forge.tombstone(forge.held("L-3")), "L-3", Map.of()),
                                            off,
                                            CASE_GONE))
                            .only(MARIADB),
                    of(
                                    name + "delete the steps of a tombstone",
                                    forge -> List.of(
                                            forge.bury(forge.tombstone(forge.held("L-3")), "L-3", Map.of()),
                                            CASE_GONE,
                                            off,
                                            STEPS_GONE + " AND seq = 2"))
                            .only(MARIADB)));
        }
        attacks.addAll(hidden());
        attacks.addAll(List.of(
                of("replace a tombstone", forge -> List.of(replaced(forge).replaceFirst("INSERT", "REPLACE")))
                        .only(MARIADB),
                of(
                                "rewrite a tombstone by an insert that meets it",
                                forge -> List.of(replaced(forge) + " ON DUPLICATE KEY UPDATE reason = 'nobody asked'"))
                        .only(MARIADB),
                of(
                                "purge an open case and ignore the objections",
                                forge -> forge.purge(forge.underReview()).stream()
                                        .map(sql -> sql.replaceFirst("^(INSERT|UPDATE|DELETE)", "$1 IGNORE"))
                                        .toList())
                        .only(MARIADB),
                of(
                                "delete a case and its steps in one statement",
                                forge -> List.of(
                                        "DELETE workflow_case, workflow_audit FROM workflow_case JOIN workflow_audit"
                                                + " ON workflow_audit.case_id = workflow_case.case_id"
                                                + " WHERE workflow_case.case_id = 'L-3'"))
                        .only(MARIADB),
                of(
                                "rewrite a tombstone by merging another into it",
                                forge -> List.of(
                                        "MERGE INTO workflow_tombstone (seq, reason) KEY (seq) VALUES (1, 'nobody asked')"))
                        .only(H2),
                of(
                                "switch foreign keys off, then delete a finished case",
                                forge -> first("SET REFERENTIAL_INTEGRITY FALSE", EngineSql.removed("L-3", 5)))
                        .only(H2),
                of(
                                "switch foreign keys off, then a tombstone that leaves a gap",
                                forge -> first(
                                        "SET REFERENTIAL_INTEGRITY FALSE",
                                        purge(
                                                forge.tombstone(forge.held("L-3"), 3, forge.newestTombstone(), null),
                                                forge,
                                                forge.held("L-3"))))
                        .only(H2),
                of(
                                "rewrite a tombstone by an insert that meets it",
                                forge -> List.of(
                                        replaced(forge) + " ON CONFLICT (seq) DO UPDATE SET reason = 'nobody asked'"))
                        .only(POSTGRESQL),
                of(
                                "act as a replica, then delete a finished case",
                                forge -> first("SET session_replication_role = replica", EngineSql.removed("L-3", 5)))
                        .only(POSTGRESQL),
                of(
                                "act as a replica, then leave a tombstone, and delete nothing",
                                forge -> List.of(
                                        "SET session_replication_role = replica",
                                        forge.bury(forge.tombstone(forge.held("L-3")), "L-3", Map.of())))
                        .only(POSTGRESQL),
                of(
                                "defer all constraints, then leave a tombstone, and delete nothing",
                                forge -> List.of(
                                        "SET CONSTRAINTS ALL DEFERRED",
                                        forge.bury(forge.tombstone(forge.held("L-3")), "L-3", Map.of())))
                        .only(POSTGRESQL),
                of(
                                "delete the steps with the case, in one statement",
                                forge -> List.of(
                                        forge.bury(forge.tombstone(forge.held("L-3")), "L-3", Map.of()),
                                        "WITH steps AS (DELETE FROM workflow_audit" + OF_L3 + " RETURNING case_id)"
                                                + " DELETE FROM workflow_case WHERE case_id IN (SELECT case_id FROM steps)"))
                        .only(POSTGRESQL)));
        return attacks;
    }

    /** Behind tables that only this session has, and that have no triggers. */
    private static List<Attack> hidden() {
        return List.of(
                of(
                        "hide the tombstones behind a temporary table, then delete a finished case",
                        forge -> Stream.of(
                                        PlantAttacks.hidden(forge, "workflow_tombstone"),
                                        List.of(forge.bury(forge.tombstone(forge.held("L-3")), "L-3", Map.of())),
                                        EngineSql.removed("L-3", 5))
                                .flatMap(List::stream)
                                .toList()),
                of(
                        "hide the tombstones behind a temporary table, then open a purged case again",
                        forge -> Stream.of(
                                        PlantAttacks.hidden(forge, "workflow_tombstone"),
                                        List.of(TOMBSTONE_GONE),
                                        again(forge, HoldHistory.PURGED))
                                .flatMap(List::stream)
                                .toList()),
                of(
                        "hide the cases behind a temporary table, then purge a case that is held",
                        forge -> Stream.of(
                                        PlantAttacks.hidden(forge, "workflow_case"),
                                        List.of("UPDATE workflow_case SET holds = 0 WHERE case_id = 'L-1'"),
                                        forge.purge(forge.held("L-1")))
                                .flatMap(List::stream)
                                .toList()));
    }

    /** The owner, who can take the guards away. */
    static List<Attack> unguarded() {
        return List.of(
                dropped("workflow_tombstone_kept", "workflow_tombstone"),
                dropped("workflow_case_kept", "workflow_case"),
                of(
                        "drop the constraint of the chain of tombstones",
                        forge -> List.of("ALTER TABLE workflow_tombstone DROP CONSTRAINT workflow_tombstone_chain")),
                of(
                        "drop the constraint that a case is purged once",
                        forge -> List.of("ALTER TABLE workflow_tombstone DROP CONSTRAINT workflow_tombstone_case")),
                of("drop the table of tombstones", forge -> List.of("DROP TABLE workflow_tombstone")),
                unguarded("remove a purged case's tombstone", forge -> List.of(TOMBSTONE_GONE)),
                unguarded("remove a finished case without a tombstone", forge -> EngineSql.removed("L-3", 5)),
                unguarded("remove a finished case, and cut its hold off", forge -> EngineSql.removed("L-1", 4)),
                unguarded("purge a case that is open", forge -> forge.purge(forge.underReview())),
                unguarded("purge a case that is held", forge -> forge.purge(forge.held("L-1"))),
                unguarded(
                        "leave a tombstone, and delete nothing",
                        forge -> List.of(
                                forge.bury(forge.tombstone(forge.held("L-3")), "L-3", Map.of()),
                                EngineSql.forget("L-3"))),
                unguarded("rewrite a tombstone", forge -> List.of(TOMBSTONE_CHANGED)),
                unguarded("put another tombstone in its place", RetentionAttacks::exchanged),
                unguarded(
                        "give a tombstone the hash of another case",
                        forge -> List.of(
                                "UPDATE workflow_tombstone SET case_hash = " + forge.someDigest() + OF_TOMBSTONE)),
                unguarded("open a purged case again", forge -> again(forge, HoldHistory.PURGED)),
                unguarded("a tombstone of a case that was never there", forge -> {
                    StoredTombstone stone = forge.tombstone(forge.opening(), 2, forge.newestTombstone(), null);
                    return List.of(forge.bury(stone, "C-9", Map.of("case_id", "NULL")));
                }));
    }

    /** Whole and chained, of a finished case: only a key tells it apart. */
    static List<Attack> byHand() {
        return List.of(
                byHand("a purge that nobody ordered", forge -> forge.purge(forge.held("L-3"))),
                byHand(
                        "a purge that nobody ordered, of a case of which a payload is erased",
                        forge -> forge.purge(forge.rejected())),
                byHand(
                        "a purge that nobody ordered, in the order of the rows",
                        forge -> List.of(
                                forge.bury(forge.tombstone(forge.held("L-3")), "L-3", Map.of()),
                                CASE_GONE,
                                STEPS_GONE + (forge.product() == MARIADB ? " ORDER BY seq DESC" : ""),
                                EngineSql.forget("L-3"))),
                byHand(
                        "a purge without a seal",
                        forge -> purge(
                                forge.tombstone(forge.held("L-3"), 2, forge.newestTombstone(), null),
                                forge,
                                forge.held("L-3"))),
                byHand(
                        "a purge with the digest of no bundle",
                        forge -> forge.purge(forge.held("L-3"), Map.of("bundle_digest", forge.someDigest()))),
                byHand(
                        "a purge with the seal of a step",
                        forge -> forge.purge(
                                forge.held("L-3"),
                                Map.of("seal", forge.bytes(forge.held("L-3").seal())))));
    }

    private static Attack of(String name, Function<Forge, List<String>> script) {
        return Attack.of(RETENTION, name, script).alsoByPurge();
    }

    private static Attack byHand(String name, Function<Forge, List<String>> script) {
        return Attack.of(BY_HAND, name, script).alsoByPurge();
    }

    /** After the tombstone of L-3, which is as it should be. */
    private static Attack begun(String name, Function<Forge, List<String>> then) {
        return of(
                name,
                forge -> first(forge.bury(forge.tombstone(forge.held("L-3")), "L-3", Map.of()), then.apply(forge)));
    }

    private static Attack unguarded(String name, Function<Forge, List<String>> lies) {
        return Attack.of(
                RETENTION,
                "remove the guards, " + name + ", restore them",
                forge -> forge.unguarded(lies.apply(forge)));
    }

    private static Attack dropped(String trigger, String table) {
        return of(
                "drop the trigger " + trigger,
                forge -> List.of("DROP TRIGGER " + trigger + (forge.product() == POSTGRESQL ? " ON " + table : "")));
    }

    private static List<String> first(String statement, List<String> then) {
        return Stream.concat(Stream.of(statement), then.stream()).toList();
    }

    private static List<String> purge(StoredTombstone stone, Forge forge, AuditEntry last) {
        return forge.purge(stone, last, Map.of());
    }

    private static AuditEntry hold(Forge forge) {
        return forge.kept(forge.held("L-3"), "(hold)", "{\"MATTER\":\"M-3\"}");
    }

    private static List<String> again(Forge forge, String caseId) {
        return forge.made(forge.opening(step -> step.caseId(caseId)));
    }

    /** The tombstone that is there, met by another. */
    private static String replaced(Forge forge) {
        return forge.bury(forge.tombstone(forge.held("L-3"), 1, forge.originDigest(), null), "L-3", Map.of());
    }

    private static List<String> exchanged(Forge forge) {
        StoredTombstone other = forge.tombstone(forge.held("L-3"), 1, forge.originDigest(), null);
        List<String> statements = new ArrayList<>(List.of(TOMBSTONE_GONE));
        statements.addAll(purge(other, forge, forge.held("L-3")));
        return statements;
    }
}
