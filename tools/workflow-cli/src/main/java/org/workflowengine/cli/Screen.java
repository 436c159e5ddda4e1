package org.workflowengine.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * What the commands write to.
 *
 * @param out results and findings
 * @param err progress and errors
 * @param isTerminal whether a person is watching
 * @param drawsLines whether its charset has the characters that lines are drawn with
 */
record Screen(PrintWriter out, PrintWriter err, boolean isTerminal, boolean drawsLines) {
    Screen(PrintWriter out, PrintWriter err, boolean isTerminal) {
        this(out, err, isTerminal, true);
    }

    /** The screen of this process, in the encodings that the JVM was given or has detected. */
    @SuppressWarnings("SystemConsoleNull")
    static Screen ofThisProcess() {
        return new Screen(
                writer(FileDescriptor.out, "stdout.encoding"),
                writer(FileDescriptor.err, "stderr.encoding"),
                System.console() != null,
                charset("stdout.encoding").newEncoder().canEncode("│▼↺"));
    }

    /** System.out would hide that something could not be written. */
    private static PrintWriter writer(FileDescriptor out, String property) {
        return new PrintWriter(
                EscapingWriter.to(new BufferedOutputStream(new FileOutputStream(out)), charset(property)), true);
    }

    /** JDK 17 has no such property: there, the default charset is that of the machine. */
    private static Charset charset(String property) {
        String name = System.getProperty(property, "");
        return !name.isEmpty() && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }
}
