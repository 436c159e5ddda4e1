package org.workflowengine.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * Lets the processes of a run write one after the other. Otherwise a report that was merged earlier could replace one that has more in it.
 */
final class FolderLock {
    /** A process cannot lock a file twice, so its threads take turns here. */
    private static final Object IN_THIS_PROCESS = new Object();

    private FolderLock() {}

    static <T> T during(Path folder, Supplier<T> work) {
        synchronized (IN_THIS_PROCESS) {
            try {
                Files.createDirectories(folder);
                try (FileChannel channel = FileChannel.open(
                                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (!lock.isValid()) {
                        throw new IOException("the lock of " + folder + " is lost");
                    }
                    return work.get();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the coverage cannot be written to " + folder, e);
            }
        }
    }
}
