package org.workflowengine.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.workflowengine.runtime.fixture.EndedProcess;

/** Kills a process that says nothing any more, as somebody would who waits for it, and tells what its threads were doing. */
final class Watch implements AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Process process;
    private final int patienceSeconds;
    private Future<?> kill;
    private volatile String threads;

    Watch(Process process, int patienceSeconds) {
        this.process = process;
        this.patienceSeconds = patienceSeconds;
        this.kill = timer.schedule(this::kill, patienceSeconds, TimeUnit.SECONDS);
    }

    /** It has said something. */
    void heard() {
        kill.cancel(false);
        kill = timer.schedule(this::kill, patienceSeconds, TimeUnit.SECONDS);
    }

    private void kill() {
        try {
            threads = "it said nothing for " + patienceSeconds + " s; its threads:\n" + EndedProcess.threads(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Through its handle: Process.destroyForcibly would close the pipe, with what has been said in it.
            process.toHandle().destroyForcibly();
        }
    }

    /** What its threads were doing when it was killed by this; null when it was not. */
    String threads() {
        return threads;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
