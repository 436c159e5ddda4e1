package org.workflowengine.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.AuditEntryBuilder;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.Policy.State;

/** Steps as an engine would form them that has the fault; others are left as they are. */
final class FaultyVersions {
    private static final String NO_FACTS = "{}";

    private FaultyVersions() {}

    /** One step. */
    static List<AuditEntry> planted(VersionFault fault, AuditEntry entry) {
        AuditEntryBuilder changed = entry.toBuilder();
        boolean migrates = entry.isMigration();
        return switch (fault) {
            case MIGRATED_ELSEWHERE ->
                one(entry, migrates && !isTo(entry, State.RECEIVED), changed.toState("RECEIVED"));
            case GUARD_OF_A_MAPPING_NOT_LOOKED_AT -> one(entry, migrates, changed.facts(NO_FACTS));
            case MIGRATED_ALTHOUGH_IT_STAYS ->
                one(
                        entry,
                        isFrom(entry, State.FROZEN),
                        of(Policy.SECOND, changed).transition("(migrate:1)").toState("UNDER_REVIEW"));
            case FROM_VERSION_OF_THE_NEW_ONE -> one(entry, migrates, changed.fromVersion(entry.version()));
            case FINGERPRINT_OF_THE_OLD_VERSION ->
                one(entry, entry.version() == 2, changed.fingerprint(Policy.FIRST.fingerprint()));
            case MIGRATED_TWICE -> migrates ? List.of(entry, again(entry)) : List.of(entry);
            case BACK_TO_THE_OLD_VERSION ->
                one(
                        entry,
                        entry.seq() > 1 && entry.fromVersion() == 2,
                        of(Policy.FIRST, changed).transition("(migrate:2)").toState("IN_REVIEW"));
            case STEP_OF_THE_OLD_VERSION_AFTER_THE_MIGRATION ->
                entry.fromVersion() == 2 && isFrom(entry, State.UNDER_REVIEW) ? asBefore(entry) : List.of(entry);
            case IMPORTED_INTO_ANY_STATE -> one(entry, isImport(entry), changed.toState("PAID"));
            case IMPORT_RECORDED_AS_AN_OPENING -> one(entry, isImport(entry), changed.transition(Definition.OPENING));
            default -> List.of(entry);
        };
    }

    /** A migration and the move behind it. */
    static List<AuditEntry> planted(VersionFault fault, AuditEntry migration, AuditEntry move) {
        return switch (fault) {
            case MIGRATION_WITHOUT_ITS_MOVE -> List.of(migration);
            case MOVE_WITHOUT_ITS_MIGRATION -> List.of(move);
            case MOVED_WITHOUT_A_MIGRATION ->
                List.of(sealed(move.toBuilder()
                        .seq(migration.seq())
                        .fromVersion(migration.fromVersion())
                        .fromState(migration.fromState())
                        .previousDigest(migration.previousDigest())));
            case FROM_VERSION_OF_THE_NEW_ONE -> both(migration, m -> m.fromVersion(migration.version()), move);
            case FINGERPRINT_OF_THE_OLD_VERSION ->
                List.of(migration, sealed(move.toBuilder().fingerprint(Policy.FIRST.fingerprint())));
            case GUARD_OF_A_MAPPING_NOT_LOOKED_AT -> both(migration, m -> m.facts(NO_FACTS), move);
            case REQUEST_ID_ON_THE_MIGRATION ->
                both(migration, m -> m.requestId(move.requestId()), move, m -> m.requestId(null));
            case FACTS_SWAPPED -> both(migration, m -> m.facts(move.facts()), move, m -> m.facts(migration.facts()));
            case FACTS_IN_BOTH -> both(migration, m -> m.facts(together(migration.facts(), move.facts())), move);
            case SHARED_FACT_IN_THE_MIGRATION_ALONE ->
                List.of(migration, sealed(move.toBuilder().facts(without(move.facts(), migration.facts()))));
            case OCCURRED_AT_IN_BOTH -> both(migration, m -> m.occurredAt(move.occurredAt()), move);
            case EVIDENCE_IN_BOTH -> both(migration, m -> m.evidence(move.evidence()), move);
            case ACTOR_MISSING_ON_THE_MIGRATION -> both(migration, m -> m.actor(null), move);
            case ACTOR_MISSING_ON_THE_MOVE ->
                List.of(migration, sealed(move.toBuilder().actor(null)));
            case ANOTHER_ACTOR_ON_THE_MIGRATION -> both(migration, m -> m.actor("system"), move);
            case PRINCIPAL_MISSING_ON_THE_MIGRATION -> both(migration, m -> m.onBehalfOf(null), move);
            case ANOTHER_REASON_ON_THE_MIGRATION -> both(migration, m -> m.reason("migrated on touch"), move);
            default -> List.of(migration, move);
        };
    }

    private static boolean isTo(AuditEntry entry, State state) {
        return entry.toState().equals(state.id());
    }

    private static boolean isFrom(AuditEntry entry, State state) {
        return entry.fromState().equals(state.id());
    }

    private static boolean isImport(AuditEntry entry) {
        return entry.transition().equals(Definition.IMPORT);
    }

    private static AuditEntryBuilder of(Definition definition, AuditEntryBuilder entry) {
        return entry.version(definition.version()).fingerprint(definition.fingerprint());
    }

    private static List<AuditEntry> one(AuditEntry entry, boolean isPlanted, AuditEntryBuilder changed) {
        return List.of(isPlanted ? sealed(changed) : entry);
    }

    /** The old version's transition of the same name, from the state that has another name now. */
    private static List<AuditEntry> asBefore(AuditEntry entry) {
        return Policy.FIRST
                .transition("IN_REVIEW", entry.transition())
                .map(row -> sealed(of(Policy.FIRST, entry.toBuilder())
                        .fromVersion(1)
                        .fromState("IN_REVIEW")
                        .toState(row.to().id())))
                .map(List::of)
                .orElse(List.of(entry));
    }

    private static AuditEntry again(AuditEntry entry) {
        return sealed(entry.toBuilder()
                .seq(entry.seq() + 1)
                .requestId(entry.requestId() + "+")
                .previousDigest(entry.digest()));
    }

    private static List<AuditEntry> both(
            AuditEntry migration, UnaryOperator<AuditEntryBuilder> changed, AuditEntry move) {
        return both(migration, changed, move, same -> same);
    }

    /** The move continues the migration as it is after the change. */
    private static List<AuditEntry> both(
            AuditEntry migration,
            UnaryOperator<AuditEntryBuilder> changed,
            AuditEntry move,
            UnaryOperator<AuditEntryBuilder> after) {
        AuditEntry first = sealed(changed.apply(migration.toBuilder()));
        return List.of(first, sealed(after.apply(move.toBuilder()).previousDigest(first.digest())));
    }

    private static AuditEntry sealed(AuditEntryBuilder entry) {
        return FaultyEntries.sealed(FaultyEntries.withPayload(entry));
    }

    private static TreeSet<String> members(String facts) {
        TreeSet<String> members =
                new TreeSet<>(List.of(facts.substring(1, facts.length() - 1).split(",")));
        members.remove("");
        return members;
    }

    private static String together(String facts, String more) {
        TreeSet<String> all = members(facts);
        all.addAll(members(more));
        return "{" + String.join(",", all) + "}";
    }

    private static String without(String facts, String taken) {
        List<String> left = new ArrayList<>(members(facts));
        left.removeAll(members(taken));
        return "{" + String.join(",", left) + "}";
    }
}
