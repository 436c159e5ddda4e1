package org.workflowengine.runtime.whatif;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.core.Refusal.UnmetCondition;
import org.workflowengine.runtime.internal.text.Texts;

/** How many cases part from the recorded path for one reason. Immutable. */
public final class ReasonTotal {
    private final Reason reason;
    private final long cases;

    ReasonTotal(Reason reason, long cases) {
        this.reason = reason;
        this.cases = cases;
    }

    /** {@return the id of a kind of {@link Refusal}, or of a {@link Cause}} */
    public String kind() {
        return reason.kind;
    }

    /** {@return the recorded transition that is not the same, or what stands in place of one} */
    public String transition() {
        return reason.transition;
    }

    /** {@return the id of the fact that does not satisfy the guard; empty for other reasons} */
    public Optional<String> fact() {
        return reason.fact;
    }

    /** {@return the values of that fact that would satisfy it; empty for other reasons} */
    public List<String> required() {
        return reason.required;
    }

    /** {@return the recorded value of that fact; empty if none was recorded, and for other reasons} */
    public Optional<String> found() {
        return reason.found;
    }

    /** {@return the number of cases, at least 1} */
    public long cases() {
        return cases;
    }

    String json() {
        JsonLine line = JsonLine.of("reason").put("reason", kind()).put("transition", transition());
        if (fact().isPresent()) {
            line.put("fact", fact().get()).put("required", required()).putIfThere("found", found());
        }
        return line.put("cases", cases).toString();
    }

    /** Equal when all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ReasonTotal that && reason.equals(that.reason) && cases == that.cases;
    }

    @Override
    public int hashCode() {
        return Objects.hash(reason, cases);
    }

    @Override
    public String toString() {
        String transition = Texts.printable(transition());
        return cases + (cases == 1 ? " case, " : " cases, ") + kind() + ": " + transition
                + fact().map(fact -> " requires " + fact + " = " + String.join(" or ", required()) + ", found "
                                + found().orElse("unknown"))
                        .orElse("");
    }

    /** What is counted: one condition of a guard, or the rest of a reason. */
    record Reason(
            String kind, String transition, Optional<String> fact, List<String> required, Optional<String> found) {
        private static Reason of(CaseComparison comparison, UnmetCondition unmet) {
            return new Reason(
                    comparison.reason().orElseThrow(),
                    comparison.transition(),
                    Optional.of(unmet.fact().id()),
                    unmet.required(),
                    unmet.actual());
        }
    }

    /** The reasons of a case that is not the same. */
    static Stream<Reason> reasonsOf(CaseComparison comparison) {
        Refusal refusal = comparison.refusal().orElse(null);
        if (refusal instanceof GuardNotSatisfied guard) {
            return guard.unmet().stream().map(unmet -> Reason.of(comparison, unmet));
        }
        return Stream.of(new Reason(
                comparison.reason().orElseThrow(),
                comparison.transition(),
                Optional.empty(),
                List.of(),
                Optional.empty()));
    }
}
