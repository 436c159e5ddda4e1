package org.workflowengine.runtime.internal.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.Refusal.NoSuchCase;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.internal.audit.AuditColumn;
import org.workflowengine.runtime.internal.audit.CaseColumn;
import org.workflowengine.runtime.internal.audit.Column;
import org.workflowengine.runtime.internal.audit.DefinitionColumn;
import org.workflowengine.runtime.internal.audit.InstallationColumn;
import org.workflowengine.runtime.internal.audit.Row;
import org.workflowengine.runtime.internal.audit.StateColumn;
import org.workflowengine.runtime.internal.audit.StoredRows;
import org.workflowengine.runtime.internal.audit.TransitionColumn;

/**
 * Writes the rows of one case as a bundle, in ASCII, as they come: every column as it is stored, the installation, the case, and the
 * definitions that its steps name. Used by one thread.
 */
public final class BundleWriter implements StoredRows {
    private final BundleContents contents;
    private final JsonWriter json;

    private BundleWriter(Writer out, BundleContents contents) {
        this.contents = contents;
        this.json = new JsonWriter(out);
    }

    /**
     * Writes the bundle of a case. The rows are read twice, because what the steps name comes before them. A bundle that was cut off does
     * not look complete.
     *
     * @param rows gives the rows, the same twice
     * @param caseId the case
     * @param out is given the bundle and flushed
     * @throws IOException if it cannot be written
     * @throws RefusedException if there is no such case
     * @throws BundleException if a table is not as the schema made it
     */
    public static void write(CaseRows rows, String caseId, Writer out) throws IOException {
        BundleContents contents = new BundleContents();
        rows.give(contents);
        if (contents.isEmpty()) {
            throw new RefusedException(new NoSuchCase(caseId));
        }
        BundleWriter bundle = new BundleWriter(out, contents);
        try {
            bundle.begin();
            rows.give(bundle);
            bundle.json.endArray();
            bundle.json.endObject();
            bundle.json.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.append('\n').flush();
    }

    /** Writes a piece of the bundle. */
    private interface Piece {
        void write() throws IOException;
    }

    private static void put(Piece piece) {
        try {
            piece.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin() throws IOException {
        json.beginObject();
        json.name(BundleFormat.FORMAT);
        json.literal(BundleFormat.VERSION);
        member(BundleFormat.INSTALLATION, InstallationColumn.values(), contents.installation());
        json.name(BundleFormat.DEFINITIONS);
        json.beginArray();
    }

    @Override
    public void installation(Row<InstallationColumn> row) {}

    @Override
    public void definition(Row<DefinitionColumn> row) {
        if (contents.names(row)) {
            put(() -> row(DefinitionColumn.bundled(), row));
        }
    }

    @Override
    public void state(Row<StateColumn> row) {}

    @Override
    public void transition(Row<TransitionColumn> row) {}

    @Override
    public void definitionsEnd() {
        put(() -> {
            json.endArray();
            member(BundleFormat.CASE, CaseColumn.bundled(), contents.head());
            json.name(BundleFormat.ENTRIES);
            json.beginArray();
        });
    }

    @Override
    public void entry(Row<AuditColumn> entry, @Nullable Row<CaseColumn> standing) {
        put(() -> row(AuditColumn.values(), entry));
    }

    @Override
    public void strayCase(Row<CaseColumn> row) {}

    @Override
    public void table(String table, String expected, String found) {
        throw BundleContents.unreadable(table, expected, found);
    }

    private <C extends Enum<C> & Column> void member(String name, C[] columns, @Nullable Row<C> row)
            throws IOException {
        json.name(name);
        if (row == null) {
            json.literal("null");
        } else {
            row(columns, row);
        }
    }

    private <C extends Enum<C> & Column> void row(C[] columns, Row<C> row) throws IOException {
        json.beginObject();
        for (C column : columns) {
            json.name(column.column());
            value(row.get(column));
        }
        json.endObject();
    }

    private void value(@Nullable Object value) throws IOException {
        if (value == null) {
            json.literal("null");
        } else if (value instanceof Long || value instanceof Boolean) {
            json.literal(value);
        } else if (value instanceof byte[] bytes) {
            json.text(HexFormat.of().formatHex(bytes));
        } else if (value instanceof Row.Unreadable unreadable) {
            json.beginObject();
            json.name("unreadable");
            json.text(unreadable.found());
            json.endObject();
        } else {
            json.text(value.toString());
        }
    }
}
