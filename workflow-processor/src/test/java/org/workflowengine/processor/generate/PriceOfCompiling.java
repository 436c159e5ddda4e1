package org.workflowengine.processor.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.JavaFile;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.annotations.Workflow;
import org.workflowengine.processor.WorkflowProcessor;
import org.workflowengine.runtime.engine.WorkflowHost;

/**
 * Measures what the processor adds to a build. Not part of it, because it takes minutes and proves nothing on a busy machine:
 *
 * <pre>./mvnw -pl workflow-processor -am test -Dtest=PriceOfCompiling -Dsurefire.failIfNoSpecifiedTests=false</pre>
 *
 * <p>Each compilation is a new Java process, as in a build, and counts the CPU time of all its threads, user and system, the
 * just-in-time compiler among them. A round compiles without the processor, then the generated sources beside the definition
 * without it, then with it; figures are medians over the rounds ({@code -Drounds=}, 11 if not given) after one that is not
 * counted.
 */
class PriceOfCompiling {
    static final int ROUNDS = Integer.getInteger("rounds", 11);
    /** How this repository compiles ({@code .mvn/jvm.config}): a compilation ends before the JVM's optimizing compiler has paid. */
    static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    @TempDir
    Path folder;

    /** What runs in the new process: javac, then the CPU time on the last line. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            int code = ToolProvider.findFirst("javac").orElseThrow().run(System.out, System.err, arguments);
            System.out.println(ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .orElseThrow()
                    .toMillis());
            System.exit(code);
        }
    }

    @Test
    void measure() throws Exception {
        System.out.printf(
                "JDK %s, %d rounds; CPU milliseconds, medians%n%-26s %8s %8s %8s | %6s %7s %8s | %7s %8s %8s %8s%n",
                Runtime.version(),
                ROUNDS,
                "definition",
                "without",
                "sources",
                "with",
                "price",
                "javac's",
                "own part",
                "lines",
                "KiB",
                "classes",
                "KiB");
        JavaFileObject reference = Compiled.resource("golden/casereview/CaseReview.java");
        measure("reference workflow", ROUNDS, List.of(FIRST_COMPILER_ONLY), "CaseReview", reference);
        measure("... with a JVM's defaults", ROUNDS, List.of(), "CaseReview", reference);
        measure("100 states, 500 trans.", Math.min(5, ROUNDS), List.of(), "Flow", Ladder.of(100, 500));
        measure("1,000 states, 5,000 trans.", Math.min(5, ROUNDS), List.of(), "Flow", Ladder.of(1000, 5000));
    }

    private void measure(String label, int times, List<String> options, String name, JavaFileObject definition)
            throws Exception {
        Path place = Files.createDirectories(folder.resolve(label.replaceAll("\\W+", "-")));
        String source = Files.writeString(place.resolve(name + ".java"), definition.getCharContent(false))
                .toString();
        String libraries = path(place, Workflow.class, WorkflowHost.class);
        String processors = path(place, WorkflowProcessor.class, Workflow.class, JavaFile.class, NullMarked.class);
        List<String> without = List.of("-proc:none", "-cp", libraries, source);
        List<String> with = List.of("-cp", libraries, "-processorpath", processors, source);

        Path plain = compile(place, options, "plain", without).output();
        Path whole = compile(place, options, "whole", with).output();
        List<Path> generated = files(whole, ".java");
        List<String> both = new ArrayList<>(without);
        generated.forEach(file -> both.add(file.toString()));

        List<long[]> rounds = new ArrayList<>();
        for (int round = 0; round < times; round++) {
            rounds.add(new long[] {
                compile(place, options, "without", without).cpu(),
                compile(place, options, "sources", both).cpu(),
                compile(place, options, "with", with).cpu()
            });
        }
        List<Path> classes = files(whole, ".class");
        List<Path> plainClasses = files(plain, ".class");
        System.out.printf(
                "%-26s %8d %8d %8d | %6d %7d %8d | %7d %8d %8d %8d%n",
                label,
                median(rounds, round -> round[0]),
                median(rounds, round -> round[1]),
                median(rounds, round -> round[2]),
                median(rounds, round -> round[2] - round[0]),
                median(rounds, round -> round[1] - round[0]),
                median(rounds, round -> round[2] - round[1]),
                lines(generated),
                bytes(generated) / 1024,
                classes.size() - plainClasses.size(),
                (bytes(classes) - bytes(plainClasses)) / 1024);
    }

    record Run(long cpu, Path output) {}

    static Run compile(Path place, List<String> options, String name, List<String> arguments) throws Exception {
        Path output = Files.createTempDirectory(place, name);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-cp", location(PriceOfCompiling.class).toString(), Child.class.getName(), "-d", output.toString()));
        command.addAll(arguments);
        Path log = output.resolveSibling(output.getFileName() + ".log");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        List<String> lines = Files.readAllLines(log, UTF_8);
        assertThat(code).as(String.join("\n", lines)).isZero();
        return new Run(Long.parseLong(lines.get(lines.size() - 1)), output);
    }

    /** As jars, which is what a build reads; within this one the modules are folders. */
    static String path(Path place, Class<?>... types) throws IOException {
        List<String> jars = new ArrayList<>();
        for (Class<?> type : types) {
            Path location = location(type);
            Path jar = location;
            if (Files.isDirectory(location)) {
                jar = place.resolve(type.getSimpleName() + ".jar");
                ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(System.out, System.err, "-cf", jar.toString(), "-C", location.toString(), ".");
            }
            jars.add(jar.toString());
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path location(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static long median(List<long[]> rounds, ToLongFunction<long[]> figure) {
        return rounds.stream()
                .mapToLong(figure)
                .sorted()
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static long bytes(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static long lines(List<Path> files) throws IOException {
        long lines = 0;
        for (Path file : files) {
            lines += Files.readAllLines(file).size();
        }
        return lines;
    }
}
