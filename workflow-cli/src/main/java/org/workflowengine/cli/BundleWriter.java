package org.workflowengine.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.AuditColumn;
import org.workflowengine.runtime.audit.CaseColumn;
import org.workflowengine.runtime.audit.Column;
import org.workflowengine.runtime.audit.DefinitionColumn;
import org.workflowengine.runtime.audit.InstallationColumn;
import org.workflowengine.runtime.audit.Row;
import org.workflowengine.runtime.audit.StateColumn;
import org.workflowengine.runtime.audit.StoredRows;
import org.workflowengine.runtime.audit.TransitionColumn;

/**
 * Collects the rows of one case and writes them as a bundle, in ASCII: every column as it is stored, the installation, the case, and the
 * definitions that its steps name. The format is described in {@code docs/audit-format.md}. The steps of the case are held in memory.
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
            .build();

    private record Definition(
            @Nullable Object workflow, @Nullable Object version) {}

    private final List<Row<DefinitionColumn>> definitions = new ArrayList<>();
    private final List<Row<AuditColumn>> entries = new ArrayList<>();
    private final Set<Definition> named = new HashSet<>();
    private @Nullable Row<InstallationColumn> installation;
    private @Nullable Row<CaseColumn> head;

    @Override
    public void installation(Row<InstallationColumn> row) {
        if (installation != null) {
            throw unreadable("workflow_installation", "one row", "more");
        }
        installation = row;
    }

    @Override
    public void definition(Row<DefinitionColumn> row) {
        definitions.add(row);
    }

    @Override
    public void state(Row<StateColumn> row) {}

    @Override
    public void transition(Row<TransitionColumn> row) {}

    @Override
    public void definitionsEnd() {}

    @Override
    public void entry(Row<AuditColumn> entry, @Nullable Row<CaseColumn> standing) {
        entries.add(entry);
        named.add(new Definition(entry.get(AuditColumn.WORKFLOW), entry.get(AuditColumn.VERSION)));
        if (standing != null) {
            head = standing;
        }
    }

    @Override
    public void strayCase(Row<CaseColumn> row) {
        head = row;
    }

    @Override
    public void table(String table, String expected, String found) {
        throw unreadable(table, expected, found);
    }

    static NotDoneException unreadable(String table, String expected, String found) {
        return new NotDoneException("the table " + table + " cannot be read: expected " + expected + ", found " + found
                + "; verify shows what is wrong");
    }

    void demandCase(String caseId) {
        if (entries.isEmpty() && head == null) {
            throw new NotDoneException("there is no case " + Printable.of(caseId));
        }
    }

    void writeTo(Writer out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
            json.writeStartObject();
            json.writeNumberField(FORMAT, VERSION);
            member(json, INSTALLATION, InstallationColumn.values(), installation);
            json.writeArrayFieldStart(DEFINITIONS);
            for (Row<DefinitionColumn> row : definitions) {
                if (named.contains(
                        new Definition(row.get(DefinitionColumn.WORKFLOW), row.get(DefinitionColumn.VERSION)))) {
                    row(json, DefinitionColumn.values(), row);
                }
            }
            json.writeEndArray();
            member(json, CASE, CaseColumn.values(), head);
            json.writeArrayFieldStart(ENTRIES);
            for (Row<AuditColumn> row : entries) {
                row(json, AuditColumn.values(), row);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.append('\n').flush();
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
