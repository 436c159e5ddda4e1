package org.workflowengine.runtime.persistence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Digest;

/** Everything that is ever done with {@code workflow_case}. */
interface CaseMapper {
    /** How many cases rest in a state. */
    record StateCount(String state, long cases) {}

    @Insert("""
            INSERT INTO workflow_case (case_id, workflow, version, state, seq, digest, entered_at)
            VALUES (#{caseId}, #{workflow}, #{version}, #{state}, #{seq}, #{digest}, #{enteredAt})
            """)
    int open(CaseHead head);

    /** Moves the case, unless it is not where the step before has left it. */
    @Update("""
            UPDATE workflow_case
            SET version = #{head.version}, state = #{head.state}, seq = #{head.seq}, digest = #{head.digest},
                entered_at = #{head.enteredAt}
            WHERE case_id = #{head.caseId} AND seq = #{head.seq} - 1 AND digest = #{previousDigest}
            """)
    int advance(CaseHead head, Digest previousDigest);

    @Select("""
            SELECT case_id, workflow, version, state, seq, digest, entered_at
            FROM workflow_case
            WHERE case_id = #{caseId}
            """)
    Optional<CaseHead> head(String caseId);

    @Select("""
            <script>
            SELECT case_id, workflow, version, state, seq, digest, entered_at
            FROM workflow_case
            WHERE case_id IN <foreach collection="caseIds" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<CaseHead> heads(Collection<String> caseIds);

    /** The order names the whole index, so that H2 reads the page from it without sorting. */
    @Select("""
            SELECT case_id, workflow, version, state, seq, digest, entered_at
            FROM workflow_case
            WHERE workflow = #{workflow} AND state = #{state} AND version = #{version}
              AND entered_at < #{before}
              AND entered_at >= #{afterTime} AND (entered_at > #{afterTime} OR case_id > #{afterId})
            ORDER BY workflow, state, entered_at, case_id
            LIMIT #{limit}
            """)
    List<CaseHead> page(
            String workflow, int version, String state, Instant before, Instant afterTime, String afterId, int limit);

    @Select("""
            SELECT state, COUNT(*) AS cases
            FROM workflow_case
            WHERE workflow = #{workflow} AND version = #{version}
            GROUP BY state
            """)
    List<StateCount> countByState(String workflow, int version);
}
