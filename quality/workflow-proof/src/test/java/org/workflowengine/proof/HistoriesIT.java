package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.Faults.InjectedError;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.retention.BundleArchive;
import org.workflowengine.runtime.retention.RetentionRule;

/** Many clients on the same cases, with random faults and with clocks that go astray: whatever they are told is true. */
class HistoriesIT {
    private static final int CLIENTS = 4;
    /** Requests of a client between two looks at everything. */
    private static final int ROUND = 1_000;

    private static final RetentionRule ALL_FINISHED =
            RetentionRule.of("proof").endedBefore(Instant.parse("2190-01-01T00:00:00Z"));
    private static final Decision BY_RECORDS = Decision.by("records").because("time");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void whateverTheyAreToldIsTrue(Databases kind) throws Exception {
        try (Run run = Run.whole("histories", kind.toString())) {
            int wanted = run.times(kind == Databases.MARIADB ? 2_000 : 4_000);
            int most = 4 * CLIENTS * ROUND;
            for (int left = wanted; left > 0; left -= most) {
                try (TestDatabase database = kind.open(folder)) {
                    histories(run, database, Math.min(left, most));
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
        int each = Math.min(ROUND, requests / CLIENTS);
        for (int round = 0; round < requests / (each * CLIENTS); round++) {
            InstantSource clock = new AstrayClock(run.random(round));
            settled.addAll(Crowd.work(
                    run, "h" + round, CLIENTS, each, List.of(database.pool()), (name, cases, dataSource, random) -> {
                        // As while keys are changed: one node seals with one, the next with the other.
                        SealKey key = SealKey.values()[nodes.getAndIncrement() % 2];
                        WorkflowRuntime runtime = WorkflowRuntime.on(
                                dataSource, key.in(RuntimeOptions.defaults().clock(clock)));
                        Client client = new Client(name, cases, Engine.on(runtime), journal, random, false);
                        return purging(Crowd.member(client), runtime, run, random);
                    }));
            assertThat(invariants.violations(journal)).isEmpty();
        }
        assertThat(database.runtime(SealKey.HMAC.in(RuntimeOptions.defaults()))
                        .verification()
                        .verifyAll()
                        .isIntact())
                .isTrue();
        assertThat(run.counted("purged")).isPositive();
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

    /** The same, who now and then purges what is finished. */
    private static Crowd.Member purging(Crowd.Member member, WorkflowRuntime runtime, Run run, Random random) {
        return new Crowd.Member() {
            @Override
            public Runnable next() {
                return random.nextInt(50) == 0 ? () -> purge(runtime, run) : member.next();
            }

            @Override
            public List<Answer> settle() {
                return member.settle();
            }
        };
    }

    /** What it has done its tombstones tell. */
    private static void purge(WorkflowRuntime runtime, Run run) {
        try {
            run.count(
                    "purged",
                    runtime.retention()
                            .purge(ALL_FINISHED.atMost(5), BY_RECORDS, BundleArchive.none())
                            .cases());
        } catch (UnchangedException | OutcomeUnknownException | IllegalStateException | InjectedError e) {
            run.count("purges that failed", 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
