package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The command {@code serve}: on each database, and what is asked of it in the wrong way. */
class ServeTest {
    @TempDir
    private Path folder;

    @Nested
    class OnH2 extends ServeCliContract {
        OnH2() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class OnPostgreSql extends ServeCliContract {
        OnPostgreSql() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class OnMariaDb extends ServeCliContract {
        OnMariaDb() {
            super(TestDatabase::mariaDb);
        }
    }

    private String[] file() {
        Path file = folder.resolve("cases");
        try (WorkflowRuntime runtime = WorkflowRuntime.embedded(file)) {
            Engine.on(runtime).open("C-1", by("alice").because("received")).orThrow();
        }
        return new String[] {"--url", "jdbc:h2:" + file.toAbsolutePath() + ";WRITE_DELAY=0", "--user", "sa"};
    }

    @Test
    void aFileStaysAsItIsByteForByte() throws Exception {
        String[] url = file();
        Path file = folder.resolve("cases.mv.db");
        byte[] before = Files.readAllBytes(file);
        try (Served served = Served.with("serve", "--port", "0", url[0], url[1], url[2], url[3], "--verify")) {
            assertThat(served.get("cases/C-1").body()).contains("received");
            assertThat(served.get("").body()).contains("Overview · cases");
            assertThat(served.end()).isZero();
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFileThatAnApplicationHasOpenIsToldApart() throws Exception {
        String[] url = file();
        try (WorkflowRuntime runtime = WorkflowRuntime.embedded(folder.resolve("cases"))) {
            assertThat(runtime.findCase("C-1")).isPresent();
            Console answer = Console.run(
                    "serve", "--port", "0", url[0], url[1].replace("jdbc:h2:", "jdbc:h2:nio:"), url[2], url[3]);
            assertThat(answer.code()).isEqualTo(3);
            assertThat(answer.err())
                    .contains("another process has this database open")
                    .hasLineCount(1);
        }
    }

    @Test
    void aTakenPortIsTold() throws Exception {
        String[] url = file();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            Console answer = Console.run("serve", "--port", port, url[0], url[1], url[2], url[3]);
            assertThat(answer.code()).isEqualTo(3);
            assertThat(answer.err())
                    .startsWith("could not be done: port " + port + " of 127.0.0.1 cannot be had (")
                    .hasLineCount(1);
        }
    }

    @Test
    void whatDoesNotFitTogetherIsWrongUsage() {
        String[] url = {"--url", "jdbc:h2:mem:nobody", "--user", "sa"};
        for (List<String> options : List.of(
                List.of("--port", "-1"),
                List.of("--port", "65536"),
                List.of("--port", "http"),
                List.of("--address", "0.0.0.0"),
                List.of("--address", "192.0.2.1"),
                List.of("--address", "no such name"),
                List.of("--public"),
                List.of("--public", "--address", "127.0.0.1"),
                List.of("--show", "everything"),
                List.of("--show", "all,actor"),
                List.of("--checkpoint", "file"),
                List.of("--actor", "alice"),
                List.of("--commands", "w"),
                List.of("--commands", "w", "--actor", "alice"),
                List.of("--commands", "w", "--actor", "alice", "--source", "s", "--public", "--address", "0.0.0.0"))) {
            List<String> all = new java.util.ArrayList<>(List.of("serve"));
            all.addAll(List.of(url));
            all.addAll(options);
            Console answer = Console.run(all.toArray(String[]::new));
            assertThat(answer.code()).as("%s: %s", options, answer).isEqualTo(2);
            assertThat(answer.out()).isEmpty();
            assertThat(answer.err())
                    .doesNotContain("Exception")
                    .endsWith("see workflow-cli serve --help\n")
                    .hasLineCount(2);
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsTold() {
        for (String url : List.of(
                "jdbc:h2:mem:nobody-has-opened-this",
                "jdbc:h2:" + folder.resolve("nothing"),
                "jdbc:postgresql://127.0.0.1:1/none",
                "jdbc:mariadb://127.0.0.1:1/none")) {
            Console answer = Console.run("serve", "--port", "0", "--url", url);
            assertThat(answer.code()).as(answer.err()).isEqualTo(3);
            assertThat(answer.out()).isEmpty();
            assertThat(answer.err()).startsWith("could not be done: ").hasLineCount(1);
        }
        assertThat(folder.resolve("nothing.mv.db")).doesNotExist();
    }

    @Test
    void elsewhereNothingOfAStepIsShown() throws Exception {
        String[] url = file();
        try (Served served = Served.with(
                "serve", "--port", "0", "--public", "--address", "0.0.0.0", url[0], url[1], url[2], url[3])) {
            assertThat(served.get("cases/C-1").body()).contains("CREATED").doesNotContain("received", "alice");
        }
    }
}
