package org.workflowengine.runtime.audit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The result of a verification. */
public final class Verdict {
    /** How many findings a verdict keeps. */
    public static final int KEPT = 100;

    private final long cases;
    private final long entries;
    private final long erased;
    private final long imported;
    private final long sealsNotChecked;
    private final long onFormerKeys;
    private final long faults;
    private final long checkpointFaults;
    private final List<Finding> findings;
    private final long notLookedAt;
    private final Optional<Instant> lastFullRun;
    private final Optional<Checkpoint> checkpoint;
    private final long purged;

    /**
     * Without what a run since a checkpoint tells: nothing was left out, no full run is recorded, and no checkpoint was written.
     *
     * @param cases how many cases were verified
     * @param entries how many audit entries they have
     * @param erased how many of those have lost their payload to a recorded erasure
     * @param imported how many cases begin with an import: of what was before, nothing is proven
     * @param sealsNotChecked how many have a seal that could not be verified because no key was given
     * @param onFormerKeys how many rest on a former key alone: their seal is sound, but no checkpoint shows that it was made while the
     * key was in use, so anybody who has obtained the key can have written them
     * @param faults how many findings there are
     * @param checkpointFaults how many of those are about files of checkpoints rather than about stored data
     * @param findings the first {@value #KEPT} of them, in the order in which they were found
     */
    public Verdict(
            long cases,
            long entries,
            long erased,
            long imported,
            long sealsNotChecked,
            long onFormerKeys,
            long faults,
            long checkpointFaults,
            List<Finding> findings) {
        this(
                cases,
                entries,
                erased,
                imported,
                sealsNotChecked,
                onFormerKeys,
                faults,
                checkpointFaults,
                findings,
                0,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Without purged cases.
     *
     * @param cases how many cases were verified
     * @param entries how many audit entries they have
     * @param erased how many of those have lost their payload to a recorded erasure
     * @param imported how many cases begin with an import: of what was before, nothing is proven
     * @param sealsNotChecked how many have a seal that could not be verified because no key was given
     * @param onFormerKeys how many rest on a former key alone: their seal is sound, but no checkpoint shows that it was made while the
     * key was in use, so anybody who has obtained the key can have written them
     * @param faults how many findings there are
     * @param checkpointFaults how many of those are about files of checkpoints rather than about stored data
     * @param findings the first {@value #KEPT} of them, in the order in which they were found
     * @param notLookedAt how many entries the run has not looked at, because their cases have not moved since a checkpoint
     * @param lastFullRun when the last run began that has looked at everything, as far as is recorded; empty if none is
     * @param checkpoint what was written to the file of a checkpoint; empty if nothing was
     */
    public Verdict(
            long cases,
            long entries,
            long erased,
            long imported,
            long sealsNotChecked,
            long onFormerKeys,
            long faults,
            long checkpointFaults,
            List<Finding> findings,
            long notLookedAt,
            Optional<Instant> lastFullRun,
            Optional<Checkpoint> checkpoint) {
        this(
                cases,
                entries,
                erased,
                imported,
                sealsNotChecked,
                onFormerKeys,
                faults,
                checkpointFaults,
                findings,
                notLookedAt,
                lastFullRun,
                checkpoint,
                0);
    }

    /**
     * From all its properties. A property added later brings a constructor of its own.
     *
     * @param cases how many cases were verified
     * @param entries how many audit entries they have
     * @param erased how many of those have lost their payload to a recorded erasure
     * @param imported how many cases begin with an import: of what was before, nothing is proven
     * @param sealsNotChecked how many have a seal that could not be verified because no key was given
     * @param onFormerKeys how many rest on a former key alone: their seal is sound, but no checkpoint shows that it was made while the
     * key was in use, so anybody who has obtained the key can have written them
     * @param faults how many findings there are
     * @param checkpointFaults how many of those are about files of checkpoints rather than about stored data
     * @param findings the first {@value #KEPT} of them, in the order in which they were found
     * @param notLookedAt how many entries the run has not looked at, because their cases have not moved since a checkpoint
     * @param lastFullRun when the last run began that has looked at everything, as far as is recorded; empty if none is
     * @param checkpoint what was written to the file of a checkpoint; empty if nothing was
     * @param purged how many cases were purged, each with a tombstone that was verified
     */
    public Verdict(
            long cases,
            long entries,
            long erased,
            long imported,
            long sealsNotChecked,
            long onFormerKeys,
            long faults,
            long checkpointFaults,
            List<Finding> findings,
            long notLookedAt,
            Optional<Instant> lastFullRun,
            Optional<Checkpoint> checkpoint,
            long purged) {
        this.cases = cases;
        this.entries = entries;
        this.erased = erased;
        this.imported = imported;
        this.sealsNotChecked = sealsNotChecked;
        this.onFormerKeys = onFormerKeys;
        this.faults = faults;
        this.checkpointFaults = checkpointFaults;
        this.findings = List.copyOf(Objects.requireNonNull(findings, "findings"));
        this.notLookedAt = notLookedAt;
        this.lastFullRun = Objects.requireNonNull(lastFullRun, "lastFullRun");
        this.checkpoint = Objects.requireNonNull(checkpoint, "checkpoint");
        this.purged = purged;
    }

    /** {@return how many cases were verified} */
    public long cases() {
        return cases;
    }

    /** {@return how many audit entries they have} */
    public long entries() {
        return entries;
    }

    /** {@return how many of those have lost their payload to a recorded erasure} */
    public long erased() {
        return erased;
    }

    /** {@return how many cases begin with an import: their history starts there, and of what was before nothing is proven} */
    public long imported() {
        return imported;
    }

    /** {@return how many have a seal that could not be verified because no key was given} */
    public long sealsNotChecked() {
        return sealsNotChecked;
    }

    /**
     * {@return how many rest on a former key alone: their seal is sound, but no checkpoint shows that it was made while the key was
     * in use, so anybody who has obtained the key can have written them}
     */
    public long onFormerKeys() {
        return onFormerKeys;
    }

    /** {@return how many findings there are} */
    public long faults() {
        return faults;
    }

    /** {@return how many of those are about files of checkpoints rather than about stored data} */
    public long checkpointFaults() {
        return checkpointFaults;
    }

    /** {@return the first {@value #KEPT} of them, in the order in which they were found} */
    public List<Finding> findings() {
        return findings;
    }

    /** {@return how many entries the run has not looked at, because their cases have not moved since a checkpoint} */
    public long notLookedAt() {
        return notLookedAt;
    }

    /**
     * When the last run began that has looked at everything, as far as is recorded: this one if it has, otherwise what the checkpoint
     * says that it compared with.
     *
     * @return the time; empty if no full run is recorded
     */
    public Optional<Instant> lastFullRun() {
        return lastFullRun;
    }

    /** {@return what was written to the file of a checkpoint; empty if nothing was} */
    public Optional<Checkpoint> checkpoint() {
        return checkpoint;
    }

    /** {@return how many cases were purged, each with a tombstone that was verified} */
    public long purged() {
        return purged;
    }

    /**
     * Whether nothing was found, and nothing rests on a former key alone.
     *
     * @return {@code true} if the history is proven
     */
    public boolean isIntact() {
        return faults == 0 && onFormerKeys == 0;
    }

    /**
     * Whether the stored data contradict themselves, their definition, their seals or a checkpoint. If they do not, and the history is
     * not {@linkplain #isIntact intact} either, the checkpoint could not be used or entries rest on a former key alone.
     *
     * @return {@code true} if there is a finding that is not about the file of a checkpoint
     */
    public boolean isBroken() {
        return faults > checkpointFaults;
    }

    /**
     * One line for people: {@code intact, 3 erased: 100 cases, 620 entries}; or {@code intact since the full run of
     * 2026-11-01T02:00:00Z, 9990000 entries not looked at: 900 cases, 10000 entries}.
     */
    @Override
    public String toString() {
        return head() + since() + (erased == 0 ? "" : ", " + erased + " erased")
                + (purged == 0 ? "" : ", " + purged + " purged, with tombstone")
                + (imported == 0 ? "" : ", " + imported + (imported == 1 ? " begins" : " begin") + " with an import")
                + (sealsNotChecked == 0 ? "" : ", " + sealsNotChecked + " seals not checked") + ": " + cases
                + " cases, " + entries + " entries";
    }

    private String since() {
        return notLookedAt == 0
                ? ""
                : lastFullRun.map(run -> " since the full run of " + run).orElse(", no full run is recorded") + ", "
                        + notLookedAt + " entries not looked at";
    }

    private String head() {
        String former = onFormerKeys == 0
                ? ""
                : onFormerKeys + (onFormerKeys == 1 ? " entry rests" : " entries rest") + " on a former key alone";
        if (faults == 0) {
            return former.isEmpty() ? "intact" : "not proven, " + former;
        }
        return (isBroken() ? "broken, " : "checkpoint not accepted, ") + faults + " findings"
                + (former.isEmpty() ? "" : ", " + former);
    }

    /** Equal if all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Verdict that
                && cases == that.cases
                && entries == that.entries
                && erased == that.erased
                && imported == that.imported
                && sealsNotChecked == that.sealsNotChecked
                && onFormerKeys == that.onFormerKeys
                && faults == that.faults
                && checkpointFaults == that.checkpointFaults
                && findings.equals(that.findings)
                && notLookedAt == that.notLookedAt
                && lastFullRun.equals(that.lastFullRun)
                && checkpoint.equals(that.checkpoint)
                && purged == that.purged;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                cases,
                entries,
                erased,
                imported,
                sealsNotChecked,
                onFormerKeys,
                faults,
                checkpointFaults,
                findings,
                notLookedAt,
                lastFullRun,
                checkpoint,
                purged);
    }
}
