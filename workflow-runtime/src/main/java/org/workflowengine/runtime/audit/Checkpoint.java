package org.workflowengine.runtime.audit;

import java.time.Instant;
import java.util.Optional;
import org.workflowengine.runtime.core.Digest;

/**
 * What was written to the file of a checkpoint. The format is described in {@code docs/audit-format.md}.
 *
 * @param taken when
 * @param installation what it was taken from
 * @param since the root of the checkpoint before; empty when this one is full
 * @param definitions how many definitions it lists
 * @param cases how many cases it lists, each with its newest step and that step's digest
 * @param entries how many steps they have
 * @param root SHA-256 over all lines before the root's; whoever keeps it can tell any other file from this one
 */
public record Checkpoint(
        Instant taken,
        Installation installation,
        Optional<Digest> since,
        long definitions,
        long cases,
        long entries,
        Digest root) {}
