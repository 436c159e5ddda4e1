package org.workflowengine.proof;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Obligation;

/**
 * I1 of one row: it was made by somebody whom the obligations of its transition permit, as far as the names are still there. Written from
 * {@code docs/reference/audit-format.md}: it walks over all rows before, where the engine and the schema look into an index.
 */
final class Obliged {
    private Obliged() {}

    /** Why the newest of some rows of one case may not have been made by who made it; null when it may. */
    static String fault(Definition definition, List<AuditRow> before, AuditRow row) {
        return definition.transitions().stream()
                .filter(legal ->
                        legal.from().id().equals(row.fromState()) && legal.id().equals(row.transition()))
                .flatMap(legal -> definition.obligations(legal).stream())
                .map(obligation -> obligation.kind() == Obligation.Kind.QUORUM
                        ? fewPersons(before, row, obligation)
                        : sameNames(before, row, obligation))
                .filter(fault -> !fault.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static String sameNames(List<AuditRow> before, AuditRow row, Obligation obligation) {
        AuditRow brought = null;
        for (AuditRow each : before) {
            if (!each.keepsState()
                    && each.fromVersion() == each.version()
                    && !each.transition().equals(Definition.IMPORT)
                    && isInto(each, row, obligation)) {
                brought = each;
            }
        }
        if (brought == null) {
            return "nobody has brought it into " + obligation.subject();
        }
        if (wasErased(before, brought)) {
            return "who has brought it into " + obligation.subject() + " was erased before";
        }
        Set<String> names = names(brought);
        names.retainAll(names(row));
        return names.isEmpty() ? "" : names + " also made step " + brought.seq();
    }

    private static boolean isInto(AuditRow each, AuditRow row, Obligation obligation) {
        return each.version() == row.version()
                ? each.toState().equals(obligation.subject())
                : obligation.older().stream()
                        .anyMatch(older -> older.version() == each.version()
                                && older.state().equals(each.toState()));
    }

    private static boolean wasErased(List<AuditRow> before, AuditRow step) {
        return before.stream()
                .anyMatch(each -> each.transition().equals(Definition.ERASURE)
                        && each.facts().equals("{\"ERASED_SEQ\":\"" + step.seq() + "\"}"));
    }

    private static Set<String> names(AuditRow row) {
        Set<String> names = new HashSet<>();
        if (row.actor() != null) {
            names.add(row.actor());
        }
        if (row.onBehalfOf() != null) {
            names.add(row.onBehalfOf());
        }
        return names;
    }

    private static String fewPersons(List<AuditRow> before, AuditRow row, Obligation obligation) {
        List<AuditRow> counted = new ArrayList<>();
        for (AuditRow each : before) {
            if (!each.keepsState() || each.fromVersion() != each.version()) {
                counted.clear();
            } else if (each.transition().equals(obligation.subject())
                    && each.actorKind().equals("PERSON")
                    && !wasErased(before, each)) {
                counted.add(each);
            }
        }
        Set<String> actors = new HashSet<>();
        Set<String> principals = new HashSet<>();
        int unknown = 0;
        for (AuditRow each : counted) {
            if (each.actor() == null) {
                unknown++;
            } else {
                actors.add(each.actor());
                principals.add(each.onBehalfOf() == null ? each.actor() : each.onBehalfOf());
            }
        }
        int most = Math.min(actors.size(), principals.size()) + unknown;
        return most >= obligation.persons()
                ? ""
                : most + " of " + obligation.persons() + " have made " + obligation.subject() + " before step "
                        + row.seq();
    }
}
