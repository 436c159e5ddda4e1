package org.workflowengine.runtime.retention;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What a purge did, or what a dry run would have done. Immutable. */
public final class PurgeSummary {
    private final long cases;
    private final long steps;
    private final Map<KeptCase.Cause, Long> kept;

    /**
     * From all its properties. A property added later brings a constructor of its own.
     *
     * @param cases how many cases were purged
     * @param steps how many steps they had
     * @param kept how many cases were kept although the rule applies to them, by cause
     */
    public PurgeSummary(long cases, long steps, Map<KeptCase.Cause, Long> kept) {
        this.cases = cases;
        this.steps = steps;
        Map<KeptCase.Cause, Long> copy = new EnumMap<>(KeptCase.Cause.class);
        copy.putAll(Objects.requireNonNull(kept, "kept"));
        this.kept = Map.copyOf(copy);
    }

    /** {@return how many cases were purged} */
    public long cases() {
        return cases;
    }

    /** {@return how many steps they had} */
    public long steps() {
        return steps;
    }

    /**
     * How many cases were kept although the rule applies to them.
     *
     * @param cause why
     * @return at least 0
     */
    public long kept(KeptCase.Cause cause) {
        return kept.getOrDefault(Objects.requireNonNull(cause, "cause"), 0L);
    }

    /** Equal if all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PurgeSummary that
                && cases == that.cases
                && steps == that.steps
                && kept.equals(that.kept);
    }

    @Override
    public int hashCode() {
        return Objects.hash(cases, steps, kept);
    }

    /** One line for people: {@code 3 cases with 19 steps; kept: 1 held, 0 moved, 0 broken}. */
    @Override
    public String toString() {
        return cases + " cases with " + steps + " steps; kept: " + kept(KeptCase.Cause.HELD) + " held, "
                + kept(KeptCase.Cause.MOVED) + " moved, " + kept(KeptCase.Cause.BROKEN) + " broken";
    }
}
