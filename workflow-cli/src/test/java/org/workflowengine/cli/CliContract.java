package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Somebody who runs or audits a database of cases: C-1 is escalated after three steps, the second erased; C-2 is open. */
abstract class CliContract {
    private static final Decision BY_ALICE = by("alice").because("Zoë has sent\nthe € 500 receipt");
    private static final byte[] KEY = new byte[32];

    private final TestDatabase database;

    @TempDir
    private Path folder;

    CliContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        Engine reviews = Engine.on(database.runtime(RuntimeOptions.defaults()
                .source("claims-1")
                .clock(() -> Instant.parse("2026-03-01T12:00:00.123456Z"))));
        reviews.open("C-1", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
        reviews.fire("C-1", "ESCALATE", CaseReview.facts("HIGH_AMOUNT"), BY_ALICE.requestId("R-1"))
                .orThrow();
        reviews.erase("C-1", 2, by("dpo").because("article 17")).orThrow();
        reviews.open("C-2", by("carol").because("received")).orThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSoundDatabase() {
        assertThat(Console.on(database, "verify"))
                .isEqualTo(new Console(0, lines("intact, 1 erased: 2 cases, 5 entries"), ""));
        assertThat(Console.on(database, "verify", "--case", "C-2"))
                .isEqualTo(new Console(0, lines("intact: 1 cases, 1 entries"), ""));
    }

    @Test
    void aBrokenHistory() throws Exception {
        database.dropTriggers();
        database.sql("UPDATE workflow_audit SET source = 'elsewhere' WHERE case_id = 'C-1' AND seq = 3");
        for (Console broken : List.of(
                Console.on(database, "verify"),
                Console.on(database, "verify", "--case", "C-1"),
                Console.run("verify", export("C-1").toString()))) {
            assertThat(broken.code()).isEqualTo(1);
            assertThat(broken.err()).isEmpty();
            assertThat(broken.out().lines().toList()).hasSize(2).satisfies(lines -> {
                assertThat(lines.get(0)).startsWith("\"C-1\" #3: expected digest ");
                assertThat(lines.get(1)).startsWith("broken, 1 findings, 1 erased: ");
            });
        }
        assertThat(Console.on(database, "verify", "--case", "C-2").code()).isZero();
    }

    @Test
    void aCaseThatIsNotThere() {
        assertThat(Console.on(database, "verify", "--case", "C-9"))
                .isEqualTo(new Console(
                        1,
                        lines(
                                "\"C-9\": expected a case, found neither a case nor a step",
                                "broken, 1 findings: 0 cases, 0 entries"),
                        ""));
        for (String command : List.of("show", "export")) {
            assertThat(Console.on(database, command, "C-9"))
                    .isEqualTo(new Console(3, "", lines("could not be done: there is no case C-9")));
        }
    }

    @Test
    void theTimelineOfACase() {
        assertThat(Console.on(database, "show", "C-1").out()).isEqualTo(lines("""
                #1  2026-03-01T12:00:00.123456Z  (new) -(open)-> CREATED
                    by alice (PERSON): Zoë has sent\\u000athe € 500 receipt
                    on {}
                    written by claims-1
                #2  2026-03-01T12:00:00.123456Z  CREATED -START_REVIEW-> UNDER_REVIEW
                    erased (PERSON): who, why and on which facts
                    written by claims-1
                #3  2026-03-01T12:00:00.123456Z  UNDER_REVIEW -ESCALATE-> ESCALATED
                    by alice (PERSON): Zoë has sent\\u000athe € 500 receipt
                    on {"HIGH_AMOUNT":true}
                    request R-1, written by claims-1
                #4  2026-03-01T12:00:00.123456Z  ESCALATED -(erase)-> ESCALATED
                    by dpo (PERSON): article 17
                    on {"ERASED_SEQ":"2"}
                    written by claims-1
                stands in ESCALATED at step 4 since 2026-03-01T12:00:00.123456Z, follows case-review version 1""".split("\n")));
    }

    @Test
    void aBundleIsVerifiedWithoutADatabase() throws Exception {
        Path bundle = export("C-1");
        assertThat(Console.run("verify", bundle.toString()))
                .isEqualTo(new Console(0, lines("intact, 1 erased: 1 cases, 4 entries"), ""));
        assertThat(Console.on(database, "export", "C-1").out()).isEqualTo(Files.readString(bundle));
        assertThat(IndependentBundleAuditor.faults(Files.readString(bundle), KEY))
                .isEmpty();
        assertThat(Console.on(database, "export", "C-1", "--output", bundle.toString()))
                .isEqualTo(new Console(
                        3,
                        "",
                        lines("could not be done: the file " + bundle + " exists already, and is not written over")));
    }

    @Test
    void aCheckpointShowsATailThatWasCutOff() throws Exception {
        Path file = folder.resolve("checkpoint");
        Console written = Console.on(database, "checkpoint", file.toString());
        assertThat(written.code()).isZero();
        assertThat(Files.readString(file)).endsWith("\n" + written.out());
        assertThat(Console.on(database, "verify", "--checkpoint", file.toString())
                        .code())
                .isZero();
        database.dropTriggers();
        database.sql("DELETE FROM workflow_case WHERE case_id = 'C-2'");
        database.sql("DELETE FROM workflow_audit WHERE case_id = 'C-2'");
        assertThat(Console.on(database, "verify").code()).isZero();
        Console cut = Console.on(database, "verify", "--checkpoint", file.toString());
        assertThat(cut.code()).isEqualTo(1);
        assertThat(cut.out()).startsWith("\"C-2\" #1: expected what the checkpoint lists");
    }

    @Test
    void aKey() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), HexFormat.of().formatHex(KEY) + "\n");
        Engine keyed = Engine.on(database.runtime(
                RuntimeOptions.defaults().sealer(Sealer.hmacSha256("k1", KEY)).formerSealers(Sealer.sha256())));
        keyed.open("C-3", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
        assertThat(Console.on(database, "verify").code()).isEqualTo(1);
        assertThat(Console.on(database, "verify", "--key", "k1=" + key).code()).isEqualTo(1);
        assertThat(Console.on(database, "verify", "--key", "k1=" + key, "--former-sha256")
                        .code())
                .isZero();
        Path bundle = export("C-3");
        assertThat(Console.run("verify", bundle.toString()).code()).isEqualTo(1);
        assertThat(Console.run("verify", bundle.toString(), "--key", "k1=" + key)
                        .code())
                .isZero();
        assertThat(IndependentBundleAuditor.faults(Files.readString(bundle), KEY))
                .isEmpty();
        assertThat(IndependentBundleAuditor.faults(Files.readString(bundle), new byte[] {1}))
                .isNotEmpty();
    }

    @Test
    void aTableThatIsGone() throws Exception {
        database.sql("DROP TABLE workflow_case");
        Console verified = Console.on(database, "verify");
        assertThat(verified.code()).as(verified.err()).isEqualTo(1);
        assertThat(verified.out()).startsWith("table workflow_audit: expected rows that can be read, found SQLState ");
        assertThat(Console.on(database, "show", "C-1").code()).isEqualTo(3);
    }

    private Path export(String caseId) throws IOException {
        Path bundle = folder.resolve(caseId + ".json");
        assertThat(Console.on(database, "export", caseId, "--output", bundle.toString()))
                .isEqualTo(new Console(0, "", ""));
        return bundle;
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
