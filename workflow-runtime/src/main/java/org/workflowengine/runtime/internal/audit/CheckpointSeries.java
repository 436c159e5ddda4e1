package org.workflowengine.runtime.internal.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.workflowengine.runtime.audit.CheckpointFiles;

/**
 * The files of a checkpoint, to be opened.
 *
 * @param given the files
 */
record CheckpointSeries(CheckpointFiles given) {

    int count() {
        return given.files().size();
    }

    /** What a message calls one of them. */
    String name(int index) {
        Path file = given.files().get(index);
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    /** Opens one of them and reads its header. */
    CheckpointReader open(int index, Findings findings) throws IOException {
        InputStream file = Files.newInputStream(given.files().get(index));
        try {
            return new CheckpointReader(file, name(index), findings);
        } catch (Throwable failure) {
            try {
                file.close();
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }
}
