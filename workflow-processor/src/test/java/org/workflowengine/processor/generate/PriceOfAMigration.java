package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.JavaFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.annotations.Workflow;
import org.workflowengine.processor.WorkflowProcessor;
import org.workflowengine.runtime.engine.WorkflowHost;

/**
 * Measures what a migration adds to the compilation of a definition, as {@link PriceOfCompiling} does what the definition adds:
 *
 * <pre>./mvnw -pl workflow-processor -am test -Dtest=PriceOfAMigration -Dsurefire.failIfNoSpecifiedTests=false</pre>
 *
 * <p>The older version is in class files, as a released one is, and each of its states has one of the same id in the newer. A round
 * compiles the newer version without its migration and with it, in turn, each first in every second round; ratios are those of a round.
 */
class PriceOfAMigration {
    private static final Pattern FINGERPRINT = Pattern.compile("\"fingerprint\": \"([0-9a-f]{64})\"");

    @TempDir
    Path folder;

    /** CPU milliseconds of the two compilations of a round. */
    private record Round(long without, long with) {
        double ratio() {
            return (double) with / without;
        }
    }

    @Test
    void measure() throws Exception {
        System.out.printf(
                "JDK %s, %d rounds; CPU milliseconds, minimum / median / maximum%n%-28s %24s %24s %24s%n",
                Runtime.version(), PriceOfCompiling.ROUNDS, "definition", "without a migration", "with it", "ratio");
        String reference = Compiled.resource("golden/casereview/CaseReview.java")
                .getCharContent(false)
                .toString();
        measure("reference workflow", List.of(PriceOfCompiling.FIRST_COMPILER_ONLY), "CaseReview", reference);
        measure("... with a JVM's defaults", List.of(), "CaseReview", reference);
        measure("100 states, 500 trans.", List.of(), "Flow", ladder(100, 500));
        measure("1,000 states, 5,000 trans.", List.of(), "Flow", ladder(1000, 5000));
    }

    private static String ladder(int states, int transitions) throws IOException {
        return Ladder.of(states, transitions).getCharContent(false).toString();
    }

    private void measure(String label, List<String> options, String name, String definition) throws Exception {
        Path place = Files.createDirectories(folder.resolve(label.replaceAll("\\W+", "-")));
        String libraries = PriceOfCompiling.path(place, Workflow.class, WorkflowHost.class);
        List<String> processors = List.of(
                "-processorpath",
                PriceOfCompiling.path(
                        place, WorkflowProcessor.class, Workflow.class, JavaFile.class, NullMarked.class));

        String older = definition.replaceFirst("interface " + name + "\\b", "interface " + name + "V1");
        Path unpinned = compile(place, options, libraries, processors, "unpinned", write(place, name + "V1", older))
                .output();
        Path released = compile(
                        place,
                        options,
                        libraries,
                        processors,
                        "released",
                        write(
                                place,
                                name + "V1",
                                older.replace(
                                        "version = 1", "version = 1, fingerprint = \"" + fingerprint(unpinned) + "\"")))
                .output();

        String newer = definition.replace("version = 1", "version = 2");
        String migration =
                "@org.workflowengine.annotations.Migration(from = " + name + "V1.class) interface FromV1 {}\n}";
        Path without = write(place.resolve("without"), name, newer);
        Path with = write(place.resolve("with"), name, newer.replaceFirst("}\\s*$", migration));
        String classPath = libraries + File.pathSeparator + released;
        List<Round> rounds = new ArrayList<>();
        // One more than are counted: the first finds the files cold.
        for (int round = 0; round <= PriceOfCompiling.ROUNDS; round++) {
            boolean withFirst = round % 2 == 0;
            long earlier = cpu(place, options, classPath, processors, withFirst ? with : without, withFirst);
            long later = cpu(place, options, classPath, processors, withFirst ? without : with, !withFirst);
            if (round > 0) {
                rounds.add(withFirst ? new Round(later, earlier) : new Round(earlier, later));
            }
        }
        System.out.printf(
                "%-28s %24s %24s %24s%n",
                label,
                spread("%.0f", rounds, Round::without),
                spread("%.0f", rounds, Round::with),
                spread("%.3f", rounds, Round::ratio));
    }

    private static long cpu(
            Path place, List<String> options, String classPath, List<String> processors, Path source, boolean migrates)
            throws Exception {
        PriceOfCompiling.Run run = compile(place, options, classPath, processors, "newer", source);
        // Neither is measured for something else than it is said to be.
        try (Stream<Path> files = Files.walk(run.output())) {
            assertThat(files.anyMatch(file -> file.toString().endsWith(".v1-v2.diff.md")))
                    .isEqualTo(migrates);
        }
        return run.cpu();
    }

    private static PriceOfCompiling.Run compile(
            Path place, List<String> options, String classPath, List<String> processors, String name, Path source)
            throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-cp", classPath));
        arguments.addAll(processors);
        arguments.add(source.toString());
        return PriceOfCompiling.compile(place, options, name, arguments);
    }

    private static Path write(Path place, String name, String text) throws IOException {
        return Files.writeString(Files.createDirectories(place).resolve(name + ".java"), text);
    }

    private static String fingerprint(Path output) throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            Path definition = files.filter(file -> file.toString().endsWith(".v1.json"))
                    .findFirst()
                    .orElseThrow();
            Matcher fingerprint = FINGERPRINT.matcher(Files.readString(definition));
            assertThat(fingerprint.find()).isTrue();
            return fingerprint.group(1);
        }
    }

    private static String spread(String format, List<Round> rounds, ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return String.join(
                " / ",
                DoubleStream.of(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1])
                        .mapToObj(each -> String.format(Locale.ROOT, format, each))
                        .toList());
    }
}
