package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.workflowengine.proof.CuttingProxy.Cut;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The line to the server is cut around the COMMIT: the answer is "unknown" exactly then, and the same request id resolves it. */
class CommitCutsIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"POSTGRESQL", "MARIADB"})
    void allAreResolvedByTheSameRequestId(Databases kind) throws Exception {
        try (Run run = Run.whole("cuts around COMMIT", kind.toString());
                TestDatabase database = kind.open(folder)) {
            cuts(run, database, run.times(200));
        }
    }

    static void cuts(Run run, TestDatabase database, int wanted) throws Exception {
        Matcher url = Pattern.compile("jdbc:(postgresql|mariadb)://([^:/]+)(?::(\\d+))?/([^?]+).*")
                .matcher(database.url());
        assertThat(url.matches()).as(database.url()).isTrue();
        Engine sound = Engine.on(database.runtime());
        Journal journal = new Journal();
        Invariants invariants = new Invariants(database.pool(), Reviews.DEFINITION);
        Random random = run.random(0);
        AtomicBoolean commitAsked = new AtomicBoolean();
        boolean isPostgres = database.product().equals("PostgreSQL");
        int port = url.group(3) == null ? 3306 : Integer.parseInt(url.group(3));
        try (CuttingProxy proxy = new CuttingProxy(
                url.group(2), port, isPostgres ? CuttingProxy.POSTGRESQL_COMMIT : CuttingProxy.MARIADB_COMMIT)) {
            DataSource server =
                    isPostgres ? through(proxy, url.group(4)) : throughToMariaDb(proxy, database.urlOfOwner());
            Engine reviews = Engine.on(WorkflowRuntime.on(Intercepted.dataSource(server, (call, argument, effect) -> {
                if (call.equals("Connection.commit")) {
                    commitAsked.set(true);
                }
                return effect.make();
            })));
            proxy.arm(Cut.NONE, 0);
            Decision measured = Decision.by("alice").because("measured").requestId("measured");
            journal.ask("C-measured", "measured", true, () -> reviews.open("C-measured", measured));
            // About what an opening sends and receives, with its log-in.
            int bytes = (int) proxy.passed();
            for (int i = 0; run.counted("cuts") < wanted; i++) {
                String caseId = "C-" + i;
                boolean opening = random.nextBoolean();
                if (!opening) {
                    Decision open = Decision.by("alice").because("open").requestId("open");
                    journal.ask(caseId, "open", true, () -> sound.open(caseId, open));
                }
                Decision decision = Decision.by("alice").because("move").requestId("move");
                commitAsked.set(false);
                Cut cut = Cut.values()[1 + i % 3];
                proxy.arm(cut, random.nextInt(bytes));
                Answer answer = journal.ask(
                        caseId,
                        "move",
                        true,
                        () -> opening
                                ? reviews.open(caseId, decision)
                                : reviews.fire(caseId, "START_REVIEW", ALL_TRUE, decision));
                boolean made = proxy.disarm();
                String what = cut + ", answered " + answer;
                if (!made) {
                    assertThat(answer.verdict()).as(what).isEqualTo(Verdict.APPLIED);
                    continue;
                }
                run.count("cuts", 1);
                run.count(answer.verdict().name().toLowerCase(Locale.ROOT), 1);
                // "Unknown" exactly when the commit was asked for and its answer did not come.
                assertThat(answer.verdict())
                        .as(what)
                        .isIn(
                                commitAsked.get()
                                        ? new Verdict[] {Verdict.UNKNOWN, Verdict.APPLIED}
                                        : new Verdict[] {Verdict.UNCHANGED});
                if (cut != Cut.AT_A_BYTE) {
                    assertThat(answer.verdict()).as(what).isEqualTo(Verdict.UNKNOWN);
                }
                Answer again = journal.ask(
                        caseId,
                        "move",
                        true,
                        () -> opening
                                ? sound.open(caseId, decision)
                                : sound.fire(caseId, "START_REVIEW", ALL_TRUE, decision));
                assertThat(again.verdict()).as(what).isEqualTo(Verdict.APPLIED);
                if (cut == Cut.AFTER_COMMIT) {
                    assertThat(again.replayed()).as(what).isTrue();
                } else if (cut == Cut.BEFORE_COMMIT) {
                    assertThat(again.replayed()).as(what).isFalse();
                }
                run.count(again.replayed() ? "had been made" : "had not been made", 1);
                assertThat(invariants.violations(journal, caseId)).as(what).isEmpty();
            }
        }
        assertThat(invariants.violations(journal)).isEmpty();
        run.proven("applied twice");
    }

    /** A new connection for each unit of work, which never prepares its COMMIT under a name, so that the proxy can read it. */
    private static DataSource through(CuttingProxy proxy, String database) {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setServerNames(new String[] {"localhost"});
        server.setPortNumbers(new int[] {proxy.port()});
        server.setDatabaseName(database);
        server.setUser("postgres");
        server.setPrepareThreshold(0);
        server.setSslmode("disable");
        server.setGssEncMode("disable");
        return server;
    }

    /** Its driver sends COMMIT as it is, and prepares nothing unless it is asked to. */
    private static DataSource throughToMariaDb(CuttingProxy proxy, String url) throws SQLException {
        return new MariaDbDataSource(url.replaceFirst("//[^/]+/", "//localhost:" + proxy.port() + "/"));
    }
}
