package org.workflowengine.runtime.internal.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.ibatis.exceptions.PersistenceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.internal.dialect.SchemaName;
import org.workflowengine.runtime.internal.dialect.TriggerClasses;
import org.workflowengine.runtime.internal.engine.Store;
import org.workflowengine.runtime.internal.persistence.InstallationMapper.InstallationRow;
import org.workflowengine.runtime.internal.schema.Differences;
import org.workflowengine.runtime.internal.schema.Schema;
import org.workflowengine.runtime.internal.schema.SchemaRules;
import org.workflowengine.runtime.internal.schema.SchemaUpgrade;
import org.workflowengine.runtime.internal.schema.SchemaVersion;
import org.workflowengine.runtime.internal.schema.TextComparison;
import org.workflowengine.runtime.internal.transaction.Borrowed;
import org.workflowengine.runtime.internal.transaction.OwnTransaction;
import org.workflowengine.runtime.internal.transaction.ReadOnly;
import org.workflowengine.runtime.internal.transaction.Sessions;
import org.workflowengine.runtime.internal.transaction.TransactionRules;
import org.workflowengine.runtime.internal.transaction.Turn;
import org.workflowengine.runtime.spi.CallersTransaction;

/** A database that has passed the checks of a start: the only thing of this package that the runtime handles. */
public final class Database {
    /** What it says is about the runtime, and users know its name. */
    private static final Logger LOG = LoggerFactory.getLogger("org.workflowengine.runtime.WorkflowRuntime");

    /** H2 fails where a node in another process creates the same table just now. */
    private static final int ATTEMPTS_ON_H2 = 5;

    /** Others see an H2 table before its constraints are there, and nearly always all nodes are in this process. */
    private static final Object CREATING = new Object();

    private final DataSource dataSource;
    private final String product;
    private final Schema schema;
    private final Definitions definitions;
    private final Sessions sessions;
    private final Turn turn;

    private Database(DataSource dataSource, String product, Schema schema, Sessions sessions, Turn turn) {
        this.dataSource = dataSource;
        this.product = product;
        this.schema = schema;
        this.definitions = new Definitions(sessions);
        this.sessions = sessions;
        this.turn = turn;
    }

    /**
     * Looks at a database: is it one that is supported, does it keep what it has acknowledged, and can steps be written.
     *
     * @param dataSource where connections come from
     * @param statementTimeout how long a statement may take, in whole seconds
     * @return the database
     * @throws SetupException if it cannot be reached, is not supported, would lose or change what it is given, or lets no step be written
     */
    public static Database of(DataSource dataSource, Duration statementTimeout) {
        return of(dataSource, statementTimeout, SchemaVersion.CURRENT);
    }

    /**
     * The same with tables of a certain version.
     *
     * @param dataSource where connections come from
     * @param statementTimeout how long a statement may take, in whole seconds
     * @param version of the schema
     * @return the database
     * @throws SetupException as {@link #of(DataSource, Duration)}
     */
    public static Database of(DataSource dataSource, Duration statementTimeout, SchemaVersion version) {
        return of(dataSource, statementTimeout, version, SchemaRules::checkWriting);
    }

    /**
     * The same for somebody who only reads, as an auditor does: whether steps can be written does not matter.
     *
     * @param dataSource where connections come from
     * @param statementTimeout how long a statement may take, in whole seconds
     * @return the database
     * @throws SetupException if it cannot be reached, is not supported, or would change or hide what is stored
     */
    public static Database forReading(DataSource dataSource, Duration statementTimeout) {
        return of(dataSource, statementTimeout, SchemaVersion.CURRENT, SchemaRules::checkReading);
    }

