package org.workflowengine.runtime.internal.persistence;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.audit.Column;
import org.workflowengine.runtime.internal.audit.Row;
import org.workflowengine.runtime.internal.audit.Row.Unreadable;
import org.workflowengine.runtime.internal.audit.StoredRows;
import org.workflowengine.runtime.internal.dialect.SqlStates;

/** Reads raw rows by the position of their columns, whatever they hold. */
final class RowReader<C extends Enum<C> & Column> {
    private static final long MICROS = 1_000_000;
    private static final int NANOS = 1_000;

    private final C[] columns;
    private final int before;

    /** Reads columns of the result after skipping some. */
    RowReader(C[] columns, int before) {
        this.columns = columns;
        this.before = before;
    }

    static <C extends Enum<C> & Column> String columns(String table, C[] columns) {
        return Arrays.stream(columns)
                .map(column -> table + "." + column.column())
                .collect(Collectors.joining(", "));
    }

    /** A column of another type could show a value that is not what is stored: the text 02 as the number 2. */
    void checkTypes(ResultSetMetaData result, String table, StoredRows stored) throws SQLException {
        int place = before;
        for (C column : columns) {
            place++;
            if (!types(column.kind()).contains(result.getColumnType(place))) {
                stored.table(
                        table,
                        column.column() + " of a type for a " + column.kind(),
                        "it of type " + result.getColumnTypeName(place));
            }
        }
    }

    private static Set<Integer> types(Column.Kind kind) {
        return switch (kind) {
            case TEXT -> Set.of(Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB);
            case NUMBER -> Set.of(Types.INTEGER, Types.BIGINT);
            case BINARY -> Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY);
            case TIME -> Set.of(Types.TIMESTAMP);
            case FLAG -> Set.of(Types.BOOLEAN, Types.BIT);
        };
    }

    /** Whether an outer join has found something. */
    boolean isThere(ResultSet row) throws SQLException {
        return row.getObject(before + 1) != null;
    }

    Row<C> read(ResultSet row) throws SQLException {
        EnumMap<C, Object> values = new EnumMap<>(columns[0].getDeclaringClass());
        for (int i = 0; i < columns.length; i++) {
            Object value = value(row, before + i + 1, columns[i].kind());
            if (value != null) {
                values.put(columns[i], value);
            }
        }
        return new Row<>(values);
    }

    private static @Nullable Object value(ResultSet row, int place, Column.Kind kind) throws SQLException {
        try {
            return switch (kind) {
                case TEXT -> row.getString(place);
                case BINARY -> row.getBytes(place);
                case TIME -> micros(row.getObject(place, LocalDateTime.class));
                case NUMBER -> {
                    long number = row.getLong(place);
                    yield row.wasNull() ? null : number;
                }
                case FLAG -> {
                    boolean flag = row.getBoolean(place);
                    yield row.wasNull() ? null : flag;
                }
            };
        } catch (DateTimeException | ArithmeticException e) {
            return new Unreadable("no time of whole microseconds");
        } catch (SQLException e) {
            if (!SqlStates.isDataOrSchema(e)) {
                throw e;
            }
            return new Unreadable("no " + kind);
        }
    }

    private static @Nullable Object micros(@Nullable LocalDateTime time) {
        if (time == null) {
            return null;
        }
        Instant instant = time.toInstant(ZoneOffset.UTC);
        if (instant.getNano() % NANOS != 0) {
            return new Unreadable("a time finer than microseconds");
        }
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), MICROS), (long) instant.getNano() / NANOS);
    }
}
