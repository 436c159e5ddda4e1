package org.workflowengine.runtime.internal.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.ibatis.exceptions.PersistenceException;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.WorkflowException;
import org.workflowengine.runtime.internal.audit.DigestChain;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SchemaName;
import org.workflowengine.runtime.internal.dialect.SqlStates;
import org.workflowengine.runtime.internal.dialect.TriggerClasses;
import org.workflowengine.runtime.internal.engine.Store;
import org.workflowengine.runtime.internal.persistence.InstallationMapper.InstallationRow;
import org.workflowengine.runtime.internal.schema.Schema;
import org.workflowengine.runtime.internal.schema.SchemaRules;
import org.workflowengine.runtime.internal.schema.SchemaUpgrade;
import org.workflowengine.runtime.internal.schema.SchemaVersion;
import org.workflowengine.runtime.internal.transaction.Borrowed;
import org.workflowengine.runtime.internal.transaction.H2FileLock;
import org.workflowengine.runtime.internal.transaction.OwnTransaction;
import org.workflowengine.runtime.internal.transaction.Sessions;
import org.workflowengine.runtime.internal.transaction.SharedTransaction;
import org.workflowengine.runtime.internal.transaction.TransactionRules;
import org.workflowengine.runtime.spi.CallersTransaction;

/** A database that has passed the checks of a start: the only class of this package that the runtime uses. */
public final class Database {
    private final DataSource dataSource;
    private final String product;
    private final Schema schema;
    private final DefinitionInstaller definitions;
    private final Sessions sessions;
    private final H2FileLock fileLock;
    private final Tables tables;

    /** It never changes while there are cases. Null before it was read. */
    private volatile @Nullable Installation known;

    private Database(DataSource dataSource, String product, Schema schema, Sessions sessions, H2FileLock fileLock) {
        this.dataSource = dataSource;
        this.product = product;
        this.schema = schema;
        this.definitions = new DefinitionInstaller(sessions);
        this.sessions = sessions;
        this.fileLock = fileLock;
        this.tables = new Tables(dataSource, schema, sessions.schema(), fileLock);
    }

    /**
     * Examines a database: whether it is supported, keeps what it has acknowledged, and lets steps be written.
     *
     * @param dataSource where connections come from
     * @param statementTimeout how long a statement may take, in whole seconds
     * @return the database
     * @throws SetupException if it cannot be reached, is not supported, would lose or change what it is given, or prevents every step
     */
    public static Database of(DataSource dataSource, Duration statementTimeout) {
        return of(dataSource, statementTimeout, SchemaVersion.CURRENT);
    }

    /**
     * The same, for tables of a certain version.
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
     * The same for a login that only reads, like an auditor's: whether steps can be written does not matter.
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
        try (Borrowed borrowed = Borrowed.from(dataSource, H2FileLock.NONE)) {
            Connection connection = borrowed.connection();
            Schema schema = Schema.of(Dialect.of(connection.getMetaData().getDatabaseProductName()), version);
            check.run(SchemaRules.of(schema.dialect()), connection);
            H2FileLock fileLock = TransactionRules.of(schema.dialect()).fileLock(connection);
            Sessions sessions = new Sessions(
                    dataSource,
                    schema.dialect(),
                    SchemaName.of(schema.dialect(), connection),
                    fileLock,
                    connection.getTransactionIsolation(),
                    statementTimeout,
                    Mappings::addTo);
            sessions.database().remember(connection);
            String product =
                    schema.dialect().product() + " " + connection.getMetaData().getDatabaseProductVersion();
            return new Database(dataSource, product, schema, sessions, fileLock);
        } catch (SetupException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw new SetupException(
                    SetupException.Kind.UNREACHABLE, "the database cannot be reached", "see the cause", e);
        }
    }

    /** Logs what a start accepts but operators should know: what may harm, lose or delay steps. */
    public void warn() {
        new StartWarnings(dataSource, schema.dialect(), sessions.schema(), fileLock).log();
    }

