package org.workflowengine.publishing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Maven of this build in a process of its own, with the local repository of this build, so that nothing is loaded that is there
 * already.
 */
final class Maven {
    /** Far more than a build takes that loads nothing; where it must load, a registry may not answer. */
    private static final int PATIENCE_MINUTES = 12;

    private final List<String> command = new ArrayList<>();
    private final ProcessBuilder builder;
    private final Path log;
    private Process process;

    Maven(Path folder, Path log) {
        this.log = log;
        this.builder = new ProcessBuilder().directory(folder.toFile()).redirectErrorStream(true);
        command.addAll(List.of(
                Path.of(property("maven.home"), "bin", "mvn").toString(),
                "-B",
                "-ntp",
                // Two processes that load the same must not get into each other's way.
                "-Daether.syncContext.named.factory=file-lock",
                "-Daether.syncContext.named.nameMapper=file-gav"));
        installingInto(Path.of(property("local.repository")));
        // What Maven hands down from the build that runs this test.
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    }

    /** What it installs or loads comes here, and not into the local repository of this build. */
    Maven installingInto(Path repository) {
        command.removeIf(argument -> argument.startsWith("-Dmaven.repo.local"));
        String own = property("local.repository");
        String tail = Stream.of(own, property("local.repository.tail"))
                .filter(folder -> !folder.isEmpty() && !folder.equals(repository.toString()))
                .collect(Collectors.joining(","));
        command.add("-Dmaven.repo.local=" + repository);
        if (!tail.isEmpty()) {
            command.add("-Dmaven.repo.local.tail=" + tail);
        }
        return this;
    }

    Maven with(Map<String, String> environment) {
        builder.environment().putAll(environment);
        return this;
    }

    Maven start(String... arguments) throws IOException {
        command.addAll(List.of(arguments));
        process = builder.command(command).redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        return this;
    }

    /** Waits for its end, and answers its exit code. */
    int exit() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            end();
            throw new AssertionError("not ended after " + PATIENCE_MINUTES + " minutes; it said: " + output());
        }
        return process.exitValue();
    }

    /** Ends it, if it has not ended. */
    void end() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    String output() throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }

    static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name + ": this test is run by Maven");
    }
}
