package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The owner of the tables takes every constraint away and writes what he likes: verification finds it. */
abstract class VerificationContract {
    private static final Decision BY_ALICE = by("alice").because("Zoë has sent the € 500 receipt 📎?");
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Sealer HMAC = Sealer.hmacSha256("key-1", KEY);

    private final TestDatabase database;
    private final Unprotected unprotected;
    private WorkflowRuntime runtime;

    @TempDir
    private Path folder;

    VerificationContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.unprotected = new Unprotected(database);
    }

    /** C-1 is closed after five steps, one of which is erased; C-2 is under review. */
    @BeforeEach
    void twoCases() {
        twoCases(RuntimeOptions.defaults());
    }

    private void twoCases(RuntimeOptions options) {
        runtime = runtime(options);
        Engine reviews = Engine.on(runtime);
        reviews.open("C-1", BY_ALICE).orThrow();
        for (String step : List.of("START_REVIEW", "ESCALATE", "APPROVE", "CLOSE")) {
            reviews.fire("C-1", step, ALL_TRUE, BY_ALICE.requestId(step)).orThrow();
        }
        reviews.erase("C-1", 2, by("dpo").because("article 17")).orThrow();
        reviews.open("C-2", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aGoodLogIsIntact() {
        assertThat(verdict()).hasToString("intact, 1 erased: 2 cases, 8 entries");
        assertThat(runtime.verification().verify("C-2")).hasToString("intact: 1 cases, 2 entries");
        assertThat(runtime.verification().verify("C-3").findings())
                .containsExactly(new Finding(Subject.NO_CASE, "C-3", 0, "a case", "neither a case nor a step"));
        assertThat(runtime.verification().verify("\0\uD800").isIntact()).isFalse();
    }

    @Test
    void valuesThatAreNotWhatWasWritten() throws Exception {
        unprotected.begin();
        assertThat(verdict().isIntact()).isTrue();
        int changes = 0;
        List<String> missed = new ArrayList<>();
        for (Unprotected.Change change : unprotected.changes()) {
            if (!unprotected.make(change)) {
                continue;
            }
            changes++;
            if (verdict().isIntact()) {
                missed.add(change.toString());
            }
            unprotected.undo(change);
        }
        System.out.println("VerificationContract on " + database.product() + ": " + changes + " changes, "
                + missed.size() + " missed");
        assertThat(missed).isEmpty();
        assertThat(changes).isGreaterThan(150);
        assertThat(verdict().isIntact()).isTrue();
    }

    @Test
    void rowsTakenOutDoubledSwappedOrReordered() throws Exception {
        unprotected.begin();
        List<String> missed = new ArrayList<>();
        for (String attack : unprotected.attacks()) {
            assertThat(database.sql(attack)).as(attack).isGreaterThanOrEqualTo(0);
            Verdict verdict = verdict();
            if (verdict.isIntact()) {
                missed.add(attack);
            }
            assertThat(verdict.faults())
                    .isGreaterThanOrEqualTo(verdict.findings().size());
            unprotected.restore();
            assertThat(verdict().isIntact()).as("restored after " + attack).isTrue();
        }
        assertThat(missed).isEmpty();
    }

    @Test
    void aRequestThatHasMadeTwoSteps() throws Exception {
        unprotected.begin();
        // With the seal, so that nothing but the request tells.
        Engine reviews = Engine.on(runtime);
        reviews.fire("C-2", "ESCALATE", ALL_TRUE, BY_ALICE.requestId("R-1")).orThrow();
        database.sql("UPDATE workflow_audit SET request_id = NULL WHERE case_id = 'C-2' AND seq = 3");
        reviews.fire("C-2", "REJECT", ALL_TRUE, BY_ALICE.requestId("R-1")).orThrow();
        database.sql("UPDATE workflow_audit SET request_id = 'R-1' WHERE case_id = 'C-2' AND seq = 3");
        assertThat(verdict().findings())
                .singleElement()
                .hasToString(
                        "\"C-2\" #4: expected a request_id of its own, found \"R-1\", which has made a step before");
    }

    @Test
    void howManyRowsADefinitionHas() throws Exception {
        unprotected.begin();
        database.sql("UPDATE workflow_definition SET states = 8, transitions = 99");
        assertThat(verdict().findings())
                .extracting(Finding::expected, Finding::found)
                .containsExactly(
                        tuple("states 7, as its graph has", "8"), tuple("transitions 11, as its graph has", "99"));
    }

    @Test
    void whatIsWrongAndWhere() throws Exception {
        unprotected.begin();
        database.sql("UPDATE workflow_audit SET reason = 'another' WHERE case_id = 'C-1' AND seq = 3");
        database.sql("UPDATE workflow_case SET state = 'CREATED' WHERE case_id = 'C-2'");
        Verdict verdict = verdict();
        assertThat(verdict.faults()).isEqualTo(2);
        assertThat(verdict.findings().get(0))
                .asString()
                .startsWith("\"C-1\" #3: expected payload_digest ")
                .doesNotContain("another");
        assertThat(verdict.findings().get(1))
                .hasToString("\"C-2\" #2: expected the case's state \"UNDER_REVIEW\", found \"CREATED\"");
        assertThat(verdict).asString().startsWith("broken, 2 findings, 1 erased");
    }

    @Test
    void aMissingSealIsFoundWhereOneIsDue() {
        assertThat(runtime(RuntimeOptions.defaults().sealer(HMAC))
                        .verification()
                        .verifyAll()
                        .findings())
                .isNotEmpty()
                .allMatch(finding -> finding.expected().equals("a seal of HMAC-SHA-256 with key key-1")
                        && finding.found().equals("no seal"));
    }

    /** While a new key is deployed node by node, both are current. */
    @Test
    void anyMixOfCurrentKeysIsSound() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Sealer signer = Sealer.ed25519("key-2", pair.getPrivate(), pair.getPublic());
        WorkflowRuntime before = runtime(RuntimeOptions.defaults().sealer(HMAC).alsoAccepted(signer));
        WorkflowRuntime after = runtime(RuntimeOptions.defaults().sealer(signer).alsoAccepted(HMAC));
        Engine.on(before).open("C-3", BY_ALICE).orThrow();
        Engine.on(after).fire("C-3", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
        Engine.on(before).fire("C-3", "ESCALATE", ALL_TRUE, BY_ALICE).orThrow();
        assertThat(after.verification().verify("C-3")).hasToString("intact: 1 cases, 3 entries");
        assertThat(before.verification().verify("C-3")).hasToString("intact: 1 cases, 3 entries");
        assertThat(runtime(RuntimeOptions.defaults()
                                .sealer(HMAC)
                                .alsoAccepted(SealVerifier.ed25519("key-2", pair.getPublic())))
                        .verification()
                        .verify("C-3")
                        .isIntact())
                .as("with the public key alone")
                .isTrue();
        assertThat(runtime(RuntimeOptions.defaults().sealer(HMAC))
                        .verification()
                        .verify("C-3")
                        .findings())
                .singleElement()
                .hasToString("\"C-3\" #2: expected a seal of HMAC-SHA-256 with key key-1, found one of \"Ed25519\" with"
                        + " key \"key-2\"");
    }

    /** Chain, legality and guards need no secret. */
    @Test
    void withoutAKeyEverythingButTheSealsIsChecked() throws Exception {
        Engine.on(runtime(RuntimeOptions.defaults().sealer(HMAC)))
                .open("C-3", BY_ALICE)
                .orThrow();
        assertThat(runtime.verification().verify("C-3")).hasToString("intact, 1 seals not checked: 1 cases, 1 entries");
    }

    @Test
    void anotherKeyUnderTheSameIdIsFound() {
        WorkflowRuntime keyed = runtime(RuntimeOptions.defaults().sealer(HMAC));
        Engine.on(keyed).open("C-3", BY_ALICE).orThrow();
        Sealer mallory = Sealer.hmacSha256("key-1", new byte[32]);
        assertThat(runtime(RuntimeOptions.defaults().sealer(mallory))
                        .verification()
                        .verify("C-3")
                        .findings())
                .singleElement()
                .hasToString(
                        "\"C-3\" #1: expected the seal that HMAC-SHA-256 with key key-1 makes over this entry, found"
                                + " another");
        assertThat(keyed.verification().verify("C-3").isIntact()).isTrue();
    }

    @Test
    void aSealIsNeitherTakenOffNorMoved() throws Exception {
        WorkflowRuntime keyed = runtime(RuntimeOptions.defaults().sealer(HMAC));
        Engine.on(keyed).open("C-3", BY_ALICE).orThrow();
        Engine.on(keyed).fire("C-3", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
        unprotected.begin();
        String ofStep2 = " WHERE case_id = 'C-3' AND seq = 2";
        for (String change : List.of(
                "seal = NULL",
                "seal = NULL, algorithm = NULL, key_id = NULL",
                "algorithm = 'Ed25519'",
                "key_id = 'key-2'",
                "seal = (SELECT g.seal FROM good_workflow_audit g WHERE g.case_id = 'C-3' AND g.seq = 1)")) {
            database.sql("UPDATE workflow_audit SET " + change + ofStep2);
            assertThat(keyed.verification().verify("C-3").findings()).as(change).isNotEmpty();
            unprotected.restore();
        }
        assertThat(keyed.verification().verify("C-3").isIntact()).isTrue();
    }

    /** Whoever does not have the key can only seal without it. */
    @Test
    void aHistoryWrittenAnewIsFoundByTheKeyOrTheCheckpoint() throws Exception {
        String checkpoint = checkpoint();
        database.dropTriggers();
        for (String table : List.of(
                "workflow_case",
                "workflow_audit",
                "workflow_obligation",
                "workflow_transition",
                "workflow_state",
                "workflow_definition")) {
            // Newest first: MariaDB checks each row's foreign key at once, and only MariaDB deletes in an order.
            boolean ordered =
                    table.equals("workflow_audit") && database.product().equals("MariaDB");
            database.sql("DELETE FROM " + table + (ordered ? " ORDER BY seq DESC" : ""));
        }
        twoCases(RuntimeOptions.defaults());
        assertThat(verdict().isIntact())
                .as("nothing shows without key or checkpoint")
                .isTrue();
        assertThat(against(checkpoint).findings()).extracting(Finding::id).containsExactly("C-1", "C-2");
        assertThat(runtime(RuntimeOptions.defaults().sealer(HMAC))
                        .verification()
                        .verifyAll()
                        .isIntact())
                .isFalse();
    }

    @Test
    void aTailThatWasCutOffAndACaseThatWasTakenOut() throws Exception {
        String checkpoint = checkpoint();
        assertThat(against(checkpoint).isIntact()).isTrue();
        unprotected.begin();
        database.sql("DELETE FROM workflow_audit WHERE case_id = 'C-1'");
        database.sql("DELETE FROM workflow_case WHERE case_id = 'C-1'");
        database.sql("DELETE FROM workflow_audit WHERE case_id = 'C-2' AND seq = 2");
        database.sql("UPDATE workflow_case SET state = 'CREATED', seq = 1,"
                + " digest = (SELECT digest FROM workflow_audit WHERE case_id = 'C-2' AND seq = 1),"
                + " entered_at = (SELECT recorded_at FROM workflow_audit WHERE case_id = 'C-2' AND seq = 1),"
                + " moved_at = (SELECT recorded_at FROM workflow_audit WHERE case_id = 'C-2' AND seq = 1)");
        assertThat(verdict().isIntact())
                .as("nothing shows without a checkpoint")
                .isTrue();
        assertThat(against(checkpoint).findings())
                .extracting(finding -> finding.id() + " #" + finding.seq() + " " + finding.found())
                .as("whether a case was purged is known after all others")
                .containsExactly("C-2 #2 nothing", "C-1 #6 nothing");
    }

    @Test
    void aCheckpointStandsWhileCasesGoOn() throws Exception {
        String checkpoint = checkpoint();
        Engine.on(runtime).fire("C-2", "ESCALATE", ALL_TRUE, BY_ALICE).orThrow();
        Engine.on(runtime).erase("C-2", 1, BY_ALICE).orThrow();
        Engine.on(runtime).open("C-3 é/%", BY_ALICE).orThrow();
        assertThat(against(checkpoint).isIntact()).isTrue();
        String later = checkpoint();
        assertThat(later).contains("case C-3%20%C3%A9%2F%25 1 ");
        assertThat(against(later).isIntact()).isTrue();
    }

    @Test
    void aDefinitionOfOnesOwnIsFoundWhereTheTrustedOnesAreKnown() {
        Verification trusting = runtime.verification().trusting(List.of(CaseReview.DEFINITION.fingerprint()));
        assertThat(trusting.verifyAll().isIntact()).isTrue();
        CaseReview.install(runtime, CaseReview.definition("case-review", 2));
        assertThat(verdict().isIntact()).isTrue();
        assertThat(trusting.verifyAll().findings())
                .extracting(Finding::id, Finding::expected)
                .containsExactly(tuple("case-review version 2", "a trusted definition"));
    }

    /** On connections of its own: PostgreSQL holds on to what a table was when a pooled connection has read it before. */
    private WorkflowRuntime runtime(RuntimeOptions options) {
        return WorkflowRuntime.on(database.dataSource(), options.schemaMode(SchemaMode.CREATE));
    }

    private Verdict verdict() {
        return runtime.verification().verifyAll();
    }

    private String checkpoint() throws IOException {
        StringBuilder file = new StringBuilder();
        runtime.verification().checkpoint(file);
        return file.toString();
    }

    private Verdict against(String checkpoint) throws IOException {
        Path file = Files.writeString(folder.resolve("checkpoint"), checkpoint, StandardCharsets.US_ASCII);
        return runtime.verification().against(file).verifyAll();
    }
}
