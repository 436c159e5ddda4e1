package org.workflowengine.runtime.core;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.workflowengine.runtime.internal.text.Arguments;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * How cases that follow an older version of a workflow come into a newer one: for each state of the older version that leads here, the
 * state entered and what must be known. A state that is not named leads nowhere: cases in it stay with their version. Immutable.
 *
 * <p>It is part of the newer definition, under its fingerprint. The generated {@code …Transition} writes it, those that follow from equal
 * ids included.
 */
public final class Migration {
    private final int fromVersion;
    private final Digest fromFingerprint;
    private final Map<String, WorkflowTransition> mappings;

    private Migration(int fromVersion, Digest fromFingerprint, Map<String, WorkflowTransition> mappings) {
        this.fromVersion = fromVersion;
        this.fromFingerprint = fromFingerprint;
        this.mappings = mappings;
    }

    /** A state of the older version, of which only the id is known here. */
    private record OlderState(String id) implements WorkflowState {
        @Override
        public boolean isInitial() {
            return false;
        }

        @Override
        public boolean isTerminal() {
            return false;
        }
    }

    private record Mapping(String id, WorkflowState from, WorkflowState to, List<Condition> guard)
            implements WorkflowTransition {}

    /**
     * Begins a migration in which no state leads anywhere yet.
     *
     * @param version the older version, at least 1
     * @param fingerprint the older definition's fingerprint, 64 hexadecimal digits
     * @return the migration, to be continued with {@link #state}
     * @throws IllegalArgumentException if the version is below 1, or the fingerprint is not 64 hexadecimal digits
     */
    public static Migration from(int version, String fingerprint) {
        Objects.requireNonNull(fingerprint, "fingerprint");
        if (version < 1) {
            throw Arguments.wrong("version", String.valueOf(version), "at least 1");
        }
        if (!Texts.isLowerCaseHex(fingerprint, 2 * Digest.BYTES)) {
            throw Arguments.wrong("fingerprint", Texts.quoted(fingerprint), "64 lower-case hexadecimal digits");
        }
        return new Migration(version, new Digest(fingerprint), Map.of());
    }

    /**
     * This migration, and cases in one more state of the older version lead here.
     *
     * @param from the older state's id
     * @param to the state they enter
     * @param guard what must be known, as for a transition; nothing if it is empty
     * @return the longer migration
     * @throws IllegalArgumentException if there can be no state with that id, or it is mapped already
     */
    public Migration state(String from, WorkflowState to, Condition... guard) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (!Texts.isId(from)) {
            throw Arguments.wrong("from", Texts.quoted(from), "the id of a state");
        }
        Map<String, WorkflowTransition> more = new TreeMap<>(mappings);
        if (more.put(from, new Mapping(id(), new OlderState(from), to, List.of(Objects.requireNonNull(guard, "guard"))))
                != null) {
            throw Arguments.wrong("from", from + " twice", "each state once");
        }
        return new Migration(fromVersion, fromFingerprint, Collections.unmodifiableMap(more));
    }

    /**
     * The version that the cases come from.
     *
     * @return at least 1, and lower than the version of the definition that this belongs to
     */
    public int fromVersion() {
        return fromVersion;
    }

    /**
     * The fingerprint of the definition that the cases come from.
     *
     * @return the fingerprint
     */
    public Digest fromFingerprint() {
        return fromFingerprint;
    }

    /**
     * What stands in place of a transition in the audit entry of such a step.
     *
     * @return {@code (migrate:1)} for a migration from version 1
     */
    public String id() {
        return Definition.MIGRATION + fromVersion + ")";
    }

    /**
     * Every mapping.
     *
     * @return by the id of the older state; {@code from()} has that id and says nothing else, {@code to()} is a state of the definition that
     *     this belongs to
     */
    public List<WorkflowTransition> mappings() {
        return List.copyOf(mappings.values());
    }

    /**
     * Where cases in a state of the older version come to.
     *
     * @param state the older state's id
     * @return the mapping, or empty if cases in that state stay with their version
     */
    public Optional<WorkflowTransition> mapping(String state) {
        return Optional.ofNullable(mappings.get(Objects.requireNonNull(state, "state")));
    }

    /** The versions and how many states lead on. */
    @Override
    public String toString() {
        return "Migration[from version " + fromVersion + ", " + mappings.size() + " states]";
    }
}
