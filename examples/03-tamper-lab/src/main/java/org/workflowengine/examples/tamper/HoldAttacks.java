package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.BY_HAND;
import static org.workflowengine.examples.tamper.Attack.Family.HOLD;
import static org.workflowengine.examples.tamper.Product.MARIADB;
import static org.workflowengine.examples.tamper.Product.POSTGRESQL;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.AuditEntryBuilder;

/** Erases under a legal hold, makes one that is none, ends one that stands, or hides how many there are. */
final class HoldAttacks {
    private static final String HOLDING = "(hold)";
    private static final String RELEASE = "(release)";
    private static final String ERASURE = "(erase)";
    private static final String FIRST = matter("M-1");
    private static final String THIRD = matter("M-3");
    private static final String OF_CLAIM = " WHERE workflow = 'claim' AND version = 1 AND transition = '(hold)'";
    private static final String LOWERED = "UPDATE workflow_case SET holds = 0 WHERE case_id = 'L-1'";

    private HoldAttacks() {}

    private static String matter(String name) {
        return "{\"MATTER\":\"" + name + "\"}";
    }

    static List<Attack> steps() {
        return List.of(
                of("erase a payload under a hold", forge -> erased(forge, forge.held("L-1"), 2)),
                of(
                        "clear a payload under a hold, without a record",
                        forge -> List.of(ErasureAttacks.ERASE + " WHERE case_id = 'L-1' AND seq = 2")),
                of("record an erasure, then a hold, then clear the payload", HoldAttacks::heldBeforeCleared),
                of("record a hold and an erasure, then make both", HoldAttacks::heldAndErased),
                of("erase who ordered a hold", forge -> erased(forge, forge.held("L-3"), 4)),
                of("erase who ordered a release", forge -> erased(forge, forge.held("L-3"), 5)),
                of(
                        "clear who ordered a hold, without a record",
                        forge -> List.of(ErasureAttacks.ERASE + " WHERE case_id = 'L-3' AND seq = 4")),
                of(
                        "let a hold be about another matter",
                        forge -> List.of(
                                "UPDATE workflow_audit SET facts = '" + THIRD + "' WHERE case_id = 'L-1' AND seq = 4")),
                of("delete a hold", forge -> List.of("DELETE FROM workflow_audit WHERE case_id = 'L-1' AND seq = 4")),
                of("take the holds of a case away", forge -> List.of(LOWERED)),
                of(
                        "count a hold that nobody has made",
                        forge -> List.of("UPDATE workflow_case SET holds = 1 WHERE case_id = 'C-1'")),
                counted("take the holds of a case away with a step", "L-2", "REMIND", "{}", "0"),
                counted("a step that counts as a hold", "L-2", "REMIND", "{}", "2"),
                counted("a hold that is not counted", "L-3", HOLDING, THIRD, "0"),
                counted("a hold that counts as two", "L-3", HOLDING, THIRD, "2"),
                counted("a release that takes two holds away", "L-2", RELEASE, FIRST, "-1"),
                counted("a release that is not counted", "L-1", RELEASE, FIRST, "1"),
                step("a hold whose facts name no matter", "L-3", HOLDING, "{}"),
                step("a hold for a matter without a name", "L-3", HOLDING, matter("")),
                step("a release whose facts name no matter", "L-1", RELEASE, "{}"),
                of(
                        "a hold without facts",
                        forge -> forge.made(forge.kept(forge.held("L-3"), HOLDING, THIRD), Map.of("facts", "NULL"))),
                step("hold a case twice for one matter", "L-1", HOLDING, FIRST),
                step("release a case that is not held", "L-3", RELEASE, FIRST),
                step("release a case that was never held", "C-2", RELEASE, FIRST),
                step("release another matter than that for which a case is held", "L-1", RELEASE, THIRD),
                step("release a matter a second time while another stands", "L-2", RELEASE, matter("M-2")),
                twice("hold a case twice for one matter, in one INSERT", "L-3", HOLDING),
                twice("release a matter twice, in one INSERT", "L-1", RELEASE),
                changed("a hold that leads elsewhere", "L-2", HOLDING, THIRD, step -> step.toState("APPROVED")),
                changed("a release that leads elsewhere", "L-2", RELEASE, FIRST, step -> step.toState("APPROVED")),
                changed(
                        "a hold under another version than the case follows",
                        "L-2",
                        HOLDING,
                        THIRD,
                        step -> step.version(2)
                                .fingerprint(
                                        org.workflowengine.examples.tamper.v2.ClaimTransition.DEFINITION
                                                .fingerprint())),
                of(
                        "a case that begins with a hold",
                        forge -> forge.made(
                                forge.opening(), Map.of("transition", "'(hold)'", "facts", "'" + THIRD + "'"))),
                of(
                        "a case that begins as held",
                        forge -> List.of(
                                forge.insert(forge.opening()), forge.open(forge.opening(), Map.of("holds", "1")))),
                of(
                                "hold a case twice for one matter, and ignore the objections",
                                forge -> List.of(
                                        forge.insert(forge.kept(forge.held("L-1"), HOLDING, FIRST))
                                                .replaceFirst("INSERT", "INSERT IGNORE"),
                                        forge.move(forge.kept(forge.held("L-1"), HOLDING, FIRST))))
                        .only(MARIADB),
                switchedOff("take the holds of a case away", forge -> List.of(LOWERED)),
                switchedOff(
                        "release a case that is not held",
                        forge -> forge.made(forge.kept(forge.held("L-3"), RELEASE, FIRST))),
                switchedOff(
                        "clear a payload under a hold",
                        forge -> List.of(ErasureAttacks.ERASE + " WHERE case_id = 'L-1' AND seq = 2")),
                of(
                        "hide the cases behind a temporary table, then erase a payload under a hold",
                        forge -> Stream.of(
                                        PlantAttacks.hidden(forge, "workflow_case"),
                                        List.of(LOWERED),
                                        erased(forge, forge.held("L-1"), 2))
                                .flatMap(List::stream)
                                .toList()),
                of(
                                "act as a replica, then take the holds of a case away",
                                forge -> List.of("SET session_replication_role = replica", LOWERED))
                        .only(POSTGRESQL));
    }

