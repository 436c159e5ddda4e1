package org.workflowengine.runtime;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;
import org.workflowengine.annotations.CanIgnoreReturnValue;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.engine.WorkflowHost;
import org.workflowengine.runtime.internal.engine.AuditEntries;
import org.workflowengine.runtime.internal.engine.Observers;
import org.workflowengine.runtime.internal.engine.TransitionAuthority;
import org.workflowengine.runtime.internal.persistence.Database;
import org.workflowengine.runtime.internal.schema.EmbeddedH2;
import org.workflowengine.runtime.internal.transaction.GivenConnection;
import org.workflowengine.runtime.query.InstalledDefinition;
import org.workflowengine.runtime.query.Reading;
import org.workflowengine.runtime.spi.CallersTransaction;
import org.workflowengine.runtime.whatif.RecordedCases;

/**
 * The engine on a database: {@code CaseReviewEngine.on(WorkflowRuntime.embedded(path))}. It holds no state of any case and starts no
 * threads. Thread-safe; any number of runtimes, in any number of processes, may work on one database.
 */
public final class WorkflowRuntime extends WorkflowHost implements AutoCloseable {
    private final Database database;
    private final SchemaMode schemaMode;
    private final InstantSource clock;
    private final AuditEntries entries;
    private final Observers observers;
    private final Installation installation;
    private final Seals seals;
    private final CallersTransaction caller;
    private final Runnable closing;
    private final StartLog log;

    /** The fingerprints of the definitions that are known to be in the database, where they stay permanently. */
    private final Set<Digest> present = ConcurrentHashMap.newKeySet();

    private WorkflowRuntime(
            DataSource dataSource,
            CallersTransaction caller,
            SchemaMode defaultMode,
            RuntimeOptions options,
            Runnable closing) {
        this.caller = caller;
        this.seals = options.seals();
        this.clock = options.clock();
        this.observers = options.observers();
        this.schemaMode = options.schemaMode().orElse(defaultMode);
        this.closing = closing;
        this.database = Database.of(dataSource, options.statementTimeout());
        switch (schemaMode) {
            case CREATE -> database.tables().create();
            case VALIDATE -> database.tables().check();
            case NONE -> {}
        }
        this.installation = database.installation();
        this.entries =
                new AuditEntries(options.source(), options.clock(), options.random(), installation, seals.sealer());
        this.log = new StartLog(database);
        log.started();
    }

    /**
     * A runtime on a new database in memory, for tests and demonstrations. Everything is gone when it is closed. It needs the dependency
     * {@code com.h2database:h2}.
     *
     * @return the runtime
     * @throws SetupException if H2 is missing
     */
    public static WorkflowRuntime inMemory() {
        return inMemory(RuntimeOptions.defaults());
    }

    /**
     * A runtime on a new database in memory.
     *
     * @param options what differs from the defaults
     * @return the runtime
     * @throws SetupException if H2 is missing
     */
    public static WorkflowRuntime inMemory(RuntimeOptions options) {
        Objects.requireNonNull(options, "options");
        return on(EmbeddedH2.inMemory(), options);
    }

    /**
     * A runtime on a database in a file of its own. A step that was answered as applied survives a crash of the process. It needs the
     * dependency {@code com.h2database:h2}.
     *
     * <p>H2 writes whole pages at each commit: while the database is open, its file grows by about 40 KB per step, and closing the
     * runtime shrinks it to its contents. For many steps per second over days, use a database server. Its transactions take turns, even
     * those that only read.
     *
     * <p>Run the process with {@code -XX:+ExitOnOutOfMemoryError}: H2 may lose or never answer a step in a process that lives on without
     * memory.
     *
     * @param path where the database is, without the suffix {@code .mv.db} of its file; created if necessary
     * @return the runtime
     * @throws SetupException if H2 is missing, another process has the database open, or it cannot be opened or created
     */
    public static WorkflowRuntime embedded(Path path) {
        return embedded(path, RuntimeOptions.defaults());
    }

    /**
     * A runtime on a database in a file of its own.
     *
     * @param path as {@link #embedded(Path)}
     * @param options what differs from the defaults
     * @return the runtime
     * @throws SetupException as {@link #embedded(Path)}
     */
    public static WorkflowRuntime embedded(Path path, RuntimeOptions options) {
        Objects.requireNonNull(options, "options");
        return on(EmbeddedH2.inFile(Objects.requireNonNull(path, "path")), options);
    }

