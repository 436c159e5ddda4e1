package org.workflowengine.runtime.internal.persistence;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Arg;
import org.apache.ibatis.annotations.ConstructorArgs;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.ResultMap;
import org.apache.ibatis.annotations.Results;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
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

    String LISTED = """
            WHERE case_id IN <foreach collection="caseIds" item="id" open="(" separator="," close=")">#{id}</foreach>
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
    @Select("<script>SELECT " + COLUMNS + """
            FROM ${schema}workflow_tombstone
            WHERE case_hash IN <foreach collection="hashes" item="hash" open="(" separator="," close=")">#{hash}</foreach>
            </script>""")
    List<StoredTombstone> ofCases(Collection<Digest> hashes);

    @Select("<script>SELECT case_id FROM ${schema}workflow_case " + LISTED + "AND holds > 0</script>")
    List<String> held(Collection<String> caseIds);

    @Delete("<script>DELETE FROM ${schema}workflow_case " + LISTED + "</script>")
    int deleteCases(Collection<String> caseIds);

    /** MariaDB checks after each row whether the next step still refers to it. */
    @Delete("<script>DELETE FROM ${schema}workflow_audit " + LISTED + "</script>")
    @Delete(
            value = "<script>DELETE FROM ${schema}workflow_audit " + LISTED + "ORDER BY case_id, seq DESC</script>",
            databaseId = "mariadb")
    int deleteSteps(Collection<String> caseIds);

    /** H2 only: it checks each row like MariaDB, and deletes in an order of its own. */
    @Delete("<script>DELETE FROM ${schema}workflow_audit " + LISTED + "AND seq = #{seq}</script>")
    int deleteStepsAt(@Param("caseIds") Collection<String> caseIds, @Param("seq") long seq);

    /** Ends a purge: nothing of these cases is left. */
    @Update("<script>UPDATE ${schema}workflow_tombstone SET case_id = NULL " + LISTED + "</script>")
    int finish(Collection<String> caseIds);
}
