package org.workflowengine.docs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.workflowengine.processor.WorkflowProcessor;
import org.workflowengine.runtime.core.Definition;

/** Compiles what pages show, with the processor, beside workflows that are compiled once. */
final class Snippets implements AutoCloseable {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:public |final |abstract |sealed )*(?:class|@?interface|record|enum) (\\w+)");
    /** The workflow of the first example is the one that the page about tests is about. */
    private static final String CASE_REVIEW =
            "examples/01-hello/src/main/java/org/workflowengine/examples/hello/CaseReview.java";

    private static final String PLACE = "// snippet\n";

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files =
            compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    private final Path folder;
    private int compilations;

    Snippets(Path folder) {
        this.folder = folder;
        Path workflows = folder.resolve("workflows");
        classPath(System.getProperty("java.class.path"));
        List<Source> sources = Stream.concat(resources("workflows"), Stream.of(Repository.read(CASE_REVIEW)))
                .map(Source::of)
                .toList();
        List<String> errors = compile(sources, workflows);
        if (!errors.isEmpty()) {
            throw new AssertionError(errors);
        }
        classPath(System.getProperty("java.class.path") + File.pathSeparator + workflows);
    }

    /** One source, and the class it declares. */
    record Source(String name, String text) {
        static Source of(String text) {
            MatchResult type = TYPE.matcher(text)
                    .results()
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(
                            "no type is declared in this block; name the fixture that it belongs in:\n" + text));
            String name = PACKAGE.matcher(text)
                            .results()
                            .findFirst()
                            .map(found -> found.group(1) + ".")
                            .orElse("")
                    + type.group(1);
            return new Source(name, text);
        }

        JavaFileObject file() {
            return new SimpleJavaFileObject(
                    URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return text;
                }
            };
        }
    }

    /** What came of a block. */
    record Result(String name, List<String> complaints, Path output) {
        ClassLoader load() throws IOException {
            Path workflows = Objects.requireNonNull(output.getParent()).resolve("workflows");
            return new URLClassLoader(
                    new URL[] {output.toUri().toURL(), workflows.toUri().toURL()}, Snippets.class.getClassLoader());
        }
    }

    /** Compiles a block, in the fixture and with the blocks that it names. */
    Result compile(Block block) {
        Source source = source(block);
        List<Source> others = block.directive().values("with").stream()
                .map(type -> source(declaring(block, type)))
                .toList();
        Path output = folder.resolve("block" + compilations++);
        return new Result(
                source.name(),
                compile(Stream.concat(Stream.of(source), others.stream()).toList(), output),
                output);
    }

    /** Compiles whole files together. */
    Result compile(String... texts) {
        List<Source> sources = Stream.of(texts).map(Source::of).toList();
        Path output = folder.resolve("block" + compilations++);
        return new Result(sources.get(0).name(), compile(sources, output), output);
    }

    /** The definition that the processor has generated for a workflow. */
    static Definition definition(Result result, String transitions) throws IOException, ReflectiveOperationException {
        if (!result.complaints().isEmpty()) {
            throw new AssertionError(result.complaints());
        }
        return (Definition)
                result.load().loadClass(transitions).getField("DEFINITION").get(null);
    }

    private static Block declaring(Block block, String type) {
        return block.page().blocks().stream()
                .filter(other -> other.language().equals("java"))
                .filter(other -> TYPE.matcher(other.text())
                        .results()
                        .anyMatch(found -> found.group(1).equals(type)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(block + ": no block of its page declares " + type));
    }

    private static Source source(Block block) {
        String text = block.directive()
                .value("in")
                .map(fixture -> inFixture(fixture, block.text()))
                .orElse(block.text());
        if (!text.contains("package ") && !text.contains("import ")) {
            text = "package snippet;\nimport org.workflowengine.annotations.*;\n" + text;
        }
        return Source.of(text);
    }

    /** Imports that a fragment shows come before those of its fixture. */
    private static String inFixture(String fixture, String snippet) {
        String text = Repository.read("quality/workflow-docs/src/test/resources/fixtures/" + fixture + ".java");
        if (!text.contains(PLACE)) {
            throw new AssertionError(fixture + ": expected a line \"// snippet\" where the block goes");
        }
        String imports = String.join(
                "\n", snippet.lines().filter(line -> line.startsWith("import ")).toList());
        String rest = String.join(
                "\n",
                snippet.lines().filter(line -> !line.startsWith("import ")).toList());
        return text.replaceFirst("(?m)^(package .*;)$", "$1 " + java.util.regex.Matcher.quoteReplacement(imports))
                .replace(PLACE, rest + "\n");
    }

    /** Everything above a note that the compiler and the processor have to say. */
    private List<String> compile(List<Source> sources, Path output) {
        try {
            Files.createDirectories(output);
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var said = new DiagnosticCollector<JavaFileObject>();
        var task = compiler.getTask(
                null,
                files,
                said,
                List.of("-parameters"),
                null,
                sources.stream().map(Source::file).toList());
        task.setProcessors(List.of(new WorkflowProcessor()));
        task.call();
        return said.getDiagnostics().stream()
                .filter(one -> one.getKind() != Diagnostic.Kind.NOTE)
                .map(one -> one.getKind() + " at line " + one.getLineNumber() + ": " + one.getMessage(Locale.ROOT))
                .toList();
    }

    private void classPath(String path) {
        try {
            files.setLocationFromPaths(
                    StandardLocation.CLASS_PATH,
                    Stream.of(path.split(File.pathSeparator, -1)).map(Path::of).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> resources(String folder) {
        Path root = Repository.ROOT
                .resolve("quality/workflow-docs/src/test/resources")
                .resolve(folder);
        return Repository.files(file -> file.startsWith(root)).stream().map(Repository::read);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
