package org.workflowengine.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes evidence to files: completely or not at all, and never over an existing file. */
final class NewFile {
    /** Writes the contents of a file. */
    interface Content {
        void writeTo(Writer out) throws IOException;
    }

    private NewFile() {}

    static void write(Path file, Content content) throws IOException {
        Writer out;
        try {
            out = Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new NotDoneException("the file " + file + " already exists and is not overwritten");
        }
        try (out) {
            content.writeTo(out);
        } catch (IOException | RuntimeException | Error failure) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }
}
