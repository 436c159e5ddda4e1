package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.spi.CallersTransaction;

/** A transaction of the caller's on another database is refused: its rows would be committed apart from state and audit. */
abstract class SameDatabaseContract {
    private static final Decision BY_ALICE = by("alice").because("all documents in");
    private static final String REFUSAL = "the connection is not to the runtime's database, so business rows would be"
            + " committed separately from state and audit: it is ";

    private final TestDatabase database;
    private final TestDatabase another;
    private final WorkflowRuntime runtime;

    SameDatabaseContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.another = databases.get();
        this.runtime = database.runtime();
        Engine.on(runtime);
        Engine.on(another.runtime());
    }

    @AfterEach
    void close() {
        database.close();
        another.close();
    }

    @Test
    void anotherDatabaseIsRefused() throws SQLException {
        try (Connection connection = begun(another.dataSource())) {
            assertThatThrownBy(() -> runtime.within(connection))
                    .isInstanceOf(SetupException.class)
                    .hasMessageStartingWith(REFUSAL)
                    .hasMessageContaining(", expected one")
                    .hasMessageEndingWith(
                            "; use a connection of the runtime's data source, or create a runtime on the other database");
            // It is as usable as before, and is not taken the second time either.
            assertThat(TestDatabase.sql(another.dataSource(), "CREATE TABLE invoice (id INT)"))
                    .isZero();
            assertThatThrownBy(() -> runtime.within(connection)).isInstanceOf(SetupException.class);
        }
        try (SqlSession session = new SqlSessionFactoryBuilder()
                .build(new Configuration(new Environment("shop", new JdbcTransactionFactory(), another.dataSource())))
                .openSession()) {
            assertThatThrownBy(() -> runtime.within(session)).hasMessageStartingWith(REFUSAL);
        }
        assertThat(database.content()).isEmpty();
        assertThat(another.content()).isEmpty();
    }

    /** As a data source does that leads each tenant to a database of its own. */
    @Test
    void aPortThatLeadsToAnotherDatabaseIsRefused() throws SQLException {
        try (Connection own = begun(database.dataSource());
                Connection other = begun(another.dataSource())) {
            Connection[] current = {own};
            int[] released = {0};
            CallersTransaction port = new CallersTransaction() {
                @Override
                public Optional<Connection> current() {
                    return Optional.of(current[0]);
                }

                @Override
                public void release(Connection connection) {
                    released[0]++;
                }

                @Override
                public void failed() {}
            };
            Engine reviews = Engine.on(WorkflowRuntime.on(database.dataSource(), port, RuntimeOptions.defaults()));
            reviews.open("C-1", BY_ALICE).orThrow();
            current[0] = other;
            int before = released[0];
            assertThatThrownBy(() -> reviews.open("C-2", BY_ALICE)).hasMessageStartingWith(REFUSAL);
            assertThat(released[0]).isEqualTo(before + 1);
            own.commit();
            other.commit();
        }
        assertThat(another.content()).isEmpty();
        assertThat(Engine.on(runtime).find("C-1")).isPresent();
    }

    /** The runtime's own database, whatever URL leads there and whatever schema is the connection's. */
    @Test
    void theSameDatabaseByAnotherUrlIsAccepted() throws SQLException {
        database.sql("CREATE SCHEMA IF NOT EXISTS " + elsewhere());
        try (Connection connection = begun(another(database))) {
            Engine.on(runtime.within(connection)).open("C-1", BY_ALICE).orThrow();
            connection.commit();
        }
        try (Connection connection = database.dataSource().getConnection()) {
            current(connection, elsewhere());
            connection.setAutoCommit(false);
            Engine.on(runtime.within(connection)).open("C-2", BY_ALICE).orThrow();
            connection.commit();
        } finally {
            database.sql("DROP SCHEMA " + elsewhere());
        }
        assertThat(Engine.on(runtime).load("C-2").seq()).isEqualTo(1);
        assertThat(database.content()).hasSize(4);
    }

    /** Another schema with tables of its own would be moved past. */
    @Test
    void anotherInstallationOfTheSameDatabaseIsRefused() throws SQLException {
        database.sql("CREATE SCHEMA " + elsewhere());
        DataSource there = Intercepted.dataSource(another(database), (call, argument, effect) -> {
            Object result = effect.make();
            if (result instanceof Connection connection && call.equals("DataSource.getConnection")) {
                current(connection, elsewhere());
            }
            return result;
        });
        try {
            WorkflowRuntime second =
                    WorkflowRuntime.on(there, RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE));
            Engine.on(second);
            try (Connection connection = begun(there)) {
                assertThatThrownBy(() -> runtime.within(connection))
                        .hasMessageStartingWith(REFUSAL + "one that finds the tables of another installation, in ");
                Engine.on(second.within(connection)).open("C-1", BY_ALICE).orThrow();
                connection.commit();
            }
            assertThat(database.content()).isEmpty();
            assertThat(Engine.on(second).load("C-1").seq()).isEqualTo(1);
        } finally {
            database.sql("DROP SCHEMA " + elsewhere() + (database.product().equals("MariaDB") ? "" : " CASCADE"));
        }
    }

    /** A step costs no question more than before. */
    @Test
    void aKnownConnectionIsNotAsked() throws SQLException {
        List<String> statements = new ArrayList<>();
        DataSource counted = Intercepted.dataSource(database.dataSource(), (call, argument, effect) -> {
            if (call.startsWith("Statement.") && argument != null) {
                statements.add(String.valueOf(argument));
            }
            return effect.make();
        });
        try (Connection connection = begun(counted)) {
            Engine.on(runtime.within(connection)).open("C-1", BY_ALICE).orThrow();
            connection.rollback();
        }
        assertThat(statements).isEmpty();
    }

    private String elsewhere() {
        String[] parts = database.url().split("[/:?;]");
        return "elsewhere_" + Integer.toHexString(String.join("", parts).hashCode());
    }

    private static void current(Connection connection, String schema) throws SQLException {
        if (connection.getMetaData().getDatabaseProductName().equals("MariaDB")) {
            connection.setCatalog(schema);
        } else {
            connection.setSchema(
                    connection.getMetaData().storesUpperCaseIdentifiers() ? schema.toUpperCase(Locale.ROOT) : schema);
        }
    }

    /** Another URL of the same database. */
    private static DataSource another(TestDatabase database) {
        return switch (database.product()) {
            case "H2" -> database.dataSource();
            case "PostgreSQL" -> database.with("&ApplicationName=shop");
            default -> database.with("&connectTimeout=9000");
        };
    }

    private static Connection begun(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
