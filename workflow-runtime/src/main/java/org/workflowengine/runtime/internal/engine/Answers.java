package org.workflowengine.runtime.internal.engine;

import java.time.Instant;
import java.util.Optional;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.DefinitionMismatch;

/** Answers that reads and moves share. */
final class Answers {
    private Answers() {}

    /** Why the case cannot be handled under that definition; empty when it can. */
    static Optional<Refusal> mismatch(Definition definition, CaseHead head) {
        return head.workflow().equals(definition.workflow()) && head.version() == definition.version()
                ? Optional.empty()
                : Optional.of(new DefinitionMismatch(head, definition.workflow(), definition.version()));
    }

    /** Why the case is of another workflow, whatever its version; empty when it is not. */
    static Optional<Refusal> foreign(Definition definition, CaseHead head) {
        return head.workflow().equals(definition.workflow()) ? Optional.empty() : mismatch(definition, head);
    }

    /** The answer that was given for a recorded step. */
    static Applied<CaseHead> replayed(Store.View view, AuditEntry entry) {
        Instant enteredBefore = entry.keepsState()
                ? view.enteredAt(entry.caseId(), entry.seq())
                        .orElseThrow(() -> new IntegrityException(
                                entry.caseId(),
                                "step " + entry.seq() + " keeps a state that no step before it has entered"))
                : entry.enteredAt();
        return new Applied<>(entry.head(enteredBefore), entry.seq(), entry.digest(), true);
    }
}
