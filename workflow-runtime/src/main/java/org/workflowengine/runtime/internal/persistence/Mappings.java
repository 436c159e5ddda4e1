package org.workflowengine.runtime.internal.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.JdbcType;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.persistence.StepMapper.Written;

/** Everything that MyBatis maps: the mappers, and how values become columns. */
final class Mappings {
    private Mappings() {}

    static void addTo(Configuration configuration, Dialect dialect) {
        configuration.getTypeHandlerRegistry().register(Digest.class, BytesTypeHandler.ofDigests());
        configuration.getTypeHandlerRegistry().register(Salt.class, BytesTypeHandler.ofSalts());
        configuration.getTypeHandlerRegistry().register(Instant.class, new InstantTypeHandler());
        configuration.getTypeHandlerRegistry().register(CaseHead.class, new RowTypeHandler<>(Mappings::head));
        configuration.getTypeHandlerRegistry().register(Written.class, new RowTypeHandler<>(Mappings::written));
        if (StoreRules.of(dialect).bindsUntypedText()) {
            configuration.getTypeHandlerRegistry().register(String.class, new ExactTextTypeHandler());
            configuration.getTypeHandlerRegistry().register(String.class, JdbcType.VARCHAR, new ExactTextTypeHandler());
        }
        configuration.addMapper(InstallationMapper.class);
        configuration.addMapper(AuditMapper.class);
        configuration.addMapper(CaseMapper.class);
        configuration.addMapper(CaseListMapper.class);
        configuration.addMapper(StepMapper.class);
        configuration.addMapper(DefinitionMapper.class);
        configuration.addMapper(TombstoneMapper.class);
    }

    private static CaseHead head(ResultSet row) throws SQLException {
        return new CaseHead(
                row.getString("case_id"),
                row.getString("workflow"),
                row.getInt("version"),
                row.getString("state"),
                row.getLong("seq"),
                Digest.of(row.getBytes("digest")),
                row.getObject("entered_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }

    private static Written written(ResultSet row) throws SQLException {
        return new Written(row.getInt("recorded"), row.getInt("moved"));
    }
}
