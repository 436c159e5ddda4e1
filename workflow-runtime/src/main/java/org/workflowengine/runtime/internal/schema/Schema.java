package org.workflowengine.runtime.internal.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.internal.dialect.Closing;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SchemaName;

/** The tables and their guards as SQL that people read and run, and what a database lacks of it. */
public final class Schema {
    /** The script with the triggers. */
    static final String GUARDS = "triggers.sql";

    private final Dialect dialect;
    private final SchemaRules rules;
    private final SchemaVersion version;
    private final Script tables;
    private final Script hardening;
    private final Script roles;
    private final Catalogue expected;

    private Schema(Dialect dialect, SchemaVersion version) {
        this.dialect = dialect;
        this.rules = SchemaRules.of(dialect);
        this.version = version;
        this.tables = version.script(dialect, "tables.sql");
        this.hardening = version.script(dialect, GUARDS);
        this.roles = version.script(dialect, "roles.sql");
        this.expected = Catalogue.expected(version.script(dialect, Catalogue.FILE));
    }

    /** The schema of the current version. */
    public static Schema of(Dialect dialect) {
        return of(dialect, SchemaVersion.CURRENT);
    }

    public static Schema of(Dialect dialect, SchemaVersion version) {
        return new Schema(dialect, version);
    }

    /**
     * The script that creates the tables.
     *
     * @return SQL statements with comments
     */
    public String tables() {
        return tables.sql();
    }

    /**
     * The script that creates the triggers, to be run after that of the tables.
     *
     * @return SQL statements with comments
     */
    public String hardening() {
        return hardening.sql();
    }

    /**
     * The script that creates roles with the least privileges that each needs.
     *
     * @return SQL statements with comments
     */
    public String roles() {
        return roles.sql();
    }

    /**
     * The scripts that lead from an older version to this one, to be run by the owner of the tables while no engine uses them.
     *
     * @param from the older version
     * @return SQL statements with comments
     * @throws SetupException if there is no way from that version
     */
    public String upgrade(int from) {
        if (from < 1 || from >= version.number()) {
            throw new SetupException(
                    "there is no upgrade from schema version " + from + ", this runtime needs version "
                            + version.number(),
                    version.number() == 1
                            ? "there is no older version"
                            : "name the version that workflow_installation has, from 1 to " + (version.number() - 1),
                    null);
        }
        return SchemaUpgrade.scripts(dialect, version, from).stream()
                .map(Script::sql)
                .collect(Collectors.joining("\n"));
    }

    public Dialect dialect() {
        return dialect;
    }

    public SchemaVersion version() {
        return version;
    }

    /**
     * Creates what is missing, if nothing else needs fixing. What exists already stays as it is.
     *
     * @return what is still missing or changed afterwards
     */
    public Differences create(Connection connection, SchemaName schema) throws SQLException {
        return alone(connection, () -> {
            Differences differences = differences(connection, schema);
            if (!differences.canBeCreated()) {
                return differences;
            }
            rules.checkCreating(connection);
            return created(connection, schema, differences);
        });
    }

    /**
     * Gives the installation another id, if there is neither a step nor a case, and nothing is missing or changed.
     *
     * @return what is missing or changed, in which case nothing was done
     * @throws SetupException if there is a step or a case
     */
    public Differences renewInstallation(Connection connection, SchemaName schema, Installation fresh)
            throws SQLException {
        return alone(connection, () -> {
            Differences before = differences(connection, schema).without("trigger " + InstallationRenewal.TRIGGER);
            if (!before.none()) {
                return before;
            }
            try (Statement statement = connection.createStatement()) {
                rules.renew(new InstallationRenewal(schema, trigger(InstallationRenewal.TRIGGER), statement), fresh);
            }
            return differences(connection, schema);
        });
    }

