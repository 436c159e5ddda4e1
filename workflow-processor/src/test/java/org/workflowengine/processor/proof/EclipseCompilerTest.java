package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.palantir.javapoet.JavaFile;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.annotations.Workflow;
import org.workflowengine.processor.SourceFile;
import org.workflowengine.processor.WorkflowProcessor;
import org.workflowengine.runtime.engine.WorkflowHost;

/** Eclipse's compiler, which finds the processor on its processor path, gives the same answers as javac. */
class EclipseCompilerTest {

    private static final Path FIXTURES = Path.of("src/test/resources/fixtures");
    private static final Path REFERENCE = Path.of("src/test/resources/golden/casereview/CaseReview.java");

    private static final Path OBLIGED = Path.of("src/test/resources/golden/grant");

    /**
     * Eclipse's compiler shows no place for records, enum constants, type parameters and packages, and a list where one of its values is meant;
     * javac shows the type where one of several tolerations is meant.
     */
    private static final Set<String> PLACED_DIFFERENTLY = Set.of(
            "WF101-annotation-type-and-record",
            "WF103-not-a-plain-interface",
            "WF105-holders",
            "WF112-shapes",
            "WF307-places-that-eclipse-does-not-show",
            "WF504-not-a-state",
            "WF505-twice");

    @TempDir
    private Path folder;

    @Test
    void generatesTheSameBytesForTheReferenceWorkflow() throws IOException {
        var eclipse = eclipse("eclipse", List.of(REFERENCE));
        assertThat(eclipse.log()).doesNotContain("ERROR");
        assertThat(eclipse.succeeded()).isTrue();
        assertThat(Build.texts(eclipse.output(), ".java", ".json", ".mmd"))
                .hasSize(9)
                .isEqualTo(javac("javac", List.of(REFERENCE)).generated());
    }

    @Test
    void generatesTheSameBytesForObligationsAndRest() throws IOException {
        var sources = List.of(OBLIGED.resolve("GrantV1.java"), OBLIGED.resolve("Grant.java"));
        var eclipse = eclipse("eclipse", sources);
        assertThat(eclipse.log()).doesNotContain("ERROR");
        assertThat(eclipse.succeeded()).isTrue();
        assertThat(Build.texts(eclipse.output(), ".java", ".json", ".mmd", ".md"))
                .isEqualTo(javac("javac", sources).generated());
    }

    @Test
    void reportsTheSameFaultsAtTheSameLines() throws IOException {
        var eclipse = new EclipseInProcess(pathOf(Workflow.class, WorkflowHost.class));
        var differences = new ArrayList<String>();
        int compared = 0;
        for (Path fixture : faultyFixtures()) {
            var sources = filesOf(fixture);
            var name = FIXTURES.relativize(fixture).toString().replace('/', '-');
            var byJavac = javac("javac-" + name, sources, "-proc:only").errors().stream()
                    .filter(error -> error.getMessage(null).startsWith("[WF"))
                    .map(error -> Path.of(error.getSource().getName()).getFileName() + ":" + error.getLineNumber() + " "
                            + error.getMessage(null).substring(1, 6))
                    .sorted()
                    .toList();
            var byEclipse = eclipse.faults(Files.createDirectories(folder.resolve("eclipse-" + name)), sources);
            compared += byJavac.size();
            boolean same = PLACED_DIFFERENTLY.contains(name)
                    ? codes(byEclipse).equals(codes(byJavac))
                    : byEclipse.equals(byJavac);
            if (!same) {
                differences.add(name + "\n  javac:   " + byJavac + "\n  Eclipse: " + byEclipse);
            }
        }
        System.out.println("EclipseCompilerTest: " + compared + " errors of failing fixtures compared");
        assertThat(differences).isEmpty();
    }

    @Test
    void tellsASourceLevelBelow17() throws IOException {
        var eclipse = new EclipseInProcess(pathOf(Workflow.class, WorkflowHost.class));
        for (String level : List.of("8", "11", "16")) {
            var output = Files.createDirectories(folder.resolve("level-" + level));
            assertThat(eclipse.faults(level, output, List.of(REFERENCE))).containsExactly("nowhere WF002");
            assertThat(Build.texts(output, ".java", ".json")).isEmpty();
        }
    }

    @Test
    void engineOfAFaultyDefinitionThrowsAlthoughItsClassIsWritten() throws Exception {
        var output =
                eclipse("faulty", filesOf(FIXTURES.resolve("WF205/dead-end"))).output();
        try (var loader = new URLClassLoader(
                new URL[] {output.toUri().toURL()}, getClass().getClassLoader())) {
            var engine = loader.loadClass(engineBelow(output));
            var on = Arrays.stream(engine.getDeclaredMethods())
                    .filter(method -> method.getName().equals("on"))
                    .findFirst()
                    .orElseThrow();
            on.setAccessible(true);
            assertThatThrownBy(() -> on.invoke(null, (Object) null))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has errors (WF205). Fix them and recompile");
        }
    }

    /** What came of one run. */
    private record Run(boolean succeeded, String log, Path output) {}

    private Run eclipse(String name, List<Path> sources) throws IOException {
        var output = Files.createDirectories(folder.resolve(name));
        var arguments =
                new ArrayList<>(List.of("-17", "-proceedOnError", "-d", output.toString(), "-s", output.toString()));
        arguments.addAll(List.of("-encoding", "UTF-8", "-classpath", pathOf(Workflow.class, WorkflowHost.class)));
        arguments.addAll(List.of(
                "-processorpath", pathOf(WorkflowProcessor.class, Workflow.class, JavaFile.class, NullMarked.class)));
        sources.forEach(source -> arguments.add(source.toAbsolutePath().toString()));
        var log = new StringWriter();
        var writer = new PrintWriter(log);
        boolean succeeded = BatchCompiler.compile(arguments.toArray(String[]::new), writer, writer, null);
        return new Run(succeeded, log.toString(), output);
    }

    private static String pathOf(Class<?>... types) {
        return Stream.of(types)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Build javac(String name, List<Path> sources, String... options) throws IOException {
        var files = new ArrayList<JavaFileObject>();
        for (Path source : sources) {
            files.add(new SourceFile(source));
        }
        return Build.of(Files.createDirectories(folder.resolve(name)), files, options);
    }

    private static List<String> codes(List<String> faults) {
        return faults.stream()
                .map(fault -> fault.substring(fault.length() - 5))
                .sorted()
                .toList();
    }

    private static List<Path> faultyFixtures() throws IOException {
        try (Stream<Path> folders = Files.walk(FIXTURES, 2)) {
            return folders.filter(one -> FIXTURES.relativize(one).getNameCount() == 2)
                    .filter(one -> !one.getFileName().toString().startsWith("passes-"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> filesOf(Path fixture) throws IOException {
        try (Stream<Path> files = Files.list(fixture)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static String engineBelow(Path output) {
        return Build.texts(output, "Engine.java").keySet().stream()
                .map(name -> name.replace(".java", "").replace('/', '.'))
                .findFirst()
                .orElseThrow();
    }
}
