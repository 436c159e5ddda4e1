package org.workflowengine.processor.proof;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.workflowengine.processor.WorkflowProcessor;

/** Eclipse's compiler with a processor that is loaded already, which is fast enough for many small runs. */
final class EclipseInProcess {

    private final EclipseCompiler compiler = new EclipseCompiler();
    private final String classPath;

    EclipseInProcess(String classPath) {
        this.classPath = classPath;
    }

    /** {@code Order.java:12 WF203} for each of our errors, sorted; the place is {@code nowhere} where none is shown. */
    List<String> faults(Path output, List<Path> sources) throws IOException {
        return faults("17", output, sources);
    }

    List<String> faults(String level, Path output, List<Path> sources) throws IOException {
        var messages = new DiagnosticCollector<JavaFileObject>();
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            var options = List.of(
                    "-" + level,
                    "-proc:only",
                    "-encoding",
                    "UTF-8",
                    "-d",
                    output.toString(),
                    "-s",
                    output.toString(),
                    "-classpath",
                    classPath);
            var task = compiler.getTask(
                    Writer.nullWriter(), files, messages, options, null, files.getJavaFileObjectsFromPaths(sources));
            task.setProcessors(List.of(new WorkflowProcessor()));
            task.call();
        }
        return messages.getDiagnostics().stream()
                .filter(message -> message.getKind() == Diagnostic.Kind.ERROR)
                .filter(message -> message.getMessage(Locale.ROOT).startsWith("[WF"))
                .map(EclipseInProcess::inWords)
                .sorted()
                .toList();
    }

    private static String inWords(Diagnostic<? extends JavaFileObject> message) {
        var code = message.getMessage(Locale.ROOT).substring(1, 6);
        return message.getSource() == null
                ? "nowhere " + code
                : Path.of(message.getSource().getName()).getFileName() + ":" + message.getLineNumber() + " " + code;
    }
}
