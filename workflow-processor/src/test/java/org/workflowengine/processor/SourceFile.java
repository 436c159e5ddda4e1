package org.workflowengine.processor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.SimpleJavaFileObject;

/** A source in UTF-8, whatever the default charset of the JVM is. */
public final class SourceFile extends SimpleJavaFileObject {
    private final Path file;

    public SourceFile(Path file) {
        super(file.toUri(), Kind.SOURCE);
        this.file = file;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Override
    public InputStream openInputStream() throws IOException {
        return Files.newInputStream(file);
    }
}
