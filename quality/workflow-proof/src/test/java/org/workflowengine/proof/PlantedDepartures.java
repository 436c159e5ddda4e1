package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.engine.AuditEntries;
import org.workflowengine.runtime.internal.engine.Store;

/** Cases that are held and purged on the naive store, in the way that shows a fault which has to do with that. */
final class PlantedDepartures implements AutoCloseable {
    private static final List<String> CLOSED = List.of("D-1", "D-2", "D-3");

    private final PlantedFault fault;
    private final TestDatabase database = TestDatabase.inMemory();
    private final Journal journal = new Journal();
    private final Invariants invariants = new Invariants(database.dataSource(), Reviews.DEFINITION, SealKey.HMAC);
    private final AuditEntries entries;
    private final Store store;
    private final Engine engine;

    private PlantedDepartures(PlantedFault fault) throws SQLException {
        this.fault = fault;
        for (String table : NaiveStore.tables(fault)) {
            database.sql(table);
        }
        this.entries = FaultyEntries.of(fault);
        this.store = new NaiveStore(database.dataSource(), fault, new Random(1));
        this.engine = Engine.on(new OnStore(store, entries));
    }

    /** What is found; before the fault nothing is. */
    static List<String> violationsOf(PlantedFault fault) throws SQLException {
        try (PlantedDepartures departures = new PlantedDepartures(fault)) {
            return departures.violations();
        }
    }

    private List<String> violations() throws SQLException {
        CLOSED.forEach(this::closed);
        ask("D-4", "open", () -> engine.open("D-4", decision("open")));
        ask("D-4", "hold", () -> engine.hold("D-4", "M-1", decision("hold")));
        if (fault != PlantedFault.ERASED_WHILE_HELD && fault != PlantedFault.HELD_TWICE) {
            ask("D-4", "release", () -> engine.release("D-4", "M-1", decision("release")));
        }
        if (fault == PlantedFault.HELD_CASE_PURGED) {
            ask("D-2", "hold", () -> engine.hold("D-2", "M-1", decision("hold")));
        }
        assertSound();
        switch (fault) {
            case HOLD_NOT_COUNTED -> ask("D-2", "hold", () -> engine.hold("D-2", "M-1", decision("hold")));
            case ERASED_WHILE_HELD -> {
                ask("D-2", "hold", () -> engine.hold("D-2", "M-1", decision("hold")));
                ask("D-2", "erase", () -> engine.erase("D-2", 1, decision("erase")));
            }
            case HELD_TWICE -> {
                ask("D-2", "hold", () -> engine.hold("D-2", "M-1", decision("hold")));
                ask("D-2", "hold too", () -> engine.hold("D-2", "M-1", decision("hold too")));
            }
            case RELEASED_TWICE ->
                database.sql("UPDATE workflow_audit SET transition = '(release)' WHERE transition = '(hold)'");
            case HOLD_ERASED ->
                database.sql("UPDATE workflow_audit SET salt = NULL, actor = NULL, on_behalf_of = NULL, reason = NULL,"
                        + " facts = NULL, evidence = NULL WHERE transition = '(hold)'");
            default -> purged();
        }
        return invariants.violations(journal);
    }

    private void purged() throws SQLException {
        purge("D-1", head("D-1"));
        CaseHead before = head("D-2");
        if (fault == PlantedFault.MOVED_CASE_PURGED) {
            ask("D-2", "hold", () -> engine.hold("D-2", "M-1", decision("hold")));
            ask("D-2", "release", () -> engine.release("D-2", "M-1", decision("release")));
            assertSound();
        }
        purge("D-2", before);
        switch (fault) {
            case UNFINISHED_CASE_PURGED -> purge("D-4", head("D-4"));
            case PURGED_ID_OPENED_AGAIN -> ask("D-1", "again", () -> engine.open("D-1", decision("again")));
            case LOST_TOMBSTONE -> tampered("DELETE FROM workflow_tombstone WHERE seq = 2");
            case EDITED_TOMBSTONE -> tampered("UPDATE workflow_tombstone SET actor = 'somebody else' WHERE seq = 1");
            case STRIPPED_TOMBSTONE ->
                tampered("UPDATE workflow_tombstone SET seal = NULL, algorithm = NULL, key_id = NULL WHERE seq = 2");
            case NONE -> {
                assertThat(engine.open("D-1", decision("again"))).isInstanceOf(Outcome.Refused.class);
                assertThat(database.rows("SELECT COUNT(*) FROM workflow_tombstone"))
                        .containsExactly("[2]");
                assertThat(database.rows("SELECT DISTINCT case_id FROM workflow_audit ORDER BY case_id"))
                        .containsExactly("[D-3]", "[D-4]");
            }
            default -> {}
        }
    }

    private void tampered(String sql) throws SQLException {
        assertSound();
        database.sql(sql);
    }

    private void assertSound() throws SQLException {
        assertThat(invariants.violations(journal)).isEmpty();
    }

    private CaseHead head(String caseId) {
        return engine.head(caseId).orElseThrow();
    }

    private void purge(String caseId, CaseHead head) {
        try (Store.Unit unit = store.begin()) {
            Digest bundle = Digest.of(new byte[Digest.BYTES]);
            assertThat(unit.purge(Map.of(
                            caseId,
                            entries.tombstone(unit.lockTombstones(), head, bundle, "proof", decision("purge")))))
                    .isTrue();
        }
    }

    private void closed(String caseId) {
        ask(caseId, "open", () -> engine.open(caseId, decision("open")));
        ask(caseId, "start", () -> engine.load(caseId).startReview(decision("start")));
        ask(caseId, "reject", () -> engine.load(caseId).reject(decision("reject")));
        ask(caseId, "close", () -> engine.fire(caseId, "CLOSE", CaseReview.ALL_TRUE, decision("close")));
    }

    private void ask(String caseId, String mark, Supplier<? extends Outcome<?>> request) {
        assertThat(journal.ask(caseId, mark, true, request).verdict())
                .as(fault + ", " + mark + " " + caseId)
                .isEqualTo(Journal.Verdict.APPLIED);
    }

    private static Decision decision(String mark) {
        Decision decision = Decision.by("alice").because(mark);
        return mark.equals("purge") ? decision : decision.requestId(mark);
    }

    @Override
    public void close() {
        database.close();
    }
}
