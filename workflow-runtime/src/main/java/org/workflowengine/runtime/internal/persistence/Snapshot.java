package org.workflowengine.runtime.internal.persistence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.Purged;
import org.workflowengine.runtime.internal.audit.AuditColumn;
import org.workflowengine.runtime.internal.audit.CaseColumn;
import org.workflowengine.runtime.internal.audit.CheckpointWriter;
import org.workflowengine.runtime.internal.audit.Column;
import org.workflowengine.runtime.internal.audit.DefinitionColumn;
import org.workflowengine.runtime.internal.audit.DigestChain;
import org.workflowengine.runtime.internal.audit.InstallationColumn;
import org.workflowengine.runtime.internal.audit.LegalRows;
import org.workflowengine.runtime.internal.audit.ObligationColumn;
import org.workflowengine.runtime.internal.audit.RangeCheck;
import org.workflowengine.runtime.internal.audit.Row;
import org.workflowengine.runtime.internal.audit.StateColumn;
import org.workflowengine.runtime.internal.audit.StoredRows;
import org.workflowengine.runtime.internal.audit.TombstoneColumn;
import org.workflowengine.runtime.internal.audit.TransitionColumn;
import org.workflowengine.runtime.internal.audit.Verifier;
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

    /** Of cases that were not verified. */
    private static final CaseColumn[] LISTED_CASE = {CaseColumn.CASE_ID, CaseColumn.SEQ, CaseColumn.DIGEST};

    private static final int MOST_AT_ONCE = 512;

    private final SnapshotConnection connection;
    private final StoreRules rules;

    /** As it is stored; 0 before it was read. */
    private int schemaVersion;

    private Snapshot(SnapshotConnection connection, Dialect dialect) {
        this.connection = connection;
        this.rules = StoreRules.of(dialect);
    }

    /** Begins with what is there now. */
    static Snapshot of(DataSource dataSource, Dialect dialect, SchemaName schema, H2FileLock turn) {
        return new Snapshot(SnapshotConnection.of(dataSource, dialect, schema, turn), dialect);
    }

    /** Several that show the same moment, on a connection each. */
    static List<Snapshot> several(
            DataSource dataSource, Dialect dialect, SchemaName schema, H2FileLock turn, int count) {
        return SnapshotConnection.sharing(dataSource, dialect, schema, turn, count).stream()
                .map(connection -> new Snapshot(connection, dialect))
                .toList();
    }

    /**
     * A part of all cases. Those of one part are given in the order of the bytes of their ids' UTF-8, without sorting if there is an
     * index for it.
     *
     * @param ids which cases are part of it
     * @param where the same as a condition, with {@code @} for the column of the id; empty for all
     * @param isSorted whether there is no index for the order
     */
    public record Part(Predicate<String> ids, String where, boolean isSorted, boolean isLast) {}

    /** A condition, and the values in it. */
    private record Condition(String sql, List<String> values) {}

    /**
     * All cases, in as few parts as possible.
     *
     * @return the parts; each case is in one of them
     */
    public List<Part> parts() {
        if (!rules.comparesUtf16()) {
            return List.of(new Part(id -> true, "", false, true));
        }
        // The two orders agree for all texts below the surrogates, and an index gives these. The few others are sorted.
        String beyond = "COALESCE(REGEXP_LIKE(@, '[^\\x{0}-\\x{D7FF}]'), FALSE)";
        Predicate<String> isBeyond = id -> id.chars().anyMatch(c -> c >= Character.MIN_SURROGATE);
        return List.of(
                new Part(isBeyond.negate(), "NOT " + beyond, false, false), new Part(isBeyond, beyond, true, true));
    }

    /** What the cases of a part are compared and ordered by. */
    private String key(Part part, String column) {
        return part.isSorted ? rules.byBytes(column) : column;
    }

    /** The ids of a part that are in a range: beyond one, up to another, both of which may be absent. */
    private Condition within(Part part, @Nullable String after, @Nullable String upTo, String column) {
        List<String> all = new ArrayList<>();
        List<String> values = new ArrayList<>();
        if (!part.where.isEmpty()) {
            all.add(part.where.replace("@", column));
        }
        if (after != null) {
            all.add(key(part, column) + " > " + key(part, "?"));
            values.add(after);
        }
        if (upTo != null) {
            all.add(key(part, column) + " <= " + key(part, "?"));
            values.add(upTo);
        }
        if (values.isEmpty()) {
            // Those without an id, which a sound table does not have, are read apart.
            all.add(column + " IS NOT NULL");
        }
        return new Condition(String.join(" AND ", all), values);
    }

    /**
     * If the table or its contents are not as the schema made them and cannot be read, that is a finding. Any other failure is thrown.
     */
    private boolean attempt(StoredRows rows, String table, SnapshotConnection.Query<?> query) {
        try {
            connection.recoverably(query);
            return true;
        } catch (SQLException e) {
            if (!SqlStates.isDataOrSchema(e)) {
                throw SqlStates.unchanged("reading " + table, e);
            }
            rows.table(table, "rows that can be read", "SQLState " + e.getSQLState());
            return false;
        }
    }

    /** Tables of an older version can be verified before they are upgraded. What a graph demands and they lack is a finding. */
    private int schemaVersion() {
        if (schemaVersion == 0) {
            schemaVersion = readSchemaVersion();
        }
        return schemaVersion;
    }

    private int readSchemaVersion() {
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
        return head(reader.read(rows), columns);
    }

    private static Row<CaseColumn> head(Row<CaseColumn> row, CaseColumn[] columns) {
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
        audit(stored, each, "", "", "a.case_id");
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
        String where = part.where.isEmpty() ? "" : "WHERE " + part.where.replace("@", "a.case_id");
        audit(stored, each, "", where, key(part, "a.case_id"));
        if (part.isLast) {
            strays(stored, "");
        }
    }

    /**
     * Tells of tables and columns that cannot be read as the schema made them, without reading a row.
     *
     * @param stored is told
     * @return whether entries and heads can be read
     */
    public boolean areReadable(StoredRows stored) {
        boolean entries = audit(stored, () -> {}, "", "WHERE 1 = 0", "a.case_id");
        return strays(stored, "1 = 0 AND") && entries;
    }

    /**
     * The id that ends the next range of cases.
     *
     * @param part the part of the cases
     * @param after the id that ended the range before; null for the first
     * @param count how many cases the range has
     * @return the id of its last one; empty if there are fewer
     */
    public Optional<String> boundary(Part part, @Nullable String after, int count) {
        Condition within = within(part, after, null, "c.case_id");
        try {
            return connection.recoverably(() -> {
                try (PreparedStatement statement = connection.prepare(
                                "SELECT c.case_id FROM %sworkflow_case c WHERE " + within.sql + " ORDER BY "
                                        + key(part, "c.case_id") + " LIMIT 1 OFFSET " + (count - 1),
                                within.values.toArray());
                        ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
                }
            });
        } catch (SQLException e) {
            if (SqlStates.isDataOrSchema(e)) {
                return Optional.empty();
            }
            throw SqlStates.unchanged("reading workflow_case", e);
        }
    }

    /**
     * Verifies a range on this snapshot.
     *
     * @param part the part of the cases
     * @param range the range, to which everything is given
     * @param listener is given every finding
     */
    public void verify(Part part, RangeCheck range, Consumer<Finding> listener) {
        range.begin(listener);
        if (!range.isWhole() && !heads(part, range)) {
            range.readWhole();
        }
        List<String> moved = range.isWhole() ? List.of() : range.moved();
        if (range.isWhole()) {
            Condition entries = within(part, range.after(), range.upTo(), "a.case_id");
            Condition heads = within(part, range.after(), range.upTo(), "c.case_id");
            audit(
                    range.rows(),
                    () -> {},
                    " AND " + heads.sql,
                    "WHERE " + entries.sql,
                    key(part, "a.case_id"),
                    Stream.concat(heads.values.stream(), entries.values.stream())
                            .toArray());
            strays(range.rows(), heads.sql + " AND", heads.values.toArray());
        }
        for (int from = 0; !range.isWhole() && from < moved.size(); from += MOST_AT_ONCE) {
            ofCases(range.rows(), part, moved.subList(from, Math.min(moved.size(), from + MOST_AT_ONCE)));
        }
        range.end();
    }

    /** Few different statements, which the database can keep: the last id stands in the places that are left. */
    private void ofCases(StoredRows stored, Part part, List<String> ids) {
        int places = 1;
        while (places < ids.size()) {
            places *= 8;
        }
        Object[] values = new Object[places];
        for (int i = 0; i < places; i++) {
            values[i] = ids.get(Math.min(i, ids.size() - 1));
        }
        String among = " IN (" + String.join(", ", Collections.nCopies(places, "?")) + ")";
        audit(
                stored,
                () -> {},
                " AND c.case_id" + among,
                "WHERE a.case_id" + among,
                key(part, "a.case_id"),
                Stream.concat(Arrays.stream(values), Arrays.stream(values)).toArray());
        strays(stored, "c.case_id" + among + " AND", values);
    }

    /** Gives the heads of a range; false if they cannot be read. */
    private boolean heads(Part part, RangeCheck range) {
        Condition within = within(part, range.after(), range.upTo(), "c.case_id");
        CaseColumn[] columns = caseColumns();
        RowReader<CaseColumn> reader = new RowReader<>(columns, 0);
        try {
            return connection.recoverably(() -> {
                try (PreparedStatement statement = connection.prepare(
                                "SELECT " + RowReader.columns("c", columns) + " FROM %sworkflow_case c WHERE "
                                        + within.sql + " ORDER BY " + key(part, "c.case_id"),
                                within.values.toArray());
                        ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        range.head(head(reader, rows, columns));
                    }
                    return true;
                }
            });
        } catch (SQLException e) {
            if (SqlStates.isDataOrSchema(e)) {
                return false;
            }
            throw SqlStates.unchanged("reading workflow_case", e);
        }
    }

    /**
     * Gives the entries without an id, which a sound table does not have, and the heads without one.
     *
     * @param range a range of its own
     * @param listener is given every finding
     */
    public void verifyNameless(RangeCheck range, Consumer<Finding> listener) {
        range.begin(listener);
        audit(range.rows(), () -> {}, "", "WHERE a.case_id IS NULL", "a.case_id");
        strays(range.rows(), "c.case_id IS NULL AND");
        range.end();
    }

    /**
     * Gives the audit entries of one case, and the case if its step is not among them.
     *
     * @param stored is given them
     * @param caseId the case, any text
     */
    public void entries(StoredRows stored, String caseId) {
        audit(stored, () -> {}, "", "WHERE a.case_id = ?", "a.case_id", caseId);
        strays(stored, "c.case_id = ? AND", caseId);
    }

    /**
     * Gives the audit entries of the cases of one workflow, and no case without its step.
     *
     * @param stored is given them
     * @param workflow the workflow's id
     */
    public void entriesOf(StoredRows stored, String workflow) {
        audit(stored, () -> {}, "", "WHERE a.workflow = ?", "a.case_id", workflow);
    }

    /** The same condition upon the heads keeps a database from reading all of them, because it does not conclude it from the join. */
    private boolean audit(
            StoredRows stored, Runnable each, String heads, String where, String order, Object... values) {
        CaseColumn[] ofCase = caseColumns();
        return attempt(stored, "workflow_audit", () -> {
            try (PreparedStatement statement = connection.prepare(
                            "SELECT " + RowReader.columns("a", AuditColumn.values()) + ", "
                                    + RowReader.columns("c", ofCase) + """
                             FROM %sworkflow_audit a
                                LEFT JOIN %sworkflow_case c ON c.case_id = a.case_id AND c.seq = a.seq
                            """ + heads + " " + where
                                    + " ORDER BY " + order
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

    private boolean strays(StoredRows stored, String ofCase, Object... caseId) {
        CaseColumn[] columns = caseColumns();
        return attempt(stored, "workflow_case", () -> {
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
     * Gives all tombstones, in the order of their numbers, and then the cases whose id was purged.
     *
     * @param verifier is given them
     */
    public void tombstones(Verifier verifier) {
        if (schemaVersion() < LegalRows.HOLDS_SINCE) {
            verifier.departedEnd();
            return;
        }
        tombstoneRows(verifier, verifier::tombstone, "");
        if (rules.tellsOfPurges()) {
            attempt(verifier, "workflow_installation", () -> {
                try (PreparedStatement statement = connection.prepare("SELECT purged FROM %sworkflow_installation");
                        ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        verifier.newestTombstone(String.valueOf(row.getString(1)));
                    }
                    return true;
                }
            });
        }
        verifier.tombstonesEnd();
        attempt(verifier, "workflow_tombstone", () -> {
            try (PreparedStatement statement = connection.prepare(
                            """
                            SELECT c.case_id
                            FROM %sworkflow_tombstone t
                            JOIN %sworkflow_installation i ON i.only_row = 1
                            JOIN %sworkflow_case c ON t.case_hash =
                            """ + rules.caseHash("i.installation", "c.case_id") + " ORDER BY c.case_id");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    verifier.reused(String.valueOf(rows.getString(1)));
                }
                return true;
            }
        });
    }

    /**
     * Gives the tombstone of one case, if it was purged.
     *
     * @param verifier is given it
     * @param caseHash the hash of the case's id
     */
    public void tombstone(Verifier verifier, Digest caseHash) {
        if (schemaVersion() >= LegalRows.HOLDS_SINCE) {
            tombstoneRows(verifier, verifier::tombstoneAlone, "WHERE t.case_hash = ?", (Object) caseHash.bytes());
        }
        verifier.departedEnd();
    }

    /**
     * Whether a case was purged.
     *
     * @param caseId the case, any text
     * @return the refusal that says so; empty if no case of that id was purged
     */
    public Optional<Refusal> purged(String caseId) {
        if (schemaVersion() < LegalRows.HOLDS_SINCE
                || !StandardCharsets.UTF_8.newEncoder().canEncode(caseId)) {
            return Optional.empty();
        }
        try {
            return connection.recoverably(() -> {
                try (PreparedStatement installation =
                                connection.prepare("SELECT installation FROM %sworkflow_installation");
                        ResultSet id = installation.executeQuery()) {
                    return id.next() ? purged(caseId, Installation.of(id.getBytes(1))) : Optional.empty();
                }
            });
        } catch (SQLException e) {
            throw SqlStates.unchanged("looking for a tombstone", e);
        }
    }

    private Optional<Refusal> purged(String caseId, Installation installation) throws SQLException {
        try (PreparedStatement statement = connection.prepare(
                        "SELECT seq, recorded_at, retention_class FROM %sworkflow_tombstone WHERE case_hash = ?",
                        (Object) DigestChain.ofCase(installation, caseId).bytes());
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new Purged(
                            caseId,
                            row.getLong(1),
                            row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                            row.getString(3)))
                    : Optional.empty();
        }
    }

    private void tombstoneRows(
            StoredRows stored, Consumer<Row<TombstoneColumn>> consumer, String where, Object... values) {
        attempt(stored, "workflow_tombstone", () -> {
            try (PreparedStatement statement = connection.prepare(
                            "SELECT " + RowReader.columns("t", TombstoneColumn.values())
                                    + " FROM %sworkflow_tombstone t " + where + " ORDER BY t.seq",
                            values);
                    ResultSet rows = statement.executeQuery()) {
                RowReader<TombstoneColumn> reader = new RowReader<>(TombstoneColumn.values(), 0);
                reader.checkTypes(rows.getMetaData(), "workflow_tombstone", stored);
                while (rows.next()) {
                    consumer.accept(reader.read(rows));
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
     * @param verified whether all of them were verified in this snapshot
     * @throws IOException if it cannot write
     */
    public void checkpoint(CheckpointWriter writer, boolean verified) throws IOException {
        CaseColumn[] ofCase = verified ? caseColumns() : LISTED_CASE;
        list(InstallationColumn.values(), INSTALLATION, writer::installation);
        list(
                LISTED_DEFINITION,
                "SELECT " + RowReader.columns("d", LISTED_DEFINITION) + " FROM %sworkflow_definition d ORDER BY "
                        + rules.byBytes("d.workflow") + ", d.version",
                writer::definition);
        list(
                ofCase,
                "SELECT " + RowReader.columns("c", ofCase) + " FROM %sworkflow_case c ORDER BY "
                        + rules.byBytes("c.case_id"),
                row -> writer.stands(head(row, ofCase)));
        writer.casesEnd();
        if (schemaVersion() >= LegalRows.HOLDS_SINCE) {
            list(
                    TombstoneColumn.values(),
                    "SELECT " + RowReader.columns("t", TombstoneColumn.values())
                            + " FROM %sworkflow_tombstone t ORDER BY t.seq",
                    writer::tombstone);
        }
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
