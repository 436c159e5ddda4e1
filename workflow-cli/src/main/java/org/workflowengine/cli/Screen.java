package org.workflowengine.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * What the commands write to.
 *
 * @param out results and findings
 * @param err progress and what went wrong
 * @param isTerminal whether a person is watching
 */
record Screen(PrintWriter out, PrintWriter err, boolean isTerminal) {
    /** That of this process, in the encodings that the JVM was told or has found out. */
    @SuppressWarnings("SystemConsoleNull")
    static Screen ofThisProcess() {
        return new Screen(
                writer(System.out, "stdout.encoding"), writer(System.err, "stderr.encoding"), System.console() != null);
    }

    private static PrintWriter writer(OutputStream out, String property) {
        // JDK 17 has no such property: there, the default charset is that of the machine.
        String name = System.getProperty(property, "");
        Charset charset =
                !name.isEmpty() && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
        return new PrintWriter(EscapingWriter.to(out, charset), true);
    }
}
