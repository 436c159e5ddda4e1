package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.processor.WorkflowProcessor;

/**
 * A released version stays for years in the class files that the JDK of its day has written. What is said and generated of a newer one does
 * not depend on the JDK that reads them, nor on whether they are class files at all.
 */
class VersionsOnTwoJdksTest {
    private static final Path SOURCES =
            Path.of("src/test/resources/fixtures/WF508/narrower").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void classFilesOfOneJdkAreReadByANewerOneInTheSameWay() throws Exception {
        Optional<Path> jdk25 = Jdks.jdk25();
        boolean older = Runtime.version().feature() < 25;
        if (jdk25.isEmpty() || !older) {
            System.out.println("SKIPPED: VersionsOnTwoJdksTest: "
                    + (older ? "no JDK 25" : "runs on JDK " + Runtime.version().feature() + " itself"));
        }
        assumeTrue(jdk25.isPresent() && older, "no second, newer JDK");

        Path classes = compile(Jdks.own(), "classes", List.of("OrderV1.java")).output();
        Compiled own = compile(Jdks.own(), "own", List.of("Order.java"), classes);
        Compiled other = compile(jdk25.orElseThrow(), "other", List.of("Order.java"), classes);
        Compiled sources = compile(Jdks.own(), "sources", List.of("OrderV1.java", "Order.java"));
        assertThat(own.messages()).hasSize(3).allMatch(message -> message.contains("[WF508 narrower-future]"));
        assertThat(other.messages()).isEqualTo(own.messages());
        assertThat(sources.messages()).isEqualTo(own.messages());
        assertThat(own.generated())
                .containsKeys("META-INF/workflow/order.v1-v2.diff.md", "META-INF/workflow/order.v2.graph.json");
        assertThat(other.generated()).isEqualTo(own.generated());
        assertThat(sources.generated()).containsAllEntriesOf(own.generated());
    }

    /** What a compiler has said and written. */
    private record Compiled(Path output, String text) {
        /** Each from its place on, with all its lines. */
        List<String> messages() {
            List<String> messages = new ArrayList<>();
            for (String line : text.split("\n", -1)) {
                if (line.contains("[WF")) {
                    messages.add(line);
                } else if (!messages.isEmpty()) {
                    messages.set(messages.size() - 1, messages.get(messages.size() - 1) + "\n" + line);
                }
            }
            return messages;
        }

        Map<String, String> generated() {
            return Build.texts(output, ".java", ".json", ".mmd", ".md");
        }
    }

    private Compiled compile(Path jdk, String name, List<String> sources, Path... classes) throws Exception {
        Path output = Files.createDirectories(folder.resolve(name));
        List<String> command = new ArrayList<>(List.of(
                jdk.resolve("bin/javac").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-Duser.language=en",
                "-J-Dstdout.encoding=UTF-8",
                "-J-Dstderr.encoding=UTF-8",
                "-J-Dfile.encoding=UTF-8",
                "--release",
                "17",
                "-d",
                output.toString(),
                "-classpath",
                Build.classPath(classes),
                "-processorpath",
                Build.classPath(),
                "-processor",
                WorkflowProcessor.class.getName()));
        sources.forEach(source -> command.add(SOURCES.resolve(source).toString()));
        return new Compiled(output, said(command, folder.resolve(name + ".log")));
    }

    private static String said(List<String> command, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("still running after two minutes: " + command);
        }
        String text = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
