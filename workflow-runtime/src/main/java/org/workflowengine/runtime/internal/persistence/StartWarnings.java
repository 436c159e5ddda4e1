package org.workflowengine.runtime.internal.persistence;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SchemaName;
import org.workflowengine.runtime.internal.schema.SchemaRules;
import org.workflowengine.runtime.internal.transaction.Borrowed;
import org.workflowengine.runtime.internal.transaction.H2FileLock;
import org.workflowengine.runtime.internal.transaction.ReadOnly;

/** Logs, once for each start, what is accepted but operators should know. */
final class StartWarnings {
    /** Its warnings are about the runtime, whose name users know. */
    private static final Logger LOG = LoggerFactory.getLogger("org.workflowengine.runtime.WorkflowRuntime");

    private final DataSource dataSource;
    private final Dialect dialect;
    private final SchemaName schema;
    private final H2FileLock fileLock;

    StartWarnings(DataSource dataSource, Dialect dialect, SchemaName schema, H2FileLock fileLock) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.schema = schema;
        this.fileLock = fileLock;
    }

    void log() {
        ofOtherWriters();
        ofReadOnly();
        ofLosses();
        ofForeignNames();
    }

    /**
     * Warns if transactions of the application may harm those of the engine: the engine's take turns, and others do not know about it.
     */
    private void ofOtherWriters() {
        if (fileLock.isNeeded()) {
            LOG.warn(
                    "this database is an H2 file, which may keep half of a transaction under way when the process is killed while"
                            + " two connections are in use (h2database issue 2080). The engine's own transactions take turns; yours do"
                            + " not: let only the engine use the file, outside transactions of yours, or give the pool a single"
                            + " connection, or use a database server");
        }
    }

    /**
     * Warns of objects on the search path, or users who may create such, that can replace what SQL without a schema means. The engine's
     * own statements name their schema; those of triggers and of people at a console do not.
     */
    private void ofForeignNames() {
        List<String> names;
        try (Borrowed borrowed = Borrowed.from(dataSource, fileLock)) {
            names = SchemaRules.of(dialect).foreignNames(borrowed.connection(), schema);
        } catch (SQLException e) {
            throw new SetupException("the search path cannot be examined", "see the cause", e);
        }
        if (!names.isEmpty()) {
            LOG.warn(
                    "SQL that names no schema can get another meaning here: {}. Remove it, or keep it out of the search"
                            + " path; see the file roles.sql of the runtime",
                    String.join("; ", names));
        }
    }

    /** Warns if a crash of the server may undo what was acknowledged, because of a setting of the whole server. */
    private void ofLosses() {
        List<String> losses;
        try (Borrowed borrowed = Borrowed.from(dataSource, fileLock)) {
            losses = SchemaRules.of(dialect).losses(borrowed.connection());
        } catch (SQLException e) {
            throw new SetupException("the settings of the server cannot be examined", "see the cause", e);
        }
        if (!losses.isEmpty()) {
            LOG.warn(
                    "a crash of the database server or of its machine may undo steps that were acknowledged, or damage what is stored: {}."
                            + " Change the settings as docs/reference/database.md says, unless losing data here does not matter",
                    String.join(", ", losses));
        }
    }

    /** Warns if no step can be made for now. Reads and verification still work. */
    private void ofReadOnly() {
        Optional<String> reason;
        try (Borrowed borrowed = Borrowed.from(dataSource, fileLock)) {
            reason = ReadOnly.reason(dialect, borrowed.connection());
        } catch (SQLException e) {
            throw new SetupException("the settings cannot be examined", "see the cause", e);
        }
        if (reason.isPresent()) {
            LOG.warn(
                    "writes are not possible here, because of {}: reads and verification work, and each step is answered as unchanged until"
                            + " connections lead to a server that takes writes",
                    reason.get());
        }
    }
}
