package org.workflowengine.runtime.internal.persistence;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.StringTypeHandler;
import org.jspecify.annotations.Nullable;

/**
 * Binds texts on PostgreSQL without naming their type. Each then takes the type of the column that it is compared with, and pg_catalog
 * has an exact operator for that. The driver itself would name VARCHAR, and an operator for TEXT and VARCHAR that somebody creates in a
 * schema on the search path would then be chosen.
 */
final class ExactTextTypeHandler extends StringTypeHandler {
    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, String text, @Nullable JdbcType type)
            throws SQLException {
        statement.setObject(index, text, Types.OTHER);
    }
}
