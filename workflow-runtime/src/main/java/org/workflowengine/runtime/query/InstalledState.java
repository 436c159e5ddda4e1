package org.workflowengine.runtime.query;

import java.util.Objects;
import org.workflowengine.runtime.internal.engine.CaseLists.StoredState;

/** A state of an installed definition. Immutable. */
public final class InstalledState {
    private final String id;
    private final boolean initial;
    private final boolean terminal;

    private InstalledState(String id, boolean initial, boolean terminal) {
        this.id = id;
        this.initial = initial;
        this.terminal = terminal;
    }

    static InstalledState of(StoredState state) {
        return new InstalledState(state.state(), state.initial(), state.terminal());
    }

    /** {@return the state's id, as cases have it} */
    public String id() {
        return id;
    }

    /** {@return whether cases are opened here} */
    public boolean isInitial() {
        return initial;
    }

    /** {@return whether no transition leaves it} */
    public boolean isTerminal() {
        return terminal;
    }

    /** {@return whether a case here is open, as {@link CaseSearch#open} says} */
    public boolean isOpen() {
        return isOpen(terminal);
    }

    /** The rule, for states of every kind: here a state in which a case rests will be told apart. */
    static boolean isOpen(boolean terminal) {
        return !terminal;
    }

    /** Equal when all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof InstalledState that
                && id.equals(that.id)
                && initial == that.initial
                && terminal == that.terminal;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, initial, terminal);
    }

    @Override
    public String toString() {
        return "InstalledState[id=" + id + ", initial=" + initial + ", terminal=" + terminal + "]";
    }
}
