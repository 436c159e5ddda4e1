package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.HeardLog;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.ReviewVersions;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What a start says at level INFO: on what the engine is, and which open cases no engine here serves. */
abstract class StartLogContract {
    private static final Decision BY_ALICE = by("alice").because("claim received");
    private static final String SERVES = "INFO WorkflowRuntime: An engine serves case-review version ";
    private static final String OTHERS =
            "; open cases of its other versions, of which there is no engine here so far: ";

    private final TestDatabase database;

    StartLogContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static List<String> infos(HeardLog.Ear ear) {
        return ear.taken().stream().filter(line -> line.startsWith("INFO")).toList();
    }

    @Test
    void onWhatTheEngineIs() throws Exception {
        CaseReview.install(database.runtime(), CaseReview.definition("case-review", 1));
        CaseReview.install(database.runtime(), CaseReview.definition("other-review", 3));
        String version;
        try (Connection connection = database.dataSource().getConnection()) {
            version = connection.getMetaData().getDatabaseProductVersion();
        }
        String schema = database.rows("SELECT schema_version FROM workflow_installation")
                .get(0)
                .replaceAll("[\\[\\]]", "");
        try (HeardLog.Ear ear = HeardLog.listen(Level.INFO)) {
            WorkflowRuntime runtime = WorkflowRuntime.on(database.pool());
            assertThat(runtime.installation()).isNotNull();
            assertThat(infos(ear))
                    .containsExactly("INFO WorkflowRuntime: The engine is on " + database.product() + " " + version
                            + ", schema version " + schema + "; installed definitions: 2");
        }
    }

    /** The first version ended in APPROVED already, so that a case there is not open. */
    @Test
    void openCasesThatNoEngineHereServes() throws Exception {
        WorkflowRuntime before = database.runtime();
        Engine first = new Engine(before, ReviewVersions.of("case-review", 1, State.APPROVED, State.CLOSED));
        for (String caseId : List.of("A-1", "A-2", "A-3")) {
            assertThat(first.open(caseId, BY_ALICE).isApplied()).isTrue();
        }
        assertThat(first.fire("A-1", "START_REVIEW", ALL_TRUE, BY_ALICE).isApplied())
                .isTrue();
        assertThat(first.fire("A-1", "APPROVE", ALL_TRUE, BY_ALICE).isApplied()).isTrue();
        Engine second = new Engine(before, CaseReview.definition("case-review", 2));
        assertThat(second.applyAll(IntStream.range(0, 1_001)
                        .mapToObj(i -> Request.opening("B-" + i, BY_ALICE))
                        .toList()))
                .allMatch(outcome -> outcome.isApplied());
        CaseReview.install(before, CaseReview.definition("case-review", 4));
        Engine other = new Engine(before, CaseReview.definition("other-review", 1));
        assertThat(other.open("O-1", BY_ALICE).isApplied()).isTrue();

        try (HeardLog.Ear ear = HeardLog.listen(Level.INFO)) {
            WorkflowRuntime runtime = database.runtime();
            ear.taken();
            CaseReview.install(runtime, CaseReview.definition("case-review", 3));
            CaseReview.install(runtime, CaseReview.definition("case-review", 2));
            CaseReview.install(runtime, CaseReview.definition("case-review", 2));
            try (Connection connection = database.pool().getConnection()) {
                connection.setAutoCommit(false);
                CaseReview.install(runtime.within(connection), CaseReview.definition("case-review", 2));
                CaseReview.install(
                        runtime.within(connection), ReviewVersions.of("case-review", 1, State.APPROVED, State.CLOSED));
                connection.rollback();
            }
            assertThat(infos(ear))
                    .containsExactly(
                            SERVES + "3" + OTHERS + "version 1 (2), version 2 (1000+)",
                            SERVES + "2" + OTHERS + "version 1 (2)",
                            SERVES + "1" + OTHERS + "none");
        }
    }

    /** A line of the log is no reason not to start. */
    @Test
    void whatCannotBeRead() throws Exception {
        Engine first = new Engine(database.runtime(), CaseReview.definition("case-review", 1));
        assertThat(first.open("A-1", BY_ALICE).isApplied()).isTrue();
        CaseReview.install(database.runtime(), CaseReview.definition("case-review", 2));
        try (HeardLog.Ear ear = HeardLog.listen(Level.INFO)) {
            Engine engine = new Engine(
                    WorkflowRuntime.on(withoutLists(new ArrayList<>(), true)), CaseReview.definition("case-review", 2));
            assertThat(infos(ear)).last().isEqualTo(SERVES + "2" + OTHERS + "cannot be read");
            assertThat(engine.open("B-1", BY_ALICE).isApplied()).isTrue();
        }
    }

    /** Whoever does not want the lines does not pay for them. */
    @Test
    void nothingIsReadForNobody() {
        Engine first = new Engine(database.runtime(), CaseReview.definition("case-review", 1));
        assertThat(first.open("A-1", BY_ALICE).isApplied()).isTrue();
        CaseReview.install(database.runtime(), CaseReview.definition("case-review", 2));
        List<String> read = new ArrayList<>();
        DataSource dataSource = withoutLists(read, false);
        try (HeardLog.Ear ear = HeardLog.listen(Level.WARN)) {
            CaseReview.install(WorkflowRuntime.on(dataSource), CaseReview.definition("case-review", 2));
            assertThat(read).isEmpty();
            assertThat(infos(ear)).isEmpty();
        }
        try (HeardLog.Ear ear = HeardLog.listen(Level.INFO)) {
            CaseReview.install(WorkflowRuntime.on(dataSource), CaseReview.definition("case-review", 2));
            assertThat(read).isNotEmpty();
            assertThat(infos(ear)).hasSize(2);
        }
    }

    /** Notes each query that reads lists of cases, and refuses it if so asked. */
    private DataSource withoutLists(List<String> read, boolean refused) {
        return Intercepted.dataSource(database.pool(), (call, argument, effect) -> {
            if (call.equals("Connection.prepareStatement")
                    && String.valueOf(argument).contains(") counted")) {
                read.add(argument.toString());
                if (refused) {
                    throw new SQLException("permission denied for table workflow_case", "42501");
                }
            }
            return effect.make();
        });
    }
}
