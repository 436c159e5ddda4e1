package org.workflowengine.runtime.internal.persistence;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole row as one value, whatever column it is asked for. MyBatis itself would match names of columns and arguments again for
 * each row.
 *
 * @param <T> the value's type
 */
final class RowTypeHandler<T> extends BaseTypeHandler<T> {
    private final Reader<T> reader;

    RowTypeHandler(Reader<T> reader) {
        this.reader = reader;
    }

    /** Reads the row at which a result is. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, T parameter, @Nullable JdbcType type)
            throws SQLException {
        throw new SQLFeatureNotSupportedException("a whole row as parameter " + index);
    }

    @Override
    public T getNullableResult(ResultSet row, String column) throws SQLException {
        return reader.read(row);
    }

    @Override
    public T getNullableResult(ResultSet row, int column) throws SQLException {
        return reader.read(row);
    }

    @Override
    public T getNullableResult(CallableStatement call, int column) throws SQLException {
        throw new SQLFeatureNotSupportedException("a whole row as result " + column + " of a procedure");
    }
}
