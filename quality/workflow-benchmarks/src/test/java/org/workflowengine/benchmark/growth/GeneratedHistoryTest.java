package org.workflowengine.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.benchmark.durable.DatabaseServer;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;
import org.workflowengine.benchmark.durable.EngineById;
import org.workflowengine.benchmark.durable.Step;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;

/** Rows that the engine did not write are such as it would have written. */
class GeneratedHistoryTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsGeneratedVerifiesAndMovesOn() throws Exception {
        try (DatabaseServer server = DatabaseServer.start(Kind.POSTGRESQL, folder);
                HikariDataSource database = server.newDatabase()) {
            EngineById.engine(database);
            GeneratedHistory.write(database, 50);
            CaseReview.Engine engine = EngineById.engine(database);
            Step step = Step.of(State.UNDER_REVIEW, "ESCALATE");
            engine.fire(GeneratedHistory.caseId(50), step.row().id(), step.facts(), EngineById.DECISION)
                    .orThrow();

            // VALIDATE: every constraint and trigger is in its place again.
            assertThat(WorkflowRuntime.on(database).verification().verifyAll().toString())
                    .isEqualTo("intact: 50 cases, 501 entries");
        }
    }
}
