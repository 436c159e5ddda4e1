package org.workflowengine.proof;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.workflowengine.runtime.core.Definition;

/** I8 of one case: which legal holds stand after each of its rows, walked from the first one on. */
final class Held {
    private static final String NAMED = "\\{\"MATTER\":\".+\"}";

    private final String caseId;
    private final List<String> violations;

    /** By the facts of the row that records the hold, which name the matter. */
    private final Set<String> standing = new HashSet<>();

    Held(String caseId, List<String> violations) {
        this.caseId = caseId;
        this.violations = violations;
    }

    /** Takes the next row of the case. */
    void row(AuditRow row) {
        if (row.recordsErasure() && !standing.isEmpty()) {
            report(row, "an erasure is recorded while a hold stands");
        }
        if (!row.recordsHold()) {
            return;
        }
        String matter = row.facts();
        if (row.isErased() || matter == null) {
            report(row, "who ordered a hold or a release is erased");
        } else if (!matter.matches(NAMED)) {
            report(row, "it names no matter");
        } else if (row.transition().equals(Definition.HOLD)) {
            if (!standing.add(matter)) {
                report(row, "held twice at once");
            }
        } else if (!standing.remove(matter)) {
            report(row, "released, and not held");
        }
    }

    /** After the newest row: the case counts those that stand. */
    void end(CaseRow row) {
        if (row.holds() != standing.size()) {
            violations.add(
                    "I8 " + caseId + ": " + standing.size() + " holds stand, but the case counts " + row.holds());
        }
    }

    private void report(AuditRow row, String fault) {
        violations.add("I8 " + Step.place(caseId, row.seq()) + ": " + fault);
    }
}
