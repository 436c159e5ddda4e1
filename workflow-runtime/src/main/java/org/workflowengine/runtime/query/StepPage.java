package org.workflowengine.runtime.query;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.workflowengine.runtime.core.AuditEntry;

/** A page of steps of many cases. Immutable. */
public final class StepPage {
    private final List<AuditEntry> steps;
    private final Optional<String> next;

    StepPage(List<AuditEntry> steps, Optional<String> next) {
        this.steps = List.copyOf(steps);
        this.next = next;
    }

    /** {@return the steps in the order of the list, of each case at most one} */
    public List<AuditEntry> steps() {
        return steps;
    }

    /**
     * Where the list goes on, for {@link StepSearch#after}: a text as {@link CasePage#next}.
     *
     * @return the cursor; empty when the list ends with this page
     */
    public Optional<String> next() {
        return next;
    }

    /** Equal when all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StepPage that && steps.equals(that.steps) && next.equals(that.next);
    }

    @Override
    public int hashCode() {
        return Objects.hash(steps, next);
    }

    @Override
    public String toString() {
        return "StepPage[steps=" + steps + ", next=" + next + "]";
    }
}
