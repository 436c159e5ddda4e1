package org.workflowengine.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.audit.AuditColumn;
import org.workflowengine.runtime.internal.audit.CaseColumn;
import org.workflowengine.runtime.internal.audit.Column;
import org.workflowengine.runtime.internal.audit.DefinitionColumn;
import org.workflowengine.runtime.internal.audit.InstallationColumn;
import org.workflowengine.runtime.internal.audit.Row;
import org.workflowengine.runtime.internal.audit.Row.Unreadable;
import org.workflowengine.runtime.internal.audit.Verifier;

/**
 * Reads a bundle row by row and has each verified. A file that is no bundle is refused; a value that no such column can have is a
 * finding. Nesting and the length of names, numbers and texts are bounded by the parser.
 */
final class BundleReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser json;
    private final Verifier verifier;
    private @Nullable Row<CaseColumn> head;
    private boolean stands;
    private boolean isEmpty = true;

    private BundleReader(JsonParser json, Verifier verifier) {
        this.json = json;
        this.verifier = verifier;
    }

    /**
     * Reads a file to its end.
     *
     * @param file the file
     * @param verifier is given its rows
     * @throws IOException if the file cannot be read
     * @throws NotDoneException if it is no bundle
     */
    static void read(Path file, Verifier verifier) throws IOException {
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            read(text, verifier);
        }
    }

    static void read(Reader text, Verifier verifier) throws IOException {
        try (JsonParser json = JSON.createParser(text)) {
            new BundleReader(json, verifier).bundle();
        } catch (CharacterCodingException e) {
            throw notABundle("it is not UTF-8");
        } catch (JsonProcessingException e) {
            throw notABundle(e.getOriginalMessage() + (e.getLocation() == null ? "" : where(e)));
        }
    }

    private static String where(JsonProcessingException e) {
        return " at line " + e.getLocation().getLineNr() + ", column "
                + e.getLocation().getColumnNr();
    }

    private static NotDoneException notABundle(String why) {
        return new NotDoneException("the file is no bundle: " + why);
    }

    private NotDoneException unexpected(String expected) {
        JsonToken token = json.currentToken();
        return notABundle("expected " + expected + ", found " + (token == null ? "the end" : token) + " at line "
                + json.currentTokenLocation().getLineNr() + ", column "
                + json.currentTokenLocation().getColumnNr());
    }

    private void bundle() throws IOException {
        expect(json.nextToken() == JsonToken.START_OBJECT, "an object");
        member(BundleWriter.FORMAT);
        expect(
                json.currentToken() == JsonToken.VALUE_NUMBER_INT
                        && json.getText().equals(Integer.toString(BundleWriter.VERSION)),
                "version " + BundleWriter.VERSION + " of the format");
        member(BundleWriter.INSTALLATION);
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            verifier.installation(row(InstallationColumn.values()));
        }
        member(BundleWriter.DEFINITIONS);
        expect(json.currentToken() == JsonToken.START_ARRAY, "an array");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            verifier.definition(row(DefinitionColumn.values()));
        }
        member(BundleWriter.CASE);
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            head = row(CaseColumn.values());
        }
        member(BundleWriter.ENTRIES);
        expect(json.currentToken() == JsonToken.START_ARRAY, "an array");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            entry(row(AuditColumn.values()));
        }
        expect(json.nextToken() == JsonToken.END_OBJECT, "the end of the bundle");
        expect(json.nextToken() == null, "the end of the file");
        if (head != null && !stands) {
            verifier.strayCase(head);
        } else if (isEmpty) {
            verifier.missing("");
        }
    }

    private void entry(Row<AuditColumn> entry) {
        isEmpty = false;
        boolean standsHere = head != null
                && entry.get(AuditColumn.CASE_ID) instanceof String caseId
                && caseId.equals(head.get(CaseColumn.CASE_ID))
                && entry.get(AuditColumn.SEQ) instanceof Long seq
                && seq.equals(head.get(CaseColumn.SEQ));
        stands |= standsHere;
        verifier.entry(entry, standsHere ? head : null);
    }

    /** Goes to the value of the next member, which must have that name. */
    private void member(String name) throws IOException {
        expect(json.nextToken() == JsonToken.FIELD_NAME && json.currentName().equals(name), "the member " + name);
        json.nextToken();
    }

    private void expect(boolean holds, String expected) {
        if (!holds) {
            throw unexpected(expected);
        }
    }

    private <C extends Enum<C> & Column> Row<C> row(C[] columns) throws IOException {
        expect(json.currentToken() == JsonToken.START_OBJECT, "an object");
        EnumMap<C, Object> values = new EnumMap<>(columns[0].getDeclaringClass());
        Set<C> missing = EnumSet.allOf(columns[0].getDeclaringClass());
        while (json.nextToken() != JsonToken.END_OBJECT) {
            C column = column(columns, json.currentName());
            missing.remove(column);
            json.nextToken();
            Object value = value(column.kind());
            if (value != null) {
                values.put(column, value);
            }
        }
        if (!missing.isEmpty()) {
            throw unexpected("the member " + missing.iterator().next().column() + " before it");
        }
        return new Row<>(values);
    }

    private <C extends Enum<C> & Column> C column(C[] columns, String name) {
        for (C column : columns) {
            if (column.column().equals(name)) {
                return column;
            }
        }
        throw unexpected("no member but the columns of the table");
    }

    private @Nullable Object value(Column.Kind kind) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token == JsonToken.VALUE_STRING && kind == Column.Kind.TEXT) {
            return json.getText();
        }
        if (token == JsonToken.VALUE_STRING && kind == Column.Kind.BINARY) {
            return binary(json.getText());
        }
        if (token == JsonToken.VALUE_NUMBER_INT && (kind == Column.Kind.NUMBER || kind == Column.Kind.TIME)) {
            return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? new Unreadable("a number beyond all that is stored")
                    : (Object) json.getLongValue();
        }
        if ((token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) && kind == Column.Kind.FLAG) {
            return token == JsonToken.VALUE_TRUE;
        }
        json.skipChildren();
        return new Unreadable("no " + kind);
    }

    /** There is one way to write bytes. */
    private static Object binary(String text) {
        try {
            byte[] bytes = HexFormat.of().parseHex(text);
            if (HexFormat.of().formatHex(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // The answer is below.
        }
        return new Unreadable("no lower-case hexadecimal digits");
    }
}
