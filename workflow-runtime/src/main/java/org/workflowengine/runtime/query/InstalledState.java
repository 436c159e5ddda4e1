package org.workflowengine.runtime.query;

import java.util.Objects;
import org.workflowengine.runtime.internal.engine.CaseLists.StoredState;

/** A state of an installed definition. Immutable. */
public final class InstalledState {
    private final String id;
    private final boolean initial;
    private final boolean terminal;
    private final boolean resting;

    private InstalledState(StoredState state) {
        this.id = state.state();
        this.initial = state.initial();
        this.terminal = state.terminal();
        this.resting = state.resting();
    }

    static InstalledState of(StoredState state) {
        return new InstalledState(state);
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

    /** {@return whether a case may rest here for good, although it can still leave} */
    public boolean isResting() {
        return resting;
    }

    /** {@return whether a case here is open, as {@link CaseSearch#open} says} */
    public boolean isOpen() {
        return !terminal && !resting;
    }

    /** Equal when all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof InstalledState that
                && id.equals(that.id)
                && initial == that.initial
                && terminal == that.terminal
                && resting == that.resting;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, initial, terminal, resting);
    }

    @Override
    public String toString() {
        return "InstalledState[id=" + id + ", initial=" + initial + ", terminal=" + terminal + ", resting=" + resting
                + "]";
    }
}
