package org.workflowengine.runtime.internal.persistence;

import java.sql.Array;
import java.util.Map;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.workflowengine.runtime.core.AuditEntry;

/**
 * A step in one statement, and many steps in a few, on databases that have such statements: PostgreSQL. The database copies the case's
 * new head from the inserted audit row. A case is moved only by an inserted row, so the insert comes first here too, and the loser of a
 * race waits for its key.
 */
interface StepMapper {
    String RECORD = "WITH step AS (" + AuditMapper.INSERT + """
            ON CONFLICT DO NOTHING
            RETURNING case_id, seq, workflow, version, transition, from_state, to_state, recorded_at, occurred_at, previous_digest, digest
            ), moved AS (
            """;

    String COUNT = """
            RETURNING 1
            )
            SELECT (SELECT COUNT(*) FROM step) AS recorded, (SELECT COUNT(*) FROM moved) AS moved
            """;

    /**
     * What a statement has written.
     *
     * @param recorded 1, or 0 if the position in the audit is taken
     * @param moved 1, or 0 if the case is not where its newest step has left it
     */
    record Written(int recorded, int moved) {}

    /** Records the opening of a case, and opens it. */
    @Select(value = RECORD + """
            INSERT INTO ${schema}workflow_case (case_id, workflow, version, state, seq, digest, entered_at, moved_at)
            SELECT case_id, workflow, version, to_state, seq, digest,
                CASE WHEN transition = '(import)' THEN COALESCE(occurred_at, recorded_at) ELSE recorded_at END, recorded_at
            FROM step
            """ + COUNT, affectData = true)
    Written open(AuditEntry entry);

    /** A step that keeps the state keeps the time at which the case entered it. */
    String ADVANCE = """
            UPDATE ${schema}workflow_case AS moving
            SET version = step.version, state = step.to_state, seq = step.seq, digest = step.digest,
                entered_at = CASE WHEN step.from_state = step.to_state THEN moving.entered_at ELSE step.recorded_at END,
                moved_at = step.recorded_at,
                holds = moving.holds + CASE step.transition WHEN '(hold)' THEN 1 WHEN '(release)' THEN -1 ELSE 0 END
            """;

    String WHERE_THE_CASE_IS = """
            WHERE moving.case_id = step.case_id AND moving.seq = step.seq - 1 AND moving.digest = step.previous_digest
            """;

    /** Records a step, and moves the case. */
    @Select(value = RECORD + ADVANCE + """
            FROM step
            """ + WHERE_THE_CASE_IS + COUNT, affectData = true)
    Written advance(AuditEntry entry);

    /** With several arrays, {@code unnest} is syntax: PostgreSQL looks for it only in pg_catalog, as long as no schema is named. */
    String MADE = """
            FROM unnest(#{caseId}, #{seq}) AS made (case_id, seq)
            JOIN ${schema}workflow_audit step ON step.case_id = made.case_id AND step.seq = made.seq
            """;

    /**
     * Records many steps, each column an array under the name that it has in {@link AuditEntry}; one whose position is taken is left out.
     */
    @Insert("INSERT INTO ${schema}workflow_audit (" + AuditMapper.COLUMNS + """
            ) SELECT * FROM unnest(
            """ + AuditMapper.VALUES + """
            )
            ON CONFLICT DO NOTHING
            """)
    int recordAll(Map<String, Array> columns);

    /** Opens cases whose openings are recorded: {@code caseId} and {@code seq}. */
    @Insert("""
            INSERT INTO ${schema}workflow_case (case_id, workflow, version, state, seq, digest, entered_at, moved_at)
            SELECT step.case_id, step.workflow, step.version, step.to_state, step.seq, step.digest,
                CASE WHEN step.transition = '(import)' THEN COALESCE(step.occurred_at, step.recorded_at) ELSE step.recorded_at END,
                step.recorded_at
            """ + MADE)
    int openAll(Map<String, Array> keys);

    /** Moves cases whose steps are recorded, one step of each: {@code caseId} and {@code seq}. */
    @Update(ADVANCE + MADE + WHERE_THE_CASE_IS)
    int advanceAll(Map<String, Array> keys);
}
