package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.apache.ibatis.session.Configuration;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SchemaName;
import org.workflowengine.runtime.spi.CallersTransaction;

/** Begins the transactions of one database, and joins those of callers. Thread-safe. */
public final class Sessions {
    private final DataSource dataSource;
    private final Dialect dialect;
    private final SchemaName schema;
    private final int defaultIsolation;
    private final H2FileLock fileLock;
    private final SessionFactory factory;
    private final SameDatabase database;

    public Sessions(
            DataSource dataSource,
            Dialect dialect,
            SchemaName schema,
            H2FileLock fileLock,
            int defaultIsolation,
            Duration statementTimeout,
            BiConsumer<Configuration, Dialect> mappings) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.schema = schema;
        this.fileLock = fileLock;
        this.defaultIsolation = defaultIsolation;
        this.database = new SameDatabase(dialect, schema, this::place);
        this.factory = new SessionFactory(dialect, schema, statementTimeout, mappings);
    }

    /** Requires that a connection from a caller leads to this database. */
    public SameDatabase database() {
        return database;
    }

    private SameDatabase.Place place() throws SQLException {
        try (OwnTransaction transaction = begin()) {
            return SameDatabase.ask(dialect, transaction.connection());
        }
    }

    public OwnTransaction begin() throws SQLException {
        return OwnTransaction.begin(dataSource, defaultIsolation, factory, fileLock);
    }

    /** A transaction of the engine in which a caller works too. */
    public SharedTransaction share() throws SQLException {
        return new SharedTransaction(begin(), fileLock);
    }

    /** Part of a transaction that a caller has begun and will end. */
    public JoinedTransaction join(Connection connection, CallersTransaction caller) {
        return new JoinedTransaction(connection, caller, factory);
    }

    public Dialect dialect() {
        return dialect;
    }

    public SchemaName schema() {
        return schema;
    }
}
