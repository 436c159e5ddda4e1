package org.workflowengine.runtime.internal.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectProvider;
import org.apache.ibatis.annotations.Update;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;

/** Everything that is ever done with {@code workflow_case}. */
interface CaseMapper {
    /** How many cases are in a state. */
    record StateCount(String state, long cases) {}

    /** Opens a case where its first step has led it. */
    @Insert("""
            INSERT INTO ${schema}workflow_case (case_id, workflow, version, state, seq, digest, entered_at, moved_at)
            VALUES (#{caseId}, #{workflow}, #{version}, #{toState}, #{seq}, #{digest}, #{recordedAt}, #{recordedAt})
            """)
    int open(AuditEntry opening);

    /** Opens an imported case: it has been in its state since the import occurred, if that time is given. */
    @Insert("""
            INSERT INTO ${schema}workflow_case (case_id, workflow, version, state, seq, digest, entered_at, moved_at)
            SELECT case_id, workflow, version, to_state, seq, digest, COALESCE(occurred_at, recorded_at), recorded_at
            FROM ${schema}workflow_audit
            WHERE case_id = #{caseId} AND seq = #{seq}
            """)
    int openImported(AuditEntry imported);

    /**
     * Moves the case to where a step has led it, provided it is where the previous step left it. A step that keeps the state keeps the
     * time at which the case entered it. The old values of the columns are read, so entered_at comes before state: MariaDB assigns from
     * left to right.
     */
    @Update("""
            UPDATE ${schema}workflow_case
            SET entered_at = CASE WHEN state = #{toState} THEN entered_at ELSE #{recordedAt} END,
                moved_at = #{recordedAt}, version = #{version}, state = #{toState}, seq = #{seq}, digest = #{digest},
                holds = holds + CASE #{transition} WHEN '(hold)' THEN 1 WHEN '(release)' THEN -1 ELSE 0 END
            WHERE case_id = #{caseId} AND seq = #{seq} - 1 AND digest = #{previousDigest}
            """)
    int advance(AuditEntry step);

    @Select("""
            SELECT case_id, workflow, version, state, seq, digest, entered_at
            FROM ${schema}workflow_case
            WHERE case_id = #{caseId}
            """)
    Optional<CaseHead> head(String caseId);

    @SelectProvider(type = Sql.class, method = "heads")
    List<CaseHead> heads(List<String> caseIds);

    String LISTED = """
            SELECT case_id, workflow, version, state, seq, digest, entered_at
            FROM ${schema}workflow_case ${byList}
            WHERE workflow = #{workflow} AND state = #{state} AND version = #{version} AND entered_at <= #{until}
            """;

    String LONGEST_FIRST = """
            ORDER BY entered_at, case_id
            LIMIT #{limit}
            """;

    /**
     * The cases after a position in a list. Databases differ in the condition that makes them begin to read there: PostgreSQL compares
     * rows in an index, MariaDB knows the two ranges of an OR, and H2 does neither.
     */
    @Select(LISTED + "AND (entered_at = #{afterTime} AND case_id > #{afterId} OR entered_at > #{afterTime})\n"
            + LONGEST_FIRST)
    @Select(
            value = LISTED + "AND (entered_at, case_id) > (#{afterTime}, #{afterId})\n" + LONGEST_FIRST,
            databaseId = "postgresql")
    List<CaseHead> page(
            String workflow, int version, String state, Instant until, Instant afterTime, String afterId, int limit);

    /** H2 reads in the order of an index, without sorting, only if all its columns are named. */
    String LONGEST_FIRST_ON_H2 = """
            ORDER BY workflow, version, state, entered_at, case_id
            LIMIT #{limit}
            """;

    /** The first of the two ranges, for H2: the cases after a position that entered the state at the same time. */
    @Select(LISTED + "AND entered_at = #{time} AND case_id > #{afterId}\n" + LONGEST_FIRST_ON_H2)
    List<CaseHead> pageAt(
            String workflow, int version, String state, Instant until, Instant time, String afterId, int limit);

    /** The second, from a time on. Both bounds are inclusive: H2 reads the rows that are equal to a bound even if they are not wanted. */
    @Select(LISTED + "AND entered_at >= #{from}\n" + LONGEST_FIRST_ON_H2)
    List<CaseHead> pageFrom(String workflow, int version, String state, Instant until, Instant from, int limit);

    @Select("""
            SELECT state, COUNT(*) AS cases
            FROM ${schema}workflow_case
            WHERE workflow = #{workflow} AND version = #{version}
            GROUP BY state
            """)
    List<StateCount> countByState(String workflow, int version);

    /** A statement with as many parameters as there are cases. MyBatis calls it, with the argument of the method above. */
    final class Sql {
        private Sql() {}

        public static String heads(List<String> caseIds) {
            return "SELECT case_id, workflow, version, state, seq, digest, entered_at FROM ${schema}workflow_case WHERE case_id IN "
                    + BoundList.of("caseIds", caseIds.size());
        }
    }
}
