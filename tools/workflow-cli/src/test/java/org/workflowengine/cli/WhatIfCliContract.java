package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Graph;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Somebody who asks what stricter rules would have done: C-1 was escalated in February, C-2 rejected, C-3 is open since March. */
abstract class WhatIfCliContract {
    private static final Decision BY_ALICE = by("alice").because("received");
    private static final Definition STRICTER = Graph.of(
            "case-review",
            2,
            CaseReview.VOCABULARY,
            "CREATED -START_REVIEW[REQUIRED_FIELDS_COMPLETE=true]-> UNDER_REVIEW",
            "UNDER_REVIEW -ESCALATE[HIGH_AMOUNT=true MISSING_INFO_DETECTED=false]-> ESCALATED",
            "UNDER_REVIEW -REJECT[VALIDATION_FAILED=true]-> CLOSED");

    private final TestDatabase database;
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-02-28T10:00:00Z"));

    @TempDir
    private Path folder;

    private String rules;

    WhatIfCliContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        Engine reviews = Engine.on(database.runtime(RuntimeOptions.defaults().clock(now::get)));
        reviews.open("C-1", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
        reviews.fire("C-1", "ESCALATE", CaseReview.facts("HIGH_AMOUNT"), BY_ALICE)
                .orThrow();
        now.set(Instant.parse("2026-03-01T00:00:00Z"));
        reviews.open("C-2", BY_ALICE)
                .orThrow()
                .startReview(BY_ALICE)
                .orThrow()
                .reject(BY_ALICE)
                .orThrow();
        reviews.open("C-3", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
        reviews.erase("C-3", 2, by("dpo").because("article 17")).orThrow();
    }

    @BeforeEach
    void rules() throws IOException {
        rules = Files.writeString(folder.resolve("rules.json"), STRICTER.graph() + "\n")
                .toString();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static final String TOTALS = """
            rules: case-review version 2, fingerprint %s
            3 cases: 1 same, 1 refused, 1 not comparable
            where:
              in UNDER_REVIEW: 1 refused, 1 not comparable
            why:
              1 case, guard-not-satisfied: ESCALATE requires MISSING_INFO_DETECTED = false, found unknown
              1 case, other-target: REJECT
            when:
              2026-02: 1 case: 0 same, 1 refused, 0 not comparable
              2026-03: 2 cases: 1 same, 0 refused, 1 not comparable
            """.formatted(STRICTER.fingerprint().hex());

    private static final String CASES = """
            "C-1": refused at step 3: ESCALATE from UNDER_REVIEW requires MISSING_INFO_DETECTED = false, found unknown
            "C-2": not comparable after step 3: step 3 leads to CLOSED under the rules, and has led to REJECTED
            "C-3": same, 3 steps
            """;

    private static String lines(String text) {
        return text.replace("\n", System.lineSeparator());
    }

    @Test
    void theTotalsOfADatabase() {
        assertThat(Console.on(database, "what-if", "--definition", rules)).isEqualTo(new Console(0, lines(TOTALS), ""));
    }

    @Test
    void eachCaseOnALine() {
        assertThat(Console.on(database, "what-if", "--definition", rules, "--cases"))
                .isEqualTo(new Console(0, lines(CASES + TOTALS), ""));
    }

    @Test
    void linesOfJson() {
        Console told = Console.on(database, "what-if", "--definition", rules, "--cases", "--json");
        assertThat(told.code()).isZero();
        assertThat(told.err()).isEmpty();
        assertThat(told.out().lines().toList()).hasSize(10).satisfies(lines -> {
            assertThat(lines.get(0))
                    .isEqualTo("{\"line\":\"case\",\"case\":\"C-1\",\"answer\":\"refused\",\"seq\":3,\"steps\":3,"
                            + "\"state\":\"UNDER_REVIEW\",\"transition\":\"ESCALATE\","
                            + "\"recorded_at\":\"2026-02-28T10:00:00Z\",\"reason\":\"guard-not-satisfied\","
                            + "\"explanation\":\"ESCALATE from UNDER_REVIEW requires MISSING_INFO_DETECTED = false, found"
                            + " unknown\"}");
            assertThat(lines.get(4))
                    .isEqualTo("{\"line\":\"total\",\"cases\":3,\"same\":1,\"refused\":1,\"not_comparable\":1}");
        });
        assertThat(Console.on(database, "what-if", "--definition", rules, "--json")
                        .out()
                        .lines())
                .hasSize(7);
    }

    @Test
    void aRefusedCaseCanEndABuild() {
        assertThat(Console.on(database, "what-if", "--definition", rules, "--none-refused"))
                .isEqualTo(new Console(6, lines(TOTALS), ""));
        assertThat(Console.on(
                                database,
                                "what-if",
                                "--definition",
                                rules,
                                "--none-refused",
                                "--opened-since",
                                "2026-03-01")
                        .code())
                .isZero();
    }

    @Test
    void theRulesThatAreStored() {
        assertThat(Console.on(database, "what-if", "--workflow", "case-review", "--version", "1")
                        .out())
                .contains("3 cases: 3 same, 0 refused, 0 not comparable");
        assertThat(Console.on(database, "what-if", "--workflow", "case-review", "--version", "7"))
                .isEqualTo(
                        new Console(
                                3,
                                "",
                                lines(
                                        "could not be done: case-review version 7 is not installed; installed: case-review version 1\n")));
    }

    @Test
    void onlySomeCases() {
        for (List<String> one : List.of(
                List.of("--opened-before", "2026-03-01"),
                List.of("--opened-before", "2026-02-28T10:00:00.000001Z"),
                List.of("--opened-since", "2026-02-28", "--opened-before", "2026-03-01"))) {
            assertThat(Console.on(database, with(one)).out()).contains("1 case: 0 same, 1 refused, 0 not comparable");
        }
        assertThat(Console.on(database, with(List.of("--opened-under", "1"))).out())
                .contains("3 cases: ");
        assertThat(Console.on(database, with(List.of("--opened-under", "2"))).out())
                .contains("0 cases: ");
    }

    private String[] with(List<String> options) {
        return Stream.concat(Stream.of("what-if", "--definition", rules), options.stream())
                .toArray(String[]::new);
    }

    @Test
    void bundlesNeedNoDatabase() throws IOException {
        Path bundles = Files.createDirectory(folder.resolve("bundles"));
        for (String id : List.of("C-1", "C-2", "C-3")) {
            assertThat(Console.on(
                                    database,
                                    "export",
                                    id,
                                    "--output",
                                    bundles.resolve(id + ".json").toString())
                            .code())
                    .isZero();
        }
        assertThat(Console.run("what-if", "--definition", rules, "--cases", "--bundle", bundles.toString()))
                .isEqualTo(new Console(0, lines(CASES + TOTALS), ""));
        String first = bundles.resolve("C-1.json").toString();
        String third = bundles.resolve("C-3.json").toString();
        assertThat(Console.run("what-if", "--bundle", first, third, "--definition", rules)
                        .out())
                .contains("2 cases: 1 same, 1 refused, 0 not comparable");
    }

    /** What is only read stays as it is, byte for byte. */
    @Test
    void nothingIsWritten() throws Exception {
        List<String> before = database.content();
        for (String[] command : new String[][] {
            {"what-if", "--definition", rules, "--cases"}, {"what-if", "--workflow", "case-review", "--version", "1"}
        }) {
            assertThat(Console.on(database, command).code())
                    .as(Arrays.toString(command))
                    .isZero();
        }
        assertThat(database.content()).isEqualTo(before);
        assertThat(database.rows("SELECT version FROM workflow_definition")).containsExactly("[1]");
    }

    @Test
    void aDatabaseWithoutTheWorkflow() throws IOException {
        Definition clam = Graph.of("case-revue", 1, List.of(), "A -GO-> B");
        String other =
                Files.writeString(folder.resolve("other.json"), clam.graph()).toString();
        assertThat(Console.on(database, "what-if", "--definition", other))
                .isEqualTo(new Console(
                        3,
                        "",
                        lines(
                                "could not be done: workflow: found \"case-revue\", expected one that is installed: case-review;"
                                        + " did you mean case-review?\n")));
    }
}
