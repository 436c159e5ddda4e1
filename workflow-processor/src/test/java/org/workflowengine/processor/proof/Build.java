package org.workflowengine.processor.proof;

import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.workflowengine.processor.WorkflowProcessor;

/** One run of javac into a folder; unlike Compile Testing it also shows what a failed one has written. */
record Build(Path output, List<Diagnostic<? extends JavaFileObject>> messages) {

    /** Opened once: to read the JDK and all jars again costs more than to compile a small definition. */
    private static final StandardJavaFileManager FILES =
            ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

    static Build of(Path output, List<JavaFileObject> sources, String... options) {
        return with(new WorkflowProcessor(), output, sources, options);
    }

    /** Whether javac alone has nothing against the sources. */
    static boolean isJava(List<JavaFileObject> sources) {
        var problems = new DiagnosticCollector<JavaFileObject>();
        var options = List.of("-proc:none", "-classpath", classPath());
        var task =
                (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, FILES, problems, options, null, sources);
        try {
            task.analyze();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return problems.getDiagnostics().stream().noneMatch(problem -> problem.getKind() == Diagnostic.Kind.ERROR);
    }

    static Build with(Processor processor, Path output, List<JavaFileObject> sources, String... options) {
        var all = new ArrayList<>(List.of("-d", output.toString(), "-s", output.toString()));
        // javac falls silent after one hundred messages unless told otherwise.
        all.addAll(List.of("-Xmaxerrs", "100000", "-Xmaxwarns", "100000"));
        if (!List.of(options).contains("-classpath")) {
            all.addAll(List.of("-classpath", classPath(output)));
        }
        all.addAll(List.of(options));
        var messages = new DiagnosticCollector<JavaFileObject>();
        var task = ToolProvider.getSystemJavaCompiler().getTask(null, FILES, messages, all, null, sources);
        task.setProcessors(List.of(processor));
        task.call();
        return new Build(output, messages.getDiagnostics());
    }

    /** The class path of these tests with some folders in front. */
    static String classPath(Path... folders) {
        var path = new StringBuilder();
        for (Path folder : folders) {
            path.append(folder).append(File.pathSeparator);
        }
        return path + System.getProperty("java.class.path");
    }

    List<Diagnostic<? extends JavaFileObject>> errors() {
        return messages.stream()
                .filter(message -> message.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }

    List<String> errorTexts() {
        return errors().stream().map(error -> error.getMessage(null)).toList();
    }

    /** Every file below the folder, by its relative name. */
    Map<String, String> generated() {
        return texts(output, ".java", ".json", ".mmd", ".md");
    }

    static Map<String, String> texts(Path folder, String... suffixes) {
        var texts = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(file).toString();
                if (Stream.of(suffixes).anyMatch(name::endsWith)) {
                    texts.put(name, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
