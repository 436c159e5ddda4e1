package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application of modules: the README's workflow with its generated engine in one, the caller in another. Compiled and run with the jars of
 * this build on the module path, on this JDK and on a JDK 25.
 */
class ModularApplicationIT {
    private static final String CALLER = """
            package app;

            import static claims.ClaimFact.fieldsComplete;
            import static org.workflowengine.runtime.core.Decision.by;

            import claims.ClaimEngine;
            import org.workflowengine.runtime.WorkflowRuntime;

            public final class Main {
                public static void main(String[] arguments) {
                    try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
                        ClaimEngine claims = ClaimEngine.on(runtime);
                        claims.open("C-1", by("alice").because("received")).orThrow()
                                .startReview(fieldsComplete(true), by("alice").because("complete")).orThrow();
                        System.out.println(claims.load("C-1").state().id() + " in "
                                + runtime.getClass().getModule().getName() + ": " + runtime.verification().verifyAll());
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void runsOnThisJdk() throws Exception {
        runs(Jdks.own());
    }

    @Test
    void runsOnJdk25() throws Exception {
        Optional<Path> jdk = Jdks.jdk25();
        if (jdk.isEmpty()) {
            System.out.println("SKIPPED: ModularApplicationIT: no JDK 25");
        }
        assumeTrue(jdk.isPresent(), "no JDK 25");
        runs(jdk.orElseThrow());
    }

    @Test
    void withoutH2IsToldWhatToAdd() throws Exception {
        Ended claims = claims(Jdks.own());
        assertThat(claims.exit()).as(claims.output()).isZero();
        write("app/module-info.java", "module app { requires claims; }");
        write("app/app/Main.java", CALLER);
        Ended compiled = compile(Jdks.own(), "app");
        assertThat(compiled.exit()).as(compiled.output()).isZero();
        Ended run = start(
                Jdks.own(),
                modulePath().replaceAll("[^" + File.pathSeparator + "]*h2-[0-9.]+\\.jar" + File.pathSeparator, ""));
        assertThat(run.exit()).isNotZero();
        assertThat(run.output())
                .contains(
                        "SetupException: WorkflowRuntime.inMemory() and embedded",
                        "add the dependency com.h2database:h2");
    }

    @Test
    void cannotNameWhatIsInternal() throws Exception {
        write("app/module-info.java", "module app { requires org.workflowengine.runtime; }");
        write(
                "app/app/Main.java",
                "package app; class Main { org.workflowengine.runtime.internal.engine.TransitionAuthority authority; }");
        Ended compiled = compile(Jdks.own(), "app");
        assertThat(compiled.exit()).isNotZero();
        assertThat(compiled.output())
                .contains("package org.workflowengine.runtime.internal.engine is not visible", "does not export it");
    }

    private void runs(Path jdk) throws Exception {
        Ended claims = claims(jdk);
        assertThat(claims.exit()).as(claims.output()).isZero();
        assertThat(claims.output()).isEmpty();
        write("app/module-info.java", "module app { requires claims; requires com.h2database; }");
        write("app/app/Main.java", CALLER);
        Ended compiled = compile(jdk, "app");
        assertThat(compiled.exit()).as(compiled.output()).isZero();
        Ended run = start(jdk, modulePath());
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("UNDER_REVIEW in org.workflowengine.runtime: intact: 1 cases, 2 entries")
                .doesNotContain("Exception", "Error");
    }

    private Ended start(Path jdk, String modules) throws Exception {
        return run(
                jdk.resolve("bin/java"),
                "-XX:TieredStopAtLevel=1",
                "--module-path",
                folder.resolve("out") + File.pathSeparator + modules,
                "--module",
                "app/app.Main");
    }

    private Ended claims(Path jdk) throws Exception {
        write(
                "claims/module-info.java",
                "module claims { requires transitive org.workflowengine.runtime; exports claims; }");
        write("claims/claims/Claim.java", Readme.snippet("java", 0));
        return compile(jdk, "claims");
    }

    private Ended compile(Path jdk, String module) throws Exception {
        return run(
                jdk.resolve("bin/javac"),
                "-J-XX:TieredStopAtLevel=1",
                "--release",
                "17",
                "-parameters",
                "-d",
                folder.resolve("out").toString(),
                "--module-source-path",
                folder.resolve("src").toString(),
                "--module-path",
                folder.resolve("out") + File.pathSeparator + modulePath(),
                "--processor-path",
                processorPath(),
                "--module",
                module);
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve("src").resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, text);
    }

    /** What came of a process. */
    private record Ended(int exit, String output) {}

    private Ended run(Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(Arrays.asList(arguments));
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("still running after two minutes: " + command);
        }
        return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
    }

    private static String modulePath() throws Exception {
        return path(
                Stream.of(ours("workflow-annotations"), ours("workflow-runtime")),
                "org.apache.ibatis.session.SqlSession",
                "org.h2.Driver",
                "org.slf4j.Logger",
                "org.jspecify.annotations.Nullable");
    }

    private static String processorPath() throws Exception {
        return path(
                Stream.of(ours("workflow-processor"), ours("workflow-annotations")),
                "com.palantir.javapoet.JavaFile",
                "org.jspecify.annotations.Nullable");
    }

    private static String path(Stream<Path> ours, String... others) {
        return Stream.concat(ours, Arrays.stream(others).map(ModularApplicationIT::jarOf))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path ours(String module) {
        String version = Objects.requireNonNull(System.getProperty("project.version"), "this test is run by Maven");
        return Path.of("..", module, "target", module + "-" + version + ".jar").toAbsolutePath();
    }

    private static Path jarOf(String type) {
        try {
            return Path.of(Class.forName(type)
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
