package org.workflowengine.runtime.internal.bundle;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.internal.audit.AuditColumn;
import org.workflowengine.runtime.internal.audit.CaseColumn;
import org.workflowengine.runtime.internal.audit.Column;
import org.workflowengine.runtime.internal.audit.DefinitionColumn;
import org.workflowengine.runtime.internal.audit.InstallationColumn;
import org.workflowengine.runtime.internal.audit.Row;
import org.workflowengine.runtime.internal.audit.Row.Unreadable;
import org.workflowengine.runtime.internal.audit.StoredRows;
import org.workflowengine.runtime.internal.bundle.JsonTokens.Token;

/**
 * Reads a bundle row by row. A file that is not a bundle is refused; a value that its column cannot have is given as unreadable. Nesting
 * and the length of names, numbers and texts are bounded.
 */
public final class BundleReader {
    private final JsonTokens json;
    private final StoredRows rows;
    private @Nullable Row<CaseColumn> head;
    private boolean stands;
    private boolean isEmpty = true;

    private BundleReader(JsonTokens json, StoredRows rows) {
        this.json = json;
        this.rows = rows;
    }

    /**
     * Reads a bundle to its end.
     *
     * @param text the bundle; stays open
     * @param rows is given its rows
     * @return whether it contains anything of a case
     * @throws IOException if it cannot be read
     * @throws BundleException if it is not a bundle
     */
    public static boolean read(Reader text, StoredRows rows) throws IOException {
        try {
            return new BundleReader(new JsonTokens(text), rows).bundle();
        } catch (CharacterCodingException e) {
            throw JsonScalars.noBundle("it is not UTF-8");
        }
    }

    private boolean bundle() throws IOException {
        expect(json.next() == Token.BEGIN_OBJECT, "an object");
        member(BundleFormat.FORMAT);
        expect(
                json.current() == Token.WHOLE_NUMBER && json.text().equals(Integer.toString(BundleFormat.VERSION)),
                "version " + BundleFormat.VERSION + " of the format");
        member(BundleFormat.INSTALLATION);
        if (json.current() != Token.NULL) {
            rows.installation(row(InstallationColumn.values()));
        }
        member(BundleFormat.DEFINITIONS);
        expect(json.current() == Token.BEGIN_ARRAY, "an array");
        while (json.next() != Token.END_ARRAY) {
            rows.definition(row(DefinitionColumn.bundled()).without(DefinitionColumn.OBLIGATIONS));
        }
        rows.definitionsEnd();
        member(BundleFormat.CASE);
        if (json.current() != Token.NULL) {
            head = row(CaseColumn.bundled()).without(CaseColumn.HOLDS);
        }
        member(BundleFormat.ENTRIES);
        expect(json.current() == Token.BEGIN_ARRAY, "an array");
        while (json.next() != Token.END_ARRAY) {
            entry(row(AuditColumn.values()));
        }
        expect(json.next() == Token.END_OBJECT, "the end of the bundle");
        expect(json.next() == Token.END, "the end of the file");
        if (head != null && !stands) {
            rows.strayCase(head);
            return true;
        }
        return !isEmpty;
    }

    private void entry(Row<AuditColumn> entry) {
        isEmpty = false;
        boolean standsHere = head != null
                && entry.get(AuditColumn.CASE_ID) instanceof String caseId
                && caseId.equals(head.get(CaseColumn.CASE_ID))
                && entry.get(AuditColumn.SEQ) instanceof Long seq
                && seq.equals(head.get(CaseColumn.SEQ));
        stands |= standsHere;
        rows.entry(entry, standsHere ? head : null);
    }

    /** Goes to the value of the next member, which must have that name. */
    private void member(String name) throws IOException {
        expect(json.next() == Token.NAME && json.text().equals(name), "the member " + name);
        json.next();
    }

    private void expect(boolean holds, String expected) {
        if (!holds) {
            throw json.unexpected(expected);
        }
    }

    private <C extends Enum<C> & Column> Row<C> row(C[] columns) throws IOException {
        expect(json.current() == Token.BEGIN_OBJECT, "an object");
        EnumMap<C, Object> values = new EnumMap<>(columns[0].getDeclaringClass());
        Set<C> missing = EnumSet.copyOf(Arrays.asList(columns));
        while (json.next() != Token.END_OBJECT) {
            C column = column(columns, json.text());
            expect(missing.remove(column), "each column once");
            json.next();
            Object value = value(column.kind());
            if (value != null) {
                values.put(column, value);
            }
        }
        if (!missing.isEmpty()) {
            throw json.unexpected("the member " + missing.iterator().next().column() + " before it");
        }
        return new Row<>(values);
    }

    private <C extends Enum<C> & Column> C column(C[] columns, String name) {
        for (C column : columns) {
            if (column.column().equals(name)) {
                return column;
            }
        }
        throw json.unexpected("no member but the columns of the table");
    }

    private @Nullable Object value(Column.Kind kind) throws IOException {
        Token token = json.current();
        if (token == Token.NULL) {
            return null;
        }
        if (token == Token.TEXT && kind == Column.Kind.TEXT) {
            return json.text();
        }
        if (token == Token.TEXT && kind == Column.Kind.BINARY) {
            return binary(json.text());
        }
        if (token == Token.WHOLE_NUMBER && (kind == Column.Kind.NUMBER || kind == Column.Kind.TIME)) {
            return number(json.text());
        }
        if ((token == Token.TRUE || token == Token.FALSE) && kind == Column.Kind.FLAG) {
            return token == Token.TRUE;
        }
        json.skipChildren();
        return new Unreadable("no " + kind);
    }

    private static Object number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return new Unreadable("a number beyond all that is stored");
        }
    }

    /** Bytes can be written in one way only. */
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
