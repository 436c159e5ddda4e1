package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.query.MigrationLine;

/**
 * A new version comes while the old one is at work: a process with version 1 only, and one with both, which migrates on touch, by name and
 * in a sweep, want the same cases. Each race has one winner, no case goes back, and nothing is applied twice.
 */
class RollingDeploymentIT {
    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    private Path folder;

    /** What a node has said about a request. */
    private record Said(Verdict verdict, String caseId, String mark, String step, long seq, String digest) {
        static Said of(String line) {
            String[] words = line.split(" ");
            return new Said(
                    Verdict.valueOf(words[0]), words[1], words[2], words[3], Long.parseLong(words[4]), words[5]);
        }

        boolean isApplied() {
            return verdict == Verdict.APPLIED;
        }
    }

    /** The other end of a process. */
    private record Node(Process process, BufferedReader out, Watch watch) implements AutoCloseable {
        static Node start(TestDatabase database, boolean isNew, long seed) throws IOException {
            Process process = Child.start(
                    RollingNode.class,
                    List.of("-Xmx96m"),
                    database.urlOfOwner(),
                    Boolean.toString(isNew),
                    Long.toString(seed));
            Node node = new Node(
                    process,
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)),
                    new Watch(process, PATIENCE_SECONDS));
            assertThat(node.hear()).isEqualTo(RollingNode.READY);
            return node;
        }

        void tell(String command, Object what) throws IOException {
            OutputStream in = process.getOutputStream();
            in.write((command + " " + what + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        }

        String hear() throws IOException {
            String line = out.readLine();
            watch.heard();
            assertThat(line).as("it lives and answers").isNotNull();
            return line;
        }

        List<Said> hearAll() throws IOException {
            List<Said> all = new ArrayList<>();
            String line;
            while (!(line = hear()).equals(RollingNode.DONE)) {
                all.add(Said.of(line));
            }
            return all;
        }

        @Override
        public void close() throws IOException {
            try {
                // It ends where there is nothing more to read.
                process.getOutputStream().close();
                process.onExit().join();
            } finally {
                watch.close();
                process.destroyForcibly();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"POSTGRESQL", "MARIADB"})
    void bothVersionsAtWork(Databases kind) throws Exception {
        try (Run run = Run.whole("rolling deployment", kind.toString());
                TestDatabase database = kind.open(folder)) {
            WorkflowRuntime runtime = database.runtime(SealKey.HMAC.in(RuntimeOptions.defaults()));
            Journal journal = new Journal();
            boolean slow = kind == Databases.MARIADB;
            int races = run.times(slow ? 50 : 100);
            Workflows first = Workflows.on(runtime, List.of(Policy.FIRST));
            for (int i = 0; i < RollingNode.CASES; i++) {
                open(first, journal, "L-" + i, i % 2 == 0);
            }
            for (int i = 0; i < races; i++) {
                open(first, journal, "R-" + i, true);
            }
            List<Said> said = new ArrayList<>();
            try (Node old = Node.start(database, false, run.seed());
                    Node fresh = Node.start(database, true, run.seed() + 1_000)) {
                for (int i = 0; i < races; i++) {
                    said.addAll(race(run, "R-" + i, i % 2 == 0 ? List.of(old, fresh) : List.of(fresh, old)));
                }
                said.addAll(load(run.times(slow ? 100 : 200), old, fresh));
            }
            for (Said answer : said) {
                journal.heard(answer.caseId(), answer.mark(), answer.verdict(), answer.seq(), answer.digest());
                run.count("requests", 1);
                run.count(answer.isApplied() ? "applied" : "not applied", 1);
            }
            assertThat(said)
                    .extracting(Said::verdict)
                    .doesNotContain(Verdict.UNKNOWN, Verdict.NONE)
                    .contains(Verdict.APPLIED, Verdict.REFUSED);
            Invariants invariants = new Invariants(database.pool(), List.of(Policy.FIRST, Policy.SECOND), SealKey.HMAC);
            assertThat(invariants.violations(journal)).isEmpty();
            noCaseGoesBack(run, database);

            Workflows both = Workflows.on(runtime, List.of(Policy.FIRST, Policy.SECOND));
            sendAgain(run, both, said);
            sweep(both, journal);
            assertThat(runtime.migrations(Policy.SECOND).cases(MigrationLine.Kind.CAN_COME))
                    .isZero();
            assertThat(invariants.violations(journal)).isEmpty();
            assertThat(runtime.verification()
                            .trusting(List.of(Policy.FIRST.fingerprint(), Policy.SECOND.fingerprint()))
                            .verifyAll()
                            .isIntact())
                    .isTrue();
            run.proven("violations");
        }
    }

    private static void open(Workflows first, Journal journal, String caseId, boolean reviewed) {
        assertThat(journal.ask(
                                caseId,
                                "opening",
                                true,
                                () -> first.open("policy", caseId, RollingNode.decision("opening")))
                        .verdict())
                .isEqualTo(Verdict.APPLIED);
        if (reviewed) {
            assertThat(journal.ask(caseId, "review", true, () -> move(first, caseId, "REVIEW", "review"))
                            .verdict())
                    .isEqualTo(Verdict.APPLIED);
        }
    }

    private static Outcome<CaseHead> move(Workflows workflows, String caseId, String step, String mark) {
        return workflows.fire("policy", caseId, step, RollingNode.OLD_FACTS, RollingNode.decision(mark));
    }

    /** Exactly one of a migration and a step of the old version. */
    private static List<Said> race(Run run, String caseId, List<Node> nodes) throws IOException {
        for (Node node : nodes) {
            node.tell(RollingNode.RACE, caseId);
        }
        List<Said> said = new ArrayList<>();
        for (Node node : nodes) {
            said.add(Said.of(node.hear()));
        }
        assertThat(said)
                .as(caseId)
                .extracting(Said::verdict)
                .containsExactlyInAnyOrder(Verdict.APPLIED, Verdict.REFUSED);
        run.count("races", 1);
        run.count(
                said.stream().filter(Said::isApplied).allMatch(one -> one.mark().startsWith("old"))
                        ? "won by the old version"
                        : "won by the migration",
                1);
        return said;
    }

    private static List<Said> load(int requests, Node... nodes) throws Exception {
        ExecutorService ears = Executors.newFixedThreadPool(nodes.length);
        try {
            List<Future<List<Said>>> all = new ArrayList<>();
            for (Node node : nodes) {
                node.tell(RollingNode.LOAD, requests);
                all.add(ears.submit(node::hearAll));
            }
            List<Said> said = new ArrayList<>();
            for (Future<List<Said>> one : all) {
                said.addAll(one.get());
            }
            return said;
        } finally {
            ears.shutdownNow();
        }
    }

    private static void noCaseGoesBack(Run run, TestDatabase database) throws Exception {
        assertThat(database.rows("SELECT case_id, seq FROM workflow_audit WHERE from_version > version"))
                .isEmpty();
        List<String> migrations = database.rows("SELECT case_id, COUNT(*) FROM workflow_audit"
                + " WHERE transition = '(migrate:1)' GROUP BY case_id ORDER BY case_id");
        assertThat(migrations).isNotEmpty().allMatch(row -> row.endsWith(", 1]"));
        int onTouch = database.rows("SELECT case_id FROM workflow_audit"
                        + " WHERE transition = '(migrate:1)' AND request_id IS NULL")
                .size();
        assertThat(onTouch).isPositive();
        run.count("migrated", migrations.size());
        run.count("of these on touch", onTouch);
        assertThat(run.counted("won by the old version")).isPositive();
        assertThat(run.counted("won by the migration")).isPositive();
    }

    /** A request that the old node has applied is not applied again by the new one, wherever the case is by now. */
    private static void sendAgain(Run run, Workflows both, List<Said> said) {
        for (Said answer : said) {
            if (answer.isApplied()
                    && answer.mark().startsWith("old-")
                    && !answer.step().startsWith("(")) {
                String mark = answer.mark();
                Outcome<CaseHead> again = mark.endsWith("race")
                        ? both.fire(
                                "policy",
                                answer.caseId(),
                                answer.step(),
                                RollingNode.OLD_FACTS,
                                RollingNode.decision(mark).expectedSeq(2))
                        : move(both, answer.caseId(), answer.step(), mark);
                assertThat(again).as(answer.toString()).isInstanceOfSatisfying(Applied.class, applied -> {
                    assertThat(applied.replayed()).isTrue();
                    assertThat(applied.seq()).isEqualTo(answer.seq());
                });
                run.count("sent again and replayed", 1);
            }
        }
        assertThat(run.counted("sent again and replayed")).isPositive();
    }

    private static void sweep(Workflows both, Journal journal) {
        both.migrateAll(
                "policy",
                Policy.SECOND.facts(RollingNode.NEW_FACTS),
                RollingNode.decision("last"),
                BulkOptions.defaults(),
                (caseId, outcome) -> journal.ask(caseId, "last", true, outcome::orThrow));
    }
}
