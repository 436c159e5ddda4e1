package org.workflowengine.http;

import java.util.Map;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;

/**
 * What the host knows about a case now, for the list of what can happen next. Nothing of it is recorded.
 *
 * <p>Safe for use by several threads at once.
 */
@FunctionalInterface
public interface FactSource {
    /** Knows nothing: the list then says what each transition requires, and that it is not decided. */
    FactSource NONE = (head, definition) -> Map.of();

    /**
     * The facts that are known of a case.
     *
     * @param head where the case stands
     * @param definition the definition that the case follows
     * @return values by the ids of facts, as {@link Definition#facts(Map)} takes them; a fact that is not known is left out
     */
    Map<String, ?> facts(CaseHead head, Definition definition);
}
