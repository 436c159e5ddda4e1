package org.workflowengine.proof;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a request asks for, as far as its step must show it.
 *
 * @param step the id of a transition, {@link #MIGRATION}, or what an opening, an import or an erasure is called in the audit
 * @param facts the ids of the facts that are given, all of them true
 */
record Asked(String step, Set<String> facts) {
    /** The step of a migration is named after the version that it comes from, which a request does not say. */
    static final String MIGRATION = "(migrate)";

    boolean isMove() {
        return !step.startsWith("(");
    }

    /** Whether a step of that name is what was asked for. */
    boolean isMadeBy(AuditRow row) {
        return step.equals(MIGRATION) ? row.isMigration() : row.transition().equals(step);
    }

    /** Those of the facts, as they are recorded. */
    String recorded(Predicate<String> which) {
        StringBuilder text = new StringBuilder("{");
        for (String fact : new TreeSet<>(facts)) {
            if (which.test(fact)) {
                text.append(text.length() == 1 ? "\"" : ",\"").append(fact).append("\":true");
            }
        }
        return text.append('}').toString();
    }
}
