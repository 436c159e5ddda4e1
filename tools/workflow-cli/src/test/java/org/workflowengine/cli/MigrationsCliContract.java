package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.Traits;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Graph;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Somebody who deploys version 2 of a workflow with live cases: looks first, then migrates them. */
abstract class MigrationsCliContract {
    private static final Decision BY_ALICE = by("alice").because("received");
    private static final FactRow CONSENT = FactRow.bool("CONSENT", "");
    private static final Definition V1 = Graph.of(
            "claim",
            1,
            List.of(),
            "NEW -REVIEW-> REVIEW",
            "REVIEW -ESCALATE-> ESCALATED",
            "REVIEW -FREEZE-> FROZEN",
            "FROZEN -CLOSE-> CLOSED",
            "ESCALATED -CLOSE-> CLOSED");
    private static final Definition V2 = second(V1.fingerprint().hex());

    private final TestDatabase database;
    private final WorkflowRuntime runtime;

    @TempDir
    private Path folder;

    private String second = "";

    MigrationsCliContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.runtime = database.runtime();
        Workflows claims = Workflows.on(runtime, List.of(V1));
        for (int i = 1; i <= 6; i++) {
            claims.open("claim", "C-" + i, BY_ALICE).orThrow();
        }
        move(claims, "C-2", "REVIEW");
        move(claims, "C-3", "REVIEW", "ESCALATE");
        move(claims, "C-4", "REVIEW", "FREEZE");
        move(claims, "C-5", "REVIEW", "FREEZE", "CLOSE");
        move(claims, "C-6", "REVIEW");
    }

    private static void move(Workflows claims, String caseId, String... transitions) {
        for (String transition : transitions) {
            claims.fire("claim", caseId, transition, "{}", BY_ALICE).orThrow();
        }
    }

    /** NEW is carried over, REVIEW is renamed, ESCALATED needs consent, FROZEN stays. */
    private static Definition second(String fingerprint) {
        Definition graph =
                Graph.of("claim", 2, List.of(CONSENT), "NEW -REVIEW-> DESK", "DESK -CLOSE[CONSENT=true]-> CLOSED");
        return Definition.of(
                "claim",
                2,
                graph.states(),
                graph.transitions(),
                graph.vocabulary(),
                Traits.NONE.migration(Migration.from(1, fingerprint)
                        .state("NEW", graph.state("NEW").orElseThrow())
                        .state("REVIEW", graph.state("DESK").orElseThrow())
                        .state(
                                "ESCALATED",
                                graph.state("DESK").orElseThrow(),
                                new Condition(CONSENT, List.of("true")))));
    }

    @BeforeEach
    void second() throws IOException {
        second = Files.writeString(folder.resolve("claim.v2.graph.json"), V2.graph())
                .toString();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aDeploymentIsLookedAtBeforeItIsMade() throws Exception {
        List<String> before = database.content();
        assertThat(Console.on(database, "migrations", "--definition", second))
                .isEqualTo(new Console(0, lines("""
                claim version 2, fingerprint %s
                  version  state      cases  what becomes of them
                  1        CLOSED         1  ended
                  1        ESCALATED      1  can come to DESK if CONSENT = true
                  1        FROZEN         1  stay with their version, as the definition says
                  1        NEW            1  can come to NEW
                  1        REVIEW         2  can come to DESK
                  4 can be migrated, 1 stay, 0 stranded, 0 follow this version
                """.formatted(V2.fingerprint())), ""));
        assertThat(database.content()).isEqualTo(before);
    }

    @Test
    void aDefinitionWithoutAMigrationStrandsThem() throws IOException {
        String third = Files.writeString(
                        folder.resolve("claim.v3.graph.json"),
                        Graph.of("claim", 3, List.of(), "NEW -CLOSE-> CLOSED").graph())
                .toString();
        assertThat(Console.on(database, "migrations", "--definition", third).out())
                .contains("REVIEW         2  STRANDED: no migration leads from their version")
                .contains("0 can be migrated, 0 stay, 5 stranded, 0 follow this version");
    }

    @Test
    void aDefinitionThatMigratesCasesOfAnotherOneIsToldOf() throws IOException {
        String foreign = Files.writeString(
                        folder.resolve("foreign.json"), second("0".repeat(64)).graph())
                .toString();
        Console told = Console.on(database, "migrations", "--definition", foreign);
        assertThat(told.code()).isEqualTo(3);
        assertThat(told.out())
                .contains(
                        "version 1 is installed with another fingerprint than the one that this definition migrates cases from");
    }

    @Test
    void casesAreMigratedAndTheRestIsNamed() {
        Workflows.on(runtime, List.of(V2));
        assertThat(Console.on(database, migrate("--dry-run")))
                .isEqualTo(new Console(0, lines("claim version 2: 4 can come, 1 stay, 0 have no migration\n"), ""));
        assertThat(Console.on(database, migrate()))
                .isEqualTo(new Console(
                        3,
                        lines("""
                claim version 2: 4 can come, 1 stay, 0 have no migration
                C-3: (migrate:1) from ESCALATED requires CONSENT = true, found unknown
                3 migrated, 1 refused, 0 not answered
                """),
                        lines("could not be done: 1 cases were not migrated, and are where they were\n")));

        assertThat(Console.on(database, migrate("--facts", "{\"CONSENT\":true}", "--chunk", "1")))
                .isEqualTo(new Console(0, lines("""
                        claim version 2: 1 can come, 1 stay, 0 have no migration
                        1 migrated, 0 refused, 0 not answered
                        """), ""));
        assertThat(Console.on(database, "migrations").out())
                .contains("0 can be migrated, 1 stay, 0 stranded, 4 follow this version");
        assertThat(Console.on(database, "verify").code()).isZero();
        assertThat(Console.on(database, "show", "C-3").out())
                .contains("ESCALATED -(migrate:1)-> DESK")
                .contains("from version 1 to version 2")
                .contains("release 2");
        String bundle = folder.resolve("C-3.json").toString();
        assertThat(Console.on(database, "export", "C-3", "--output", bundle).code())
                .isZero();
        assertThat(Console.run("verify", bundle).out()).contains("intact: 1 cases, 4 entries");
    }

    @Test
    void aWrongCallChangesNothing() throws Exception {
        Workflows.on(runtime, List.of(V2));
        List<String> before = database.content();
        assertThat(Console.on(
                                database,
                                Stream.of(migrate())
                                        .filter(word -> !word.equals("--unsealed"))
                                        .toArray(String[]::new))
                        .err())
                .startsWith("--key or --private-key is missing, which seals what is written;");
        assertThat(Console.on(database, migrate("--chunk", "0")).err()).startsWith("--chunk takes 1 to 10000");
        assertThat(Console.on(database, migrate("--facts", "{\"CONSEND\":true}"))
                        .err())
                .startsWith("--facts: ")
                .contains("did you mean CONSENT?");
        Console source = Console.on(
                database,
                Stream.of(migrate())
                        .map(word -> word.equals("workflow-cli") ? " " : word)
                        .toArray(String[]::new));
        assertThat(source.code()).isEqualTo(2);
        assertThat(source.err()).startsWith("--source: found a blank text");
        Console unknown = Console.on(
                database,
                Stream.of(migrate())
                        .map(word -> word.equals(V2.fingerprint().hex()) ? "0".repeat(64) : word)
                        .toArray(String[]::new));
        assertThat(unknown)
                .isEqualTo(new Console(
                        3,
                        "",
                        lines("could not be done: no installed definition has the fingerprint " + "0".repeat(64)
                                + "\n")));
        assertThat(database.content()).isEqualTo(before);
    }

    private static String[] migrate(String... more) {
        return Stream.concat(
                        Stream.of(
                                "migrate",
                                "--trust",
                                V2.fingerprint().hex(),
                                "--actor",
                                "carol",
                                "--reason",
                                "release 2",
                                "--source",
                                "workflow-cli",
                                "--unsealed"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private static String lines(String text) {
        return text.replace("\n", System.lineSeparator());
    }
}
