package org.workflowengine.runtime.internal.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.Digest;

/**
 * Cases that a checkpoint lists and of which nothing is stored any more, until tombstones say that they were purged. Its memory grows with
 * what was purged since the checkpoint. Thread-safe: ranges of cases are compared at the same time.
 */
final class Departed {
    /** What is listed of a case, oldest first. */
    private final Map<Digest, List<CheckpointLine>> listed = new HashMap<>();

    private long purged;

    synchronized void add(Installation installation, List<CheckpointLine> lines) {
        listed.computeIfAbsent(DigestChain.ofCase(installation, lines.get(0).text()), hash -> new ArrayList<>())
                .addAll(lines);
    }

    /**
     * A tombstone explains why its case is not there, if the case had got that far.
     *
     * @param row a sound row
     */
    synchronized void tombstone(Row<TombstoneColumn> row) {
        byte[] hash = row.bytes(TombstoneColumn.CASE_HASH);
        if (hash.length != Digest.BYTES) {
            return;
        }
        List<CheckpointLine> lines = listed.get(Digest.of(hash));
        if (lines != null && lines.stream().allMatch(line -> explains(row, line))) {
            listed.remove(Digest.of(hash));
            purged++;
        }
    }

    private static boolean explains(Row<TombstoneColumn> row, CheckpointLine line) {
        long last = row.number(TombstoneColumn.LAST_SEQ);
        return last > line.number() || (last == line.number() && row.holds(TombstoneColumn.LAST_DIGEST, line.digest()));
    }

    /** How many of them were purged. */
    synchronized long purged() {
        return purged;
    }

    /** What is left, in the order of the bytes of the ids: cases that went without a tombstone. */
    synchronized void forEachLeft(BiConsumer<String, List<CheckpointLine>> consumer) {
        Map<CheckpointLine, List<CheckpointLine>> inOrder = new TreeMap<>(CheckpointLine.ORDER);
        listed.values().forEach(lines -> inOrder.put(lines.get(0), lines));
        inOrder.values().forEach(lines -> consumer.accept(lines.get(0).text(), lines));
        listed.clear();
    }

    /** The first of what is left; null if nothing is. */
    synchronized @Nullable CheckpointLine firstLeft() {
        return listed.values().stream()
                .map(lines -> lines.get(lines.size() - 1))
                .min(CheckpointLine.ORDER)
                .orElse(null);
    }
}
