package org.workflowengine.runtime.core;

import java.util.Objects;
import java.util.function.IntConsumer;
import org.workflowengine.runtime.internal.text.Arguments;

/** How many requests are applied at once: {@code BulkOptions.defaults().chunkSize(200)}. Immutable; each method returns a copy. */
public final class BulkOptions {
    /** How many requests share one commit unless {@link #chunkSize} says otherwise. */
    public static final int DEFAULT_CHUNK_SIZE = 500;

    /** The largest chunk: PostgreSQL and MariaDB take 65,535 parameters in a statement, and locks are held for a whole chunk. */
    public static final int LARGEST_CHUNK_SIZE = 10_000;

    private final int chunkSize;
    private final IntConsumer progress;

    private BulkOptions(int chunkSize, IntConsumer progress) {
        this.chunkSize = chunkSize;
        this.progress = progress;
    }

    /**
     * Chunks of {@link #DEFAULT_CHUNK_SIZE}, and no progress reports.
     *
     * @return the options
     */
    public static BulkOptions defaults() {
        return new BulkOptions(DEFAULT_CHUNK_SIZE, done -> {});
    }

    /**
     * How many requests share one commit.
     *
     * @param chunkSize from 1 to {@link #LARGEST_CHUNK_SIZE}
     * @return a copy
     * @throws IllegalArgumentException if the size is out of range
     */
    public BulkOptions chunkSize(int chunkSize) {
        return new BulkOptions(Arguments.from1("chunkSize", chunkSize, LARGEST_CHUNK_SIZE), progress);
    }

    /**
     * Reports progress.
     *
     * @param progress called after each chunk, outside any transaction of the engine, with the number of requests that have an outcome by
     *     then; an exception that it throws ends the call, and what is applied by then stays applied
     * @return a copy
     */
    public BulkOptions progress(IntConsumer progress) {
        return new BulkOptions(chunkSize, Objects.requireNonNull(progress, "progress"));
    }

    /**
     * How many requests share one commit.
     *
     * @return from 1 to {@link #LARGEST_CHUNK_SIZE}
     */
    public int chunkSize() {
        return chunkSize;
    }

    /**
     * What receives the progress reports.
     *
     * @return as given
     */
    public IntConsumer progress() {
        return progress;
    }
}
