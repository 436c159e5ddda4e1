package org.workflowengine.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.Verification;
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
 * definitions that its steps name. The format is described in {@code docs/audit-format.md}.
 */
final class BundleWriter implements StoredRows {
    static final String FORMAT = "workflow_bundle";
    static final int VERSION = 1;
    static final String INSTALLATION = "installation";
    static final String DEFINITIONS = "definitions";
    static final String CASE = "case";
    static final String ENTRIES = "entries";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            // What was cut off is not to look whole.
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private final BundleContents contents;
    private final String caseId;
    private final JsonGenerator json;
    private boolean hasBegun;

    private BundleWriter(Writer out, BundleContents contents, String caseId) throws IOException {
        this.contents = contents;
        this.caseId = caseId;
        this.json = JSON.createGenerator(out);
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        json.setPrettyPrinter(
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
    }

    /**
     * Writes the bundle of a case. The case is read twice, since what its steps name stands before them.
     *
     * @throws NotDoneException if there is no such case
     */
    static void write(Verification verification, String caseId, Writer out) throws IOException {
        BundleContents contents = new BundleContents();
        BundleWriter bundle = new BundleWriter(out, contents, caseId);
        try (bundle.json) {
            verification.read(caseId, contents, bundle);
            bundle.json.writeEndArray();
            bundle.json.writeEndObject();
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

    /** By now, all rows have been read once. */
    private void begin() throws IOException {
        if (hasBegun) {
            return;
        }
        hasBegun = true;
        contents.demandCase(caseId);
        json.writeStartObject();
        json.writeNumberField(FORMAT, VERSION);
        member(json, INSTALLATION, InstallationColumn.values(), contents.installation());
        json.writeArrayFieldStart(DEFINITIONS);
    }

    @Override
    public void installation(Row<InstallationColumn> row) {}

    @Override
    public void definition(Row<DefinitionColumn> row) {
        put(() -> {
            begin();
            if (contents.names(row)) {
                row(json, DefinitionColumn.values(), row);
            }
        });
    }

    @Override
    public void state(Row<StateColumn> row) {}

    @Override
    public void transition(Row<TransitionColumn> row) {}

    @Override
    public void definitionsEnd() {
        put(() -> {
            begin();
            json.writeEndArray();
            member(json, CASE, CaseColumn.values(), contents.head());
            json.writeArrayFieldStart(ENTRIES);
        });
    }

    @Override
    public void entry(Row<AuditColumn> entry, @Nullable Row<CaseColumn> standing) {
        put(() -> row(json, AuditColumn.values(), entry));
    }

    @Override
    public void strayCase(Row<CaseColumn> row) {}

    @Override
    public void table(String table, String expected, String found) {
        throw NotDoneException.unreadable(table, expected, found);
    }

    private static <C extends Enum<C> & Column> void member(
            JsonGenerator json, String name, C[] columns, @Nullable Row<C> row) throws IOException {
        json.writeFieldName(name);
        if (row == null) {
            json.writeNull();
        } else {
            row(json, columns, row);
        }
    }

    private static <C extends Enum<C> & Column> void row(JsonGenerator json, C[] columns, Row<C> row)
            throws IOException {
        json.writeStartObject();
        for (C column : columns) {
            json.writeFieldName(column.column());
            Object value = row.get(column);
            if (value == null) {
                json.writeNull();
            } else if (value instanceof Long number) {
                json.writeNumber(number);
            } else if (value instanceof Boolean flag) {
                json.writeBoolean(flag);
            } else if (value instanceof byte[] bytes) {
                json.writeString(HexFormat.of().formatHex(bytes));
            } else if (value instanceof Row.Unreadable unreadable) {
                json.writeStartObject();
                json.writeStringField("unreadable", unreadable.found());
                json.writeEndObject();
            } else {
                json.writeString(Objects.toString(value));
            }
        }
        json.writeEndObject();
    }
}
