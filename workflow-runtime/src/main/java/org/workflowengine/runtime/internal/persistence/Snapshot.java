package org.workflowengine.runtime.internal.persistence;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.audit.AuditColumn;
import org.workflowengine.runtime.internal.audit.CaseColumn;
import org.workflowengine.runtime.internal.audit.CheckpointWriter;
import org.workflowengine.runtime.internal.audit.Column;
import org.workflowengine.runtime.internal.audit.DefinitionColumn;
import org.workflowengine.runtime.internal.audit.InstallationColumn;
import org.workflowengine.runtime.internal.audit.LegalRows;
import org.workflowengine.runtime.internal.audit.ObligationColumn;
import org.workflowengine.runtime.internal.audit.Row;
import org.workflowengine.runtime.internal.audit.StateColumn;
import org.workflowengine.runtime.internal.audit.StoredRows;
import org.workflowengine.runtime.internal.audit.TransitionColumn;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SchemaName;
import org.workflowengine.runtime.internal.dialect.SqlStates;
import org.workflowengine.runtime.internal.transaction.H2FileLock;
import org.workflowengine.runtime.internal.transaction.SnapshotConnection;

/**
 * Everything that is stored, as it was at one moment: raw rows for verification. They are read with plain JDBC, because no mapper may
 * fail on what they hold, and one after the other, because there may be many. Nothing is written. Used by one thread.
 */
public final class Snapshot implements AutoCloseable {
    private static final String INSTALLATION =
            "SELECT installation, origin_digest, schema_version FROM %sworkflow_installation";
    /** The first version of the schema that knows obligations and resting states. */
    private static final int OBLIGATIONS = 4;

    /** The columns that a checkpoint lists, and no more, because they may have to be sorted. */
    private static final DefinitionColumn[] LISTED_DEFINITION = {
        DefinitionColumn.WORKFLOW, DefinitionColumn.VERSION, DefinitionColumn.FINGERPRINT
    };

    private static final CaseColumn[] LISTED_CASE = {CaseColumn.CASE_ID, CaseColumn.SEQ, CaseColumn.DIGEST};

    private final SnapshotConnection connection;
    private final StoreRules rules;

    private Snapshot(SnapshotConnection connection, Dialect dialect) {
        this.connection = connection;
        this.rules = StoreRules.of(dialect);
    }

    /** Begins with what is there now. */
    static Snapshot of(DataSource dataSource, Dialect dialect, SchemaName schema, H2FileLock turn) {
        return new Snapshot(SnapshotConnection.of(dataSource, dialect, schema, turn), dialect);
    }

    /**
     * A part of all cases. Those of one part are given in the order of the bytes of their ids' UTF-8, without sorting if there is an
     * index for it.
     *
     * @param ids which cases are part of it
     */
    public record Part(Predicate<String> ids, String where, String order, boolean isLast) {}

    /**
     * All cases, in as few parts as possible.
     *
     * @return the parts; each case is in one of them
     */
    public List<Part> parts() {
        if (!rules.comparesUtf16()) {
            return List.of(new Part(id -> true, "", "a.case_id", true));
        }
        // The two orders agree for all texts below the surrogates, and an index gives these. The few others are sorted.
        String beyond = "COALESCE(REGEXP_LIKE(a.case_id, '[^\\x{0}-\\x{D7FF}]'), FALSE)";
        Predicate<String> isBeyond = id -> id.chars().anyMatch(c -> c >= Character.MIN_SURROGATE);
        return List.of(
                new Part(isBeyond.negate(), "WHERE NOT " + beyond, "a.case_id", false),
                new Part(isBeyond, "WHERE " + beyond, rules.byBytes("a.case_id"), true));
    }

    /**
     * If the table or its contents are not as the schema made them and cannot be read, that is a finding. Any other failure is thrown.
     */
    private void attempt(StoredRows rows, String table, SnapshotConnection.Query<?> query) {
        try {
            connection.recoverably(query);
        } catch (SQLException e) {
            if (!SqlStates.isDataOrSchema(e)) {
                throw SqlStates.unchanged("reading " + table, e);
            }
            rows.table(table, "rows that can be read", "SQLState " + e.getSQLState());
        }
    }

    /** Tables of an older version can be verified before they are upgraded. What a graph demands and they lack is a finding. */
    private int schemaVersion() {
        try {
            return connection.recoverably(() -> {
                try (PreparedStatement statement =
                                connection.prepare("SELECT schema_version FROM %sworkflow_installation");
                        ResultSet row = statement.executeQuery()) {
                    return row.next() ? row.getInt(1) : Installation.SCHEMA_VERSION;
                }
            });
        } catch (SQLException e) {
            // The table itself is read next, and whatever is wrong with it is told then.
            return Installation.SCHEMA_VERSION;
        }
    }

    private CaseColumn[] caseColumns() {
        return schemaVersion() >= LegalRows.HOLDS_SINCE ? CaseColumn.values() : CaseColumn.bundled();
    }

