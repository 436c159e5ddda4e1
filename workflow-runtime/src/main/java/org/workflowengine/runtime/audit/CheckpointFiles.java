package org.workflowengine.runtime.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.workflowengine.runtime.internal.text.Arguments;

/**
 * A checkpoint, or a series of them: a full one, and then each one that was taken since the previous. The files are read as streams, more
 * than once, and all files of a series at the same time. Immutable.
 */
public final class CheckpointFiles {
    private final List<Path> files;

    private CheckpointFiles(List<Path> files) {
        this.files = List.copyOf(files);
    }

    /**
     * A checkpoint, or a series.
     *
     * @param files the files in the order in which they were taken; at least one; the first is of a full checkpoint
     * @return the files, not checked yet
     * @throws IllegalArgumentException if there is none
     */
    public static CheckpointFiles of(List<Path> files) {
        if (Objects.requireNonNull(files, "files").isEmpty()) {
            throw Arguments.wrong("files", "none", "that of one checkpoint at least");
        }
        return new CheckpointFiles(files);
    }

    /**
     * The files.
     *
     * @return an unmodifiable list in the order in which they were taken
     */
    public List<Path> files() {
        return files;
    }
}
