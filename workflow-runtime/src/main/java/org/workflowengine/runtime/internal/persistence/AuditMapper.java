package org.workflowengine.runtime.internal.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Arg;
import org.apache.ibatis.annotations.ConstructorArgs;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.ResultMap;
import org.apache.ibatis.annotations.Results;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectProvider;
import org.apache.ibatis.annotations.Update;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.internal.engine.Store.Makers;
import org.workflowengine.runtime.internal.engine.Store.RequestKey;

/** Everything that is ever done with {@code workflow_audit}: rows are added and read, and their payload is cleared when it is erased. */
interface AuditMapper {
    String COLUMNS = """
            case_id, seq, workflow, from_version, version, fingerprint, transition, from_state, to_state, actor_kind,
            actor, on_behalf_of, reason, facts, evidence, salt, payload_digest, request_id, source, recorded_at, occurred_at,
            previous_digest, format, algorithm, key_id, digest, seal
            """;

    /** The same, of a step that is joined with something else. */
    String COLUMNS_OF_STEP = """
            step.case_id, step.seq, step.workflow, step.from_version, step.version, step.fingerprint, step.transition, step.from_state,
            step.to_state, step.actor_kind, step.actor, step.on_behalf_of, step.reason, step.facts, step.evidence, step.salt,
            step.payload_digest, step.request_id, step.source, step.recorded_at, step.occurred_at, step.previous_digest, step.format,
            step.algorithm, step.key_id, step.digest, step.seal
            """;

    /** The columns, under the names that they have in {@link AuditEntry}. */
    String VALUES = """
              #{caseId}, #{seq}, #{workflow}, #{fromVersion}, #{version}, #{fingerprint}, #{transition}, #{fromState},
              #{toState}, #{actorKind}, #{actor}, #{onBehalfOf,jdbcType=VARCHAR}, #{reason}, #{facts},
              #{evidence,jdbcType=VARCHAR}, #{salt}, #{payloadDigest}, #{requestId,jdbcType=VARCHAR}, #{source}, #{recordedAt},
              #{occurredAt,jdbcType=TIMESTAMP}, #{previousDigest}, #{format}, #{algorithm,jdbcType=VARCHAR},
              #{keyId,jdbcType=VARCHAR}, #{digest}, #{seal,jdbcType=VARBINARY}
            """;

    String INSERT = "INSERT INTO ${schema}workflow_audit (" + COLUMNS + ") VALUES (" + VALUES + ")\n";

    /**
     * Adds a row. If its position is taken, a duplicate key is reported; on PostgreSQL, where a failed statement ends the transaction, no
     * row is written instead.
     */
    @Insert(INSERT)
    @Insert(value = INSERT + "ON CONFLICT DO NOTHING", databaseId = "postgresql")
    int insert(AuditEntry entry);

    /** The one change that hardened tables let through, and only after the entry that records it. */
    @Update("""
            UPDATE ${schema}workflow_audit
            SET salt = NULL, actor = NULL, on_behalf_of = NULL, reason = NULL, facts = NULL, evidence = NULL
            WHERE case_id = #{caseId} AND seq = #{seq} AND salt IS NOT NULL
            """)
    int erase(String caseId, long seq);

    // Written by hand: MyBatis would work on the names of columns and arguments again for every row.
    @Results(id = "entry")
    @ConstructorArgs({
        @Arg(column = "case_id", javaType = String.class),
        @Arg(column = "seq", javaType = long.class),
        @Arg(column = "workflow", javaType = String.class),
        @Arg(column = "from_version", javaType = int.class),
        @Arg(column = "version", javaType = int.class),
        @Arg(column = "fingerprint", javaType = Digest.class),
        @Arg(column = "transition", javaType = String.class),
        @Arg(column = "from_state", javaType = String.class),
        @Arg(column = "to_state", javaType = String.class),
        @Arg(column = "actor_kind", javaType = Actor.Kind.class),
        @Arg(column = "actor", javaType = String.class),
        @Arg(column = "on_behalf_of", javaType = String.class),
        @Arg(column = "reason", javaType = String.class),
        @Arg(column = "facts", javaType = String.class),
        @Arg(column = "evidence", javaType = String.class),
        @Arg(column = "salt", javaType = Salt.class),
        @Arg(column = "payload_digest", javaType = Digest.class),
        @Arg(column = "request_id", javaType = String.class),
        @Arg(column = "source", javaType = String.class),
        @Arg(column = "recorded_at", javaType = Instant.class),
        @Arg(column = "occurred_at", javaType = Instant.class),
        @Arg(column = "previous_digest", javaType = Digest.class),
        @Arg(column = "format", javaType = int.class),
        @Arg(column = "algorithm", javaType = String.class),
        @Arg(column = "key_id", javaType = String.class),
        @Arg(column = "digest", javaType = Digest.class),
        @Arg(column = "seal", javaType = byte[].class)
    })
    @Select("SELECT " + COLUMNS + """
            FROM ${schema}workflow_audit
            WHERE case_id = #{caseId} AND seq = #{seq}
            """)
    Optional<AuditEntry> entry(String caseId, long seq);

    /** MariaDB only: waits for the transaction that is just writing the step, and sees its result. */
    @Select("SELECT " + COLUMNS + """
            FROM ${schema}workflow_audit
            WHERE case_id = #{caseId} AND seq = #{seq}
            LOCK IN SHARE MODE
            """)
    @ResultMap("entry")
    Optional<AuditEntry> settledEntry(String caseId, long seq);

