package org.workflowengine.runtime.internal.persistence;

import java.time.Instant;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.JdbcType;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.internal.dialect.Dialect;

/** Everything that MyBatis maps: the mappers, and how values become columns. */
final class Mappings {
    private Mappings() {}

    static void addTo(Configuration configuration, Dialect dialect) {
        configuration.getTypeHandlerRegistry().register(Digest.class, BytesTypeHandler.ofDigests());
        configuration.getTypeHandlerRegistry().register(Salt.class, BytesTypeHandler.ofSalts());
        configuration.getTypeHandlerRegistry().register(Instant.class, new InstantTypeHandler());
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
}
