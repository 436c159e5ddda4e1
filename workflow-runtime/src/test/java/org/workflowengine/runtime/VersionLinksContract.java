package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.Traits;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.Policy.Engine;
import org.workflowengine.runtime.fixture.Policy.State;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Cases come into a version from the very definition for which it was compiled, whichever of the two is installed first. */
abstract class VersionLinksContract {
    /** The same states and transitions as the first version, and yet another definition. */
    private static final Definition ANOTHER_FIRST = Definition.of(
            "policy",
            1,
            Policy.FIRST.states(),
            Policy.FIRST.transitions(),
            Policy.FIRST.vocabulary(),
            Traits.NONE.notErasable());

    private static final String NAMED = " with fingerprint " + Policy.FIRST.fingerprint();
    private static final String FOUND = " with fingerprint " + ANOTHER_FIRST.fingerprint();
    private static final String COUNT = "SELECT version FROM workflow_definition ORDER BY version";

    private final TestDatabase database;

    VersionLinksContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** A new environment has never had a case of the old version. */
    @Test
    void theOlderVersionNeedNotBeThere() throws SQLException {
        WorkflowRuntime runtime = database.runtime();
        Engine third = Engine.of(runtime, Policy.THIRD);
        assertThat(third.open("C-1", by("alice").because("received")).isApplied())
                .isTrue();
        assertThat(database.rows(COUNT)).containsExactly("[3]");
        // It may come later, the oldest first or last.
        Engine.of(runtime, Policy.FIRST)
                .open("C-2", by("alice").because("received"))
                .orThrow();
        Engine second = Engine.of(runtime, Policy.SECOND);
        second.migrate("C-2", Policy.facts(), by("alice").because("new terms")).orThrow();
        assertThat(third.migrate("C-2", Policy.facts(), by("alice").because("new terms"))
                        .orThrow()
                        .state())
                .isEqualTo(State.RECEIVED);
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
        assertThat(database.rows(COUNT)).containsExactly("[1]", "[2]", "[3]");
    }

    @Test
    void aNewerVersionThatWasCompiledForAnother() throws SQLException {
        WorkflowRuntime runtime = database.runtime();
        Engine.of(runtime, ANOTHER_FIRST);
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> Engine.of(runtime, Policy.SECOND))
                    .isInstanceOf(SetupException.class)
                    .hasMessage("policy version 2 migrates cases of version 1" + NAMED
                            + ", but the database has version 1" + FOUND
                            + "; compile it with the version 1 that this database has; if that one is not yours,"
                            + " find out who installed it, and verify all cases");
            assertThat(database.rows(COUNT)).containsExactly("[1]");
        }
        // What has nothing to do with it is not affected.
        Engine.of(runtime, Policy.THIRD);
    }

    @Test
    void anOlderVersionThatIsNotTheOneThatWasNamed() throws SQLException {
        WorkflowRuntime runtime = database.runtime();
        Engine.of(runtime, Policy.SECOND);
        assertThatThrownBy(() -> Engine.of(runtime, ANOTHER_FIRST))
                .isInstanceOf(SetupException.class)
                .hasMessage("the database has policy version 2, which migrates cases of version 1" + NAMED
                        + ", but version 1 is compiled" + FOUND
                        + "; a released version never changes: use version 1 as it was when version 2 was compiled");
        assertThat(database.rows(COUNT)).containsExactly("[2]");
        Engine.of(runtime, Policy.FIRST);
        assertThat(database.rows(COUNT)).containsExactly("[1]", "[2]");
    }

    /** The owner of the tables has put it there, past the triggers. Every start finds it, and so does verification. */
    @Test
    void whatIsStoredIsLookedAtAtEveryStart() throws SQLException {
        Engine.of(database.runtime(), Policy.SECOND);
        database.dropTriggers();
        insert(1, ANOTHER_FIRST.graph());
        database.script(database.scripts().hardening());
        for (SchemaMode mode : new SchemaMode[] {SchemaMode.CREATE, SchemaMode.VALIDATE, SchemaMode.NONE}) {
            WorkflowRuntime runtime = WorkflowRuntime.on(
                    database.pool(), RuntimeOptions.defaults().schemaMode(mode));
            assertThatThrownBy(() -> Engine.of(runtime, Policy.SECOND))
                    .isInstanceOf(SetupException.class)
                    .hasMessageStartingWith("policy version 2 migrates cases of version 1" + NAMED
                            + ", but the database has version 1" + FOUND);
            assertThat(runtime.verification().verifyAll().findings())
                    .contains(new Finding(
                            Finding.Subject.DEFINITION,
                            "policy version 2",
                            0,
                            "version 1" + NAMED + ", from which cases are migrated",
                            "one" + FOUND));
        }
    }

    /** A graph of a later release may say what this one does not know. */
    @Test
    void aNewerGraphIsReadAsFarAsThisNeeds() throws SQLException {
        WorkflowRuntime runtime = database.runtime();
        String graph = "{\"facts\":[],\"migrations\":[{\"fingerprint\":\"%s\",\"from\":%d,\"mappings\":[]},"
                + "{\"fingerprint\":\"%s\",\"from\":11,\"mappings\":[]}],\"obligations\":{\"from\":1},\"version\":%d}";
        insert(12, graph.formatted(Policy.FIRST.fingerprint(), 1, ANOTHER_FIRST.fingerprint(), 12));
        Engine.of(runtime, Policy.FIRST);
        Engine.of(runtime, Policy.SECOND);
        insert(13, graph.formatted(ANOTHER_FIRST.fingerprint(), 2, ANOTHER_FIRST.fingerprint(), 13));
        WorkflowRuntime restarted = database.runtime();
        Engine.of(restarted, Policy.FIRST);
        assertThatThrownBy(() -> Engine.of(restarted, Policy.SECOND))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("the database has policy version 13, which migrates cases of version 2");
    }

    private void insert(int version, String graph) throws SQLException {
        database.sql("INSERT INTO workflow_definition (workflow, version, fingerprint, graph, states, transitions,"
                + " erasable, installed_at) VALUES ('policy', " + version + ", "
                + database.binary(SqlConsole.fingerprint(graph))
                + ", '" + graph + "', 1, 0, TRUE, TIMESTAMP '2026-01-01 00:00:00')");
    }
}
