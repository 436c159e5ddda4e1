package org.workflowengine.test;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.engine.History;

/** Assertions about everything that happened to a case. */
public final class HistoryAssert extends AbstractAssert<HistoryAssert, History> {
    HistoryAssert(History actual) {
        super(actual, HistoryAssert.class);
    }

    /**
     * The last steps are these, in this order. Steps before them may be any: a case that {@link Given} brought has some.
     *
     * @param transitions the transitions of the last steps
     * @return this
     * @throws IllegalArgumentException if none is given
     */
    public HistoryAssert endsWith(WorkflowTransition... transitions) {
        isNotNull();
        if (Objects.requireNonNull(transitions, "transitions").length == 0) {
            throw new IllegalArgumentException("transitions: found none, expected at least one");
        }
        List<String> expected = Arrays.stream(transitions).map(Same::text).toList();
        List<AuditEntry> entries = actual.entries();
        List<String> found = entries.subList(Math.max(0, entries.size() - expected.size()), entries.size()).stream()
                .map(entry -> text(entry.fromState(), entry.transition(), entry.toState()))
                .toList();
        if (!found.equals(expected)) {
            failWithMessage("expected the last steps%n  %s%nfound%n  %s", expected, found);
        }
        return this;
    }

    private static String text(String from, String transition, String to) {
        return from + " -" + transition + "-> " + to;
    }

    /**
     * Verification finds nothing wrong, and the steps alone rebuild the state that the newest step records.
     *
     * @param definitions every version that the case has followed
     * @return this
     */
    public HistoryAssert isSound(Definition... definitions) {
        isNotNull();
        List<Finding> findings = actual.check(Objects.requireNonNull(definitions, "definitions"));
        if (!findings.isEmpty()) {
            failWithMessage("expected a sound history, found %s", findings);
        }
        String rebuilt = actual.rebuild(definitions).id();
        String recorded = actual.entries().get(actual.entries().size() - 1).toState();
        if (!rebuilt.equals(recorded)) {
            failWithMessage("expected that the steps lead to %s, found %s", recorded, rebuilt);
        }
        return this;
    }
}