    private static Row<CaseColumn> head(RowReader<CaseColumn> reader, ResultSet rows, CaseColumn[] columns)
            throws SQLException {
        Row<CaseColumn> row = reader.read(rows);
        return columns.length == CaseColumn.values().length ? row : row.without(CaseColumn.HOLDS);
    }

    private <C extends Enum<C> & Column> void rows(
            StoredRows stored, String table, C[] columns, String sql, Consumer<Row<C>> consumer) {
        attempt(stored, table, () -> {
            try (PreparedStatement statement = connection.prepare(sql);
                    ResultSet rows = statement.executeQuery()) {
                RowReader<C> reader = new RowReader<>(columns, 0);
                reader.checkTypes(rows.getMetaData(), table, stored);
                while (rows.next()) {
                    consumer.accept(reader.read(rows));
                }
                return true;
            }
        });
    }

    /**
     * Gives the installation, all definitions, and their states, transitions and obligations.
     *
     * @param stored is given them
     */
    public void definitions(StoredRows stored) {
        rows(stored, "workflow_installation", InstallationColumn.values(), INSTALLATION, stored::installation);
        boolean obligations = schemaVersion() >= OBLIGATIONS;
        DefinitionColumn[] definition = obligations ? DefinitionColumn.values() : DefinitionColumn.bundled();
        rows(
                stored,
                "workflow_definition",
                definition,
                "SELECT " + RowReader.columns("d", definition)
                        + " FROM %sworkflow_definition d ORDER BY d.workflow, d.version",
                row -> stored.definition(obligations ? row : row.without(DefinitionColumn.OBLIGATIONS)));
        StateColumn[] state = obligations ? StateColumn.values() : StateColumn.first();
        rows(
                stored,
                "workflow_state",
                state,
                "SELECT " + RowReader.columns("s", state) + " FROM %sworkflow_state s",
                row -> stored.state(obligations ? row : row.with(StateColumn.RESTING, false)));
        rows(
                stored,
                "workflow_transition",
                TransitionColumn.values(),
                "SELECT workflow, version, from_state, transition, to_state FROM %sworkflow_transition",
                stored::transition);
        if (obligations) {
            rows(
                    stored,
                    "workflow_obligation",
                    ObligationColumn.values(),
                    "SELECT " + RowReader.columns("o", ObligationColumn.values()) + " FROM %sworkflow_obligation o",
                    stored::obligation);
        }
        stored.definitionsEnd();
    }

    /** The installation and the definitions, read once and given as often as it is asked for. */
    public static final class Definitions {
        private final List<Row<InstallationColumn>> installations = new ArrayList<>();
        private final List<Row<DefinitionColumn>> rows = new ArrayList<>();

        /**
         * Gives them, without the rows of what is legal.
         *
         * @param stored is given them
         */
        public void give(StoredRows stored) {
            installations.forEach(stored::installation);
            rows.forEach(stored::definition);
            stored.definitionsEnd();
        }
    }

    /**
     * Reads the installation and the definitions, for the bundles of many cases.
     *
     * @return what was read
     * @throws BundleException if a table is not as the schema made it
     */
    public Definitions definitions() {
        Definitions read = new Definitions();
        definitions(new StoredRows() {
            @Override
            public void installation(Row<InstallationColumn> row) {
                read.installations.add(row);
            }

            @Override
            public void definition(Row<DefinitionColumn> row) {
                read.rows.add(row);
            }

            @Override
            public void entry(Row<AuditColumn> entry, @Nullable Row<CaseColumn> standing) {}

            @Override
            public void strayCase(Row<CaseColumn> row) {}

            @Override
            public void table(String table, String expected, String found) {
                throw new BundleException("the table " + table + " cannot be read: expected " + expected + ", found "
                        + found + "; verify shows what is wrong");
            }
        });
        return read;
    }

    /**
     * Whether a case is where it is expected.
     *
     * @param caseId the case
     * @param seq the number of its newest step
     * @param digest the digest of that step
     * @return {@code false} if it is elsewhere, or there is no such case
     */
    public boolean isAt(String caseId, long seq, Digest digest) {
        try {
            return connection.recoverably(() -> {
                try (PreparedStatement statement = connection.prepare(
                                "SELECT seq, digest FROM %sworkflow_case WHERE case_id = ?", caseId);
                        ResultSet row = statement.executeQuery()) {
                    return row.next() && row.getLong(1) == seq && Arrays.equals(row.getBytes(2), digest.bytes());
                }
            });
        } catch (SQLException e) {
            throw SqlStates.unchanged("reading a case", e);
        }
    }

    /**
     * Gives all audit entries, and the cases whose step is not among them.
     *
     * @param stored is given them
     * @param each is run after each entry
     */
    public void entries(StoredRows stored, Runnable each) {
        audit(stored, each, "", "a.case_id");
        strays(stored, "");
    }