    static List<Attack> rows() {
        return List.of(
                of(
                        "permit a hold that leads elsewhere",
                        forge -> List.of(permitted("UNDER_REVIEW", HOLDING, "APPROVED"))),
                of(
                        "permit a release that leads elsewhere",
                        forge -> List.of(permitted("UNDER_REVIEW", RELEASE, "PAID"))),
                of("permit a hold before the first step", forge -> List.of(permitted("(new)", HOLDING, "(new)"))),
                of(
                        "permit a hold in a state that is not there",
                        forge -> List.of(permitted("LIMBO", HOLDING, "LIMBO"))),
                of("permit a hold under another name", forge -> List.of(permitted("PAID", "(holds)", "PAID"))),
                of("forbid all holds", forge -> List.of("DELETE FROM workflow_transition" + OF_CLAIM)),
                of(
                        "let holds lead elsewhere",
                        forge -> List.of("UPDATE workflow_transition SET to_state = 'PAID'" + OF_CLAIM)));
    }

    static List<Attack> unguarded() {
        return List.of(
                of("drop the guard of holds, then hold a case twice", forge -> {
                    List<String> statements = new ArrayList<>(List.of("DROP TRIGGER workflow_audit_held"
                            + (forge.product() == POSTGRESQL ? " ON workflow_audit" : "")));
                    statements.addAll(forge.made(forge.kept(forge.held("L-1"), HOLDING, FIRST)));
                    return statements;
                }),
                of(
                        "drop the constraint that counts no less than none",
                        forge -> List.of("ALTER TABLE workflow_case DROP CONSTRAINT workflow_case_holds")),
                unguarded("take the holds of a case away", forge -> List.of(LOWERED)),
                unguarded(
                        "count a hold that nobody has made",
                        forge -> List.of("UPDATE workflow_case SET holds = 1 WHERE case_id = 'C-1'")),
                unguarded("erase under a hold", forge -> erased(forge, forge.held("L-1"), 2)),
                unguarded(
                        "release a matter that is not held",
                        forge -> forge.made(forge.kept(forge.held("L-1"), RELEASE, THIRD))),
                unguarded(
                        "let a hold be about another matter",
                        forge -> List.of(
                                "UPDATE workflow_audit SET facts = '" + THIRD + "' WHERE case_id = 'L-1' AND seq = 4")),
                unguarded(
                        "erase who ordered a hold",
                        forge -> List.of(
                                "UPDATE workflow_audit SET actor = 'nobody' WHERE case_id = 'L-1' AND seq = 4")),
                unguarded(
                        "cut a hold off",
                        forge -> List.of(
                                "UPDATE workflow_case SET seq = 3, holds = 0, digest = "
                                        + forge.binary(
                                                forge.held("L-1", 3).digest().hex())
                                        + ", moved_at = "
                                        + EngineSql.time(forge.held("L-1", 3).recordedAt())
                                        + " WHERE case_id = 'L-1'",
                                "DELETE FROM workflow_audit WHERE case_id = 'L-1' AND seq = 4")),
                unguarded("forbid all holds", forge -> List.of("DELETE FROM workflow_transition" + OF_CLAIM)),
                unguarded(
                        "permit a hold that leads elsewhere",
                        forge -> List.of(permitted("UNDER_REVIEW", HOLDING, "APPROVED"))));
    }

