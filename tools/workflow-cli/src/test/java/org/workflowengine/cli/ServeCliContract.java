package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Somebody who looks at a database whose application they do not have. */
abstract class ServeCliContract {
    private static final Decision BY_ALICE =
            by("alice").because("a secret reason").evidence("rules", "{\"row\":77}");
    private static final String CASE = "api/workflows/case-review/cases/C-1";

    private final TestDatabase database;

    @TempDir
    private Path folder;

    ServeCliContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        Engine reviews = Engine.on(database.runtime(RuntimeOptions.defaults().source("claims-1")));
        reviews.open("C-1", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
        reviews.open("C-2", BY_ALICE).orThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void allPagesAndTheApiAreThereAndNothingIsWritten() throws Exception {
        List<String> before = database.content();
        try (Served served = Served.on(database)) {
            assertThat(served.said()).containsExactly("serving " + served.root() + " read-only; Ctrl-C ends it");
            assertThat(served.root()).hasHost("127.0.0.1");
            assertThat(served.get("").body()).contains("case-review", "UNDER_REVIEW", "CREATED");
            assertThat(served.get("cases/C-1").body()).contains("a secret reason", "alice", "ESCALATE", "HIGH_AMOUNT");
            assertThat(served.get(CASE).body()).contains("\"UNDER_REVIEW\"");
            assertThat(served.get(CASE + "/history").body()).contains("a secret reason", "alice");
            assertThat(served.get(CASE + "/bundle").body()).contains("workflow_bundle");
            assertThat(served.get("integrity").body()).doesNotContain("intact:");
            assertThat(served.get("cases/C-9").statusCode()).isEqualTo(404);
            assertThat(served.post(CASE + "/moves/ESCALATE", "{\"reason\":\"x\"}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(served.end()).isZero();
            assertThat(served.err()).isEmpty();
        }
        assertThat(database.content()).isEqualTo(before);
    }

    @Test
    void whatIsNotToBeShownIsInNoAnswer() throws Exception {
        for (String[] show : new String[][] {{"none"}, {"facts", "HIDDEN"}, {"reason,evidence", "SHOWN"}}) {
            try (Served served = Served.on(database, "--show", show[0])) {
                for (String path : List.of("cases/C-1", CASE + "/history")) {
                    boolean reasons = show[0].startsWith("reason");
                    assertThat(served.get(path).body().contains("a secret reason"))
                            .as(show[0] + " " + path)
                            .isEqualTo(reasons);
                    assertThat(served.get(path).body()).as(show[0] + " " + path).doesNotContain("alice");
                }
                assertThat(served.get(CASE + "/bundle").statusCode()).isEqualTo(403);
            }
        }
    }

    @Test
    void aLoginThatOnlyReadsIsEnough() throws Exception {
        database.roles();
        String login;
        try (Connection connection = database.login("reading").getConnection()) {
            login = connection.getMetaData().getUserName().replaceFirst("@.*", "");
        }
        Path password = Files.writeString(folder.resolve("password"), "secret\n");
        String[] as = {"--url", database.url().replaceFirst("[;?].*", ""), "--user", login, "--password-file"};
        try (Served served = Served.with(
                "serve", "--port", "0", "--verify", as[0], as[1], as[2], as[3], as[4], password.toString())) {
            assertThat(served.said()).first().isEqualTo("intact: 2 cases, 3 entries");
            for (String path : List.of("", "cases", "cases/C-1", "definitions", "integrity", CASE, CASE + "/options")) {
                assertThat(served.get(path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(served.get("cases/C-1/verify").body()).contains("intact");
            assertThat(served.err()).isEmpty();
        }
    }

    @Test
    void whatWasVerifiedIsSaidOnThePage() throws Exception {
        try (Served served = Served.on(database, "--verify")) {
            assertThat(served.said()).first().isEqualTo("intact: 2 cases, 3 entries");
            assertThat(served.get("integrity").body()).contains("intact");
        }
        Path checkpoint = folder.resolve("checkpoint");
        assertThat(Console.on(database, "checkpoint", checkpoint.toString()).code())
                .isZero();
        database.dropTriggers();
        database.sql("UPDATE workflow_audit SET source = 'elsewhere' WHERE case_id = 'C-1' AND seq = 2");
        try (Served served = Served.on(database, "--verify", "--checkpoint", checkpoint.toString())) {
            assertThat(served.said()).first().asString().startsWith("\"C-1\" #2: expected digest ");
            assertThat(served.get("integrity").body()).contains("broken").contains("C-1");
        }
    }

    @Test
    void commandsAreForThePersonWhoHasTheKey() throws Exception {
        String move = CASE + "/moves/ESCALATE";
        String body = "{\"reason\":\"too much for me\",\"facts\":{\"HIGH_AMOUNT\":true}}";
        try (Served served = Served.on(
                database,
                "--commands",
                "case-review",
                "--actor",
                "bob",
                "--source",
                "desk-1",
                "--claim",
                "HIGH_AMOUNT",
                "--unsealed")) {
            String query = served.root().getQuery();
            assertThat(query).matches("key=[0-9a-f]{32}");
            String key = query.substring(4);
            var nobody = served.post(move, body, "If-Match", "\"2\"", "Idempotency-Key", "K-1");
            assertThat(nobody.statusCode()).isEqualTo(401);
            assertThat(nobody.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(nobody.headers().firstValue("Content-Type")).hasValue("application/problem+json; charset=utf-8");
            assertThat(nobody.body())
                    .contains("send Authorization: Bearer <key>")
                    .doesNotContain(key);
            for (String wrong : List.of("", key.substring(1), key + "0", key.toUpperCase(Locale.ROOT) + "A")) {
                assertThat(served.post(
                                        move,
                                        body,
                                        "If-Match",
                                        "\"2\"",
                                        "Idempotency-Key",
                                        "K-1",
                                        "Authorization",
                                        "Bearer " + wrong)
                                .statusCode())
                        .isEqualTo(401);
            }
            var moved = served.post(
                    move, body, "If-Match", "\"2\"", "Idempotency-Key", "K-1", "Authorization", "Bearer " + key);
            assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);

            var opened = served.get("?" + query);
            assertThat(opened.statusCode()).isEqualTo(303);
            assertThat(opened.headers().firstValue("Location")).hasValue("/");
            String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).endsWith("; Path=/; HttpOnly; SameSite=Strict");
            assertThat(served.get("cases/C-2", "Cookie", "a=b; " + cookie.split(";", 2)[0])
                            .body())
                    .contains("bob", "<form");
            assertThat(served.get("cases/C-2").body()).doesNotContain("bob");
            assertThat(served.get("?key=" + "0".repeat(32)).statusCode()).isNotEqualTo(303);
            assertThat(served.err()).isEmpty();
        }
        assertThat(Console.on(database, "show", "C-1").out())
                .contains(
                        "by bob (PERSON): too much for me",
                        "request K-1, written by desk-1",
                        "now in ESCALATED at step 3");
    }

    @Test
    void whatIsNotThereIsToldWithWhatIs() {
        String[] commands = {"serve", "--port", "0", "--actor", "bob", "--source", "desk-1", "--unsealed", "--commands"
        };
        assertThat(Console.on(database, with(commands, "claim")).err().lines())
                .containsExactly("could not be done: no definition of claim is installed; installed: case-review");
        assertThat(Console.on(database, with(commands, "case-review", "--claim", "HIGH"))
                        .err()
                        .lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("--claim: found HIGH, expected of case-review ")
                .contains("HIGH_AMOUNT")
                .doesNotContain("{", "[");
    }

    private static String[] with(String[] first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aDatabaseThatCannotBeServedIsNotServed() throws Exception {
        database.dropTriggers();
        database.sql("UPDATE workflow_installation SET schema_version = 1");
        Console older = Console.on(database, "serve", "--port", "0");
        assertThat(older.code()).isEqualTo(3);
        assertThat(older.out()).isEmpty();
        assertThat(older.err()).contains("version").hasLineCount(1);
        database.sql("DROP VIEW workflow_case_view");
        database.sql("DROP TABLE workflow_case");
        Console gone = Console.on(database, "serve", "--port", "0");
        assertThat(gone.code()).isEqualTo(3);
        assertThat(gone.err()).startsWith("could not be done: ").hasLineCount(1);
    }
}
