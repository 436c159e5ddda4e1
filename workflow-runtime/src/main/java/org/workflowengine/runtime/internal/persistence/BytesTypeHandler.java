package org.workflowengine.runtime.internal.persistence;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Salt;

/**
 * Stores a value as its bytes.
 *
 * @param <T> the value's type
 */
final class BytesTypeHandler<T> extends BaseTypeHandler<T> {
    private final Function<T, byte[]> bytes;
    private final Function<byte[], T> value;

    private BytesTypeHandler(Function<T, byte[]> bytes, Function<byte[], T> value) {
        this.bytes = bytes;
        this.value = value;
    }

    static BytesTypeHandler<Digest> ofDigests() {
        return new BytesTypeHandler<>(Digest::bytes, Digest::of);
    }

    static BytesTypeHandler<Salt> ofSalts() {
        return new BytesTypeHandler<>(Salt::bytes, Salt::of);
    }

    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, T parameter, @Nullable JdbcType type)
            throws SQLException {
        statement.setBytes(index, bytes.apply(parameter));
    }

    @Override
    public @Nullable T getNullableResult(ResultSet row, String column) throws SQLException {
        return value(row.getBytes(column));
    }

    @Override
    public @Nullable T getNullableResult(ResultSet row, int column) throws SQLException {
        return value(row.getBytes(column));
    }

    @Override
    public @Nullable T getNullableResult(CallableStatement call, int column) throws SQLException {
        return value(call.getBytes(column));
    }

    private @Nullable T value(byte @Nullable [] stored) {
        return stored == null ? null : value.apply(stored);
    }
}
