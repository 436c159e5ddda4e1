package org.workflowengine.runtime.internal.engine;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.NotMigratable;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.internal.text.CanonicalJson;
import org.workflowengine.runtime.internal.text.JsonException;
import org.workflowengine.runtime.internal.text.JsonReader;

/** Decides how a case migrates from an older version into a definition. */
final class Migrations {
    private Migrations() {}

    /** Why no mapping leads from the state of the case. */
    static Refusal refusal(Definition definition, CaseHead head) {
        Optional<Migration> migration = definition.migration(head.version());
        NotMigratable.Cause cause = migration.isPresent()
                ? NotMigratable.Cause.STATE_STAYS
                : head.version() == definition.version()
                        ? NotMigratable.Cause.FOLLOWS_THIS_VERSION
                        : head.version() > definition.version()
                                ? NotMigratable.Cause.FOLLOWS_A_LATER_VERSION
                                : NotMigratable.Cause.NO_MIGRATION;
        return new NotMigratable(head, definition.version(), cause);
    }

    /** The migration that comes before a move of a case: by the same actor, with the facts that it requires. */
    static Request before(Request move, WorkflowTransition mapping) {
        Decision decision =
                Decision.by(move.decision().actor()).because(move.decision().reason());
        return Request.migration(
                move.caseId(),
                new Facts(move.facts().values().stream()
                        .filter(fact -> requires(mapping, fact))
                        .toList()),
                move.decision().onBehalfOf().map(decision::onBehalfOf).orElse(decision));
    }

    /** The move that comes after it: without the facts that only the migration requires. */
    static Request after(Request move, WorkflowTransition mapping, Optional<WorkflowTransition> row) {
        Facts own = new Facts(move.facts().values().stream()
                .filter(fact -> !requires(mapping, fact)
                        || row.filter(step -> requires(step, fact)).isPresent())
                .toList());
        return Request.move(move.caseId(), move.transition(), own, move.decision());
    }

    private static boolean requires(WorkflowTransition row, FactValue fact) {
        for (Condition condition : row.guard()) {
            if (condition.fact().equals(fact.row())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether facts are those of a migration and of the move that was written with it. Texts are compared, because the facts may have
     * been recorded under another version.
     */
    static boolean areTogether(String migration, String move, Facts given) {
        Map<String, String> all = new TreeMap<>();
        try {
            read(migration, all);
            read(move, all);
        } catch (JsonException e) {
            // A text that is not one of facts does not match.
            return false;
        }
        return CanonicalJson.object(all).equals(given.canonicalText());
    }

    private static void read(String facts, Map<String, String> into) {
        JsonReader json = new JsonReader(facts);
        json.object(id -> {
            StringBuilder value = new StringBuilder();
            if (json.isString()) {
                CanonicalJson.quote(value, json.string());
            } else {
                value.append(json.bool());
            }
            into.put(id, value.toString());
        });
        json.end();
    }
}