    /** Whole, chained, permitted and counted: only a key tells them apart. */
    static List<Attack> byHand() {
        return List.of(
                byHand("a hold that nobody ordered", "C-1", HOLDING, FIRST),
                byHand("a release that nobody ordered", "L-1", RELEASE, FIRST),
                byHand(
                        "a hold that says more than its matter",
                        "L-1",
                        HOLDING,
                        "{\"MATTER\":\"M-1\",\"OTHER\":\"M-2\"}"),
                byHand("a hold for a matter of 300 characters", "L-1", HOLDING, matter("m".repeat(300))));
    }

    private static Attack of(String name, Function<Forge, List<String>> script) {
        return Attack.of(HOLD, name, script).alsoByPurge();
    }

    private static Attack step(String name, String caseId, String transition, String facts) {
        return of(name, forge -> forge.made(forge.kept(last(forge, caseId), transition, facts)));
    }

    private static Attack changed(
            String name, String caseId, String transition, String facts, UnaryOperator<AuditEntryBuilder> change) {
        return of(name, forge -> forge.made(forge.kept(forge.held(caseId), transition, facts, change)));
    }

    /** A step that is legal, and a case that counts something else. */
    private static Attack counted(String name, String caseId, String transition, String facts, String holds) {
        return of(name, forge -> {
            AuditEntry step = forge.kept(forge.held(caseId), transition, facts);
            return List.of(forge.insert(step), forge.move(step, Map.of("holds", holds)));
        });
    }

    private static Attack twice(String name, String caseId, String transition) {
        return of(name, forge -> {
            AuditEntry step = forge.kept(forge.held(caseId), transition, FIRST);
            AuditEntry again = forge.kept(step, transition, FIRST);
            return List.of(together(forge, step, again), forge.move(step), forge.move(again));
        });
    }

    private static Attack byHand(String name, String caseId, String transition, String facts) {
        return Attack.of(BY_HAND, name, forge -> forge.made(forge.kept(last(forge, caseId), transition, facts)));
    }

    private static Attack unguarded(String name, Function<Forge, List<String>> lies) {
        return Attack.of(
                HOLD, "remove the guards, " + name + ", restore them", forge -> forge.unguarded(lies.apply(forge)));
    }

    private static Attack switchedOff(String name, Function<Forge, List<String>> lies) {
        return of("switch foreign keys off, then " + name, forge -> {
                    List<String> statements = new ArrayList<>(List.of("SET foreign_key_checks = 0"));
                    statements.addAll(lies.apply(forge));
                    return statements;
                })
                .only(MARIADB);
    }

    private static AuditEntry last(Forge forge, String caseId) {
        return switch (caseId) {
            case "C-1" -> forge.approved(3);
            case "C-2" -> forge.underReview();
            default -> forge.held(caseId);
        };
    }

    private static String together(Forge forge, AuditEntry first, AuditEntry second) {
        String values = forge.insert(second);
        return forge.insert(first) + ", " + values.substring(values.indexOf(") VALUES (") + 9);
    }

    private static List<String> erased(Forge forge, AuditEntry last, int seq) {
        AuditEntry erasure = forge.kept(last, ERASURE, "{\"ERASED_SEQ\":\"" + seq + "\"}");
        return List.of(
                forge.insert(erasure),
                ErasureAttacks.ERASE + " WHERE case_id = '" + last.caseId() + "' AND seq = " + seq,
                forge.move(erasure));
    }

    private static List<String> heldBeforeCleared(Forge forge) {
        AuditEntry erasure = forge.kept(forge.held("L-3"), ERASURE, "{\"ERASED_SEQ\":\"2\"}");
        AuditEntry hold = forge.kept(erasure, HOLDING, THIRD);
        return List.of(
                forge.insert(erasure),
                forge.move(erasure),
                forge.insert(hold),
                forge.move(hold),
                ErasureAttacks.ERASE + " WHERE case_id = 'L-3' AND seq = 2");
    }

    private static List<String> heldAndErased(Forge forge) {
        AuditEntry hold = forge.kept(forge.held("L-3"), HOLDING, THIRD);
        AuditEntry erasure = forge.kept(hold, ERASURE, "{\"ERASED_SEQ\":\"2\"}");
        return List.of(
                forge.insert(hold),
                forge.insert(erasure),
                ErasureAttacks.ERASE + " WHERE case_id = 'L-3' AND seq = 2",
                forge.move(hold),
                forge.move(erasure));
    }

    private static String permitted(String from, String transition, String to) {
        return "INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state) VALUES ('claim', 1, '"
                + from + "', '" + transition + "', '" + to + "')";
    }
}
