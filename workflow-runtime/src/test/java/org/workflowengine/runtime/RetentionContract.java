package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.bundle.BundleVerification;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.CaseAlreadyExists;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Refusal.NotErasable;
import org.workflowengine.runtime.core.Refusal.Purged;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.Loan;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.audit.IndependentAuditor;
import org.workflowengine.runtime.retention.BundleArchive;
import org.workflowengine.runtime.retention.KeptCase;
import org.workflowengine.runtime.retention.PurgeSummary;
import org.workflowengine.runtime.retention.RetentionRule;
import org.workflowengine.runtime.retention.Tombstone;

/** Finished cases go after their time, each with a tombstone; everything else stays. */
abstract class RetentionContract {
    private static final Decision BY_CLERK = by("clerk").because("seen");
    private static final Decision BY_RECORDS =
            by("records").because("kept for ten years").onBehalfOf("bank");
    private static final Instant NOON = Instant.parse("2016-03-01T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final TestDatabase database;
    private final WorkflowRuntime runtime;
    private final Loan.Engine engine;

    @TempDir
    private Path folder;

    RetentionContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.runtime = database.runtime(RuntimeOptions.defaults()
                .clock(() -> now.getAndUpdate(time -> time.plusSeconds(1)).plusNanos(0)));
        this.engine = Loan.Engine.of(runtime, Loan.SECOND);
    }

