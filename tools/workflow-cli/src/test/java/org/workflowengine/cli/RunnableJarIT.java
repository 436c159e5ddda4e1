package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.workflowengine.runtime.core.Decision.by;

import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaScripts;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The jar runs by itself, on every database, and says the same wherever the machine is. */
class RunnableJarIT {
    private static final RunnableJar HERE =
            new RunnableJar(List.of(), Map.of("LC_ALL", "C.UTF-8"), StandardCharsets.UTF_8);
    private static final RunnableJar ELSEWHERE = new RunnableJar(
            List.of(
                    "-Duser.language=tr",
                    "-Dfile.encoding=ISO-8859-1",
                    "-Dstdout.encoding=ISO-8859-1",
                    "-Duser.timezone=America/St_Johns"),
            Map.of(),
            StandardCharsets.ISO_8859_1);
    private static final RunnableJar IN_ASCII =
            new RunnableJar(List.of(), Map.of("LC_ALL", "C"), StandardCharsets.US_ASCII);

    /** Read as local time, there is no such time in St. John's. */
    private static final RuntimeOptions OPTIONS =
            RuntimeOptions.defaults().clock(() -> Instant.parse("2026-03-08T02:30:00.123456Z"));

    private static final Decision BY_ALICE = by("alice").because("Zoë sent \\ € 500 😀");

    @TempDir
    private Path folder;

    @Test
    void aCaseOnH2() throws Exception {
        Path file = folder.resolve("cases");
        // Only one process at a time can open it.
        try (WorkflowRuntime runtime = WorkflowRuntime.embedded(file, OPTIONS)) {
            Engine.on(runtime).open("C-1", BY_ALICE).orThrow();
        }
        saysTheSameEverywhere("--url", "jdbc:h2:" + file.toAbsolutePath() + ";WRITE_DELAY=0", "--user", "sa");
    }

    @Test
    void aCaseOnPostgreSql() throws Exception {
        try (TestDatabase database = TestDatabase.postgres()) {
            Engine.on(database.runtime(OPTIONS)).open("C-1", BY_ALICE).orThrow();
            saysTheSameEverywhere(Console.arguments(database));
        }
    }

    @Test
    void aCaseOnMariaDb() throws Exception {
        try (TestDatabase database = TestDatabase.mariaDb()) {
            Engine.on(database.runtime(OPTIONS)).open("C-1", BY_ALICE).orThrow();
            saysTheSameEverywhere(Console.arguments(database));
        }
    }

    private void saysTheSameEverywhere(String... database) throws Exception {
        String by = "    by alice (PERSON): ";
        assertThat(lines(HERE.on(database, "show", "C-1")))
                .contains(by + "Zoë sent \\\\ € 500 😀")
                .last()
                .asString()
                .contains(" since 2026-03-08T02:30:00.123456Z, ");
        assertThat(lines(ELSEWHERE.on(database, "show", "C-1")))
                .contains(by + "Zoë sent \\\\ \\u20ac 500 \\ud83d\\ude00")
                .last()
                .asString()
                .contains(" since 2026-03-08T02:30:00.123456Z, ");
        assertThat(lines(IN_ASCII.on(database, "show", "C-1")))
                .contains(by + "Zo\\u00eb sent \\\\ \\u20ac 500 \\ud83d\\ude00");

        Path bundle = folder.resolve("C-1.json");
        assertThat(ELSEWHERE.on(database, "export", "C-1", "--output", bundle.toString()))
                .isEqualTo(new Console(0, "", ""));
        assertThat(lines(IN_ASCII.on(database, "export", "C-1"))).isEqualTo(Files.readAllLines(bundle));
        for (RunnableJar jar : List.of(HERE, ELSEWHERE, IN_ASCII)) {
            assertThat(lines(jar.on(database, "verify"))).containsExactly("intact: 1 cases, 1 entries");
            assertThat(lines(jar.run("verify", bundle.toString()))).containsExactly("intact: 1 cases, 1 entries");
        }
        assertThat(ELSEWHERE.on(database, "verify", "--case", "NOPE").code()).isEqualTo(3);
    }

    private static List<String> lines(Console answer) {
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.out().lines().toList();
    }

    @ParameterizedTest
    @EnumSource(SchemaScripts.class)
    void theSchema(SchemaScripts database) throws Exception {
        String here = HERE.run("schema", "print", "--database", database.name()).out();
        assertThat(here).startsWith("--");
        assertThat(IN_ASCII.run("schema", "print", "--database", database.name().toLowerCase(Locale.ROOT))
                        .out())
                .isEqualTo(here);
        assertThat(ELSEWHERE
                        .run("schema", "print", "--database", database.name().toLowerCase(Locale.ROOT))
                        .out())
                .isEqualTo(here);
    }

    /** PostgreSQL's driver would log the URL, H2's would put it into its message. */
    @Test
    void noAnswerShowsWhatIsInAUrl() throws Exception {
        for (String url : List.of(
                "jdbc:postgresql://u:hunter2@h/d",
                "jdbc:postgresql://u/hunter2@h/d",
                "jdbc:mariadb://u/hunter2@h/d",
                "jdbc:h2:/data/x;INIT=RUNSCRIPT FROM 'x' PASSWORD 'hunter2'")) {
            Console answer = HERE.run("verify", "--url", url);
            assertThat(answer.code()).isBetween(2, 3);
            assertThat(answer.err()).doesNotContain("hunter2");
        }
    }

    @Test
    void anAnswerThatCannotBeWritten() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "SKIPPED: there is no " + full);
        Console answer = HERE.run(Redirect.to(full.toFile()), "schema", "print", "--database", "H2");
        assertThat(answer.code()).as(answer.err()).isEqualTo(3);
    }

    /** What ends the JVM's work is no broken history. */
    @Test
    void memoryThatIsNotEnough() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "{\"" + "x".repeat(60_000_000) + "\":1}");
        Console answer = new RunnableJar(List.of("-Xmx16m"), Map.of(), StandardCharsets.UTF_8)
                .run("verify", "--key", "k=" + file, file.toString());
        assertThat(answer.code()).as(answer.err()).isEqualTo(3);
        assertThat(answer.err()).startsWith("could not be done: OutOfMemoryError");
    }
}
