package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The owner of the tables takes the triggers away, switches the constraints off and rewrites history: whatever column it was, the history tells. */
class TamperedHistoryTest {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    /** For each column, what is written over it in step 3 of 5. */
    private static final Map<String, String> TAMPERED = new TreeMap<>(Map.ofEntries(
            Map.entry("case_id", "'C-2'"),
            Map.entry("seq", "seq + 10"),
            Map.entry("workflow", "'claim-review'"),
            Map.entry("from_version", "2"),
            Map.entry("version", "2"),
            Map.entry("fingerprint", "X'" + "ab".repeat(32) + "'"),
            Map.entry("transition", "'REJECT'"),
            Map.entry("from_state", "'ESCALATED'"),
            Map.entry("to_state", "'WAITING_INFO'"),
            Map.entry("actor_kind", "'SERVICE'"),
            Map.entry("actor", "'mallory'"),
            Map.entry("reason", "reason || ' '"),
            Map.entry("facts", "'{}'"),
            Map.entry("salt", "X'" + "00".repeat(16) + "'"),
            Map.entry("payload_digest", "X'" + "ab".repeat(32) + "'"),
            Map.entry("request_id", "NULL"),
            Map.entry("source", "'elsewhere'"),
            Map.entry("recorded_at", "DATEADD('MICROSECOND', 1, recorded_at)"),
            Map.entry("previous_digest", "X'" + "ab".repeat(32) + "'"),
            Map.entry("occurred_at", "recorded_at"),
            Map.entry("on_behalf_of", "'mallory'"),
            Map.entry("evidence", "'{}'"),
            Map.entry("seal", "X'ab'"),
            Map.entry("format", "2"),
            Map.entry("algorithm", "'MD5'"),
            Map.entry("key_id", "'k'"),
            Map.entry("digest", "X'" + "ab".repeat(32) + "'")));

    @Test
    void everyChangedColumnIsFound() throws Exception {
        TreeSet<String> tried = new TreeSet<>(List.of("prev_seq", "entered_state"));
        for (Map.Entry<String, String> change : TAMPERED.entrySet()) {
            try (TestDatabase database = TestDatabase.inMemory()) {
                Engine reviews = fiveSteps(database);
                assertThat(reviews.history("C-1").check(CaseReview.DEFINITION)).isEmpty();
                database.sql("ALTER TABLE workflow_audit DROP CONSTRAINT workflow_audit_format");
                database.sql("ALTER TABLE workflow_audit DROP CONSTRAINT workflow_audit_seal");
                database.sql("ALTER TABLE workflow_audit DROP CONSTRAINT workflow_audit_version");
                database.sql("SET REFERENTIAL_INTEGRITY FALSE");
                assertThat(database.sql("UPDATE workflow_audit SET " + change.getKey() + " = " + change.getValue()
                                + " WHERE seq = 3"))
                        .isEqualTo(1);
                List<Finding> findings = reviews.history("C-1").check(CaseReview.DEFINITION);
                assertThat(findings).as(change.getKey()).isNotEmpty();
                assertThat(findings.get(0).id()).isEqualTo("C-1");
                assertThat(findings.get(0).seq()).as(change.getKey()).isIn(3L, 4L);
                assertThat(findings.get(0)).asString().startsWith("\"C-1\" #");
                tried.add(change.getKey());
                if (tried.size() == 3) {
                    assertThat(TAMPERED.keySet()).containsAll(columns(database));
                }
            }
        }
        assertThat(tried).hasSize(29);
    }

    @Test
    void aStepTakenOutOrPutInElsewhereIsFound() throws Exception {
        try (TestDatabase database = TestDatabase.inMemory()) {
            Engine reviews = fiveSteps(database);
            database.sql("SET REFERENTIAL_INTEGRITY FALSE");
            database.sql("DELETE FROM workflow_audit WHERE seq = 3");
            assertThat(reviews.history("C-1").check(CaseReview.DEFINITION))
                    .extracting(Finding::expected)
                    .contains("seq 3");
            database.sql("DELETE FROM workflow_audit WHERE seq = 1");
            assertThat(reviews.history("C-1").check(CaseReview.DEFINITION))
                    .extracting(Finding::expected)
                    .contains("seq 1", "from_state \"(new)\"");
        }
    }

    @Test
    void aPayloadRemovedWithoutRecordIsFound() throws Exception {
        try (TestDatabase database = TestDatabase.inMemory()) {
            Engine reviews = fiveSteps(database);
            database.sql(
                    "UPDATE workflow_audit SET salt = NULL, actor = NULL, reason = NULL, facts = NULL WHERE seq = 3");
            assertThat(reviews.history("C-1").check(CaseReview.DEFINITION))
                    .containsExactly(new Finding(
                            Finding.Subject.CASE, "C-1", 3, "a payload, or its erasure recorded", "neither"));
            database.sql("ALTER TABLE workflow_audit DROP CONSTRAINT workflow_audit_payload");
            database.sql("UPDATE workflow_audit SET actor = 'mallory' WHERE seq = 3");
            assertThat(reviews.history("C-1").check(CaseReview.DEFINITION))
                    .containsExactly(
                            new Finding(Finding.Subject.CASE, "C-1", 3, "a payload whole or erased", "a part of one"));
        }
    }

    private static Engine fiveSteps(TestDatabase database) throws Exception {
        Engine reviews = Engine.on(database.runtime());
        reviews.open("C-1", BY_ALICE).orThrow();
        for (String step : List.of("START_REVIEW", "ESCALATE", "APPROVE", "CLOSE")) {
            reviews.fire("C-1", step, ALL_TRUE, BY_ALICE.requestId(step)).orThrow();
        }
        database.dropTriggers();
        return reviews;
    }

    private static List<String> columns(TestDatabase database) throws Exception {
        return database
                .rows("SELECT column_name FROM information_schema.columns WHERE table_name = 'WORKFLOW_AUDIT'"
                        + " AND column_name NOT IN ('PREV_SEQ', 'ENTERED_STATE')")
                .stream()
                .map(row -> row.substring(1, row.length() - 1).toLowerCase(Locale.ROOT))
                .toList();
    }
}
