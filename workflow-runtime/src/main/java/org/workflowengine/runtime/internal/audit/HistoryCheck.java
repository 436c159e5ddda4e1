package org.workflowengine.runtime.internal.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Definition;

/** Checks the history of one case as it was read, without a database. */
public final class HistoryCheck {
    private HistoryCheck() {}

    /**
     * Checks a history.
     *
     * @param entries all steps of a case, from the opening on; at least one
     * @param definitions every version that the case has followed
     * @return what is wrong with it, in the order of the steps; empty for a sound history
     */
    public static List<Finding> of(List<AuditEntry> entries, Collection<Definition> definitions) {
        List<Finding> found = new ArrayList<>();
        Findings findings = new Findings(found::add);
        CaseCheck check = new CaseCheck(
                DefinitionCheck.only(definitions, findings),
                new SealCheck(Seals.none(), new CanonicalForm()),
                new CanonicalForm(),
                findings,
                null,
                Listed.unknown(),
                Row.of(entries.get(0)));
        for (AuditEntry entry : entries) {
            check.step(Row.of(entry));
        }
        check.endOfSteps();
        return found;
    }
}
