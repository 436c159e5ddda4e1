package org.workflowengine.runtime.internal.audit;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** A set of numbers of steps that takes about one bit for each step of a case. Not thread-safe. */
final class StepNumbers {
    private static final int CHUNK = 512;

    private final Map<Long, BitSet> chunks = new TreeMap<>();

    void add(long seq) {
        chunks.computeIfAbsent(Math.floorDiv(seq, (long) CHUNK), chunk -> new BitSet())
                .set(Math.floorMod(seq, CHUNK));
    }

    /** Removes a number, and tells whether it was in the set. */
    boolean remove(long seq) {
        long place = Math.floorDiv(seq, (long) CHUNK);
        BitSet chunk = chunks.get(place);
        if (chunk == null || !chunk.get(Math.floorMod(seq, CHUNK))) {
            return false;
        }
        chunk.clear(Math.floorMod(seq, CHUNK));
        if (chunk.isEmpty()) {
            chunks.remove(place);
        }
        return true;
    }

    /** In ascending order. */
    void forEach(LongConsumer consumer) {
        chunks.forEach((place, chunk) -> chunk.stream().forEach(bit -> consumer.accept(place * CHUNK + bit)));
    }
}