    @Select("SELECT " + COLUMNS + """
            FROM ${schema}workflow_audit
            WHERE case_id = #{caseId} AND request_id = #{requestId}
            """)
    @ResultMap("entry")
    Optional<AuditEntry> ofRequest(String caseId, String requestId);

    /** One look into the index for each request, however many there are: an IN list of pairs uses no index on H2, and on MariaDB none once it is long. */
    @SelectProvider(type = Sql.class, method = "ofRequests")
    @SelectProvider(type = Sql.class, method = "ofRequestsInOrder", databaseId = "mariadb")
    @ResultMap("entry")
    List<AuditEntry> ofRequests(List<RequestKey> requests);

    @Select("SELECT " + COLUMNS + """
            FROM ${schema}workflow_audit ${byKey}
            WHERE case_id = #{caseId} AND seq > #{afterSeq}
            ORDER BY ${oldestFirst}
            LIMIT #{limit}
            """)
    @ResultMap("entry")
    List<AuditEntry> entries(String caseId, long afterSeq, int limit);

    @Select("SELECT " + COLUMNS + """
            FROM ${schema}workflow_audit ${byKey}
            WHERE case_id = #{caseId} AND recorded_at <= #{time}
            ORDER BY ${newestFirst}
            LIMIT 1
            """)
    @ResultMap("entry")
    Optional<AuditEntry> asOf(String caseId, Instant time);

    /** The newest step up to a given one that entered a state: for an import that is the time when it occurred, if given. */
    @Select("""
            SELECT CASE WHEN transition = '(import)' AND occurred_at IS NOT NULL THEN occurred_at ELSE recorded_at END
            FROM ${schema}workflow_audit ${byKey}
            WHERE case_id = #{caseId} AND seq <= #{seq} AND from_state <> to_state
            ORDER BY ${newestFirst}
            LIMIT 1
            """)
    Optional<Instant> enteredAt(String caseId, long seq);

    /** One read of the index of the steps that enter a state, whatever the case has been through. */
    @Select("SELECT " + COLUMNS + """
            FROM ${schema}workflow_audit
            WHERE case_id = #{caseId} AND entered_state = #{state} AND seq <= #{upTo} AND version = #{version}
            ORDER BY case_id, entered_state, version, seq DESC
            LIMIT 1
            """)
    @Select(value = "SELECT " + COLUMNS + """
            FROM ${schema}workflow_audit
            WHERE case_id = #{caseId} AND to_state = #{state} AND seq <= #{upTo} AND version = #{version}
                AND from_state <> to_state AND transition <> '(import)' AND transition NOT LIKE '(migrate:%'
            ORDER BY seq DESC
            LIMIT 1
            """, databaseId = "postgresql")
    @Select(value = "SELECT " + COLUMNS + """
            FROM ${schema}workflow_audit
            WHERE case_id = #{caseId} AND entered_state = #{state} AND seq <= #{upTo} AND version = #{version}
            ORDER BY seq DESC
            LIMIT 1
            """, databaseId = "mariadb")
    @ResultMap("entry")
    Optional<AuditEntry> brought(String caseId, long upTo, int version, String state);

    /** Without a hold that stands, the history is not looked at. */
    @Select("SELECT " + COLUMNS_OF_STEP + """
            FROM ${schema}workflow_case held
            JOIN ${schema}workflow_audit step ON step.case_id = held.case_id
            WHERE held.case_id = #{caseId} AND held.holds > 0 AND step.transition IN ('(hold)', '(release)')
            ORDER BY step.seq
            """)
    @ResultMap("entry")
    List<AuditEntry> holds(String caseId);

    @Select("""
            SELECT actor, on_behalf_of, COUNT(*) AS steps
            FROM ${schema}workflow_audit ${byKey}
            WHERE case_id = #{caseId} AND seq > #{afterSeq} AND seq <= #{upTo} AND version = #{version}
                AND transition = #{transition} AND from_state = #{state} AND to_state = #{state} AND actor_kind = 'PERSON'
            GROUP BY actor, on_behalf_of
            """)
    List<Makers> makers(String caseId, long afterSeq, long upTo, int version, String state, String transition);

    /** Statements with as many parameters as there are requests. MyBatis calls them, with the argument of the method above. */
    final class Sql {
        private static final String ON = "ON case_id = asked_case AND request_id = asked_request";

        private Sql() {}

        public static String ofRequests(List<RequestKey> requests) {
            return "SELECT " + COLUMNS + "FROM (VALUES " + asked(requests)
                    + ") AS asked (asked_case, asked_request) JOIN ${schema}workflow_audit " + ON;
        }

        public static String ofRequestsInOrder(List<RequestKey> requests) {
            return "WITH asked (asked_case, asked_request) AS (VALUES " + asked(requests) + ") SELECT " + COLUMNS
                    + "FROM asked STRAIGHT_JOIN ${schema}workflow_audit " + ON;
        }

        private static String asked(List<RequestKey> requests) {
            return BoundList.each(
                    requests.size(), ",", i -> "(#{requests[" + i + "].caseId}, #{requests[" + i + "].requestId})");
        }
    }
}
