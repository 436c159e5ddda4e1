package org.workflowengine.examples.loans;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an event log comes from.
 *
 * @param file the file; empty for standard input
 */
record LogSource(Optional<Path> file) {

    /** What the log is called in messages. */
    String name() {
        return file.map(path -> String.valueOf(path.getFileName())).orElse("standard input");
    }

    /** The log's bytes, to be closed by the caller. */
    InputStream open(InputStream standardInput) throws IOException {
        if (file.isEmpty()) {
            return standardInput;
        }
        Path path = file.get();
        if (!Files.exists(path)) {
            throw new IOException("there is no such file");
        }
        if (Files.isDirectory(path)) {
            throw new IOException("it is a directory");
        }
        if (!Files.isReadable(path)) {
            throw new IOException("this user may not read it");
        }
        return Files.newInputStream(path);
    }
}