    @AfterEach
    void close() throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(runtime.verification().verifyAll().findings()).isEmpty();
            assertThat(IndependentAuditor.faults(connection, Map.of())).isEmpty();
        } finally {
            database.close();
        }
    }

    private void approved(String... caseIds) {
        for (String caseId : caseIds) {
            engine.open(caseId, BY_CLERK).orThrow().make("SUBMIT", BY_CLERK).orThrow();
            engine.load(caseId).make("APPROVE", by("boss").because("fine")).orThrow();
        }
    }

    private void resting(String caseId) {
        engine.open(caseId, BY_CLERK)
                .orThrow()
                .make("SUBMIT", by("dora").because("seen"))
                .orThrow();
        engine.load(caseId).make("CLOSE", by("boss").because("fine")).orThrow();
    }

    private RetentionRule tenYears() {
        return RetentionRule.of("tax-10y").endedBefore(now.get().minus(Duration.ofDays(3652)));
    }

    private void later() {
        now.set(Instant.parse("2026-11-29T00:00:00Z"));
    }

    private static Refusal refusal(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused<?>) outcome).refusal();
    }

    private PurgeSummary purge(RetentionRule rule) throws IOException {
        return runtime.retention().purge(rule, BY_RECORDS, BundleArchive.folder(folder));
    }

    private List<Path> archived() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void afterItsTimeACaseGoesWithATombstone() throws Exception {
        approved("C-1");
        CaseHead head = engine.head("C-1").orElseThrow();
        engine.open("C-2", BY_CLERK).orThrow();
        later();
        approved("C-3");

        assertThat(runtime.retention().preview(tenYears()))
                .hasToString("1 cases with 3 steps; kept: 0 held, 0 moved, 0 broken");
        assertThat(purge(tenYears())).hasToString("1 cases with 3 steps; kept: 0 held, 0 moved, 0 broken");

        assertThat(database.rows("SELECT DISTINCT case_id FROM workflow_audit ORDER BY case_id"))
                .containsExactly("[C-2]", "[C-3]");
        assertThat(database.rows("SELECT case_id FROM workflow_case ORDER BY case_id"))
                .containsExactly("[C-2]", "[C-3]");
        Tombstone stone = runtime.retention().tombstone("C-1").orElseThrow();
        assertThat(stone.seq()).isEqualTo(1);
        assertThat(stone.workflow()).isEqualTo("loan");
        assertThat(stone.version()).isEqualTo(2);
        assertThat(stone.state()).isEqualTo("APPROVED");
        assertThat(stone.lastSeq()).isEqualTo(3);
        assertThat(stone.lastDigest()).isEqualTo(head.digest());
        assertThat(stone.retentionClass()).isEqualTo("tax-10y");
        assertThat(stone.actor().id()).isEqualTo("records");
        assertThat(stone.onBehalfOf()).contains("bank");
        assertThat(stone.reason()).isEqualTo("kept for ten years");
        assertThat(runtime.retention().tombstone("C-2")).isEmpty();

        Path bundle = archived().get(0);
        assertThat(archived()).hasSize(1);
        assertThat(bundle.getFileName()).hasToString(stone.caseHash().hex() + "-3.json");
        assertThat(org.workflowengine.runtime.core.Digest.of(
                        java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(bundle))))
                .isEqualTo(stone.bundleDigest());
        assertThat(BundleVerification.of(Seals.none()).verify(bundle)).hasToString("intact: 1 cases, 3 entries");
        assertThat(database.rows("SELECT case_id FROM workflow_tombstone")).containsExactly("[null]");
        assertThat(runtime.verification().verifyAll())
                .hasToString("intact, 1 purged, with tombstone: 2 cases, 4 entries");
        assertThat(runtime.verification().verify("C-1").findings())
                .extracting(Finding::toString)
                .containsExactly("\"C-1\": expected a case, found its tombstone: it was purged");
    }

    private Path checkpoint(String name, Path... since) throws IOException {
        Path file = folder.resolve(name);
        try (Writer out = Files.newBufferedWriter(file)) {
            if (since.length == 0) {
                runtime.verification().checkpoint(out);
            } else {
                runtime.verification().checkpoint(out, List.of(since));
            }
        }
        return file;
    }

    private List<String> found(Path... files) {
        return runtime.verification().against(files).verifyAll().findings().stream()
                .map(Finding::toString)
                .toList();
    }

    /** What a checkpoint lists may be gone, if a tombstone says so. */
    @Test
    void checkpointsKnowWhatWasPurged() throws Exception {
        approved("C-1", "C-2", "C-3");
        engine.open("C-4", BY_CLERK).orThrow();
        Path first = checkpoint("first.txt");
        later();
        purge(tenYears().atMost(2));
        assertThat(found(first)).isEmpty();
        assertThat(runtime.verification().since(first).verifyAll().findings()).isEmpty();
        assertThat(runtime.verification().against(first).verify("C-1").findings())
                .extracting(Finding::toString)
                .containsExactly("\"C-1\": expected a case, found its tombstone: it was purged");
        Path second = checkpoint("second.txt", first);
        assertThat(Files.readString(second)).contains("\ntombstone 2 ").contains("\ntotal 0 0 0\n");
        purge(tenYears());
        Path third = checkpoint("third.txt", first, second);
        assertThat(found(first, second, third)).isEmpty();
        assertThat(runtime.verification()
                        .since(first, second, third)
                        .verifyAll()
                        .isIntact())
                .isTrue();
        assertThat(Files.readString(checkpoint("full.txt"))).contains("\ntombstone 3 ");
    }

    @Test
    void whatWentWithoutATombstoneIsFound() throws Exception {
        approved("C-1", "C-2");
        Path first = checkpoint("first.txt");
        later();
        purge(tenYears().atMost(1));
        String purged = engine.find("C-1").isEmpty() ? "C-1" : "C-2";
        String other = purged.equals("C-1") ? "C-2" : "C-1";
        Path second = checkpoint("second.txt", first);
        List<String> lost = database.rows("SELECT * FROM workflow_tombstone");
        database.dropTriggers();
        database.sql("DELETE FROM workflow_case");
        for (int seq = 3; seq > 0; seq--) {
            database.sql("DELETE FROM workflow_audit WHERE seq = " + seq);
        }
        assertThat(found(first)).singleElement().asString().startsWith("\"" + other + "\" #3: expected what the");
        assertThat(runtime.verification().since(first).verifyAll().findings()).hasSize(1);
        assertThatThrownBy(() -> checkpoint("third.txt", first))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining(other);
        // Nor can the tombstones go.
        database.sql("DELETE FROM workflow_tombstone");
        // On H2 the installation says that there was one.
        int told = database.product().equals("H2") ? 1 : 0;
        assertThat(found(first)).hasSize(2 + told);
        assertThat(found(first, second)).hasSize(3 + told).last().asString().startsWith("\"");
        assertThatThrownBy(() -> checkpoint("third.txt", first, second))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("names tombstone 1");
        assertThat(lost).hasSize(1);
        newest(0);
    }

    /** Without its trigger nobody tells the installation. */
    private void newest(long tombstone) throws SQLException {
        if (database.product().equals("H2")) {
            database.sql("UPDATE workflow_installation SET purged = " + tombstone);
        }
    }

    /** Once the triggers are gone, only verification can tell. */
    @Test
    void aTombstoneThatWasChangedIsFound() throws Exception {
        approved("C-1", "C-2");
        later();
        purge(tenYears());
        database.dropTriggers();
        for (String change : List.of(
                "reason = 'another'",
                "last_seq = 4",
                "version = 1",
                "retention_class = 'x'",
                "actor_kind = 'SYSTEM'",
                "on_behalf_of = NULL",
                "case_id = 'C-9'")) {
            String column = change.substring(0, change.indexOf(' '));
            database.sql("CREATE TABLE kept AS SELECT " + column + " AS old FROM workflow_tombstone WHERE seq = 1");
            database.sql("UPDATE workflow_tombstone SET " + change + " WHERE seq = 1");
            assertThat(runtime.verification().verifyAll().findings())
                    .as(change)
                    .singleElement()
                    .asString()
                    .startsWith("tombstone #1: expected ");
            database.sql("UPDATE workflow_tombstone SET " + column + " = (SELECT old FROM kept) WHERE seq = 1");
            database.sql("DROP TABLE kept");
        }
    }

    @Test
    void theIdStaysRefused() throws Exception {
        approved("C-1");
        later();
        purge(tenYears());
        Purged purged = new Purged(
                "C-1", 1, runtime.retention().tombstone("C-1").orElseThrow().recordedAt(), "tax-10y");
        List<String> content = database.content();
        assertThat(refusal(engine.open("C-1", BY_CLERK))).isEqualTo(purged);
        // A late retry of the request that opened it.
        assertThat(refusal(engine.open("C-1", BY_CLERK.requestId("R-1")))).isEqualTo(purged);
        assertThat(refusal(engine.fire("C-1", "SUBMIT", new Facts(List.of()), BY_CLERK)))
                .isEqualTo(purged);
        assertThat(refusal(engine.erase("C-1", 1, BY_CLERK))).isEqualTo(purged);
        assertThat(refusal(engine.hold("C-1", "M-1", BY_CLERK))).isEqualTo(purged);
        List<BulkOutcome<Loan.Case>> outcomes = engine.applyAll(
                List.of(Request.opening("C-1", BY_CLERK), Request.importing("C-1", "REVIEW", BY_CLERK)));
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(refusal(outcome.orThrow())).isEqualTo(purged));
        assertThat(refusal(runtime.inTransaction(
                        work -> Loan.Engine.of(work, Loan.SECOND).open("C-1", BY_CLERK))))
                .isEqualTo(purged);
        for (Runnable read : List.<Runnable>of(
                () -> engine.load("C-1"),
                () -> engine.history("C-1"),
                () -> engine.holds("C-1"),
                () -> runtime.steps().ofCase("C-1", 0, 10))) {
            assertThatThrownBy(read::run)
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(purged));
        }
        assertThat(engine.find("C-1")).isEmpty();
        assertThat(database.content()).isEqualTo(content);
        // Another spelling is another case.
        engine.open("c-1", BY_CLERK).orThrow();
    }

    @Test
    void aHeldCaseStays() throws Exception {
        approved("C-1", "C-2");
        engine.hold("C-1", "M-1", BY_CLERK).orThrow();
        later();
        List<KeptCase> kept = new ArrayList<>();
        PurgeSummary summary = runtime.retention().purge(tenYears(), BY_RECORDS, BundleArchive.none(), kept::add);
        assertThat(summary).hasToString("1 cases with 3 steps; kept: 1 held, 0 moved, 0 broken");
        assertThat(kept).containsExactly(new KeptCase(engine.head("C-1").orElseThrow(), KeptCase.Cause.HELD));
        assertThat(runtime.retention().preview(tenYears()))
                .hasToString("0 cases with 0 steps; kept: 1 held, 0 moved, 0 broken");
        engine.release("C-1", "M-1", BY_CLERK).orThrow();
        assertThat(purge(tenYears())).hasToString("1 cases with 5 steps; kept: 0 held, 0 moved, 0 broken");
    }

    @Test
    void restingCasesGoOnlyWhereTheRuleSaysSo() throws Exception {
        resting("C-1");
        engine.open("C-2", BY_CLERK).orThrow();
        later();
        assertThat(purge(tenYears()).cases()).isZero();
        assertThat(purge(tenYears().restingBefore(NOON)).cases()).isZero();
        assertThat(purge(tenYears().restingBefore(now.get().minus(Duration.ofDays(30))))
                        .cases())
                .isEqualTo(1);
        assertThat(runtime.retention().tombstone("C-1").orElseThrow().state()).isEqualTo("CLOSED");
        assertThat(engine.find("C-2")).isPresent();
    }

    @Test
    void manyCasesInChunksWithAChainOfTombstones() throws Exception {
        List<String> ids =
                Stream.iterate(1, i -> i + 1).limit(23).map(i -> "C-" + i).toList();
        approved(ids.toArray(String[]::new));
        later();
        assertThat(purge(tenYears().inChunksOf(5).atMost(12)).cases()).isEqualTo(12);
        assertThat(runtime.retention().preview(tenYears()).cases()).isEqualTo(11);
        assertThat(purge(tenYears().inChunksOf(4)).cases()).isEqualTo(11);
        assertThat(purge(tenYears()).cases()).isZero();
        assertThat(database.rows("SELECT COUNT(*) FROM workflow_audit")).containsExactly("[0]");
        assertThat(database.rows("SELECT COUNT(*) FROM workflow_tombstone t"
                        + " JOIN workflow_tombstone n ON n.previous_digest = t.digest AND n.seq = t.seq + 1"))
                .containsExactly("[22]");
        assertThat(archived()).hasSize(23);
    }

    @Test
    void aBrokenHistoryIsEvidenceAndStays() throws Exception {
        approved("C-1", "C-2");
        database.dropTriggers();
        String source = database.rows("SELECT source FROM workflow_audit WHERE case_id = 'C-1' AND seq = 2")
                .get(0);
        database.sql("UPDATE workflow_audit SET source = 'another' WHERE case_id = 'C-1' AND seq = 2");
        later();
        assertThat(purge(tenYears())).hasToString("1 cases with 3 steps; kept: 0 held, 0 moved, 1 broken");
        database.sql("UPDATE workflow_audit SET source = '" + source.substring(1, source.length() - 1)
                + "' WHERE case_id = 'C-1' AND seq = 2");
        newest(1);
    }

    @Test
    void aPurgeThatWasCutOffIsRunAgain() throws Exception {
        approved("C-1", "C-2", "C-3");
        later();
        int[] stored = {0};
        BundleArchive files = BundleArchive.folder(folder);
        BundleArchive failing = (head, hash, bundle) -> {
            if (++stored[0] == 2) {
                throw new IOException("the disk is full");
            }
            files.store(head, hash, bundle);
        };
        assertThatThrownBy(() -> runtime.retention().purge(tenYears(), BY_RECORDS, failing))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is full");
        assertThat(engine.find("C-1")).isPresent();
        assertThat(archived()).hasSize(1);
        assertThatThrownBy(() -> runtime.retention().purge(tenYears(), BY_RECORDS, (head, hash, bundle) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the archive has not written the bundle of \"C-");
        // The bundle that is there already is the same.
        assertThat(purge(tenYears()).cases()).isEqualTo(3);
        assertThat(archived()).hasSize(3);
    }

    @Test
    void noFileIsOverwritten() throws Exception {
        approved("C-1");
        later();
        purge(tenYears().restingBefore(NOON));
        approved("C-2");
        now.set(now.get().plus(Duration.ofDays(4000)));
        Path taken = folder.resolve(hash("C-2") + "-3.json");
        Files.writeString(taken, "something else");
        assertThatThrownBy(() -> purge(tenYears()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was not overwritten, and nothing was purged");
        assertThat(taken).hasContent("something else");
        assertThat(engine.find("C-2")).isPresent();
        assertThat(archived()).hasSize(2);
    }

    private String hash(String caseId) throws SQLException {
        return org.workflowengine.runtime.internal.audit.DigestChain.ofCase(runtime.installation(), caseId)
                .hex();
    }

    @Test
    void whatCannotBeRecordedIsRefusedBefore() {
        approved("C-1");
        later();
        refused("retention class", RetentionRule.of(" ").endedBefore(now.get()), BY_RECORDS);
        refused("rule", RetentionRule.of("tax-10y"), BY_RECORDS);
        refused("workflow", tenYears().ofWorkflow("laon"), BY_RECORDS);
        refused("reason", tenYears(), by("records").because("\u200b"));
        refused("actor id", tenYears(), by("re\ncords").because("time"));
        refused("request id", tenYears(), BY_RECORDS.requestId("R-1"));
        refused("expected seq", tenYears(), BY_RECORDS.expectedSeq(3));
        refused("occurred at", tenYears(), BY_RECORDS.occurredAt(NOON));
        assertThat(engine.find("C-1")).isPresent();
        assertThatThrownBy(() -> tenYears().inChunksOf(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tenYears().atMost(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private void refused(String field, RetentionRule rule, Decision decision) {
        assertThatThrownBy(() -> runtime.retention().purge(rule, decision, BundleArchive.none()))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal())
                                .isInstanceOfSatisfying(
                                        InvalidInput.class,
                                        input -> assertThat(input.field()).isEqualTo(field)));
    }

    /** Somebody who is not the engine, with all privileges. */
    @Test
    void theTriggersDecideWhoAsks() throws Exception {
        approved("C-1");
        assertThatThrownBy(() -> database.sql("DELETE FROM workflow_audit WHERE seq = 3"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("workflow_audit_kept");
        assertThatThrownBy(() -> database.sql("DELETE FROM workflow_case"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("workflow_case_kept");
        later();
        purge(tenYears());
        assertThatThrownBy(() -> database.sql("DELETE FROM workflow_tombstone"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("workflow_tombstone_kept");
        assertThatThrownBy(() -> database.sql("UPDATE workflow_tombstone SET reason = 'another'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("workflow_tombstone_done");
    }

    @Test
    void everyRoleDoesItsPart() throws Exception {
        approved("C-0");
        later();
        purge(tenYears());
        database.roles();
        RuntimeOptions options = RuntimeOptions.defaults().clock(now::get);
        WorkflowRuntime moved = WorkflowRuntime.on(database.login("application"), options);
        Loan.Engine application = Loan.Engine.of(moved, Loan.SECOND);
        now.set(NOON);
        for (String caseId : List.of("C-1", "C-2")) {
            application
                    .open(caseId, BY_CLERK)
                    .orThrow()
                    .make("SUBMIT", BY_CLERK)
                    .orThrow();
            application.load(caseId).make("APPROVE", by("boss").because("fine")).orThrow();
        }
        application.hold("C-1", "M-1", BY_CLERK).orThrow();
        application.hold("C-2", "M-1", BY_CLERK).orThrow();
        application.release("C-2", "M-1", BY_CLERK).orThrow();
        later();
        for (String role : List.of("application", "erasure", "installer", "reading")) {
            WorkflowRuntime other =
                    role.equals("application") ? moved : WorkflowRuntime.on(database.login(role), options);
            assertThat(other.retention().preview(tenYears()).cases()).as(role).isEqualTo(1);
            assertThatThrownBy(() -> other.retention().purge(tenYears(), BY_RECORDS, BundleArchive.none()))
                    .as(role)
                    .isInstanceOf(UnchangedException.class);
        }
        WorkflowRuntime records = WorkflowRuntime.on(database.login("purge"), options);
        assertThat(records.retention().purge(tenYears(), BY_RECORDS, BundleArchive.folder(folder)))
                .hasToString("1 cases with 5 steps; kept: 1 held, 0 moved, 0 broken");
        assertThat(records.verification().verifyAll().findings()).isEmpty();
        Loan.Engine moving = Loan.Engine.of(records, Loan.SECOND);
        assertThatThrownBy(() -> moving.open("C-3", BY_CLERK)).isInstanceOf(UnchangedException.class);
        assertThatThrownBy(() -> moving.release("C-1", "M-1", BY_CLERK)).isInstanceOf(UnchangedException.class);
        assertThat(refusal(application.open("C-2", BY_CLERK))).isInstanceOf(Purged.class);
    }

    /** A snapshot that is older than a case shows neither the case nor its tombstone, and no id comes back through it all the same. */
    @Test
    void noSnapshotIsTooOldToOpenAPurgedCase() throws Exception {
        later();
        for (int level : List.of(
                Connection.TRANSACTION_READ_COMMITTED,
                Connection.TRANSACTION_REPEATABLE_READ,
                Connection.TRANSACTION_SERIALIZABLE)) {
            // There the mere look for the case keeps everybody from opening it.
            if (level == Connection.TRANSACTION_SERIALIZABLE
                    && database.product().equals("MariaDB")) {
                continue;
            }
            // The first purge of all, and one after others.
            for (int purge = 0; purge < 2; purge++) {
                String caseId = "C-" + level + "-" + purge;
                try (Connection old = database.dataSource().getConnection()) {
                    old.setAutoCommit(false);
                    old.setTransactionIsolation(level);
                    Loan.Engine joined = Loan.Engine.of(runtime.within(old), Loan.SECOND);
                    assertThat(joined.find(caseId)).isEmpty();
                    approved(caseId);
                    purgedNow(caseId);
                    String told;
                    try {
                        told = refusal(joined.open(caseId, BY_CLERK)).kind();
                    } catch (UnchangedException e) {
                        assertThat(e.isTransient()
                                        || String.valueOf(e.getCause()).contains("a case of this id was purged"))
                                .as(caseId)
                                .isTrue();
                        told = "unchanged";
                    }
                    assertThat(told)
                            .as(caseId)
                            .isIn(level == Connection.TRANSACTION_READ_COMMITTED ? "purged" : "unchanged", "purged");
                    old.rollback();
                }
                assertThat(engine.find(caseId)).as(caseId).isEmpty();
            }
            try (Connection young = database.dataSource().getConnection()) {
                young.setAutoCommit(false);
                young.setTransactionIsolation(level);
                Loan.Engine joined = Loan.Engine.of(runtime.within(young), Loan.SECOND);
                joined.open("Y-" + level, BY_CLERK).orThrow();
                young.commit();
            }
        }
    }

    /** Others open a case of the same id, finish it and purge it, each at any moment of an opening at which they can. */
    @Test
    void anOpeningThatAWholeLifeHasOvertakenIsToldSo() throws Exception {
        now.set(Instant.parse("2046-11-29T00:00:00Z"));
        int overtaken = 0;
        boolean isOpened = true;
        for (int opened = 1; isOpened; opened++) {
            boolean isPurged = true;
            for (int purged = opened; isPurged; purged++) {
                String caseId = "C-" + opened + "-" + purged;
                Moments moments = new Moments(opened, () -> approved(caseId), purged, () -> purgedNow(caseId));
                Outcome<Loan.Case> outcome = moments.engine().open(caseId, BY_CLERK.requestId("R-1"));
                isOpened = moments.reached() > 0;
                isPurged = moments.reached() > 1;
                if (isPurged) {
                    overtaken++;
                    assertThat(refusal(outcome)).as(caseId).isInstanceOfAny(Purged.class, CaseAlreadyExists.class);
                    assertThat(engine.find(caseId)).as(caseId).isEmpty();
                }
            }
        }
        assertThat(overtaken).isGreaterThan(8);
    }

    /** A finished case is purged at any moment of what is done with it. */
    @Test
    void whatAPurgeOvertakesIsToldSo() throws Exception {
        Facts nothing = new Facts(List.of());
        Map<String, BiFunction<Loan.Engine, String, Object>> calls = new LinkedHashMap<>();
        calls.put(
                "move",
                (loans, id) -> loans.fire(id, "REOPEN", nothing, by("eve").because("new")));
        calls.put("retry", (loans, id) -> loans.open(id, BY_CLERK.requestId("R-1")));
        calls.put("hold", (loans, id) -> loans.hold(id, "M-1", BY_CLERK));
        calls.put("erase", (loans, id) -> loans.erase(id, 1, BY_CLERK));
        calls.put("resolve", (loans, id) -> loans.resolve(id, "R-2"));
        calls.put("options", (loans, id) -> loans.options(id, nothing));
        calls.put("holds", (loans, id) -> loans.holds(id));
        calls.put(
                "history",
                (loans, id) -> assertThat(loans.history(id).entries()).hasSize(1_003));
        for (String call : calls.keySet()) {
            int told = 0;
            boolean isPurged = true;
            for (int purged = 1; isPurged; purged++) {
                String caseId = call + " " + purged;
                now.set(NOON);
                resting(caseId);
                if (call.equals("history")) {
                    reopened(caseId, 500);
                }
                now.set(Instant.parse("2046-11-29T00:00:00Z"));
                Moments moments = new Moments(purged, () -> purgedNow(caseId));
                try {
                    Object answer = calls.get(call).apply(moments.engine(), caseId);
                    if (answer instanceof Refused<?> refused) {
                        throw new RefusedException(refused.refusal());
                    }
                } catch (RefusedException e) {
                    told += e.refusal() instanceof Purged ? 1 : 0;
                    assertThat(e.refusal())
                            .as(caseId)
                            .isInstanceOfAny(Purged.class, NotErasable.class, CaseAlreadyExists.class);
                }
                isPurged = moments.reached() > 0;
            }
            if (!call.equals("resolve")) {
                assertThat(told).as(call).isPositive();
            }
        }
    }

    private void reopened(String caseId, int times) {
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Facts nothing = new Facts(List.of());
            requests.add(Request.move(caseId, "REOPEN", nothing, by("eve").because("new")));
            requests.add(Request.move(caseId, "CLOSE", nothing, by("boss").because("fine")));
        }
        engine.applyAll(requests).forEach(outcome -> outcome.orThrow().orThrow());
    }

    private void purgedNow(String caseId) throws IOException {
        RetentionRule all = RetentionRule.of("all").endedBefore(now.get()).restingBefore(now.get());
        runtime.retention().purge(all, BY_RECORDS, BundleArchive.none());
        assertThat(runtime.retention().tombstone(caseId)).as(caseId).isPresent();
    }

    private interface Work {
        void make() throws Exception;
    }

    /**
     * An engine beside which other work is done, each piece before the statement of a given number. A statement counts as long as the
     * engine has not written anything that the other work would wait for.
     */
    private final class Moments {
        private final NavigableMap<Integer, List<Work>> works = new TreeMap<>();
        private String sql = "";
        private boolean hasWritten;
        private int statements = Integer.MIN_VALUE;
        private int done;

        Moments(int number, Work work) {
            works.put(number, List.of(work));
        }

        Moments(int first, Work one, int second, Work other) {
            works.computeIfAbsent(first, number -> new ArrayList<>()).add(one);
            works.computeIfAbsent(second, number -> new ArrayList<>()).add(other);
        }

        Loan.Engine engine() {
            RuntimeOptions options = RuntimeOptions.defaults().clock(now::get);
            WorkflowRuntime own = WorkflowRuntime.on(Intercepted.dataSource(database.pool(), this::around), options);
            Loan.Engine loans = Loan.Engine.of(own, Loan.SECOND);
            statements = 0;
            return loans;
        }

        /** How many pieces of the work have been done. */
        int reached() {
            return done;
        }

        private Object around(String call, Object argument, Intercepted.Effect effect) throws Throwable {
            if (call.equals("Connection.prepareStatement")) {
                sql = (String) argument;
            }
            if (call.startsWith("PreparedStatement.execute")) {
                if (!hasWritten) {
                    for (Work work : works.getOrDefault(++statements, List.of())) {
                        work.make();
                        done++;
                    }
                }
                hasWritten |= !sql.startsWith("SELECT");
            }
            if (call.equals("Connection.commit")
                    || call.equals("Connection.rollback")
                    || call.equals("Connection.close")) {
                hasWritten = false;
            }
            return effect.make();
        }
    }
}
