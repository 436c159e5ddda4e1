package org.workflowengine.benchmark.growth;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A new Java process, timed from outside until its first line is read.
 *
 * @param line that line
 * @param millis how long it took
 */
record NewProcess(String line, double millis) {
    static NewProcess run(List<String> arguments, String expected) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            double took = (System.nanoTime() - start) / 1e6;
            if (line == null || !line.contains(expected)) {
                throw new IllegalStateException(line + "\n" + lines.lines().collect(Collectors.joining("\n")));
            }
            lines.lines().forEach(rest -> {});
            process.waitFor();
            return new NewProcess(line, took);
        }
    }
}
