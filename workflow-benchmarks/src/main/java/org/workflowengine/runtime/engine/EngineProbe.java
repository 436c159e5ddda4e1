package org.workflowengine.runtime.engine;

import java.util.Optional;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.WorkflowTable;
import org.workflowengine.runtime.core.WorkflowTransition;

/** The steps of the authority that no database sees, one at a time, for measuring; in this package because nobody else may call them. */
public final class EngineProbe {
    private EngineProbe() {}

    /**
     * Decides.
     *
     * @param table the definition
     * @param state the state that the case is in
     * @param transition the transition's id
     * @param facts what is known
     * @return the refusal, or empty when the move is permitted
     */
    public static Optional<Refusal> decide(WorkflowTable table, String state, String transition, Facts facts) {
        return Guards.refusal(table, state, transition, facts);
    }

    /**
     * Checks what has come in.
     *
     * @param table the definition
     * @param request the request
     * @return the refusal, or empty when all of it can be recorded
     */
    public static Optional<Refusal> door(WorkflowTable table, Request request) {
        return Door.check(table, request);
    }

    /**
     * Forms and seals an entry.
     *
     * @param entries forms it
     * @param table the definition
     * @param head where the case stands
     * @param row the transition
     * @param request the request
     * @return the entry
     */
    public static AuditEntry entry(
            AuditEntries entries, WorkflowTable table, CaseHead head, WorkflowTransition row, Request request) {
        return entries.step(table, head, row, request);
    }
}
