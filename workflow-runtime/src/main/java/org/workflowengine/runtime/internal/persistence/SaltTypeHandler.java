package org.workflowengine.runtime.internal.persistence;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Salt;

/** Stores a salt as its 16 bytes. */
final class SaltTypeHandler extends BaseTypeHandler<Salt> {
    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, Salt salt, @Nullable JdbcType type)
            throws SQLException {
        statement.setBytes(index, salt.bytes());
    }

    @Override
    public @Nullable Salt getNullableResult(ResultSet row, String column) throws SQLException {
        return salt(row.getBytes(column));
    }

    @Override
    public @Nullable Salt getNullableResult(ResultSet row, int column) throws SQLException {
        return salt(row.getBytes(column));
    }

    @Override
    public @Nullable Salt getNullableResult(CallableStatement call, int column) throws SQLException {
        return salt(call.getBytes(column));
    }

    private static @Nullable Salt salt(byte @Nullable [] bytes) {
        return bytes == null ? null : Salt.of(bytes);
    }
}
