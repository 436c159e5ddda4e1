package org.workflowengine.http.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.workflowengine.http.FactSource;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.InvalidFactsException;

/** What the host knows of a case, checked: a wrong fact is the host's fault and no client's, and no answer quotes it. */
public final class HostFacts {
    private HostFacts() {}

    /** Values by the ids of facts, in a map of the caller's own. */
    public static Map<String, Object> of(FactSource source, CaseHead head, Definition definition) {
        Map<String, Object> facts = new LinkedHashMap<>();
        try {
            for (FactValue fact :
                    definition.facts(source.facts(head, definition)).values()) {
                facts.put(
                        fact.row().id(),
                        fact.row().isBoolean() ? (Object) Boolean.valueOf(fact.value()) : fact.value());
            }
        } catch (InvalidFactsException e) {
            throw new IllegalStateException("the host's FactSource gives facts that the definition does not have", e);
        }
        return facts;
    }
}
