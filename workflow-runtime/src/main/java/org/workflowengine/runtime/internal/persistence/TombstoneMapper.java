package org.workflowengine.runtime.internal.persistence;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Arg;
import org.apache.ibatis.annotations.ConstructorArgs;
import org.apache.ibatis.annotations.DeleteProvider;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.ResultMap;
import org.apache.ibatis.annotations.Results;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectProvider;
import org.apache.ibatis.annotations.UpdateProvider;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.audit.StoredTombstone;
import org.workflowengine.runtime.internal.engine.Store.Newest;

/** Everything that is ever done with {@code workflow_tombstone}, and the only statements that delete. */
interface TombstoneMapper {
    String COLUMNS = """
            seq, case_hash, workflow, version, state, last_seq, last_digest, bundle_digest, retention_class, actor_kind, actor,
            on_behalf_of, reason, source, recorded_at, previous_digest, format, algorithm, key_id, digest, seal
            """;

    /** Begins a purge: the schema accepts only the head of a case that is finished and not held. */
    @Insert("INSERT INTO ${schema}workflow_tombstone (case_id, " + COLUMNS + """
            ) VALUES (
              #{caseId}, #{stone.seq}, #{stone.caseHash}, #{stone.workflow}, #{stone.version}, #{stone.state}, #{stone.lastSeq},
              #{stone.lastDigest}, #{stone.bundleDigest}, #{stone.retentionClass}, #{stone.actorKind}, #{stone.actor},
              #{stone.onBehalfOf,jdbcType=VARCHAR}, #{stone.reason}, #{stone.source}, #{stone.recordedAt}, #{stone.previousDigest},
              #{stone.format}, #{stone.algorithm,jdbcType=VARCHAR}, #{stone.keyId,jdbcType=VARCHAR}, #{stone.digest},
              #{stone.seal,jdbcType=VARBINARY}
            )
            """)
    int insert(@Param("caseId") String caseId, @Param("stone") StoredTombstone stone);

    @Select("""
            SELECT seq, digest FROM ${schema}workflow_tombstone
            ORDER BY seq DESC
            LIMIT 1
            FOR UPDATE
            """)
    Optional<Newest> lockNewest();

    /** Each opening looks for one, so this statement is made once and not for each call. */
    @Results(id = "tombstone")
    @ConstructorArgs({
        @Arg(column = "seq", javaType = long.class),
        @Arg(column = "case_hash", javaType = Digest.class),
        @Arg(column = "workflow", javaType = String.class),
        @Arg(column = "version", javaType = int.class),
        @Arg(column = "state", javaType = String.class),
        @Arg(column = "last_seq", javaType = long.class),
        @Arg(column = "last_digest", javaType = Digest.class),
        @Arg(column = "bundle_digest", javaType = Digest.class),
        @Arg(column = "retention_class", javaType = String.class),
        @Arg(column = "actor_kind", javaType = Actor.Kind.class),
        @Arg(column = "actor", javaType = String.class),
        @Arg(column = "on_behalf_of", javaType = String.class),
        @Arg(column = "reason", javaType = String.class),
        @Arg(column = "source", javaType = String.class),
        @Arg(column = "recorded_at", javaType = java.time.Instant.class),
        @Arg(column = "previous_digest", javaType = Digest.class),
        @Arg(column = "format", javaType = int.class),
        @Arg(column = "algorithm", javaType = String.class),
        @Arg(column = "key_id", javaType = String.class),
        @Arg(column = "digest", javaType = Digest.class),
        @Arg(column = "seal", javaType = byte[].class)
    })
    @Select("SELECT " + COLUMNS + """
            FROM ${schema}workflow_tombstone
            WHERE case_hash = #{hash}
            """)
    Optional<StoredTombstone> ofCase(Digest hash);

    @ResultMap("tombstone")
    @SelectProvider(type = Sql.class, method = "ofCases")
    List<StoredTombstone> ofCases(List<Digest> hashes);

    @SelectProvider(type = Sql.class, method = "held")
    List<String> held(List<String> caseIds);

    @DeleteProvider(type = Sql.class, method = "deleteCases")
    int deleteCases(List<String> caseIds);

    /** MariaDB checks after each row whether the next step still refers to it. */
    @DeleteProvider(type = Sql.class, method = "deleteSteps")
    @DeleteProvider(type = Sql.class, method = "deleteNewestStepsFirst", databaseId = "mariadb")
    int deleteSteps(List<String> caseIds);

    /** H2 only: it checks each row like MariaDB, and deletes in an order of its own. */
    @DeleteProvider(type = Sql.class, method = "deleteStepsAt")
    int deleteStepsAt(@Param("caseIds") List<String> caseIds, @Param("seq") long seq);

    /** Ends a purge: nothing of these cases is left. */
    @UpdateProvider(type = Sql.class, method = "finish")
    int finish(List<String> caseIds);

    /** Statements with as many parameters as there are cases. MyBatis calls them, with the arguments of the methods above. */
    final class Sql {
        private Sql() {}

        public static String ofCases(List<Digest> hashes) {
            return "SELECT " + COLUMNS + "FROM ${schema}workflow_tombstone WHERE case_hash IN "
                    + BoundList.of("hashes", hashes.size());
        }

        public static String held(List<String> caseIds) {
            return "SELECT case_id FROM ${schema}workflow_case " + of(caseIds) + " AND holds > 0";
        }

        public static String deleteCases(List<String> caseIds) {
            return "DELETE FROM ${schema}workflow_case " + of(caseIds);
        }

        public static String deleteSteps(List<String> caseIds) {
            return "DELETE FROM ${schema}workflow_audit " + of(caseIds);
        }

        public static String deleteNewestStepsFirst(List<String> caseIds) {
            return deleteSteps(caseIds) + " ORDER BY case_id, seq DESC";
        }

        public static String deleteStepsAt(List<String> caseIds) {
            return deleteSteps(caseIds) + " AND seq = #{seq}";
        }

        public static String finish(List<String> caseIds) {
            return "UPDATE ${schema}workflow_tombstone SET case_id = NULL " + of(caseIds);
        }

        private static String of(List<String> caseIds) {
            return "WHERE case_id IN " + BoundList.of("caseIds", caseIds.size());
        }
    }
}
