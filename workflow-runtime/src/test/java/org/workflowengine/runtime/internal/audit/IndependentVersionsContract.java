package org.workflowengine.runtime.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.Policy.facts;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.Policy.Engine;
import org.workflowengine.runtime.fixture.Policy.PolicyFacts;
import org.workflowengine.runtime.fixture.Policy.State;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.audit.IndependentAuditor.Key;

/** The second implementation knows migrations and imports from the document, and finds what is wrong with them. */
abstract class IndependentVersionsContract {
    private static final Map<String, Key> KEYS =
            Map.of("HMAC-SHA-256 2026-03", IndependentAuditor.hmac(Vectors.secret()));
    private static final Decision DECISION = by("alice").because("new terms");

    private final TestDatabase database;
    private List<Map<String, Object>> installations;
    private List<Map<String, Object>> definitions;
    private List<Map<String, Object>> entries;
    private List<Map<String, Object>> cases;

    IndependentVersionsContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
    }

    /** M-1 goes through three versions; M-2 is migrated last, with facts; M-3 keeps its state; I-1 and I-2 are imported. */
    @BeforeEach
    void write() throws Exception {
        WorkflowRuntime runtime = database.runtime(RuntimeOptions.defaults().sealer(Vectors.hmac()));
        Engine first = Engine.of(runtime, Policy.FIRST);
        Engine second = Engine.of(runtime, Policy.SECOND);
        Engine third = Engine.of(runtime, Policy.THIRD);
        for (String caseId : List.of("M-1", "M-2", "M-3")) {
            first.open(caseId, DECISION).orThrow();
        }
        for (String caseId : List.of("M-1", "M-2")) {
            first.fire(caseId, "REVIEW", facts(PolicyFacts.COMPLETE), DECISION).orThrow();
        }
        second.migratingOnTouch()
                .fire("M-1", "CHECK", facts(), DECISION.requestId("R-1"))
                .orThrow();
        third.migrate("M-1", facts(), DECISION.requestId("R-2")).orThrow();
        second.erase("M-1", 3, DECISION).orThrow();
        first.fire("M-2", "ESCALATE", facts(PolicyFacts.OLD_FORM), DECISION).orThrow();
        second.migrate("M-2", facts(PolicyFacts.CONSENT), DECISION).orThrow();
        second.migrate("M-3", facts(), DECISION).orThrow();
        Decision since = DECISION.occurredAt(Instant.parse("2019-05-04T03:02:01.123456Z"))
                .evidence("origin", "\"42\"");
        second.importCase("I-1", State.UNDER_REVIEW, since).orThrow();
        third.importCase("I-2", State.UNDER_REVIEW, DECISION).orThrow();
        assertThat(runtime.verification().verifyAll().findings()).isEmpty();
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(IndependentAuditor.faults(connection, KEYS)).isEmpty();
            installations = IndependentAuditor.rows(connection, "SELECT * FROM workflow_installation");
            definitions = IndependentAuditor.rows(connection, "SELECT * FROM workflow_definition");
            entries = IndependentAuditor.rows(connection, "SELECT * FROM workflow_audit ORDER BY case_id, seq");
            cases = IndependentAuditor.rows(connection, "SELECT * FROM workflow_case");
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aMigrationThatIsNotOne() throws Exception {
        // An ordinary step leads to another version; and so does the mapping of another one, and one that leads
        // elsewhere.
        assertThat(lie("M-2", 4, Map.of("transition", "CHECK"))).contains("M-2#4 version", "M-2#4 legality");
        assertThat(lie("M-2", 4, Map.of("transition", "(migrate:01)"))).contains("M-2#4 version", "M-2#4 legality");
        assertThat(lie("M-2", 4, Map.of("from_version", 2L))).contains("M-2#4 from_version", "M-2#4 legality");
        assertThat(lie("M-2", 4, Map.of("to_state", "UNDER_REVIEW"))).containsExactly("M-2#4 legality");
        assertThat(lie("M-2", 4, Map.of("facts", "{}"))).containsExactly("M-2#4 guard");
        assertThat(lie("M-2", 4, Map.of("facts", "{\"CONSENT\":false}"))).containsExactly("M-2#4 guard");
        assertThat(lie("M-2", 4, Map.of("version", 1L))).contains("M-2#4 version");
        assertThat(lie("M-3", 2, Map.of("to_state", "PAID"))).contains("M-3#2 legality");
    }

    @Test
    void anImportThatIsNotOne() throws Exception {
        assertThat(lie("I-1", 1, Map.of("to_state", "RECEIVED"))).containsExactly("I-1#1 legality");
        assertThat(lie("I-1", 1, Map.of("transition", "(open)"))).contains("I-1#1 legality");
        Object recorded = entry("I-1", 1).get("recorded_at");
        assertThat(lie("I-1", 1, Map.of("occurred_at", (Long) recorded + 1))).contains("I-1#1 legality");
        assertThat(lie("M-3", 2, Map.of("transition", "(import)"))).contains("M-3#2 legality");
        assertThat(lie("I-1", 1, Map.of("from_version", 1L))).contains("I-1#1 version");
    }

    @Test
    void aTimeSinceWhenACaseIsInItsState() throws Exception {
        for (String caseId : List.of("I-1", "M-3")) {
            List<Map<String, Object>> lies = new ArrayList<>();
            for (Map<String, Object> row : cases) {
                lies.add(
                        row.get("case_id").equals(caseId) ? with(row, Map.of("entered_at", row.get("moved_at"))) : row);
            }
            assertThat(faults(definitions, entries, lies)).containsExactly(caseId + " entered_at");
        }
    }

    @Test
    void anotherDefinitionInPlaceOfTheOlderOne() throws Exception {
        List<Map<String, Object>> lies = new ArrayList<>();
        for (Map<String, Object> row : definitions) {
            String graph = ((String) row.get("graph")).replace("\"ESCALATE\"", "\"ESCALATED\"");
            lies.add(
                    row.get("version").equals(1L)
                            ? with(
                                    row,
                                    Map.of(
                                            "graph",
                                            graph,
                                            "fingerprint",
                                            IndependentAuditor.sha256(graph.getBytes(StandardCharsets.UTF_8))))
                            : row);
        }
        assertThat(faults(lies, entries, cases)).contains("policy version 2: migrations");
        assertThat(faults(
                        definitions.stream()
                                .map(row -> row.get("version").equals(2L)
                                        ? with(row, Map.of("transitions", (Long) row.get("transitions") - 1))
                                        : row)
                                .toList(),
                        entries,
                        cases))
                .containsExactly("policy version 2: transitions");
    }

    /** One step is another one, with sound digests; nobody has the key. */
    private List<String> lie(String caseId, long seq, Map<String, Object> lie) throws Exception {
        List<Map<String, Object>> lies = new ArrayList<>();
        Map<String, Object> lying = IndependentAuditor.digested(with(entry(caseId, seq), lie));
        for (Map<String, Object> row : entries) {
            lies.add(row == entry(caseId, seq) ? lying : row);
        }
        List<Map<String, Object>> standing = new ArrayList<>();
        for (Map<String, Object> row : cases) {
            standing.add(
                    row.get("case_id").equals(caseId)
                            ? with(
                                    row,
                                    Map.of(
                                            "digest",
                                            lying.get("digest"),
                                            "state",
                                            lying.get("to_state"),
                                            "version",
                                            lying.get("version")))
                            : row);
        }
        List<String> faults = new ArrayList<>(faults(definitions, lies, standing));
        assertThat(faults).as("the seal is not that of the key").contains(caseId + "#" + seq + " seal");
        faults.remove(caseId + "#" + seq + " seal");
        faults.remove(caseId + " entered_at");
        return faults;
    }

    private Map<String, Object> entry(String caseId, long seq) {
        return entries.stream()
                .filter(row ->
                        row.get("case_id").equals(caseId) && row.get("seq").equals(seq))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> with(Map<String, Object> row, Map<String, Object> otherwise) {
        Map<String, Object> changed = new HashMap<>(row);
        changed.putAll(otherwise);
        return changed;
    }

    private List<String> faults(
            List<Map<String, Object>> ofDefinitions,
            List<Map<String, Object>> ofEntries,
            List<Map<String, Object>> ofCases)
            throws Exception {
        IndependentAuditor auditor = new IndependentAuditor(KEYS);
        auditor.installation(installations.get(0));
        for (Map<String, Object> row : ofDefinitions) {
            auditor.definition(row);
        }
        for (Map<String, Object> row : ofEntries) {
            auditor.entry(row);
        }
        ofCases.forEach(auditor::stands);
        return auditor.end();
    }
}
