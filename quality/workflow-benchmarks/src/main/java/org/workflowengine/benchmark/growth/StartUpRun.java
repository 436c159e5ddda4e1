package org.workflowengine.benchmark.growth;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.workflowengine.benchmark.Options;
import org.workflowengine.benchmark.Report;
import org.workflowengine.benchmark.Spread;
import org.workflowengine.benchmark.Table;
import org.workflowengine.benchmark.durable.Folders;
import org.workflowengine.runtime.fixture.CaseReview;

/** From the start of a new Java process to the first transition that an embedded database has on disk. */
public final class StartUpRun {
    /** What an application needs; the reference workflow and the program itself come with this module. */
    private static final Pattern NEEDED =
            Pattern.compile("workflow-(annotations|runtime)|/mybatis-|/h2-|/slf4j-(api|nop)-|/jspecify-");

    private final Report report;
    private final Path folder;
    private final int times;

    /**
     * A run.
     *
     * @param options {@code starts}
     * @param report takes the tables
     * @param folder where databases may be kept
     */
    public StartUpRun(Options options, Report report, Path folder) {
        this.report = report;
        this.folder = folder;
        this.times = options.number("starts", 11);
    }

    /**
     * Measures.
     *
     * @throws IOException if a process cannot be started
     * @throws InterruptedException if somebody interrupts it
     */
    public void run() throws IOException, InterruptedException {
        List<String> all = Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1));
        List<String> program = List.of(origin(Start.class), origin(CaseReview.class));
        List<String> needed = all.stream()
                .filter(entry ->
                        !program.contains(entry) && NEEDED.matcher(entry).find())
                .toList();
        String classPath =
                Stream.concat(needed.stream(), program.stream()).collect(Collectors.joining(File.pathSeparator));
        Files.createDirectories(folder);
        Path databases = Files.createTempDirectory(folder, "start-");
        List<Double> empty = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            report.progress("start " + (i + 1) + " of " + times);
            empty.add(millis(List.of("-version"), "version"));
            first.add(millis(
                    List.of(
                            "-cp",
                            classPath,
                            Start.class.getName(),
                            databases.resolve("d" + i).toString()),
                    "UNDER_REVIEW"));
        }
        Folders.delete(databases);
        Table table = new Table(
                "Start",
                times
                        + " new processes each, in turn, timed from outside until the line is read; min / **median** / max."
                        + " Database in a file, new each time.",
                "what",
                "milliseconds");
        table.row("java -version", Spread.of(empty));
        table.row("to the first durable transition", Spread.of(first));
        report.add(table);
        report.add(jars(needed));
    }

    private static String origin(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static double millis(List<String> arguments, String expected) throws IOException, InterruptedException {
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
            return took;
        }
    }

    private static Table jars(List<String> needed) throws IOException {
        Table table = new Table(
                "On the class path",
                "Of an application on the embedded database, beside its own classes.",
                "jar",
                "KB");
        long sum = 0;
        for (String entry : needed) {
            long bytes = size(Path.of(entry));
            sum += bytes;
            table.row(entry.replaceFirst(".*/(?=[^/]*/target)|.*/repository/", ""), Spread.number(bytes / 1024.0));
        }
        table.row(needed.size() + " together", Spread.number(sum / 1024.0));
        return table;
    }

    private static long size(Path entry) throws IOException {
        try (Stream<Path> files = Files.walk(entry)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }
}
