package org.workflowengine.runtime.audit;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.workflowengine.runtime.core.Digest;

/** What was written to the file of a checkpoint. The format is described in {@code docs/reference/audit-format.md}. */
public final class Checkpoint {
    private final Instant taken;
    private final Installation installation;
    private final Optional<Digest> since;
    private final long definitions;
    private final long cases;
    private final long entries;
    private final Digest root;

    /**
     * From all its properties. A property added later brings a constructor of its own.
     *
     * @param taken when
     * @param installation what it was taken from
     * @param since the root of the previous checkpoint; empty if this one is full
     * @param definitions how many definitions it lists
     * @param cases how many cases it lists, each with its newest step and that step's digest
     * @param entries how many steps they have
     * @param root SHA-256 over all lines before the root's; keep it to tell any other file from this one
     */
    public Checkpoint(
            Instant taken,
            Installation installation,
            Optional<Digest> since,
            long definitions,
            long cases,
            long entries,
            Digest root) {
        this.taken = Objects.requireNonNull(taken, "taken");
        this.installation = Objects.requireNonNull(installation, "installation");
        this.since = Objects.requireNonNull(since, "since");
        this.definitions = definitions;
        this.cases = cases;
        this.entries = entries;
        this.root = Objects.requireNonNull(root, "root");
    }

    /** {@return when} */
    public Instant taken() {
        return taken;
    }

    /** {@return what it was taken from} */
    public Installation installation() {
        return installation;
    }

    /** {@return the root of the previous checkpoint; empty if this one is full} */
    public Optional<Digest> since() {
        return since;
    }

    /** {@return how many definitions it lists} */
    public long definitions() {
        return definitions;
    }

    /** {@return how many cases it lists, each with its newest step and that step's digest} */
    public long cases() {
        return cases;
    }

    /** {@return how many steps they have} */
    public long entries() {
        return entries;
    }

    /** {@return SHA-256 over all lines before the root's; keep it to tell any other file from this one} */
    public Digest root() {
        return root;
    }

    /** Equal if all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && taken.equals(that.taken)
                && installation.equals(that.installation)
                && since.equals(that.since)
                && definitions == that.definitions
                && cases == that.cases
                && entries == that.entries
                && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return Objects.hash(taken, installation, since, definitions, cases, entries, root);
    }

    @Override
    public String toString() {
        return "Checkpoint[taken=" + taken + ", installation=" + installation + ", since=" + since + ", definitions="
                + definitions + ", cases=" + cases + ", entries=" + entries + ", root=" + root + "]";
    }
}
