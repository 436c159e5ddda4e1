package org.workflowengine.runtime.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.WorkflowTable;
import org.workflowengine.runtime.engine.Store;
import org.workflowengine.runtime.persistence.InstallationMapper.InstallationRow;

/** A database that has passed the checks of a start: the only thing of this package that the runtime handles. */
public final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** H2 fails where a node in another process creates the same table just now. */
    private static final int ATTEMPTS_ON_H2 = 5;

    private static final String DURABLE = "jdbc:h2:async:<path>;WRITE_DELAY=0";

    private final DataSource dataSource;
    private final Schema schema;
    private final Definitions definitions;
    private final Sessions sessions;
    private final Turn turn;

    private Database(DataSource dataSource, Schema schema, Sessions sessions, Turn turn) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.definitions = new Definitions(sessions);
        this.sessions = sessions;
        this.turn = turn;
    }

    /**
     * Looks at a database: is it one that is supported, and does it keep what it has acknowledged.
     *
     * @param dataSource where connections come from
     * @param statementTimeout how long a statement may take, in whole seconds
     * @return the database
     * @throws SetupException if it cannot be reached, is not supported, or would lose commits
     */
    public static Database of(DataSource dataSource, Duration statementTimeout) {
        try (Connection connection = dataSource.getConnection()) {
            Schema schema = Schema.of(connection.getMetaData().getDatabaseProductName());
            refuseLossySettings(schema.dialect(), connection);
            Turn turn = Turn.on(schema.dialect(), connection);
            Sessions sessions = new Sessions(
                    dataSource,
                    schema.dialect(),
                    SchemaName.of(schema.dialect(), connection),
                    turn,
                    connection.getTransactionIsolation(),
                    statementTimeout);
            return new Database(dataSource, schema, sessions, turn);
        } catch (SetupException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw new SetupException("the database cannot be reached", "see the cause", e);
        }
    }

    /** Says where transactions of the application's may harm the engine's: those take turns, others do not know about it. */
    public void warnOfOtherWriters() {
        if (turn.isNeeded()) {
            LOG.warn(
                    "this database is an H2 file, which may keep half of a transaction under way when the process is killed while"
                            + " two connections are in use (h2database issue 2080). The engine's own transactions take turns; yours do"
                            + " not: let only the engine use the file, outside transactions of yours, or give the pool a single"
                            + " connection, or use a database server");
        }
    }

    private static void refuseLossySettings(Dialect dialect, Connection connection) throws SQLException {
        switch (dialect) {
            case H2 -> refuseDelayedWrites(connection);
            case MARIADB -> {
                refuseSilentTruncation(connection);
                refuseReadsOfThePast(connection);
            }
            case POSTGRESQL -> {}
        }
    }

    /** H2 acknowledges a commit before it is on disk, by default for half a second. In memory there is nothing to lose. */
    private static void refuseDelayedWrites(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT setting_value
                        FROM information_schema.settings
                        WHERE setting_name = 'WRITE_DELAY' AND setting_value <> '0' AND DATABASE_PATH() IS NOT NULL
                        """)) {
            if (row.next()) {
                throw new SetupException(
                        "this H2 database writes up to " + row.getString(1)
                                + " ms after it has acknowledged a commit, which a crash then undoes",
                        "add WRITE_DELAY=0 to its URL: " + DURABLE,
                        null);
            }
        }
    }

    /** Without a strict mode MariaDB stores something else than what it was given, and merely warns. */
    private static void refuseSilentTruncation(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT @@sql_mode WHERE @@sql_mode NOT LIKE '%STRICT\\_%\\_TABLES%'
                        """)) {
            if (row.next()) {
                throw new SetupException(
                        "this MariaDB session would shorten what does not fit: its sql_mode is '" + row.getString(1)
                                + "'",
                        "add sessionVariables=sql_mode='STRICT_TRANS_TABLES' to its URL, or set it on the server",
                        null);
            }
        }
    }

    /**
     * A node of a Galera cluster answers a read, and looks for the step before an insert, in what it has applied so far, which may be
     * less than another node has acknowledged: 1 lets it wait before a read, 4 before an insert.
     */
    private static void refuseReadsOfThePast(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT waits.session_value
                        FROM information_schema.system_variables waits
                        JOIN information_schema.system_variables cluster
                          ON cluster.variable_name = 'WSREP_ON' AND cluster.session_value = 'ON'
                        WHERE waits.variable_name = 'WSREP_SYNC_WAIT' AND waits.session_value & 5 <> 5
                        """)) {
            if (row.next()) {
                throw new SetupException(
                        "this node of a Galera cluster does not wait for what other nodes have acknowledged: its"
                                + " wsrep_sync_wait is " + row.getString(1),
                        "add sessionVariables=wsrep_sync_wait=5 to its URL, or set it on every node",
                        null);
            }
        }
    }

    /**
     * Creates the tables and triggers that are missing, if any are. Several nodes may do so at once.
     *
     * @throws SetupException if they cannot be created, or those that exist are not of this schema
     */
    public void createTables() {
        if (schema.dialect() == Dialect.H2) {
            // Others see an H2 table before its constraints are there, and usually all nodes are in this process.
            synchronized (Dialect.H2) {
                createMissing(ATTEMPTS_ON_H2);
            }
        } else {
            createMissing(1);
        }
    }

    private void createMissing(int attempts) {
        // The usual start finds everything there, and waits for nobody.
        if (defects().none()) {
            return;
        }
        SQLException failure = null;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            turn.take();
            try (Connection connection = dataSource.getConnection()) {
                refuse(schema.create(connection));
                return;
            } catch (SQLException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            } finally {
                turn.pass();
            }
        }
        throw new SetupException("the tables cannot be created", "see the cause", failure);
    }

    /**
     * Checks that every table, column, constraint and trigger is there, and that no trigger is disabled or another one.
     *
     * @throws SetupException naming what is missing or changed
     */
    public void checkTables() {
        refuse(defects());
    }

    private Schema.Defects defects() {
        turn.take();
        try (Connection connection = dataSource.getConnection()) {
            return schema.defects(connection);
        } catch (SQLException e) {
            throw new SetupException("the tables cannot be looked at", "see the cause", e);
        } finally {
            turn.pass();
        }
    }

    private String script() {
        return "run the script that WorkflowRuntime.schema(\""
                + schema.dialect().product() + "\") gives";
    }

    private void refuse(Schema.Defects defects) {
        String script = script();
        if (!defects.changed().isEmpty()) {
            throw new SetupException(
                    "the database has another " + String.join(", ", defects.changed())
                            + " than the schema, or has it disabled"
                            + (defects.missing().isEmpty()
                                    ? ""
                                    : ", and lacks " + String.join(", ", defects.missing())),
                    "find out who changed it, drop it, " + script + ", and verify all cases",
                    null);
        }
        if (!defects.missing().isEmpty()) {
            throw new SetupException(
                    "the database lacks " + String.join(", ", defects.missing()),
                    script + ", or start once with SchemaMode.CREATE",
                    null);
        }
    }

    /**
     * Which installation this is.
     *
     * @return the installation, as the script has made it
     * @throws SetupException if its row cannot be read, or there is not exactly one, or it is of another version of the schema
     */
    public Installation installation() {
        List<InstallationRow> rows;
        try (OwnTransaction transaction = sessions.begin()) {
            rows = transaction.mapper(InstallationMapper.class).rows();
        } catch (SQLException | RuntimeException e) {
            throw new SetupException(
                    "workflow_installation, which says which installation this is, cannot be read",
                    "see the cause, and whether the tables are there: " + script(),
                    e);
        }
        if (rows.size() != 1 || rows.get(0).installation().length != Installation.BYTES) {
            throw new SetupException(
                    "workflow_installation has " + rows.size() + " rows, expected one with an id of "
                            + Installation.BYTES + " bytes",
                    "the script makes the row: find out who changed it, and verify all cases",
                    null);
        }
        if (rows.get(0).schemaVersion() != Schema.VERSION) {
            throw new SetupException(
                    "the tables are of schema version " + rows.get(0).schemaVersion() + ", this runtime is for version "
                            + Schema.VERSION,
                    "use the runtime of that version, or upgrade the tables",
                    null);
        }
        return Installation.of(rows.get(0).installation());
    }

    /**
     * Gives an empty copy of a database an id of its own. Waits for steps that are under way.
     *
     * @param fresh the id
     * @throws SetupException if there is a step or a case, anything of the schema is missing or changed, or the login may not do it
     */
    public void renewInstallation(Installation fresh) {
        turn.take();
        try (Connection connection = dataSource.getConnection()) {
            refuse(schema.renewInstallation(connection, sessions.schema(), fresh));
        } catch (SQLException e) {
            throw new SetupException(
                    "the installation was not given another id",
                    "see the cause, and run it again as the owner of the tables while no engine uses them",
                    e);
        } finally {
            turn.pass();
        }
    }

    /**
     * Makes sure that a definition is there, installing it if need be. Several nodes may do so at once.
     *
     * @param table the definition
     * @param now when
     * @throws SetupException if another one is there under the same id and version, or it cannot be written
     */
    public void install(WorkflowTable table, Instant now) {
        definitions.install(table, now);
    }

    /**
     * Makes sure that a definition is there.
     *
     * @param table the definition
     * @throws SetupException if it is not, or another one is there under the same id and version
     */
    public void demand(WorkflowTable table) {
        if (!definitions.contains(table)) {
            throw new SetupException(
                    "the definition of " + Definitions.nameOf(table) + " is not installed in the database",
                    "start once with SchemaMode.CREATE and this definition, as a database user who may insert",
                    null);
        }
    }

    /**
     * Everything that is stored, as it is now.
     *
     * @return a snapshot, to be closed by the caller
     */
    public Snapshot snapshot() {
        return Snapshot.of(dataSource, schema.dialect(), sessions.schema(), turn);
    }

    /**
     * Where cases are kept.
     *
     * @param caller knows whether there is a transaction to join
     * @return the store
     */
    public Store store(CallersTransaction caller) {
        return new MyBatisStore(sessions, caller);
    }
}
