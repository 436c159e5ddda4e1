package org.workflowengine.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * A folder of sources that say in comments which errors, warnings and notes they have: {@code // WF203 headline} or, for an error of
 * the compiler itself, {@code // javac headline}, above the line where it is shown.
 */
record Fixture(Path folder) {

    private static final Path ROOT = Path.of("src/test/resources/fixtures");
    private static final Pattern EXPECTATION = Pattern.compile("\\s*// (WF\\d{3}|javac) (.*)");
    private static final Pattern MESSAGE = Pattern.compile("\\[(WF\\d{3}) [a-z0-9-]+] (.*)");

    static List<Fixture> all() throws IOException {
        try (Stream<Path> folders = Files.walk(ROOT, 2)) {
            return folders.filter(folder -> ROOT.relativize(folder).getNameCount() == 2)
                    .sorted()
                    .map(Fixture::new)
                    .toList();
        }
    }

    String code() {
        return ROOT.relativize(folder).getName(0).toString();
    }

    boolean mustPass() {
        return folder.getFileName().toString().startsWith("passes-");
    }

    /** {@code Order.java:12 WF203 headline}, sorted. */
    List<String> expected() throws IOException {
        var expected = new ArrayList<String>();
        for (Path file : files()) {
            var waiting = new ArrayList<String>();
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                var expectation = EXPECTATION.matcher(line);
                if (expectation.matches()) {
                    waiting.add(expectation.group(1) + " " + expectation.group(2));
                } else {
                    for (String error : waiting) {
                        expected.add(file.getFileName() + ":" + number + " " + error);
                    }
                    waiting.clear();
                }
            }
        }
        return expected.stream().sorted().toList();
    }

    List<String> found() throws IOException {
        return compile().diagnostics().stream()
                .filter(diagnostic -> isOurs(diagnostic) || diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(Fixture::inWords)
                .sorted()
                .toList();
    }

    Compilation compile(String... options) throws IOException {
        var sources = new ArrayList<JavaFileObject>();
        for (Path file : files()) {
            sources.add(source(file));
        }
        return Compiler.javac()
                .withOptions((Object[]) options)
                .withProcessors(new WorkflowProcessor())
                .compile(sources);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static JavaFileObject source(Path file) {
        return new SourceFile(file);
    }

    private static boolean isOurs(Diagnostic<?> diagnostic) {
        return MESSAGE.matcher(diagnostic.getMessage(null)).lookingAt();
    }

    private static String inWords(Diagnostic<? extends JavaFileObject> diagnostic) {
        var headline = diagnostic.getMessage(null).lines().findFirst().orElse("");
        var ours = MESSAGE.matcher(headline);
        var place = diagnostic.getSource() == null
                ? "nowhere:0"
                : Path.of(diagnostic.getSource().getName()).getFileName() + ":" + diagnostic.getLineNumber();
        return place + " " + (ours.matches() ? ours.group(1) + " " + ours.group(2) : "javac " + headline);
    }

    @Override
    public String toString() {
        return ROOT.relativize(folder).toString();
    }
}
