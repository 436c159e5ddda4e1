package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.fixture.TestDatabase;

/** H2 sorts a whole list to read one page of it, unless it is asked in just the right way. */
class WorkListIndexTest {
    /** A page costs the same wherever it stands: it is read from the index, in its order, from the cursor on. */
    @Test
    void aPageIsReadFromTheIndex() throws Exception {
        try (TestDatabase database = TestDatabase.inMemory()) {
            database.runtime();
            assertThat(database.rows("""
                        EXPLAIN SELECT * FROM workflow_case
                        WHERE workflow = 'w' AND state = 's' AND version = 1
                          AND entered_at < TIMESTAMP '9999-12-31 23:59:59'
                          AND entered_at >= TIMESTAMP '2026-01-01 00:00:00'
                          AND (entered_at > TIMESTAMP '2026-01-01 00:00:00' OR case_id > 'C-1')
                        ORDER BY workflow, state, entered_at, case_id
                        LIMIT 10"""))
                    .first()
                    .asString()
                    .contains("WORKFLOW_CASE_LIST: ENTERED_AT <")
                    .contains("index sorted");
        }
    }
}
