package org.workflowengine.diagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;

/**
 * The path that a case has walked: which states it has been in, by which steps it went on, and where it is. It holds no actor, no reason
 * and no fact. Immutable.
 */
public final class CasePath {
    /** Steps that did the same. Of more than two only the number is shown, so that a long history needs no more memory than a short one. */
    record Steps(long count, long first, long second, long last) {
        static final Steps NONE = new Steps(0, 0, 0, 0);

        Steps and(long seq) {
            return new Steps(count + 1, count == 0 ? seq : first, count == 1 ? seq : second, seq);
        }

        /** {@code 3}, or {@code 3 8}, or {@code ×12}. */
        String brief() {
            return count == 0 ? "" : count == 1 ? "" + first : count == 2 ? first + " " + second : "×" + count;
        }

        /** {@code step 3}, or {@code steps 3 and 8}, or {@code 12 steps, the last is step 40}. */
        String words() {
            return count == 1
                    ? "step " + first
                    : count == 2 ? "steps " + first + " and " + second : count + " steps, the last is step " + last;
        }
    }

    /** One way from one state to another. */
    record Way(String from, String transition, String to) {}

    private final String caseId;
    private final Map<Way, Steps> ways;
    private final Map<String, Steps> entered;
    private final AuditEntry last;
    private final long first;

    private CasePath(Builder steps, AuditEntry last) {
        this.first = steps.first;
        this.caseId = last.caseId();
        this.ways = Map.copyOf(steps.ways);
        this.entered = Map.copyOf(steps.entered);
        this.last = last;
    }

    /**
     * The path of one case.
     *
     * @param entries all its steps, in their order, from the first one
     * @return the path
     * @throws IllegalArgumentException if there are none, or they are not the steps of one case in their order
     */
    public static CasePath of(Iterable<AuditEntry> entries) {
        Builder builder = builder();
        Objects.requireNonNull(entries, "entries").forEach(builder::add);
        return builder.build();
    }

    /**
     * The end of the path of one case, for a history that is too long to be read whole. The title says from which step on it is.
     *
     * @param entries some steps in their order, from any step on
     * @return the path
     * @throws IllegalArgumentException if there are none, or they are not consecutive steps of one case
     */
    public static CasePath ofNewest(Iterable<AuditEntry> entries) {
        Builder builder = builder();
        for (AuditEntry entry : Objects.requireNonNull(entries, "entries")) {
            builder.first = builder.last.isEmpty() ? entry.seq() : builder.first;
            builder.add(entry);
        }
        return builder.build();
    }

    /**
     * Begins a path to which steps are added one by one, as {@code Verification.entries} reads them.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The case.
     *
     * @return its id
     */
    public String caseId() {
        return caseId;
    }

    /**
     * The workflow that the case follows.
     *
     * @return its id
     */
    public String workflow() {
        return last.workflow();
    }

    /**
     * The definition that the case follows since its last step.
     *
     * @return its fingerprint
     */
    public Digest fingerprint() {
        return last.fingerprint();
    }

    /**
     * Where the case is.
     *
     * @return the id of the state that its last step led to
     */
    public String state() {
        return last.toState();
    }

    /** The step with which it begins: 1, unless only the newest ones are known. */
    long first() {
        return first;
    }

    /** When the current state was entered: the number of the step; 0 if that is not known. */
    long since() {
        return entered.getOrDefault(state(), Steps.NONE).last;
    }

    Steps steps(String from, String transition, String to) {
        return ways.getOrDefault(new Way(from, transition, to), Steps.NONE);
    }

    Optional<Steps> entered(String state) {
        return Optional.ofNullable(entered.get(state));
    }

    /** How many steps a definition cannot show, because they were made under another version of it. */
    long notIn(Definition definition) {
        return ways.entrySet().stream()
                .filter(way -> definition
                        .transition(way.getKey().from(), way.getKey().transition())
                        .filter(row -> row.to().id().equals(way.getKey().to()))
                        .isEmpty())
                .mapToLong(way -> way.getValue().count())
                .sum();
    }

    /** Collects the steps of one case. Not thread-safe. */
    public static final class Builder {
        private final Map<Way, Steps> ways = new HashMap<>();
        private final Map<String, Steps> entered = new HashMap<>();
        private final List<AuditEntry> last = new ArrayList<>(1);
        private long first = 1;

        private Builder() {}

        /**
         * Adds the next step.
         *
         * @param entry the step that follows the one added before; first the one that opens or imports the case
         * @throws IllegalArgumentException if it is a step of another case, or not the next one
         */
        public void add(AuditEntry entry) {
            Objects.requireNonNull(entry, "entry");
            long expected = last.isEmpty() ? first : last.get(0).seq() + 1;
            if (entry.seq() != expected
                    || (!last.isEmpty() && !last.get(0).caseId().equals(entry.caseId()))) {
                throw new IllegalArgumentException("entry must be step " + expected + " of one case, found step "
                        + entry.seq() + " of " + entry.caseId());
            }
            last.clear();
            last.add(entry);
            boolean isTransition = !entry.transition().startsWith("(");
            if (isTransition) {
                ways.merge(
                        new Way(entry.fromState(), entry.transition(), entry.toState()),
                        Steps.NONE.and(entry.seq()),
                        (steps, one) -> steps.and(one.first()));
            }
            // An erasure or a hold is a step too, and leaves the case where it is.
            if (!entry.keepsState() || entry.isMigration()) {
                entered.merge(entry.toState(), Steps.NONE.and(entry.seq()), (steps, one) -> steps.and(one.first()));
            }
        }

        /**
         * The path of the steps that were added.
         *
         * @return the path
         * @throws IllegalArgumentException if there are none
         */
        public CasePath build() {
            if (last.isEmpty()) {
                throw new IllegalArgumentException("a path has one step at least, found none");
            }
            return new CasePath(this, last.get(0));
        }
    }
}
