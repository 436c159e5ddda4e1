package org.workflowengine.runtime.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.workflowengine.runtime.internal.text.Arguments;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * What a transition demands of who makes it, besides its guard: {@code @FourEyes} or {@code @Quorum}. Part of the definition and of its
 * fingerprint. The engine refuses a step that breaks it, the schema does too, and verification finds it. Immutable.
 */
public final class Obligation {
    /** The largest number of persons that a quorum can demand. */
    public static final int MOST_PERSONS = 100;

    /** What is demanded. Later versions may have more kinds. */
    public enum Kind {
        /** The step may not be made by who brought the case into a given state. */
        FOUR_EYES,
        /** A number of different persons must have made a given step that keeps the state. */
        QUORUM
    }

    /**
     * A state of an older version that migrations make equal to the state of a four-eyes obligation.
     *
     * @param version the older version, at least 1
     * @param state the state's id in that version
     */
    public record OlderState(int version, String state) {
        /**
         * Checks the form of both.
         *
         * @param version at least 1
         * @param state the id of a state of that version
         * @throws IllegalArgumentException if the version is less than 1, or the text is not an id
         */
        public OlderState {
            Objects.requireNonNull(state, "state");
            if (version < 1) {
                throw Arguments.wrong("version", String.valueOf(version), "at least 1");
            }
            if (!Texts.isId(state)) {
                throw Arguments.wrong("state", Texts.quoted(state), "the id of a state");
            }
        }
    }

    private final Kind kind;
    private final String subject;
    private final int persons;
    private final List<OlderState> older;

    private Obligation(Kind kind, String subject, int persons, List<OlderState> older) {
        this.kind = kind;
        this.subject = subject;
        this.persons = persons;
        this.older = older;
    }

    /**
     * The step may not be made by who brought the case into a state.
     *
     * @param state the state
     * @return the obligation
     */
    public static Obligation fourEyes(WorkflowState state) {
        return new Obligation(
                Kind.FOUR_EYES, Objects.requireNonNull(state, "state").id(), 0, List.of());
    }

    /**
     * This obligation, and who brought the case into a state of an older version is excluded too, because migrations make that state equal
     * to this one.
     *
     * @param version the older version, at least 1
     * @param state the state's id in that version
     * @return the new obligation
     * @throws IllegalArgumentException if this is a quorum, which counts steps of its own version only, or the state is named already
     */
    public Obligation older(int version, String state) {
        OlderState added = new OlderState(version, state);
        if (kind != Kind.FOUR_EYES) {
            throw Arguments.wrong("older", "a state of an older version for a quorum", "none");
        }
        if (older.contains(added)) {
            throw Arguments.wrong("older", state + " of version " + version + " twice", "each state once");
        }
        List<OlderState> more = new ArrayList<>(older);
        more.add(added);
        more.sort(Comparator.comparingInt(OlderState::version).thenComparing(OlderState::state));
        return new Obligation(kind, subject, persons, List.copyOf(more));
    }

    /**
     * Different persons must have made a step that keeps the state, since the case last entered the state.
     *
     * @param step the id of a transition that leaves and enters the same state as the obliged transition leaves
     * @param persons how many, from 1 to {@value #MOST_PERSONS}
     * @return the obligation
     * @throws IllegalArgumentException if no transition can have that id, or the number is out of range
     */
    public static Obligation quorum(String step, int persons) {
        Objects.requireNonNull(step, "step");
        if (!Texts.isId(step)) {
            throw Arguments.wrong("step", Texts.quoted(step), "the id of a transition");
        }
        return new Obligation(Kind.QUORUM, step, Arguments.from1("persons", persons, MOST_PERSONS), List.of());
    }

    /**
     * What is demanded.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * What it is about.
     *
     * @return four eyes: the id of the state; quorum: the id of the transition that is counted
     */
    public String subject() {
        return subject;
    }

    /**
     * How many different persons a quorum demands.
     *
     * @return from 1 to {@value #MOST_PERSONS}; 0 for four eyes
     */
    public int persons() {
        return persons;
    }

    /**
     * The states of older versions that are equal to the state of four eyes.
     *
     * @return by version, then by state; empty for a quorum
     */
    public List<OlderState> older() {
        return older;
    }

    /** Equal if they demand the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Obligation that
                && kind == that.kind
                && subject.equals(that.subject)
                && persons == that.persons
                && older.equals(that.older);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, subject, persons, older);
    }

    /** What is demanded, in words. */
    @Override
    public String toString() {
        return kind == Kind.QUORUM
                ? "after " + persons + (persons == 1 ? " person has" : " persons have") + " made " + subject
                : "not by who brought the case into " + subject;
    }
}
