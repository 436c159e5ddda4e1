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
 */
record Screen(PrintWriter out, PrintWriter err, boolean isTerminal) {
    /** The screen of this process, in the encodings that the JVM was given or has detected. */
    @SuppressWarnings("SystemConsoleNull")
    static Screen ofThisProcess() {
        return new Screen(
                writer(FileDescriptor.out, "stdout.encoding"),
                writer(FileDescriptor.err, "stderr.encoding"),
                System.console() != null);
    }

    /** System.out would hide that something could not be written. */
    private static PrintWriter writer(FileDescriptor out, String property) {
        // JDK 17 has no such property: there, the default charset is that of the machine.
        String name = System.getProperty(property, "");
        Charset charset =
                !name.isEmpty() && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
        return new PrintWriter(EscapingWriter.to(new BufferedOutputStream(new FileOutputStream(out)), charset), true);
    }
}
