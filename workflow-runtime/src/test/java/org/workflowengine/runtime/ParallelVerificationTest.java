package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Several threads verify ranges of one snapshot on PostgreSQL, and tell the same as one. */
class ParallelVerificationTest {
    private static final Decision BY_ALICE = by("alice").because("received");
    private static final int CASES = 40;

    private TestDatabase database;
    private WorkflowRuntime runtime;
    private Engine reviews;

    @TempDir
    private Path folder;

    @BeforeEach
    void manyCases() {
        database = TestDatabase.postgres();
        // New connections: a pooled one keeps plans for tables that a test changes.
        runtime = WorkflowRuntime.on(
                database.dataSource(), RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE));
        reviews = Engine.on(runtime);
        IntStream.range(0, CASES).forEach(i -> reviews.open("C-" + i, BY_ALICE).orThrow());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static List<String> told(Verification verification, List<Verdict> verdicts) {
        List<String> told = new ArrayList<>();
        Verdict verdict = verification.verifyAll(finding -> told.add(finding.toString()), (entries, all) -> {});
        verdicts.add(verdict);
        return told;
    }

    @Test
    void findingsAndVerdictAreTheSameInTheSameOrder() throws Exception {
        Path first = folder.resolve("first");
        assertThat(runtime.verification()
                        .parallel(3)
                        .inRangesOf(3)
                        .writing(first)
                        .verifyAll())
                .hasToString("intact: " + CASES + " cases, " + CASES + " entries");
        IntStream.range(0, CASES / 2)
                .forEach(i -> reviews.fire("C-" + i, "START_REVIEW", ALL_TRUE, BY_ALICE)
                        .orThrow());
        Unprotected unprotected = new Unprotected(database);
        unprotected.begin();
        for (String attack : List.of(
                "UPDATE workflow_audit SET reason = 'another'",
                "UPDATE workflow_case SET state = 'CLOSED' WHERE case_id < 'C-2'",
                "DELETE FROM workflow_audit WHERE case_id LIKE 'C-1%' AND seq = 1",
                "DELETE FROM workflow_case WHERE case_id LIKE 'C-2%'",
                "DELETE FROM workflow_definition",
                "ALTER TABLE workflow_audit DROP COLUMN reason",
                "ALTER TABLE workflow_case ALTER COLUMN entered_at SET DATA TYPE VARCHAR(99)")) {
            database.sql(attack);
            for (Verification verification : List.of(
                    runtime.verification().against(first),
                    runtime.verification().since(first))) {
                List<Verdict> verdicts = new ArrayList<>();
                List<String> alone = told(verification.inRangesOf(3).writing(folder.resolve("none")), verdicts);
                assertThat(alone).as(attack).isNotEmpty();
                for (int threads : new int[] {2, 5}) {
                    assertThat(told(
                                    verification.inRangesOf(3).parallel(threads).writing(folder.resolve("none")),
                                    verdicts))
                            .as(attack)
                            .isEqualTo(alone);
                }
                assertThat(verdicts)
                        .allSatisfy(verdict ->
                                assertThat(verdict).hasToString(verdicts.get(0).toString()));
            }
            unprotected.restore();
        }
    }

    /** The threads that are ahead wait, and nothing waits for them. */
    @Test
    void moreFindingsThanWait() throws Exception {
        int steps = 1_200;
        new Unprotected(database).begin();
        for (String id : List.of("C-1", "C-30", "C-39")) {
            database.sql(
                    "INSERT INTO workflow_audit SELECT a.* FROM good_workflow_audit a, generate_series(1, " + steps
                            + ") WHERE a.case_id = ?",
                    id);
        }
        List<Verdict> verdicts = new ArrayList<>();
        List<String> alone = told(runtime.verification().inRangesOf(3).writing(folder.resolve("none")), verdicts);
        assertThat(alone).hasSizeGreaterThan(3 * steps);
        assertThat(told(runtime.verification().inRangesOf(3).parallel(4), verdicts))
                .isEqualTo(alone);
    }

    /** Others write meanwhile, and the connections still show one moment. */
    @Test
    void allConnectionsShowTheSameMoment() {
        int[] told = {0};
        Verdict verdict = runtime.verification().parallel(2).inRangesOf(2).verifyAll(finding -> {}, (entries, all) -> {
            reviews.open("C-0-" + told[0], BY_ALICE).orThrow();
            reviews.fire(
                            "C-9",
                            told[0] == 0 ? "START_REVIEW" : told[0] % 2 == 1 ? "ESCALATE" : "RETURN_TO_REVIEW",
                            ALL_TRUE,
                            BY_ALICE)
                    .orThrow();
            told[0]++;
        });
        assertThat(told[0]).isGreaterThan(CASES / 2);
        assertThat(verdict).hasToString("intact: " + CASES + " cases, " + CASES + " entries");
    }

    @Test
    void aPoolThatIsTooSmallIsFoundOutAtOnce() {
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(database.dataSource());
        settings.setMaximumPoolSize(3);
        settings.setConnectionTimeout(300);
        try (HikariDataSource small = new HikariDataSource(settings)) {
            Verification verification = Verification.of(small, Seals.none());
            assertThatThrownBy(() -> verification.parallel(3).verifyAll())
                    .isInstanceOf(UnchangedException.class)
                    .hasMessageContaining(
                            "taking connection 4 of 4, all of which a verification in 3 threads needs at once");
            assertThat(verification.parallel(2).verifyAll().isIntact()).isTrue();
            assertThatThrownBy(() -> verification.parallel(2).verifyAll(finding -> {}, (entries, all) -> {
                        throw new IllegalStateException("the listener fails");
                    }))
                    .hasMessage("the listener fails");
            assertThat(small.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void otherDatabasesCannotShareASnapshot() {
        assertThatThrownBy(() -> runtime.verification().parallel(0))
                .hasMessage("threads: found 0, expected from 1 to 64");
        for (TestDatabase other : List.of(TestDatabase.inMemory(), TestDatabase.mariaDb())) {
            try (other) {
                Verification verification = other.runtime().verification();
                assertThat(verification.parallel(1).verifyAll().isIntact()).isTrue();
                assertThatThrownBy(() -> verification.parallel(2))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith(
                                "threads: found 2, expected 1: only on PostgreSQL can several connections"
                                        + " show the same moment, and this is " + other.product());
            }
        }
    }
}
