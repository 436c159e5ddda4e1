package org.workflowengine.runtime.retention;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.audit.StoredTombstone;

/**
 * What stays of a purged case: where it was, the digest of its bundle, and who purged it and why. The tombstones of an installation form a chain.
 * The id of the case is not in it, only a hash; who guesses an id can test it. Immutable.
 */
public final class Tombstone {
    private final StoredTombstone stored;

    /**
     * From a row.
     *
     * @param stored the row
     */
    @SuppressWarnings("exports") // for the runtime only
    public Tombstone(StoredTombstone stored) {
        this.stored = Objects.requireNonNull(stored, "stored");
    }

    /** {@return its number, from 1 on, without gaps} */
    public long seq() {
        return stored.seq();
    }

    /** {@return SHA-256 over the installation and the id of the case} */
    public Digest caseHash() {
        return stored.caseHash();
    }

    /** {@return the workflow of the case} */
    public String workflow() {
        return stored.workflow();
    }

    /** {@return the version that the case followed} */
    public int version() {
        return stored.version();
    }

    /** {@return the state in which the case ended or rested} */
    public String state() {
        return stored.state();
    }

    /** {@return the number of its newest step, and so of its steps} */
    public long lastSeq() {
        return stored.lastSeq();
    }

    /** {@return the digest of its newest step} */
    public Digest lastDigest() {
        return stored.lastDigest();
    }

    /** {@return SHA-256 of its bundle, byte by byte as it was archived} */
    public Digest bundleDigest() {
        return stored.bundleDigest();
    }

    /** {@return under which rule of the organization it was purged} */
    public String retentionClass() {
        return stored.retentionClass();
    }

    /** {@return who purged it} */
    public Actor actor() {
        return new Actor(stored.actorKind(), stored.actor());
    }

    /** {@return for whom} */
    public Optional<String> onBehalfOf() {
        return Optional.ofNullable(stored.onBehalfOf());
    }

    /** {@return why} */
    public String reason() {
        return stored.reason();
    }

    /** {@return which application or node purged it} */
    public String source() {
        return stored.source();
    }

    /** {@return when, UTC, in whole microseconds} */
    public Instant recordedAt() {
        return stored.recordedAt();
    }

    /** {@return the digest of the tombstone, which the next one continues} */
    public Digest digest() {
        return stored.digest();
    }

    /** Equal if digest and seal are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tombstone that && stored.equals(that.stored);
    }

    @Override
    public int hashCode() {
        return stored.hashCode();
    }

    /** The number, the retention class and the digest. */
    @Override
    public String toString() {
        return "Tombstone[" + seq() + ", " + retentionClass() + ", " + digest() + "]";
    }
}
