package org.workflowengine.runtime.query;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.workflowengine.runtime.core.CaseHead;

/** A page of a list of cases. Immutable. */
public final class CasePage {
    private final List<CaseHead> cases;
    private final Optional<String> next;

    CasePage(List<CaseHead> cases, Optional<String> next) {
        this.cases = List.copyOf(cases);
        this.next = next;
    }

    /** {@return the cases in the order of the list, whatever version they follow; they may be fewer than the limit} */
    public List<CaseHead> cases() {
        return cases;
    }

    /**
     * Where the list goes on, for {@link CaseSearch#after}: a text that is safe in a URL, of at most 400 characters. It stays valid when
     * the cases of this page have moved, and in another process.
     *
     * @return the cursor; empty when the list ends with this page
     */
    public Optional<String> next() {
        return next;
    }

    /** Equal when all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CasePage that && cases.equals(that.cases) && next.equals(that.next);
    }

    @Override
    public int hashCode() {
        return Objects.hash(cases, next);
    }

    @Override
    public String toString() {
        return "CasePage[cases=" + cases + ", next=" + next + "]";
    }
}