    /**
     * A runtime on the application's own database. Its tables must be there: see {@link SchemaScripts} and {@link SchemaMode}.
     *
     * <p>On an H2 file the engine's own transactions take turns, because a kill while two of them are under way could leave half of one
     * in the file. The engine cannot make other transactions wait, and logs a warning about it: see {@code docs/explanation/guarantees.md}.
     *
     * @param dataSource where connections come from, preferably a pool; the caller closes it
     * @return the runtime
     * @throws SetupException naming what is wrong with the database and how to fix it
     */
    public static WorkflowRuntime on(DataSource dataSource) {
        return on(dataSource, RuntimeOptions.defaults());
    }

    /**
     * A runtime on the application's own database.
     *
     * @param dataSource as {@link #on(DataSource)}
     * @param options what differs from the defaults
     * @return the runtime
     * @throws SetupException as {@link #on(DataSource)}
     */
    public static WorkflowRuntime on(DataSource dataSource, RuntimeOptions options) {
        return on(dataSource, CallersTransaction.NONE, options);
    }

    /**
     * A runtime on the application's own database that joins whatever transaction the caller is in.
     *
     * @param dataSource as {@link #on(DataSource)}
     * @param caller knows the caller's transaction; the module {@code workflow-spring} provides one for Spring
     * @param options what differs from the defaults
     * @return the runtime
     * @throws SetupException as {@link #on(DataSource)}
     */
    public static WorkflowRuntime on(DataSource dataSource, CallersTransaction caller, RuntimeOptions options) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(options, "options");
        WorkflowRuntime runtime = new WorkflowRuntime(dataSource, caller, SchemaMode.VALIDATE, options, () -> {});
        runtime.database.warn();
        return runtime;
    }

    private static WorkflowRuntime on(EmbeddedH2 embedded, RuntimeOptions options) {
        try {
            return new WorkflowRuntime(
                    embedded.dataSource(), CallersTransaction.NONE, SchemaMode.CREATE, options, embedded::close);
        } catch (RuntimeException | Error failure) {
            try {
                embedded.close();
            } catch (RuntimeException | Error second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    /**
     * Brings the tables to the version of the schema that this runtime is for. Nothing else does: a start refuses tables of another version,
     * in every {@link SchemaMode}. Tables that already have this version stay as they are.
     *
     * <p>It needs the login of the owner of the tables. Stop the engines that use them, make a backup, verify, upgrade, and verify again. On
     * PostgreSQL it is one transaction. On H2 and MariaDB each statement is a transaction of its own: if it is cut off, every start
     * refuses and says so, and it can be run again.
     *
     * @param dataSource where connections come from; the caller closes it
     * @return the version that the tables had before; if an earlier upgrade had been cut off, the version before that upgrade
     * @throws SetupException if there are no tables, they have a later version, the database does not allow the login to do it, or they
     *     differ from the schema afterwards
     */
    public static int upgrade(DataSource dataSource) {
        return Database.of(
                        Objects.requireNonNull(dataSource, "dataSource"),
                        RuntimeOptions.defaults().statementTimeout())
                .tables()
                .upgrade();
    }

    /**
     * The engine inside a transaction of the caller's: business rows, state and audit are committed together or not at all.
     * {@code CaseReviewEngine.on(runtime.within(connection))} costs next to nothing: make one for each transaction.
     *
     * <p>The engine never commits or closes, and rolls back only its own step (or the whole transaction, if the database does not allow
     * it to undo half a step alone). {@code Applied} means: applied if the transaction commits. A refusal leaves the transaction as it
     * was, ready for more. After a failure the caller must roll back.
     *
     * <p>A connection to another database is refused, and so is one that finds the tables of another installation in the same database.
     * The first connection of each URL, user and current schema is checked with a query, so set the isolation level before.
     *
     * @param connection a connection to this runtime's database, not in auto-commit mode; used by one thread at a time, and not after
     *     the transaction has failed
     * @return a host for engines
     * @throws SetupException if the connection is in auto-commit mode, or to another database
     */
    public WorkflowHost within(Connection connection) {
        return joining(GivenConnection.of(Objects.requireNonNull(connection, "connection"), Optional::empty));
    }

    /**
     * The engine inside a transaction of the caller's that has a deadline: as {@link #within(Connection)}. No statement of the engine may
     * take longer, and no step is made later; see {@link CallersTransaction#timeLeft}.
     *
     * @param connection as {@link #within(Connection)}
     * @param deadline by when, on the clock of this runtime's options
     * @return a host for engines
     * @throws SetupException if the connection is in auto-commit mode, or to another database
     */
    public WorkflowHost within(Connection connection, Instant deadline) {
        Objects.requireNonNull(deadline, "deadline");
        return joining(GivenConnection.of(Objects.requireNonNull(connection, "connection"), () -> until(deadline)));
    }

    /**
     * The engine inside the transaction of a MyBatis session of the caller's: as {@link #within(Connection)}.
     *
     * @param session a session on this runtime's database, not in auto-commit mode
     * @return a host for engines
     * @throws SetupException if its connection is in auto-commit mode, or to another database
     */
    public WorkflowHost within(SqlSession session) {
        return joining(GivenConnection.of(Objects.requireNonNull(session, "session"), Optional::empty));
    }

    /**
     * The engine inside the transaction of a MyBatis session of the caller's that has a deadline: as
     * {@link #within(Connection, Instant)}.
     *
     * @param session as {@link #within(SqlSession)}
     * @param deadline by when, on the clock of this runtime's options
     * @return a host for engines
     * @throws SetupException if its connection is in auto-commit mode, or to another database
     */
    public WorkflowHost within(SqlSession session, Instant deadline) {
        Objects.requireNonNull(deadline, "deadline");
        return joining(GivenConnection.of(Objects.requireNonNull(session, "session"), () -> until(deadline)));
    }

    private Optional<Duration> until(Instant deadline) {
        return Optional.of(Duration.between(clock.instant(), deadline));
    }

    private WorkflowHost joining(CallersTransaction transaction) {
        database.demandOwn(transaction);
        return new WorkflowHost() {
            @Override
            protected TransitionAuthority authority(Definition definition) {
                return WorkflowRuntime.this.authority(definition, transaction);
            }

            @Override
            protected Reading reading() {
                return new Reading(database.store(transaction));
            }
        };
    }

    /**
     * Runs some work in one transaction: rows of your own and the engine's steps are committed together, once, after the work has returned,
     * or not at all. Made for a layer that keeps tables of its own beside the engine's:
     *
     * <pre>{@code
     * runtime.inTransaction(transaction -> {
     *     insertReminder(transaction.connection(), "C-1");
     *     return ClaimEngine.on(transaction).throwing().startReview("C-1", facts, decision);
     * });
     * }</pre>
     *
     * <p>A refusal that the work looks at changes nothing, and the rest is committed. Whatever the work throws undoes all of it, and is thrown
     * as it is. A step that fails leaves nothing of itself; if the database has ended the transaction with it, nothing is committed, even where
     * the work swallows the failure. {@code Applied} means: applied if the commit succeeds.
     *
     * <p>The level is READ COMMITTED. Inside a transaction that the caller is in already ({@link CallersTransaction}), the work becomes part
     * of that one, and the caller commits. The work uses the transaction that it is given: a call to the runtime itself would be another
     * transaction, which may wait for this one; on an H2 file, where transactions take turns, it is refused. So make each engine once on the
     * runtime before, which installs its definition or looks for it.
     *
     * <p>Send no statement that commits by itself: {@code COMMIT}, or {@code CREATE TABLE} and the like on MariaDB and H2. What was done before
     * it is kept whatever happens then. PostgreSQL and MariaDB tell so at the end ({@code OutcomeUnknownException}), H2 does not.
     *
     * @param work what to do; it runs once, on this thread
     * @param <T> what it returns
     * @param <E> what it throws
     * @return what the work returned
     * @throws E what the work threw; nothing was changed
     * @throws UnchangedException if the transaction could not be begun or committed, with certainty
     * @throws OutcomeUnknownException if the commit was sent and its answer lost, or a statement of the work has ended the transaction
     */
    @CanIgnoreReturnValue
    public <T extends @Nullable Object, E extends Exception> T inTransaction(TransactionalWork<T, E> work) throws E {
        Objects.requireNonNull(work, "work");
        return database.inTransaction(
                caller, (transaction, connection) -> work.run(new WorkflowTransaction(this, transaction, connection)));
    }

    Reading reading(CallersTransaction transaction) {
        return new Reading(database.store(transaction));
    }

    /** Installs the definition, or requires that it is installed, as the {@link SchemaMode} says. */
    @Override
    @SuppressWarnings("exports") // nobody else extends it
    protected TransitionAuthority authority(Definition definition) {
        return authority(definition, caller);
    }

    @Override
    protected Reading reading() {
        return new Reading(database.store(caller));
    }

    TransitionAuthority authority(Definition definition, CallersTransaction transaction) {
        if (!present.contains(definition.fingerprint())) {
            if (schemaMode == SchemaMode.CREATE) {
                database.install(definition, clock.instant().truncatedTo(ChronoUnit.MICROS));
            } else {
                database.demand(definition);
            }
            if (present.add(definition.fingerprint())) {
                log.serves(definition);
            }
        }
        return new TransitionAuthority(definition, database.store(transaction), entries, observers);
    }

    /**
     * Proves the history, or shows where it is broken.
     *
     * @return a verification of everything in this runtime's database, with the keys of its options
     */
    public Verification verification() {
        return new Verification(database, seals, clock);
    }

    /**
     * Purges cases that are finished and have been kept for long enough.
     *
     * @return what purges cases of this runtime's database and seals their tombstones with its key
     */
    public Retention retention() {
        return new Retention(database, entries, installation);
    }

    /**
     * The histories of all cases in this runtime's database, to be compared with other rules
     * ({@link org.workflowengine.runtime.whatif.WhatIf}). They are read when they are compared, as they are then.
     *
     * @return the cases of all workflows and versions
     */
    public RecordedCases recordedCases() {
        return new RecordedCases(new StoredSteps(database));
    }

    /**
     * The histories of all cases in a database, without a runtime on it. A read-only login is enough.
     *
     * @param dataSource where connections come from; the caller closes it
     * @return as {@link #recordedCases()}
     * @throws SetupException if the database cannot be reached, is not supported, or has tables of another version of the schema
     */
    public static RecordedCases recordedCases(DataSource dataSource) {
        return new RecordedCases(new StoredSteps(reading(dataSource)));
    }

    /**
     * Everything that is installed in a database, without a runtime on it. A read-only login is enough.
     *
     * @param dataSource where connections come from; the caller closes it
     * @return the definitions, by workflow and version
     * @throws SetupException as {@link #recordedCases(DataSource)}
     * @throws UnchangedException if the database cannot be read
     */
    public static List<InstalledDefinition> definitions(DataSource dataSource) {
        return new Reading(reading(dataSource).store(CallersTransaction.NONE)).definitions();
    }

    private static Database reading(DataSource dataSource) {
        Objects.requireNonNull(dataSource, "dataSource");
        Database database =
                Database.forReading(dataSource, RuntimeOptions.defaults().statementTimeout());
        database.installation();
        return database;
    }

    /**
     * Which installation of the schema this is: a random id that the script made. Keep it with the keys, so that a verification elsewhere
     * can require it.
     *
     * @return the installation
     */
    public Installation installation() {
        return installation;
    }

    /**
     * Gives an id of its own to a copy of a database, provided it has neither a step nor a case. A copy that was restored from a backup
     * or cloned has the same id as the original, so what is sealed in one verifies in the other.
     *
     * <p>It needs the login of the owner of the tables: the trigger that refuses the change is removed and put back. Stop the engines
     * that use the copy, and start them again afterwards: each remembers the id from its start. On H2 and MariaDB each of these
     * statements is a transaction of its own: if it is cut off, every start refuses because the trigger is missing, and it can be run
     * again.
     *
     * @param dataSource where connections come from; the caller closes it
     * @return the new installation
     * @throws SetupException if there is a step or a case, something of the schema is missing or changed, or the database does not allow
     *     the login to do it; the id is then still the old one
     */
    public static Installation renewInstallation(DataSource dataSource) {
        byte[] id = new byte[Installation.BYTES];
        new SecureRandom().nextBytes(id);
        Installation fresh = Installation.of(id);
        Database.of(
                        Objects.requireNonNull(dataSource, "dataSource"),
                        RuntimeOptions.defaults().statementTimeout())
                .tables()
                .renewInstallation(fresh);
        return fresh;
    }

    /**
     * Which installation a database is, without a runtime on it.
     *
     * @param dataSource where connections come from; the caller closes it
     * @return the installation
     * @throws SetupException if no installation can be read from the database
     */
    public static Installation installation(DataSource dataSource) {
        return Database.forReading(
                        Objects.requireNonNull(dataSource, "dataSource"),
                        RuntimeOptions.defaults().statementTimeout())
                .installation();
    }

    /** Closes an embedded database; a {@link DataSource} of the caller stays open. */
    @Override
    public void close() {
        closing.run();
    }
}