    /**
     * Brings the tables to this version. Tables that have it already stay as they are, except for the last statement of an upgrade that
     * was cut off.
     *
     * @param demand is given what is missing or changed afterwards, and throws if there is anything
     * @return the version that they had, or with a minus the one whose upgrade was under way
     * @throws SetupException if there are no tables, or there is no way from their version to this one
     */
    public int upgrade(Connection connection, SchemaName schema, Consumer<Differences> demand) throws SQLException {
        return alone(connection, () -> {
            int stored = stored(connection, schema, look(connection, schema))
                    .orElseThrow(() -> new SetupException(
                            "the database has no tables that say which schema version they have",
                            "name the database and schema of the tables; if there are none yet, run the script that SchemaScripts."
                                    + dialect + ".schema() gives",
                            null));
            if (!SchemaUpgrade.leadsUp(version, stored)) {
                throw SchemaUpgrade.refusal(dialect, version, stored);
            }
            try (Statement statement = connection.createStatement()) {
                rules.enter(statement, schema);
                for (Script script : SchemaUpgrade.scripts(dialect, version, stored)) {
                    script.run(connection);
                }
                Differences left = look(connection, schema);
                if (left.harmful().isEmpty()
                        && left.missing().equals(List.of("trigger " + InstallationRenewal.TRIGGER))) {
                    statement.execute(trigger(InstallationRenewal.TRIGGER));
                }
            }
            demand.accept(look(connection, schema));
            return stored;
        });
    }

    private OptionalInt stored(Connection connection, SchemaName schema, Differences differences) throws SQLException {
        List<String> missing = differences.missing();
        return missing.contains("workflow_installation") || missing.contains("workflow_installation.schema_version")
                ? OptionalInt.empty()
                : SchemaUpgrade.stored(connection, schema);
    }

    /** The statement of the script that creates a trigger. */
    private String trigger(String name) {
        return hardening.commands().stream()
                .filter(command -> command.matches("(?s)CREATE (OR REPLACE )?TRIGGER (IF NOT EXISTS )?" + name + " .*"))
                .findFirst()
                .orElseThrow();
    }

    private <T> T alone(Connection connection, SchemaRules.Work<T> work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            rules.waitForOtherNodes(statement);
            T done = rules.inDefaultMode(connection, work);
            connection.commit();
            rules.letOtherNodesIn(connection);
            connection.setAutoCommit(autoCommit);
            return done;
        } catch (SQLException | RuntimeException | Error failure) {
            Closing.after(failure, () -> {
                connection.rollback();
                connection.setAutoCommit(autoCommit);
            });
            Closing.after(failure, () -> rules.letOtherNodesIn(connection));
            throw failure;
        }
    }

    /**
     * Runs the scripts. If two nodes may meet, the one whose statement fails looks at what the other has created, and goes on from there.
     * If nothing has changed, the failure is its own.
     */
    private Differences created(Connection connection, SchemaName schema, Differences before) throws SQLException {
        try {
            tables.run(connection);
            hardening.run(connection);
            return differences(connection, schema);
        } catch (SQLException failure) {
            if (!rules.canMeet()) {
                throw failure;
            }
            connection.rollback();
            Differences left = differences(connection, schema);
            if (left.equals(before)) {
                throw failure;
            }
            return left.canBeCreated() ? created(connection, schema, left) : left;
        }
    }

    /**
     * What is missing or changed.
     *
     * @throws SetupException if the tables are of another version
     */
    public Differences differences(Connection connection, SchemaName schema) throws SQLException {
        Differences differences = look(connection, schema);
        OptionalInt stored = stored(connection, schema, differences);
        if (stored.isPresent() && stored.getAsInt() != version.number()) {
            throw SchemaUpgrade.refusal(dialect, version, stored.getAsInt());
        }
        return differences;
    }

    private Differences look(Connection connection, SchemaName schema) throws SQLException {
        return Differences.between(expected, catalogue(connection, schema));
    }

    private Catalogue catalogue(Connection connection, SchemaName schema) throws SQLException {
        return rules.inDefaultMode(connection, () -> rules.catalogue(connection, schema, expected.tables()));
    }
}
