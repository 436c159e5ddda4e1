package org.workflowengine.runtime.internal.persistence;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Digest;

/** Stores a digest as its 32 bytes. */
final class DigestTypeHandler extends BaseTypeHandler<Digest> {
    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, Digest digest, @Nullable JdbcType type)
            throws SQLException {
        statement.setBytes(index, digest.bytes());
    }

    @Override
    public @Nullable Digest getNullableResult(ResultSet row, String column) throws SQLException {
        return digest(row.getBytes(column));
    }

    @Override
    public @Nullable Digest getNullableResult(ResultSet row, int column) throws SQLException {
        return digest(row.getBytes(column));
    }

    @Override
    public @Nullable Digest getNullableResult(CallableStatement call, int column) throws SQLException {
        return digest(call.getBytes(column));
    }

    private static @Nullable Digest digest(byte @Nullable [] bytes) {
        return bytes == null ? null : Digest.of(bytes);
    }
}
