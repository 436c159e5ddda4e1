package org.workflowengine.runtime.query;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.engine.CaseLists.StoredDefinition;

/** One version of a workflow as it is installed in the database, where it stays permanently. Immutable. */
public final class InstalledDefinition {
    private final StoredDefinition stored;
    private final List<InstalledState> states;

    InstalledDefinition(StoredDefinition stored, List<InstalledState> states) {
        this.stored = stored;
        this.states = List.copyOf(states);
    }

    /** {@return the workflow's id} */
    public String workflow() {
        return stored.workflow();
    }

    /** {@return the version, from 1 on} */
    public int version() {
        return stored.version();
    }

    /** {@return the SHA-256 of {@link #graph}} */
    public Digest fingerprint() {
        return stored.fingerprint();
    }

    /** {@return its canonical text, JSON: states, transitions, facts and guards; {@code Definition.read} reads it} */
    public String graph() {
        return stored.graph();
    }

    /** {@return whether the payload of its steps can be erased} */
    public boolean isErasable() {
        return stored.erasable();
    }

    /** {@return when it was installed, UTC, in whole microseconds, by the clock of the runtime that did it} */
    public Instant installedAt() {
        return stored.installedAt();
    }

    /** {@return its states, the initial ones first, then by id; never empty in a sound database} */
    public List<InstalledState> states() {
        return states;
    }

    /** Equal when all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof InstalledDefinition that && stored.equals(that.stored) && states.equals(that.states);
    }

    @Override
    public int hashCode() {
        return Objects.hash(stored, states);
    }

    @Override
    public String toString() {
        return "InstalledDefinition[" + workflow() + " version " + version() + ", fingerprint="
                + fingerprint().abbreviated() + ", installedAt=" + installedAt() + "]";
    }
}