    /**
     * Gives the audit entries of a part of the cases, and with the last part all cases whose step is not among the entries.
     *
     * @param stored is given them
     * @param part the part
     * @param each is run after each entry
     */
    public void entries(StoredRows stored, Part part, Runnable each) {
        audit(stored, each, part.where, part.order);
        if (part.isLast) {
            strays(stored, "");
        }
    }

    /**
     * Gives the audit entries of one case, and the case if its step is not among them.
     *
     * @param stored is given them
     * @param caseId the case, any text
     */
    public void entries(StoredRows stored, String caseId) {
        audit(stored, () -> {}, "WHERE a.case_id = ?", "a.case_id", caseId);
        strays(stored, "c.case_id = ? AND", caseId);
    }

    /**
     * Gives the audit entries of the cases of one workflow, and no case without its step.
     *
     * @param stored is given them
     * @param workflow the workflow's id
     */
    public void entriesOf(StoredRows stored, String workflow) {
        audit(stored, () -> {}, "WHERE a.workflow = ?", "a.case_id", workflow);
    }

    private void audit(StoredRows stored, Runnable each, String where, String order, Object... values) {
        CaseColumn[] ofCase = caseColumns();
        attempt(stored, "workflow_audit", () -> {
            try (PreparedStatement statement = connection.prepare(
                            "SELECT " + RowReader.columns("a", AuditColumn.values()) + ", "
                                    + RowReader.columns("c", ofCase) + """
                             FROM %sworkflow_audit a
                                LEFT JOIN %sworkflow_case c ON c.case_id = a.case_id AND c.seq = a.seq
                            """ + where + " ORDER BY " + order
                                    + ", a.seq",
                            values);
                    ResultSet rows = statement.executeQuery()) {
                RowReader<AuditColumn> entry = new RowReader<>(AuditColumn.values(), 0);
                RowReader<CaseColumn> standing = new RowReader<>(ofCase, AuditColumn.values().length);
                entry.checkTypes(rows.getMetaData(), "workflow_audit", stored);
                standing.checkTypes(rows.getMetaData(), "workflow_case", stored);
                while (rows.next()) {
                    stored.entry(entry.read(rows), standing.isThere(rows) ? head(standing, rows, ofCase) : null);
                    each.run();
                }
                return true;
            }
        });
    }

    private void strays(StoredRows stored, String ofCase, Object... caseId) {
        CaseColumn[] columns = caseColumns();
        attempt(stored, "workflow_case", () -> {
            try (PreparedStatement statement = connection.prepare(
                            "SELECT " + RowReader.columns("c", columns) + """
                             FROM %sworkflow_case c
                             WHERE
                            """ + ofCase + """
                             NOT EXISTS (
                                SELECT 1 FROM %sworkflow_audit a WHERE a.case_id = c.case_id AND a.seq = c.seq)
                            """, caseId);
                    ResultSet rows = statement.executeQuery()) {
                RowReader<CaseColumn> stray = new RowReader<>(columns, 0);
                while (rows.next()) {
                    stored.strayCase(head(stray, rows, columns));
                }
                return true;
            }
        });
    }

    /**
     * How many audit entries there are.
     *
     * @return the number; 0 if the table cannot be read, which {@link #entries} will report
     */
    public long entryCount() {
        try {
            return connection.recoverably(() -> {
                try (PreparedStatement statement = connection.prepare("SELECT COUNT(*) FROM %sworkflow_audit");
                        ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            });
        } catch (SQLException e) {
            if (SqlStates.isDataOrSchema(e)) {
                return 0;
            }
            throw SqlStates.unchanged("counting audit entries", e);
        }
    }

    /**
     * Gives the installation, the definitions and the cases to a checkpoint, in its order.
     *
     * @param writer is given them
     * @throws IOException if it cannot write
     */
    public void checkpoint(CheckpointWriter writer) throws IOException {
        list(InstallationColumn.values(), INSTALLATION, writer::installation);
        list(
                LISTED_DEFINITION,
                "SELECT " + RowReader.columns("d", LISTED_DEFINITION) + " FROM %sworkflow_definition d ORDER BY "
                        + rules.byBytes("d.workflow") + ", d.version",
                writer::definition);
        list(
                LISTED_CASE,
                "SELECT " + RowReader.columns("c", LISTED_CASE) + " FROM %sworkflow_case c ORDER BY "
                        + rules.byBytes("c.case_id"),
                writer::stands);
    }

    /** Writes a row. */
    private interface Sink<R> {
        void accept(R row) throws IOException;
    }

    private <C extends Enum<C> & Column> void list(C[] columns, String sql, Sink<Row<C>> sink) throws IOException {
        RowReader<C> reader = new RowReader<>(columns, 0);
        try (PreparedStatement statement = connection.prepare(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                sink.accept(reader.read(rows));
            }
        } catch (SQLException e) {
            throw SqlStates.unchanged("taking a checkpoint", e);
        }
    }

    /** Gives the connection back in the state it was in. */
    @Override
    public void close() {
        connection.close();
    }
}
