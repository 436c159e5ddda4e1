package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.Traits;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Graph;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What {@code definition print} prints is all that a start in validate mode needs besides the schema. */
class DefinitionPrintTest {
    private static final FactRow SOUND = FactRow.bool("SOUND", "");

    private static final Definition FIRST =
            Graph.of("claim", 1, List.of(), "NEW -REVIEW-> REVIEW", "REVIEW -CLOSE-> CLOSED");

    /** Everything that a definition can have: guards, an import, a migration, four eyes on an older state too, a quorum; not erasable. */
    private static final Definition SECOND = second();

    @TempDir
    private Path folder;

    private static Definition second() {
        Definition graph = Graph.of(
                "claim",
                2,
                List.of(SOUND),
                "NEW -REVIEW[SOUND=true]-> DESK+",
                "DESK -ENDORSE-> DESK",
                "DESK -CLOSE-> CLOSED");
        var desk = graph.state("DESK").orElseThrow();
        var close = graph.transition("DESK", "CLOSE").orElseThrow();
        return Definition.of(
                "claim",
                2,
                graph.states(),
                graph.transitions(),
                graph.vocabulary(),
                Traits.NONE
                        .notErasable()
                        .migration(Migration.from(1, FIRST.fingerprint().hex()).state("REVIEW", desk))
                        .obligation(close, Obligation.fourEyes(desk).older(1, "REVIEW"))
                        .obligation(close, Obligation.quorum("ENDORSE", 2)));
    }

    private String file(Definition definition) throws IOException {
        return Files.writeString(folder.resolve("claim.v" + definition.version() + ".graph.json"), definition.graph())
                .toString();
    }

    /** When it was installed, and the text whose SHA-256 is the fingerprint, as the schema requires. */
    private static final List<String> NOT_COMPARED = List.of("installed_at", "graph");

    private static final List<String> TABLES =
            List.of("workflow_definition", "workflow_state", "workflow_transition", "workflow_obligation");

    abstract class Installed {
        private final Supplier<TestDatabase> databases;

        Installed(Supplier<TestDatabase> databases) {
            this.databases = databases;
        }

        private String printed(TestDatabase database, String... files) {
            List<String> arguments = new ArrayList<>(List.of("definition", "print", "--database"));
            arguments.add(database.product());
            arguments.addAll(List.of(files));
            Console told = Console.run(arguments.toArray(String[]::new));
            assertThat(told.code()).as(told.err()).isZero();
            return told.out();
        }

        private List<String> rows(TestDatabase database) throws Exception {
            List<String> rows = new ArrayList<>();
            for (String table : TABLES) {
                String columns = String.join(
                        ", ",
                        database.columns(table).stream()
                                .filter(column -> !NOT_COMPARED.contains(column))
                                .toList());
                database.rows("SELECT " + columns + " FROM " + table).stream()
                        .sorted()
                        .forEach(rows::add);
            }
            return rows;
        }

        @Test
        void isAcceptedInValidateMode() throws Exception {
            try (TestDatabase database = databases.get()) {
                database.script(database.scripts().schema());
                String script = printed(database, file(SECOND), file(FIRST));
                database.script(script);
                RuntimeOptions validating = RuntimeOptions.defaults().schemaMode(SchemaMode.VALIDATE);
                Workflows claims =
                        Workflows.on(WorkflowRuntime.on(database.pool(), validating), List.of(FIRST, SECOND));
                assertThat(claims.open("claim", "C-1", by("alice").because("received"))
                                .isApplied())
                        .isTrue();
                List<String> installed = rows(database);

                // Once more, it changes nothing; and the rows are those that an engine installs.
                database.script(script);
                assertThat(rows(database)).isEqualTo(installed);
                try (TestDatabase other = databases.get()) {
                    Workflows.on(other.runtime(), List.of(FIRST, SECOND));
                    assertThat(rows(other)).isEqualTo(installed);
                }
                assertThat(WorkflowRuntime.definitions(database.pool()).get(0).installedAt())
                        .isBetween(
                                Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
            }
        }

        @Test
        void anotherDefinitionUnderTheSameVersionIsNotReplaced() throws Exception {
            try (TestDatabase database = databases.get()) {
                database.script(database.scripts().schema());
                database.script(printed(database, file(FIRST)));
                Definition other = Graph.of("claim", 1, List.of(), "NEW -REVIEW-> REVIEW");
                List<String> before = rows(database);
                assertThatThrownBy(() -> {
                            database.script(printed(database, file(other)));
                            Workflows.on(WorkflowRuntime.on(database.pool()), List.of(other));
                        })
                        .isInstanceOfAny(SetupException.class, SQLException.class);
                assertThat(rows(database)).isEqualTo(before);
            }
        }

        /** The definition itself is there, so what it has beyond that would be added if the tables did not refuse it. */
        @Test
        void statesAndTransitionsAreNotAddedToAnInstalledVersion() throws Exception {
            try (TestDatabase database = databases.get()) {
                database.script(database.scripts().schema());
                database.script(printed(database, file(FIRST)));
                isRefused(database, "has all its states", "REVIEW -ARCHIVE-> ARCHIVED");
                isRefused(database, "has all its transitions", "REVIEW -REOPEN-> NEW");
            }
        }

        /** The definition itself is there, so what it has beyond that would be added if the tables did not refuse it. */
        private void isRefused(TestDatabase database, String why, String transition) throws Exception {
            Definition more =
                    Graph.of("claim", 1, List.of(), "NEW -REVIEW-> REVIEW", "REVIEW -CLOSE-> CLOSED", transition);
            String script = printed(database, file(more));
            List<String> before = rows(database);
            assertThatThrownBy(() -> database.script(script))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(why);
            assertThat(rows(database)).isEqualTo(before);
        }
    }

    @Nested
    class OnH2 extends Installed {
        OnH2() {
            super(TestDatabase::inMemory);
        }
    }

    @Nested
    class OnPostgreSql extends Installed {
        OnPostgreSql() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class OnMariaDb extends Installed {
        OnMariaDb() {
            super(TestDatabase::mariaDb);
        }
    }

    @Test
    void aWrongFileIsRefused() throws IOException {
        String file = Files.writeString(folder.resolve("claim.json"), "{}").toString();
        Console told = Console.run("definition", "print", file, "--database", "h2");
        assertThat(told.code()).isEqualTo(3);
        assertThat(told.out()).isEmpty();
        assertThat(told.err()).contains("is not the graph of a definition");
    }
}
