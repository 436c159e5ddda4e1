package org.workflowengine.benchmark.growth;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.workflowengine.benchmark.Options;
import org.workflowengine.benchmark.Report;
import org.workflowengine.benchmark.Spread;
import org.workflowengine.benchmark.Table;
import org.workflowengine.benchmark.boot.WithStarter;
import org.workflowengine.benchmark.boot.WithoutStarter;
import org.workflowengine.benchmark.durable.Folders;
import org.workflowengine.runtime.fixture.CaseReview;

/**
 * From the start of a new Java process to the first transition that an embedded database has on disk: of a plain program, and of a Spring
 * Boot application with the engine's starter and without it.
 */
public final class StartUpRun {
    /** What an application needs; the reference workflow and the program itself come with this module. */
    private static final Pattern NEEDED =
            Pattern.compile("workflow-(annotations|runtime)|/mybatis-|/h2-|/slf4j-(api|nop)-|/jspecify-");

    /** What a Spring Boot application with a data source has anyway. */
    private static final Pattern BOOT = Pattern.compile(
            "/spring-(core|jcl|beans|context|expression|aop|jdbc|tx|boot|boot-autoconfigure)-[0-9]|/micrometer-|/snakeyaml-"
                    + "|/jakarta\\.annotation-api-|/HikariCP-|/h2-|/slf4j-(api|nop)-|/jspecify-");

    /** What the starter brings beside that. */
    private static final Pattern STARTER = Pattern.compile(
            "/workflow-(annotations|runtime|http|rest|dashboard|diagram|spring|spring-boot-autoconfigure|spring-boot-starter)/|/mybatis-[0-9]");

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
        report.add(table, boot(all), jars(needed));
    }

    /** In turn, each on a database of its own that an unmeasured start has made. */
    private Table boot(List<String> all) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path databases = Files.createTempDirectory(folder, "boot-");
        BootApplication with = new BootApplication(WithStarter.class, databases, withStarter(all));
        BootApplication without = new BootApplication(WithoutStarter.class, databases, withoutStarter(all));
        List<BootApplication.Started> mine = new ArrayList<>();
        List<BootApplication.Started> others = new ArrayList<>();
        for (int i = -1; i < times; i++) {
            report.progress("Boot start " + (i + 1) + " of " + times);
            BootApplication.Started starter = with.start();
            BootApplication.Started plain = without.start();
            if (i >= 0) {
                mine.add(starter);
                others.add(plain);
            }
        }
        Folders.delete(databases);
        Table table = new Table(
                "Start of a Spring Boot application",
                times
                        + " new processes each, in turn, timed from outside until the line of the first durable transition is read; processor"
                        + " time is that of the whole process until then. Database in a file, with the tables in it; min / **median** / max.",
                "application",
                "milliseconds",
                "processor milliseconds");
        row(table, "without the starter, two plain tables", others);
        row(table, "with the starter", mine);
        table.row(
                "× without",
                ratio(mine, others, BootApplication.Started::millis),
                ratio(mine, others, BootApplication.Started::processorMillis));
        return table;
    }

    private static void row(Table table, String what, List<BootApplication.Started> starts) {
        table.row(
                what,
                Spread.of(starts.stream().map(BootApplication.Started::millis).toList()),
                Spread.of(starts.stream()
                        .map(BootApplication.Started::processorMillis)
                        .toList()));
    }

    private static Spread ratio(
            List<BootApplication.Started> of,
            List<BootApplication.Started> to,
            ToDoubleFunction<BootApplication.Started> what) {
        return Spread.of(IntStream.range(0, of.size())
                .mapToObj(i -> what.applyAsDouble(of.get(i)) / what.applyAsDouble(to.get(i)))
                .toList());
    }

    private static boolean matches(Pattern pattern, String entry) {
        return pattern.matcher(entry).find();
    }

    /** The class path of an application with the starter, out of all that is there. */
    static String withStarter(List<String> all) {
        return classPath(all, entry -> matches(BOOT, entry) || (matches(STARTER, entry) && !entry.contains("-tests")));
    }

    static String withoutStarter(List<String> all) {
        return classPath(all, entry -> matches(BOOT, entry));
    }

    private static String classPath(List<String> all, Predicate<String> wanted) {
        return Stream.concat(Stream.of(origin(WithStarter.class)), all.stream().filter(wanted))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String origin(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static double millis(List<String> arguments, String expected) throws IOException, InterruptedException {
        return NewProcess.run(arguments, expected).millis();
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
