package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Many clients on the same cases, with random faults and with clocks that go astray: whatever they are told is true. */
class HistoriesIT {
    private static final int CLIENTS = 4;
    /** Requests of a client between two looks at everything. */
    private static final int ROUND = 1_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void whateverTheyAreToldIsTrue(Databases kind) throws Exception {
        try (Run run = Run.whole("histories", kind.toString())) {
            int wanted = run.times(kind == Databases.MARIADB ? 6_000 : 14_000, 2_500_000);
            while (run.counted("requests") < wanted) {
                try (TestDatabase database = kind.open(folder)) {
                    histories(run, database, Math.min(wanted, 4 * CLIENTS * ROUND));
                }
            }
            run.proven("violations");
        }
    }

    static void histories(Run run, TestDatabase database, int requests) throws Exception {
        Engine.on(database.runtime());
        Journal journal = new Journal();
        Invariants invariants = new Invariants(database.dataSource(), Reviews.DEFINITION, SealKey.values());
        AtomicInteger nodes = new AtomicInteger();
        List<Answer> settled = new ArrayList<>();
        for (int round = 0; journal.count() < requests; round++) {
            InstantSource clock = new AstrayClock(run.random(round));
            settled.addAll(Crowd.work(
                    run,
                    journal,
                    "h" + round,
                    CLIENTS,
                    Math.min(ROUND, requests / CLIENTS),
                    database.pool(),
                    dataSource -> {
                        // As while keys are changed: one node seals with one, the next with the other.
                        SealKey key = SealKey.values()[nodes.getAndIncrement() % 2];
                        return Engine.on(WorkflowRuntime.on(
                                dataSource, key.in(RuntimeOptions.defaults().clock(clock))));
                    }));
            assertThat(invariants.violations(journal)).isEmpty();
        }
        assertThat(database.runtime(SealKey.HMAC.in(RuntimeOptions.defaults()))
                        .verification()
                        .verifyAll()
                        .isIntact())
                .isTrue();
        run.count("requests", journal.count());
        for (Verdict verdict : Verdict.values()) {
            run.count(verdict.name().toLowerCase(Locale.ROOT), journal.count(verdict));
        }
        run.count("settled by request id", settled.size());
        assertThat(journal.count(Verdict.APPLIED)).isGreaterThan(requests / 5);
        assertThat(journal.count(Verdict.UNKNOWN)).isPositive();
        assertThat(settled)
                .allMatch(answer -> answer.verdict() == Verdict.APPLIED || answer.verdict() == Verdict.REFUSED);
    }
}