    private static Database of(
            DataSource dataSource, Duration statementTimeout, SchemaVersion version, SchemaRules.Check check) {
        // H2 opens a database, and loads its triggers, with the first connection.
        try (Borrowed borrowed = Borrowed.from(dataSource, Turn.NONE)) {
            Connection connection = borrowed.connection();
            Schema schema = Schema.of(connection.getMetaData().getDatabaseProductName(), version);
            check.run(SchemaRules.of(schema.dialect()), connection);
            Turn turn = TransactionRules.of(schema.dialect()).turn(connection);
            Sessions sessions = new Sessions(
                    dataSource,
                    schema.dialect(),
                    SchemaName.of(schema.dialect(), connection),
                    turn,
                    connection.getTransactionIsolation(),
                    statementTimeout,
                    Mappings::addTo);
            sessions.database().remember(connection);
            String product =
                    schema.dialect().product() + " " + connection.getMetaData().getDatabaseProductVersion();
            return new Database(dataSource, product, schema, sessions, turn);
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

    /**
     * Says what is on the search path, or may be put there, that can take the place of what SQL means which names no schema: the
     * engine's own statements name theirs, a trigger's and those of people at a console do not.
     */
    public void warnOfForeignNames() {
        List<String> names;
        try (Borrowed borrowed = Borrowed.from(dataSource, turn)) {
            names = SchemaRules.of(schema.dialect()).foreignNames(borrowed.connection(), sessions.schema());
        } catch (SQLException e) {
            throw new SetupException("the search path cannot be looked at", "see the cause", e);
        }
        if (!names.isEmpty()) {
            LOG.warn(
                    "SQL that names no schema can be made to mean something else here: {}. Take it away, or keep it out of the search"
                            + " path; see the file roles.sql of the runtime",
                    String.join("; ", names));
        }
    }

    /** Says where a crash of the server may undo what was acknowledged, because of what it has been set to for all. */
    public void warnOfLosses() {
        List<String> losses;
        try (Borrowed borrowed = Borrowed.from(dataSource, turn)) {
            losses = SchemaRules.of(schema.dialect()).losses(borrowed.connection());
        } catch (SQLException e) {
            throw new SetupException("the settings of the server cannot be looked at", "see the cause", e);
        }
        if (!losses.isEmpty()) {
            LOG.warn(
                    "a crash of the database server or of its machine may undo steps that were acknowledged, or damage what is stored: {}."
                            + " Set it as docs/database.md says, unless nothing here has to be kept",
                    String.join(", ", losses));
        }
    }

    /** Says where no step can be made for now: reads and verification work there. */
    public void warnOfReadOnly() {
        Optional<String> reason;
        try (Borrowed borrowed = Borrowed.from(dataSource, turn)) {
            reason = ReadOnly.reason(schema.dialect(), borrowed.connection());
        } catch (SQLException e) {
            throw new SetupException("the settings cannot be looked at", "see the cause", e);
        }
        if (reason.isPresent()) {
            LOG.warn(
                    "no writes are taken here, by {}: reads and verification work, and each step will be answered as unchanged until"
                            + " connections lead to where writes are taken",
                    reason.get());
        }
    }

    /**
     * Creates the tables and triggers that are missing, if any are. Several nodes may do so at once.
     *
     * @throws SetupException if they cannot be created, or those that exist are not of this schema
     */
    public void createTables() {
        if (SchemaRules.of(schema.dialect()).canMeet()) {
            synchronized (CREATING) {
                TriggerClasses.visibly(() -> createMissing(ATTEMPTS_ON_H2));
            }
        } else {
            createMissing(1);
        }
    }

    private void createMissing(int attempts) {
        // By far most starts find everything there, and wait for nobody.
        if (differences().none()) {
            return;
        }
        SQLException failure = null;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try (Borrowed borrowed = Borrowed.from(dataSource, turn)) {
                refuse(schema.create(borrowed.connection(), sessions.schema()));
                TextComparison.checkColumns(borrowed.connection());
                return;
            } catch (SQLException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw ReadOnly.refusal(
                "the tables cannot be created",
                SchemaRules.of(schema.dialect()).undoesScripts()
                        ? "see the cause"
                        : "see the cause; what had been created by then stays, and once the cause is gone the next start with"
                                + " SchemaMode.CREATE creates the rest",
                failure);
    }

    /**
     * Checks that every table, column, constraint, index and trigger is there and as the scripts make it, and nothing else on the tables.
     *
     * @throws SetupException naming what is missing or changed
     */
    public void checkTables() {
        refuse(differences());
    }

    private Differences differences() {
        try (Borrowed borrowed = Borrowed.from(dataSource, turn)) {
            Differences differences = schema.differences(borrowed.connection(), sessions.schema());
            if (differences.none()) {
                TextComparison.checkColumns(borrowed.connection());
            }
            return differences;
        } catch (SQLException e) {
            throw new SetupException("the tables cannot be looked at", "see the cause", e);
        }
    }

    private String script() {
        return "the script that WorkflowRuntime.schema(\"" + schema.dialect().product() + "\") gives";
    }

    private void refuse(Differences differences) {
        String script = script();
        if (!differences.harmful().isEmpty()) {
            throw new SetupException(
                    "the tables are not those of the schema: " + String.join("; ", differences.harmful())
                            + (differences.missing().isEmpty()
                                    ? ""
                                    : "; and the database lacks " + String.join(", ", differences.missing())),
                    "find out who changed it, put it back as in " + script + ", and verify all cases",
                    null);
        }
        if (!differences.missing().isEmpty()) {
            throw new SetupException(
                    "the database lacks " + String.join(", ", differences.missing()),
                    "run " + script + ", or start once with SchemaMode.CREATE",
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
                    "see the cause, and whether the tables are there: run " + script(),
                    e);
        }
        if (rows.size() != 1 || rows.get(0).installation().length != Installation.BYTES) {
            throw new SetupException(
                    "workflow_installation has " + rows.size() + " rows, expected one with an id of "
                            + Installation.BYTES + " bytes",
                    "the script makes the row: find out who changed it, and verify all cases",
                    null);
        }
        if (rows.get(0).schemaVersion() != schema.version().number()) {
            throw SchemaUpgrade.refusal(
                    schema.dialect(), schema.version(), rows.get(0).schemaVersion());
        }
        return Installation.of(rows.get(0).installation());
    }

    /**
     * Brings the tables to the version that this runtime is for. One node after the other.
     *
     * @return the version that it was; that of an upgrade that was cut off is the one before
     * @throws SetupException if there are no tables, or they are of a later version; if the login may not do it; or if something is
     *     missing or changed afterwards
     */
    public int upgrade() {
        if (SchemaRules.of(schema.dialect()).canMeet()) {
            synchronized (CREATING) {
                return TriggerClasses.visible(this::upgradeAlone);
            }
        }
        return upgradeAlone();
    }

    private int upgradeAlone() {
        try (Borrowed borrowed = Borrowed.from(dataSource, turn)) {
            int stored = schema.upgrade(borrowed.connection(), sessions.schema(), this::refuse);
            TextComparison.checkColumns(borrowed.connection());
            return stored < 0 ? -stored - 1 : stored;
        } catch (SQLException e) {
            throw ReadOnly.refusal(
                    "the tables were not upgraded to schema version "
                            + schema.version().number(),
                    "see the cause, and run it again as the owner of the tables while no engine uses them",
                    e);
        }
    }

    /**
     * What the database is.
     *
     * @return product and version, as its driver tells them
     */
    public String product() {
        return product;
    }

    /**
     * The version of the schema that this runtime is for.
     *
     * @return a number from 1 on
     */
    public int schemaVersion() {
        return schema.version().number();
    }

    /**
     * Gives an empty copy of a database an id of its own. Waits for steps that are under way.
     *
     * @param fresh the id
     * @throws SetupException if there is a step or a case, anything of the schema is missing or changed, or the login may not do it
     */
    public void renewInstallation(Installation fresh) {
        try (Borrowed borrowed = Borrowed.from(dataSource, turn)) {
            refuse(TriggerClasses.visible(
                    () -> schema.renewInstallation(borrowed.connection(), sessions.schema(), fresh)));
        } catch (SQLException e) {
            throw ReadOnly.refusal(
                    "the installation was not given another id",
                    "see the cause, and run it again as the owner of the tables while no engine uses them",
                    e);
        }
    }

    /**
     * Makes sure that a definition is there, installing it if need be. Several nodes may do so at once.
     *
     * @param definition the definition
     * @param now when
     * @throws SetupException if another one is there under the same id and version, or it cannot be written
     */
    public void install(Definition definition, Instant now) {
        TriggerClasses.visibly(() -> definitions.install(definition, now));
    }

    /**
     * Makes sure that a definition is there.
     *
     * @param definition the definition
     * @throws SetupException if it is not, or another one is there under the same id and version
     */
    public void demand(Definition definition) {
        if (!definitions.contains(definition)) {
            throw new SetupException(
                    "the definition of " + Definitions.nameOf(definition) + " is not installed in the database",
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
     * Demands that a transaction of the caller's is on this database, and on no other that has the engine's tables too.
     *
     * @param caller knows the transaction
     * @throws SetupException naming both
     */
    public void demandOwn(CallersTransaction caller) {
        try {
            Optional<Connection> connection = caller.current();
            if (connection.isPresent()) {
                sessions.database().demand(connection.get());
            }
        } catch (SQLException | PersistenceException e) {
            throw new SetupException("the connection cannot be used", "see the cause", e);
        }
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