    /**
     * The tables of this database.
     *
     * @return what creates, checks and changes them
     */
    public Tables tables() {
        return tables;
    }

    /**
     * Which installation this is.
     *
     * @return the installation, as the script created it
     * @throws SetupException if its row cannot be read, or there is not exactly one, or it is of another version of the schema
     */
    public Installation installation() {
        List<InstallationRow> rows;
        try (OwnTransaction transaction = sessions.begin()) {
            rows = transaction.mapper(InstallationMapper.class).rows();
        } catch (SQLException | RuntimeException e) {
            throw new SetupException(
                    "workflow_installation, which says which installation this is, cannot be read",
                    "see the cause, and whether the tables are there: run " + tables.script(),
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
        Installation read = Installation.of(rows.get(0).installation());
        known = read;
        return read;
    }

    /**
     * What the database is.
     *
     * @return product and version, as its driver reports them
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
     * Makes sure that a definition is installed, and installs it if necessary. Several nodes may do so at once.
     *
     * @param definition the definition
     * @param now when
     * @throws SetupException if another one is installed under the same id and version, or it cannot be written
     */
    public void install(Definition definition, Instant now) {
        TriggerClasses.visibly(() -> definitions.install(definition, now));
    }

    /**
     * Makes sure that a definition is installed.
     *
     * @param definition the definition
     * @throws SetupException if it is not, or another one is installed under the same id and version
     */
    public void demand(Definition definition) {
        if (!definitions.contains(definition)) {
            throw new SetupException(
                    SetupException.Kind.DEFINITION_MISSING,
                    "the definition of " + DefinitionInstaller.nameOf(definition) + " is not installed in the database",
                    "run the SQL that `workflow-cli definition print` gives, or start once with SchemaMode.CREATE and this"
                            + " definition, as a database user who may insert",
                    null);
        }
    }

    /**
     * Everything that is stored, as it is now.
     *
     * @return a snapshot, to be closed by the caller
     */
    public Snapshot snapshot() {
        return Snapshot.of(dataSource, schema.dialect(), sessions.schema(), fileLock);
    }

    /**
     * Everything that is stored, as it is now, on several connections.
     *
     * @param count how many; all are taken at once
     * @return snapshots of the same moment, each for one thread and to be closed by the caller
     */
    public List<Snapshot> snapshots(int count) {
        return Snapshot.several(dataSource, schema.dialect(), sessions.schema(), fileLock, count);
    }

    /**
     * Whether several connections can show the same moment.
     *
     * @return {@code true} on PostgreSQL
     */
    public boolean sharesSnapshots() {
        return TransactionRules.of(schema.dialect()).canShare();
    }

    /**
     * Requires that a caller's transaction is on this database, and not on another one that also has the engine's tables.
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
     * Runs work in a transaction that the engine commits, or in the caller's transaction if there is one.
     *
     * @param caller knows whether there is a transaction to join
     * @param work what to do
     * @param <T> what it answers
     * @param <E> what it throws
     * @return what the work answered
     * @throws E what the work threw
     */
    public <T extends @Nullable Object, E extends Exception> T inTransaction(
            CallersTransaction caller, SharedTransaction.Work<T, E> work) throws E {
        Optional<Connection> joined;
        SharedTransaction own;
        try {
            joined = caller.current();
            if (joined.isEmpty()) {
                own = sessions.share();
            } else {
                own = null;
                sessions.database().demand(joined.get());
            }
        } catch (WorkflowException e) {
            throw e;
        } catch (SQLException | PersistenceException e) {
            throw SqlStates.unchanged("beginning a transaction", e);
        }
        return own == null ? SharedTransaction.join(caller, joined.orElseThrow(), work) : own.run(work);
    }

    /**
     * Where cases are kept.
     *
     * @param caller knows whether there is a transaction to join
     * @return the store
     */
    public Store store(CallersTransaction caller) {
        return new MyBatisStore(sessions, caller, this::caseHash);
    }

    private Digest caseHash(String caseId) {
        Installation own = known;
        return DigestChain.ofCase(own == null ? installation() : own, caseId);
    }
}
