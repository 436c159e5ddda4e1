package org.workflowengine.runtime;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.internal.audit.KnownCases;
import org.workflowengine.runtime.internal.audit.RangeCheck;
import org.workflowengine.runtime.internal.audit.RangeVerifier;
import org.workflowengine.runtime.internal.audit.UnfinishedRun;
import org.workflowengine.runtime.internal.persistence.Database;
import org.workflowengine.runtime.internal.persistence.Snapshot;

/**
 * Verifies everything in ranges of cases, one after the other or several at once, on snapshots of the same moment. What is found comes out
 * in the order of the ranges: a thread that has found much waits until those before it are done, so that memory stays bounded. The first
 * range that is not done always has a thread. Used once, by one thread.
 */
final class RangePass implements AutoCloseable {
    /** How many findings of a range wait for their turn. */
    private static final int WAITING = 1_000;

    private final List<Snapshot> snapshots;
    private final @Nullable ExecutorService threads;
    private final BlockingQueue<Snapshot> free;
    private final int rangeSize;
    private final Queue<Task> ahead = new ArrayDeque<>();

    private RangePass(List<Snapshot> snapshots, int rangeSize) {
        this.rangeSize = rangeSize;
        this.snapshots = snapshots;
        this.threads =
                snapshots.size() == 1 ? null : Executors.newFixedThreadPool(snapshots.size() - 1, RangePass::thread);
        this.free = new ArrayBlockingQueue<>(snapshots.size(), false, snapshots);
        this.free.remove(main());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "workflow-verification");
        thread.setDaemon(true);
        return thread;
    }

    static RangePass on(Database database, int threads, int rangeSize) {
        return new RangePass(threads == 1 ? List.of(database.snapshot()) : database.snapshots(threads + 1), rangeSize);
    }

    /** The snapshot that no other thread uses. */
    Snapshot main() {
        return snapshots.get(0);
    }

    /**
     * A range that is being verified.
     *
     * @param isNoted whether it is to be noted, because no earlier part of the run has
     * @param messages its findings, and then its end
     */
    private record Task(RangeCheck range, boolean isNoted, BlockingQueue<Message> messages) {}

    /** A finding; or the end of a range, with a failure if there was one. */
    private record Message(
            @Nullable Finding finding, @Nullable Throwable failure) {}

    /** The definitions were given to the ranges. Notes what was verified, if there is a run to note it in. */
    void run(RangeVerifier ranges, Progress progress, @Nullable UnfinishedRun notes) throws IOException {
        if (!main().areReadable(ranges.tables())) {
            return;
        }
        long all = main().entryCount();
        for (Snapshot.Part part : main().parts()) {
            try (KnownCases known = ranges.known(part.ids(), notes)) {
                String after = null;
                do {
                    boolean isNoted = !known.isBefore();
                    RangeCheck range =
                            known.upTo(main().boundary(part, after, rangeSize).orElse(null), 2 * rangeSize);
                    after = range.upTo();
                    Task task = new Task(range, isNoted, new ArrayBlockingQueue<>(WAITING));
                    if (threads == null) {
                        main().verify(part, range, ranges::found);
                        done(task, ranges, notes);
                    } else {
                        ahead.add(task);
                        threads.execute(() -> verify(part, task));
                        tell(2 * (snapshots.size() - 1), ranges, notes);
                    }
                    progress.at(ranges.entriesSoFar(), all);
                } while (after != null);
            }
        }
        tell(0, ranges, notes);
        RangeCheck nameless = ranges.nameless();
        main().verifyNameless(nameless, ranges::found);
        ranges.add(nameless);
        ranges.expectTotal(all);
        progress.at(ranges.entriesSoFar(), all);
    }

    private static void done(Task task, RangeVerifier ranges, @Nullable UnfinishedRun notes) throws IOException {
        ranges.add(task.range);
        if (notes != null && task.isNoted && ranges.isSoundSoFar()) {
            task.range.noteIn(notes);
        }
    }

    /** In a thread of its own. There are as many snapshots as threads. */
    private void verify(Snapshot.Part part, Task task) {
        try {
            Throwable failure = null;
            Snapshot snapshot = free.take();
            try {
                snapshot.verify(part, task.range, finding -> put(task, new Message(finding, null)));
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                free.add(snapshot);
            }
            put(task, new Message(null, failure));
        } catch (InterruptedException | CancellationException e) {
            // The pass was closed, and nobody listens any more.
            Thread.currentThread().interrupt();
        }
    }

    private static void put(Task task, Message message) {
        try {
            task.messages.put(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the verification was ended");
        }
    }

    /** Tells what the first ranges have found, until no more than a few are ahead. */
    private void tell(int most, RangeVerifier ranges, @Nullable UnfinishedRun notes) throws IOException {
        while (ahead.size() > most) {
            Task first = ahead.remove();
            Message message = next(first);
            while (message.finding != null) {
                ranges.found(message.finding);
                message = next(first);
            }
            if (message.failure instanceof Error error) {
                throw error;
            }
            if (message.failure instanceof RuntimeException failure) {
                throw failure;
            }
            done(first, ranges, notes);
        }
    }

    private static Message next(Task task) throws IOException {
        try {
            return task.messages.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the verification was interrupted");
        }
    }

    /** Ends all threads, and gives the connections back. */
    @Override
    public void close() {
        boolean interrupted = false;
        if (threads != null) {
            threads.shutdownNow();
            while (!threads.isTerminated()) {
                try {
                    // No longer than the statements of one range take.
                    threads.awaitTermination(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        RuntimeException failed = null;
        for (Snapshot snapshot : snapshots) {
            try {
                snapshot.close();
            } catch (RuntimeException e) {
                failed = failed == null ? e : failed;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failed != null) {
            throw failed;
        }
    }
}
