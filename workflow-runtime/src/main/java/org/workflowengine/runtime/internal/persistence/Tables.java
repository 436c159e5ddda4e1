package org.workflowengine.runtime.internal.persistence;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.internal.dialect.SchemaName;
import org.workflowengine.runtime.internal.dialect.TriggerClasses;
import org.workflowengine.runtime.internal.schema.Differences;
import org.workflowengine.runtime.internal.schema.Schema;
import org.workflowengine.runtime.internal.schema.SchemaRules;
import org.workflowengine.runtime.internal.schema.TextComparison;
import org.workflowengine.runtime.internal.transaction.Borrowed;
import org.workflowengine.runtime.internal.transaction.H2FileLock;
import org.workflowengine.runtime.internal.transaction.ReadOnly;

/** The tables of a database: created, checked, brought to a later version. Thread-safe. */
public final class Tables {
    /** H2 fails if a node in another process is just creating the same table. */
    private static final int ATTEMPTS_WHERE_NODES_MEET = 5;

    /** Others see an H2 table before its constraints exist, and nearly always all nodes are in this process. */
    private static final Object CREATING = new Object();

    private final DataSource dataSource;
    private final Schema schema;
    private final SchemaName name;
    private final H2FileLock fileLock;

    Tables(DataSource dataSource, Schema schema, SchemaName name, H2FileLock fileLock) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.name = name;
        this.fileLock = fileLock;
    }

    /**
     * Creates the tables and triggers that are missing. Several nodes may do so at once.
     *
     * @throws SetupException if they cannot be created, or those that exist are not of this schema
     */
    public void create() {
        if (SchemaRules.of(schema.dialect()).canMeet()) {
            synchronized (CREATING) {
                TriggerClasses.visibly(() -> createMissing(ATTEMPTS_WHERE_NODES_MEET));
            }
        } else {
            createMissing(1);
        }
    }

    private void createMissing(int attempts) {
        // Nearly all starts find everything in place, and need not wait.
        if (differences().none()) {
            return;
        }
        SQLException failure = null;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try (Borrowed borrowed = Borrowed.from(dataSource, fileLock)) {
                refuse(schema.create(borrowed.connection(), name));
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
     * Checks that every table, column, constraint, index and trigger exists as the scripts create it, and that the tables have nothing
     * else.
     *
     * @throws SetupException naming what is missing or changed
     */
    public void check() {
        refuse(differences());
    }

    private Differences differences() {
        try (Borrowed borrowed = Borrowed.from(dataSource, fileLock)) {
            Differences differences = schema.differences(borrowed.connection(), name);
            if (differences.none()) {
                TextComparison.checkColumns(borrowed.connection());
            }
            return differences;
        } catch (SQLException e) {
            throw new SetupException("the tables cannot be examined", "see the cause", e);
        }
    }

    /** Which script creates the tables, in words. */
    String script() {
        return "the script that SchemaScripts." + schema.dialect() + ".schema() gives";
    }

    private void refuse(Differences differences) {
        String script = script();
        if (!differences.harmful().isEmpty()) {
            throw new SetupException(
                    SetupException.Kind.SCHEMA_CHANGED,
                    "the tables differ from the schema: " + String.join("; ", differences.harmful())
                            + (differences.missing().isEmpty()
                                    ? ""
                                    : "; and the database lacks " + String.join(", ", differences.missing())),
                    "find out who changed it, put it back as in " + script + ", and verify all cases",
                    null);
        }
        if (!differences.missing().isEmpty()) {
            throw new SetupException(
                    SetupException.Kind.SCHEMA_INCOMPLETE,
                    "the database lacks " + String.join(", ", differences.missing()),
                    "run " + script + ", or start once with SchemaMode.CREATE",
                    null);
        }
    }

    /**
     * Brings the tables to the version that this runtime is for. Nodes do it one after the other.
     *
     * @return the version that they had; for an upgrade that was cut off, the version before it
     * @throws SetupException if there are no tables, or they have a later version; if the login may not do it; or if something is missing
     *     or changed afterwards
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
        try (Borrowed borrowed = Borrowed.from(dataSource, fileLock)) {
            int stored = schema.upgrade(borrowed.connection(), name, this::refuse);
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
     * Gives an empty copy of a database its own id. Waits for steps that are under way.
     *
     * @param fresh the id
     * @throws SetupException if there is a step or a case, anything of the schema is missing or changed, or the login may not do it
     */
    public void renewInstallation(Installation fresh) {
        try (Borrowed borrowed = Borrowed.from(dataSource, fileLock)) {
            refuse(TriggerClasses.visible(() -> schema.renewInstallation(borrowed.connection(), name, fresh)));
        } catch (SQLException e) {
            throw ReadOnly.refusal(
                    "the installation was not given a new id",
                    "see the cause, and run it again as the owner of the tables while no engine uses them",
                    e);
        }
    }
}
