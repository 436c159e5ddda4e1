package org.workflowengine.runtime.internal.persistence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.ResultMap;
import org.apache.ibatis.annotations.Select;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.internal.engine.CaseLists.Position;
import org.workflowengine.runtime.internal.engine.CaseLists.Span;
import org.workflowengine.runtime.internal.engine.CaseLists.StateKey;
import org.workflowengine.runtime.internal.engine.CaseLists.StoredDefinition;
import org.workflowengine.runtime.internal.engine.CaseLists.StoredState;

/**
 * Lists over workflows and versions. The cases of each state of each version lie side by side in the index {@code workflow_case_list}, so
 * a list over many states is a page of each, merged. PostgreSQL and MariaDB do that in one statement. H2 takes a millisecond to prepare
 * each part of a union, so it is asked for one state after the other, in statements that are already prepared.
 */
interface CaseListMapper {
    /** How many cases are in a state. */
    record StateCount(String workflow, int version, String state, long cases) {}

    String HEAD = "SELECT case_id, workflow, version, state, seq, digest, entered_at\n";

    @Select("SELECT workflow, version, fingerprint, graph, erasable, installed_at FROM ${schema}workflow_definition")
    List<StoredDefinition> definitions();

    @Select("""
            <script>
            SELECT workflow, version, state, initial, terminal, resting
            FROM ${schema}workflow_state
            <if test="!workflows.isEmpty()">
            WHERE workflow IN <foreach collection="workflows" item="workflow" open="(" separator="," close=")">#{workflow}</foreach>
            </if>
            </script>
            """)
    List<StoredState> states(Collection<String> workflows);

    String OF_KEY = """
            FROM ${schema}workflow_case ${byList}
            WHERE workflow = #{key.workflow} AND version = #{key.version} AND state = #{key.state}
            """;

    String UNTIL_END = """
            AND entered_at <choose><when test="span.newestFirst">&gt;=</when><otherwise>&lt;=</otherwise></choose> #{span.end}
            """;

    String BEHIND = """
            <choose><when test="span.newestFirst">&lt;</when><otherwise>&gt;</otherwise></choose>
            """;

    /** MariaDB reads such an OR as the two ranges that it is. */
    String BEHIND_BEGIN = "AND (entered_at = #{span.begin.time} AND case_id " + BEHIND
            + " #{span.begin.caseId} OR entered_at " + BEHIND + " #{span.begin.time})\n";

    /** PostgreSQL compares rows in an index. */
    String BEHIND_BEGIN_ON_POSTGRESQL =
            "AND (entered_at, case_id) " + BEHIND + " (#{span.begin.time}, #{span.begin.caseId})\n";

    String DIRECTION = "<if test=\"span.newestFirst\">DESC</if>";
    String IN_ORDER = "ORDER BY entered_at " + DIRECTION + ", case_id " + DIRECTION + "\n";

    String PAGES = "<script>" + HEAD + "FROM (<foreach collection=\"keys\" item=\"key\" separator=\" UNION ALL \">("
            + HEAD + OF_KEY + UNTIL_END;
    String MERGED = IN_ORDER + "LIMIT #{eachAtMost})</foreach>) listed\n" + IN_ORDER + "LIMIT #{limit}</script>";

    /** A page of each state, and the first of their rows. Not on H2. */
    @Select(PAGES + BEHIND_BEGIN + MERGED)
    @Select(value = PAGES + BEHIND_BEGIN_ON_POSTGRESQL + MERGED, databaseId = "postgresql")
    @ResultMap("org.workflowengine.runtime.internal.persistence.CaseMapper.head")
    List<CaseHead> list(Collection<StateKey> keys, Span span, int eachAtMost, int limit);

    /** H2 reads in the order of an index, without sorting, only if all its columns are named. */
    String IN_ORDER_ON_H2 = "ORDER BY workflow " + DIRECTION + ", version " + DIRECTION + ", state " + DIRECTION
            + ", entered_at " + DIRECTION + ", case_id " + DIRECTION + "\nLIMIT #{limit}</script>";

