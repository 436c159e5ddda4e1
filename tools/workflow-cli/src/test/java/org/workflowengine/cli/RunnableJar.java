package org.workflowengine.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.workflowengine.runtime.fixture.EndedProcess;

/**
 * The jar that is installed, in a process of its own.
 *
 * @param options for the JVM
 * @param environment beside the one of this process
 * @param charset what the process writes
 */
record RunnableJar(List<String> options, Map<String, String> environment, Charset charset) {
    Console run(String... arguments) throws IOException, InterruptedException {
        return run(Redirect.PIPE, arguments);
    }

    Console run(Redirect out, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Each lives for a moment.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-jar", System.getProperty("runnable.jar")));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process = builder.redirectOutput(out).start();
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        CompletableFuture<String> written = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
        return new Console(EndedProcess.exit(process), written.join(), err.join());
    }

    private String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command on a database. */
    Console on(String[] database, String... command) throws IOException, InterruptedException {
        return run(Stream.of(command, database).flatMap(Arrays::stream).toArray(String[]::new));
    }
}
