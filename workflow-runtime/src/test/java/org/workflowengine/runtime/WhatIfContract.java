package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Graph;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.query.InstalledDefinition;
import org.workflowengine.runtime.whatif.CaseComparison;
import org.workflowengine.runtime.whatif.RecordedCases;
import org.workflowengine.runtime.whatif.WhatIf;
import org.workflowengine.runtime.whatif.WhatIfReport;

/** What other rules would have done, asked of a database: by its owner, by a login that may only read, and of bundles made from it. */
abstract class WhatIfContract {
    private static final Decision BY_ALICE = by("alice").because("claim received");
    private static final Instant NOON = Instant.parse("2026-01-30T12:00:00Z");
    private static final List<FactRow> FACTS =
            List.of(FactRow.bool("RISK", ""), new FactRow("SIZE", List.of("SMALL", "BIG"), ""));
    private static final String[] ROWS = {
        "CREATED -START-> REVIEW",
        "REVIEW -APPROVE[RISK=true]-> APPROVED",
        "REVIEW -REJECT-> REJECTED",
        "APPROVED -PAY-> PAID"
    };
    private static final Definition FIRST = Graph.of("claim", 1, FACTS, ROWS);
    private static final Definition INVOICE = Graph.of("invoice", 1, FACTS, ROWS);

    /** Who approves looks at the size too, and nothing is paid without a look at the risk. */
    private static final Definition RULES = Graph.of(
            "claim",
            2,
            FACTS,
            "CREATED -START-> REVIEW",
            "REVIEW -APPROVE[RISK=true SIZE=SMALL]-> APPROVED",
            "REVIEW -REJECT-> CLOSED",
            "APPROVED -PAY[RISK=true]-> PAID");

    private final TestDatabase database;
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final WorkflowRuntime runtime;
    private final Workflows workflows;

    @TempDir
    private Path folder;

    WhatIfContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.runtime = database.runtime(
                RuntimeOptions.defaults().clock(() -> now.getAndUpdate(time -> time.plus(Duration.ofHours(6)))));
        this.workflows = Workflows.on(runtime, List.of(FIRST, INVOICE));
        Map<String, Object> small = Map.of("RISK", true, "SIZE", "SMALL");
        Map<String, Object> big = Map.of("RISK", true, "SIZE", "BIG");
        open("claim", "C-1");
        fire("C-1", "APPROVE", small);
        fire("C-1", "PAY", small);
        open("claim", "C-2");
        fire("C-2", "APPROVE", big);
        open("claim", "C-3");
        fire("C-3", "REJECT", Map.of());
        open("invoice", "C-4");
        open("claim", "\uff5e");
        open("claim", "\ud842\udfb7");
        fire("\ud842\udfb7", "APPROVE", small);
        fire("\ud842\udfb7", "PAY", small);
        workflows.erase("\ud842\udfb7", 4, by("dpo").because("article 17")).orThrow();
    }

    private void open(String workflow, String id) {
        workflows.open(workflow, id, BY_ALICE).orThrow();
        workflows.fire(workflow, id, "START", Map.of(), BY_ALICE).orThrow();
    }

    private void fire(String id, String transition, Map<String, ?> facts) {
        workflows.fire("claim", id, transition, facts, BY_ALICE).orThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static List<String> told(RecordedCases cases) {
        List<String> told = new ArrayList<>();
        WhatIf.run(RULES, cases, comparison -> told.add(comparison.toString()));
        return told;
    }

    private List<AuditEntry> claims() {
        List<AuditEntry> entries = new ArrayList<>();
        runtime.cases()
                .workflow("claim")
                .list()
                .cases()
                .forEach(head -> entries.addAll(runtime.steps().ofCase(head.caseId(), 0, 100)));
        return entries;
    }

    @Test
    void eachCaseOfTheWorkflowIsComparedAndNoOther() {
        assertThat(told(runtime.recordedCases()))
                .containsExactlyInAnyOrder(
                        "\"C-1\": same, 4 steps",
                        "\"C-2\": refused at step 3",
                        "\"C-3\": not comparable after step 3",
                        "\"\\uff5e\": same, 2 steps",
                        "\"\ud842\udfb7\": not comparable after step 3");
        WhatIfReport report = WhatIf.run(RULES, runtime.recordedCases());
        assertThat(report).hasToString("5 cases: 2 same, 1 refused, 2 not comparable");
        assertThat(report.text())
                .isEqualTo(WhatIf.run(RULES, RecordedCases.of(claims())).text());
        assertThat(WhatIf.run(FIRST, runtime.recordedCases()).same()).isEqualTo(5);
        assertThat(report.byMonth())
                .extracting(Object::toString)
                .containsExactly(
                        "2026-01: 1 case: 1 same, 0 refused, 0 not comparable",
                        "2026-02: 4 cases: 1 same, 1 refused, 2 not comparable");
    }

    @Test
    void casesByTheTimeOfTheirOpening() {
        Instant second = runtime.steps().ofCase("C-2", 0, 1).get(0).recordedAt();
        RecordedCases all = runtime.recordedCases();
        assertThat(told(all.openedBefore(second))).containsExactly("\"C-1\": same, 4 steps");
        assertThat(told(all.openedSince(second))).hasSize(4);
        assertThat(told(all.openedUnder(1))).hasSize(5);
        assertThat(told(all.openedUnder(2))).isEmpty();
    }

    @Test
    void aLoginThatMayOnlyReadIsEnough() throws Exception {
        database.roles();
        var login = database.login("reading");
        assertThat(WhatIf.run(RULES, WorkflowRuntime.recordedCases(login)).text())
                .isEqualTo(WhatIf.run(RULES, runtime.recordedCases()).text());
        assertThat(WorkflowRuntime.definitions(login))
                .isEqualTo(runtime.definitions())
                .extracting(InstalledDefinition::graph)
                .containsExactly(FIRST.graph(), INVOICE.graph());
    }

    /** Everything is read as it is at one moment: what happens meanwhile is neither missed in part nor counted twice. */
    @Test
    void whatMovesMeanwhileIsSeenAsItWas() {
        List<CaseComparison> told = new ArrayList<>();
        WhatIf.run(RULES, runtime.recordedCases(), comparison -> {
            if (told.isEmpty()) {
                fire("\uff5e", "REJECT", Map.of());
                fire("C-2", "PAY", Map.of());
                open("claim", "C-9");
            }
            told.add(comparison);
        });
        assertThat(told)
                .extracting(CaseComparison::toString)
                .contains("\"\\uff5e\": same, 2 steps")
                .hasSize(5);
        assertThat(told)
                .filteredOn(CaseComparison::caseId, "C-2")
                .extracting(CaseComparison::steps)
                .containsExactly(3L);
        assertThat(WhatIf.run(RULES, runtime.recordedCases()))
                .hasToString("6 cases: 2 same, 1 refused, 3 not comparable");
    }

    /** Version 2 has another name for a state, and lets histories begin there. */
    @Test
    void casesThatWereMigratedOrImported() {
        Definition second = Graph.migrating(
                FIRST,
                Graph.of(
                        "claim",
                        2,
                        FACTS,
                        "CREATED -START-> CHECKING+",
                        "CHECKING -APPROVE[RISK=true]-> APPROVED",
                        "APPROVED -PAY-> PAID"),
                "CREATED -> CREATED",
                "REVIEW -> CHECKING",
                "APPROVED -> APPROVED");
        Workflows both = Workflows.on(runtime, List.of(FIRST, second));
        both.migrate("claim", "\uff5e", Map.of(), BY_ALICE).orThrow();
        both.fire("claim", "\uff5e", "APPROVE", Map.of("RISK", true), BY_ALICE).orThrow();
        both.importCase("claim", "OLD-1", "CHECKING", BY_ALICE).orThrow();
        both.fire("claim", "OLD-1", "APPROVE", Map.of("RISK", true), BY_ALICE).orThrow();

        List<String> told = new ArrayList<>();
        WhatIf.run(second, runtime.recordedCases(), comparison -> told.add(comparison.toString()));
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "\"C-1\": same, 4 steps",
                        "\"C-2\": same, 3 steps",
                        "\"C-3\": refused at step 3",
                        "\"\\uff5e\": same, 4 steps",
                        "\"\ud842\udfb7\": same, 5 steps",
                        "\"OLD-1\": same, 2 steps");
        told.clear();
        WhatIf.run(FIRST, runtime.recordedCases(), comparison -> told.add(comparison + " " + comparison.cause()));
        assertThat(told)
                .contains("\"\\uff5e\": not comparable after step 2 Optional[OTHER_MIGRATION]")
                .contains("\"OLD-1\": not comparable from the start Optional[NO_SUCH_STATE]")
                .hasSize(6);
        assertThat(WhatIf.run(second, runtime.recordedCases().openedUnder(2)))
                .hasToString("1 case: 1 same, 0 refused, 0 not comparable");
    }

    @Test
    void bundlesAnswerAsTheDatabaseDoes() throws Exception {
        runtime.cases()
                .workflow("claim")
                .list()
                .cases()
                .forEach(head -> export(head.caseId(), head.caseId() + ".json"));
        Files.writeString(folder.resolve("README.md"), "not a bundle, and not asked for");
        RecordedCases bundles = RecordedCases.bundles(folder);
        assertThat(WhatIf.run(RULES, bundles).text())
                .isEqualTo(WhatIf.run(RULES, runtime.recordedCases()).text());
        assertThat(told(RecordedCases.bundles(folder.resolve("C-3.json"), folder.resolve("C-2.json"))))
                .containsExactly("\"C-3\": not comparable after step 3", "\"C-2\": refused at step 3");
        Path other = export("C-4", "other");
        assertThatThrownBy(() -> WhatIf.run(RULES, RecordedCases.bundles(folder, other)))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "workflow: found \"invoice\" as that of case \"C-4\", expected claim, as that of the rules");
    }

    private Path export(String id, String name) {
        Path file = folder.resolve(name);
        try (Writer out = Files.newBufferedWriter(file)) {
            runtime.verification().export(id, out);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aBrokenHistoryIsTold() throws Exception {
        database.dropTriggers();
        database.sql("ALTER TABLE workflow_case DROP CONSTRAINT workflow_case_audit");
        database.sql("ALTER TABLE workflow_audit DROP CONSTRAINT workflow_audit_chain");
        database.sql("DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 2");
        assertThat(told(runtime.recordedCases()))
                .contains("\"C-1\": not comparable after step 1")
                .hasSize(5);
        database.sql("DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 1");
        assertThat(told(runtime.recordedCases()))
                .contains("\"C-1\": not comparable from the start")
                .hasSize(5);
    }

    @Test
    void whatCannotBeReadIsNoAnswer() throws Exception {
        Definition clam = Graph.of("clam", 1, FACTS, ROWS);
        assertThatThrownBy(() -> WhatIf.run(clam, runtime.recordedCases()))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "workflow: found \"clam\", expected one that is installed: claim, invoice; did you mean claim?");
        try (TestDatabase empty = TestDatabase.inMemory()) {
            RecordedCases none = empty.runtime().recordedCases();
            assertThatThrownBy(() -> WhatIf.run(clam, none))
                    .hasMessage("workflow: found \"clam\", expected one of an installed definition, and there is none");
        }
        database.dropTriggers();
        database.sql("UPDATE workflow_installation SET schema_version = 9");
        assertThatThrownBy(() -> WorkflowRuntime.recordedCases(database.dataSource()))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("the tables have schema version 9");
        assertThatThrownBy(() -> WorkflowRuntime.definitions(database.dataSource()))
                .isInstanceOf(SetupException.class);
        database.sql("DROP VIEW workflow_case_view");
        database.sql("DROP TABLE workflow_case");
        assertThatThrownBy(() -> WhatIf.run(RULES, runtime.recordedCases()))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("the table workflow_audit cannot be read: ");
    }
}