    /** For H2: the cases of one state that entered it at the time of the beginning, after that position. */
    @Select("<script>" + HEAD + OF_KEY + UNTIL_END + "AND entered_at = #{span.begin.time} AND case_id " + BEHIND
            + " #{span.begin.caseId}\n" + IN_ORDER_ON_H2)
    @ResultMap("org.workflowengine.runtime.internal.persistence.CaseMapper.head")
    List<CaseHead> listAt(StateKey key, Span span, int limit);

    /**
     * For H2: the cases of one state, from a time on. Both bounds are inclusive: H2 reads the rows that are equal to a bound even if they
     * are not wanted.
     */
    @Select("<script>" + HEAD + OF_KEY + UNTIL_END + """
            AND entered_at <choose><when test="span.newestFirst">&lt;=</when><otherwise>&gt;=</otherwise></choose> #{from}
            """ + IN_ORDER_ON_H2)
    @ResultMap("org.workflowengine.runtime.internal.persistence.CaseMapper.head")
    List<CaseHead> listFrom(StateKey key, Span span, Instant from, int limit);

    /** Counting stops at the number asked for in each state. */
    @Select("<script>SELECT workflow, version, state, COUNT(*) AS cases\n"
            + "FROM (<foreach collection=\"keys\" item=\"key\" separator=\" UNION ALL \">(SELECT workflow, version, state\n"
            + OF_KEY + "AND entered_at &gt;= #{from} AND entered_at &lt;= #{until}\n"
            + "LIMIT #{eachAtMost})</foreach>) counted\nGROUP BY workflow, version, state</script>")
    List<StateCount> count(Collection<StateKey> keys, Instant from, Instant until, int eachAtMost);

    @Select("<script>" + HEAD + """
            FROM ${schema}workflow_case ${byKey}
            WHERE case_id <choose><when test="inclusive">&gt;=</when><otherwise>&gt;</otherwise></choose> #{caseId}
            ORDER BY case_id
            LIMIT #{limit}
            </script>""")
    @ResultMap("org.workflowengine.runtime.internal.persistence.CaseMapper.head")
    List<CaseHead> byId(String caseId, boolean inclusive, int limit);

    String MOVED = "SELECT case_id, seq, moved_at FROM ${schema}workflow_case ${byMoved}\n";
    String MOVED_FIRST = "ORDER BY moved_at, case_id LIMIT #{limit}";
    String NEWEST = "SELECT " + AuditMapper.COLUMNS_OF_STEP + "FROM (";
    String OF_MOVED = """
            ) moved JOIN ${schema}workflow_audit step ON step.case_id = moved.case_id AND step.seq = moved.seq
            ORDER BY moved.moved_at, moved.case_id
            LIMIT #{limit}
            """;

    /** The index finds the cases, and each has one step. H2 is given the two ranges one by one. */
    @Select(NEWEST + MOVED
            + "WHERE (moved_at = #{begin.time} AND case_id > #{begin.caseId} OR moved_at > #{begin.time})\n"
            + MOVED_FIRST + OF_MOVED)
    @Select(
            value = NEWEST + MOVED + "WHERE (moved_at, case_id) > (#{begin.time}, #{begin.caseId})\n" + MOVED_FIRST
                    + OF_MOVED,
            databaseId = "postgresql")
    @Select(
            value = NEWEST + "(" + MOVED + "WHERE moved_at = #{begin.time} AND case_id > #{begin.caseId}\n"
                    + MOVED_FIRST + ") UNION ALL (" + MOVED + "WHERE moved_at >= #{next}\n" + MOVED_FIRST + ")"
                    + OF_MOVED,
            databaseId = "h2")
    @ResultMap("org.workflowengine.runtime.internal.persistence.AuditMapper.entry")
    List<AuditEntry> newestSteps(Position begin, Instant next, int limit);
}
