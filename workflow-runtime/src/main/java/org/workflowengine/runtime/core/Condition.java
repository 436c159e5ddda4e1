package org.workflowengine.runtime.core;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.text.Arguments;

/**
 * One part of a guard: a fact and the values that satisfy it.
 *
 * @param fact the fact
 * @param accepted the values that satisfy the condition, each one of {@code fact.values()}
 */
public record Condition(FactRow fact, List<String> accepted) {

    /**
     * Every accepted value must be one that the fact can have.
     *
     * @param fact the fact
     * @param accepted the values that satisfy the condition; copied
     * @throws IllegalArgumentException if the fact cannot have one of them
     */
    public Condition {
        accepted = List.copyOf(Objects.requireNonNull(accepted, "accepted"));
        if (!Objects.requireNonNull(fact, "fact").values().containsAll(accepted)) {
            throw Arguments.wrong(
                    "accepted", accepted.toString(), "some of " + fact.values() + ", the values of fact " + fact.id());
        }
    }

    /**
     * Whether a value satisfies the condition.
     *
     * @param value the fact's value, or null if it is unknown, which satisfies nothing
     * @return {@code true} if it does
     */
    public boolean isSatisfiedBy(@Nullable String value) {
        return value != null && accepted.contains(value);
    }
}
