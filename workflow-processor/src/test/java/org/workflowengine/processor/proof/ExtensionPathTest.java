package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.JavaFile;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.internal.compiler.batch.Main;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.annotations.Workflow;
import org.workflowengine.processor.WorkflowProcessor;
import org.workflowengine.processor.layer.Deadlines;
import org.workflowengine.processor.layer.Due;
import org.workflowengine.processor.spi.ProcessorExtension;
import org.workflowengine.runtime.engine.WorkflowHost;

/** A layer's jar on the processor path is found by javac and by Eclipse's compiler; without it, its annotations disturb nobody. */
class ExtensionPathTest {
    private static final String SERVICE = "META-INF/services/" + ProcessorExtension.class.getName();

    @TempDir
    private Path folder;

    /** The layer's jar as it would be: its classes and what names them. */
    private Path layer;

    @BeforeEach
    void packTheLayer() throws IOException {
        layer = folder.resolve("layer");
        var classes = layer.resolve(Deadlines.class.getPackageName().replace('.', '/'));
        Files.createDirectories(classes);
        var built = Path.of(pathOf(Deadlines.class)).resolve(layer.relativize(classes));
        try (Stream<Path> files = Files.list(built)) {
            for (Path file : files.toList()) {
                Files.copy(file, classes.resolve(file.getFileName()));
            }
        }
        write(layer.resolve(SERVICE), Deadlines.class.getName());
        Files.createDirectories(folder.resolve("nothing"));
        source("app/Claim.java", 48);
        source("app/Other.java", 12);
    }

    @Test
    void bothCompilersWriteTheSameBytes() throws IOException {
        var javac = javac("javac", layer, "Claim", "Other");
        var eclipse = eclipse("eclipse", layer, "Claim", "Other");
        assertThat(javac.log()).isEmpty();
        assertThat(eclipse.log()).doesNotContain("ERROR");
        assertThat(javac.files())
                .hasSize(22)
                .containsKeys("app/ClaimDeadlines.java", "app/OtherDeadlines.java", "META-INF/sla/claim.v1.txt")
                .isEqualTo(eclipse.files());
    }

    @Test
    void bothCompilersShowTheProblemWhereItIs() throws IOException {
        source("app/Claim.java", 0);
        assertThat(javac("javac", layer, "Claim").log())
                .contains("Claim.java:6: error: [SLA101 no-time] Created leaves no time");
        assertThat(eclipse("eclipse", layer, "Claim").log())
                .contains("Claim.java (at line 6)", "[SLA101 no-time] Created leaves no time");
    }

    @Test
    void oneDefinitionCompiledAloneGivesTheSameFiles() throws IOException {
        var whole = javac("javac", layer, "Claim", "Other").files();
        var alone = javac("alone", layer, "Other").files();
        assertThat(alone).hasSize(11).isEqualTo(ofOther(whole));
        var again = javac("javac", layer, "Other");
        assertThat(again.log()).isEmpty();
        assertThat(again.files()).isEqualTo(whole);
    }

    @Test
    void withoutTheExtensionItsAnnotationsDisturbNobody() throws IOException {
        var javac = javac("javac", folder.resolve("nothing"), "Claim", "Other");
        assertThat(javac.log()).isEmpty();
        assertThat(javac.files()).hasSize(18);
        var eclipse = eclipse("eclipse", folder.resolve("nothing"), "Claim", "Other");
        assertThat(eclipse.log()).doesNotContain("ERROR");
        assertThat(eclipse.files()).isEqualTo(javac.files());
    }

    @Test
    void whatCannotBeLoadedIsNamedAndTheOthersAreAsked() throws IOException {
        write(
                layer.resolve(SERVICE),
                "com.acme.Gone\n" + Deadlines.class.getName() + "\n" + Due.class.getName() + "\n");
        var log = javac("javac", layer, "Claim").log();
        assertThat(log)
                .contains(
                        "error: [WF004 extension-fault] an extension on the processor path cannot be loaded",
                        "Provider com.acme.Gone not found",
                        Due.class.getName() + " not a subtype",
                        "2 errors");
        source("app/Claim.java", 0);
        assertThat(javac("javac", layer, "Claim").log())
                .contains("Provider com.acme.Gone not found", "SLA101", "3 errors");
    }

    /** What came of one run. */
    private record Run(String log, Path output) {
        Map<String, String> files() {
            return Build.texts(output, ".java", ".json", ".mmd", ".txt");
        }
    }

    private static Map<String, String> ofOther(Map<String, String> files) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().contains("Other") || file.getKey().contains("other"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Run javac(String name, Path extension, String... definitions) throws IOException {
        return run(
                name,
                List.of(
                        Jdks.own().resolve("bin/javac").toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-Xlint:all,-processing,-options",
                        "-Werror"),
                List.of("--release", "17"),
                extension,
                definitions);
    }

    private Run eclipse(String name, Path extension, String... definitions) throws IOException {
        var ecj = pathOf(Main.class);
        return run(
                name,
                List.of(
                        Jdks.own().resolve("bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        ecj,
                        Main.class.getName()),
                List.of("-17"),
                extension,
                definitions);
    }

    /** In a process of its own: here the processor would be loaded from the class path of these tests, whatever the processor path is. */
    private Run run(String name, List<String> compiler, List<String> level, Path extension, String... definitions)
            throws IOException {
        var output = Files.createDirectories(folder.resolve(name));
        var command = new ArrayList<>(compiler);
        command.addAll(level);
        command.addAll(arguments(output, extension, definitions));
        var log = folder.resolve(name + ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("still running after two minutes: " + command);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return new Run(Files.readString(log), output);
    }

    private List<String> arguments(Path output, Path extension, String... definitions) {
        var arguments =
                new ArrayList<>(List.of("-d", output.toString(), "-s", output.toString(), "-encoding", "UTF-8"));
        var annotations = pathOf(Workflow.class, WorkflowHost.class) + File.pathSeparator + layerOnTheClassPath();
        var processor = pathOf(WorkflowProcessor.class, Workflow.class, JavaFile.class, NullMarked.class);
        arguments.addAll(List.of("-classpath", output + File.pathSeparator + annotations));
        arguments.addAll(List.of("-processorpath", extension + File.pathSeparator + processor));
        for (String definition : definitions) {
            arguments.add(folder.resolve("src/app/" + definition + ".java").toString());
        }
        return arguments;
    }

    /** The layer's annotations as an application sees them: class files, and nothing that names the extension. */
    private static String layerOnTheClassPath() {
        return pathOf(Due.class);
    }

    private void source(String file, int hours) throws IOException {
        var name = Path.of(file).getFileName().toString().replace(".java", "");
        write(folder.resolve("src").resolve(file), """
                package app;
                import org.workflowengine.annotations.*;
                import org.workflowengine.processor.layer.*;
                @Workflow(id = "%s", version = 1)
                public interface %s {
                    @Due(hours = %s) @State(initial = true) interface Created { @Urgent @Transition Closed close(); }
                    @State(terminal = true) interface Closed {}
                }
                """.formatted(name.toLowerCase(Locale.ROOT), name, hours));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
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
}
