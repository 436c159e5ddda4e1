package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.RowsRead.Query;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.engine.CaseQuery;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.query.CasePage;
import org.workflowengine.runtime.query.CaseSearch;

/** A page reads what it shows, wherever it stands, also among cases that have entered their state in one microsecond. */
abstract class PagesContract {
    private static final Decision BY_BATCH = Decision.bySystem("nightly").because("end of day");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int LIMIT = 50;
    private static final Definition SECOND = CaseReview.definition("case-review", 2);

    private final TestDatabase database;
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final Engine reviews;

    PagesContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.reviews = Engine.on(database.runtime(RuntimeOptions.defaults().clock(now::get)));
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** The ways in which a session may plan; each is a statement that it begins with. */
    List<String> settings() {
        return List.of("");
    }

    private void open(String prefix, int cases) {
        List<Request> openings = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            openings.add(Request.opening(prefix + String.format(Locale.ROOT, "%05d", i), BY_BATCH));
        }
        // Rows do not lie in the table as they stand in the list.
        Collections.shuffle(openings, new Random(cases));
        assertThat(reviews.applyAll(openings)).allMatch(BulkOutcome::isApplied);
    }

    /** 300 cases one after the other, 2,000 at once, and 300 in threes. */
    private void fill() {
        for (int i = 0; i < 300; i++) {
            now.set(NOON.minusSeconds(600 - i));
            reviews.open("before-" + (i * 7 % 300), BY_BATCH).orThrow();
        }
        now.set(NOON);
        open("together-", 2_000);
        for (int i = 0; i < 100; i++) {
            now.set(NOON.plus(1 + i, ChronoUnit.MICROS));
            open("after-" + i + "-", 3);
        }
    }

    private void analyze() throws SQLException {
        if (database.product().equals("MariaDB")) {
            database.rows("ANALYZE TABLE workflow_case, workflow_audit");
        } else {
            database.sql("ANALYZE");
        }
    }

    @Test
    void aPageOfAWorkListReadsWhatItShows() throws SQLException {
        fill();
        for (boolean analyzed : new boolean[] {false, true}) {
            if (analyzed) {
                analyze();
            }
            for (String setting : settings()) {
                RowsRead counted = new RowsRead(database, setting);
                Engine engine = Engine.on(WorkflowRuntime.on(counted.dataSource()));
                String as = setting + (analyzed ? ", with statistics" : ", without statistics");
                CaseQuery<Case> all = engine.cases().inState(State.CREATED).limit(LIMIT);
                assertThat(walk(all, counted, as)).as(as).hasSize(2_600);
                assertThat(walk(all.enteredBefore(NOON.plusNanos(50_001)), counted, as))
                        .as(as)
                        .hasSize(300 + 2_000 + 150);
                assertThat(walk(all.enteredBefore(NOON), counted, as)).as(as).hasSize(300);
                assertThat(walk(engine.cases().inState(State.CLOSED).limit(LIMIT), counted, as))
                        .as(as)
                        .isEmpty();
                // A cursor that stands behind the bound.
                Case last = engine.load("after-99-00002");
                counted.take();
                assertThat(all.enteredBefore(NOON).after(last).list()).isEmpty();
                assertFew(counted, as);
            }
        }
    }

    private static List<Case> walk(CaseQuery<Case> query, RowsRead counted, String as) {
        List<Case> cases = new ArrayList<>();
        counted.take();
        List<Case> page = query.list();
        assertFew(counted, as);
        while (!page.isEmpty()) {
            cases.addAll(page);
            page = query.after(page.get(page.size() - 1)).list();
            assertFew(counted, as);
        }
        return cases;
    }

    private static void assertFew(RowsRead counted, String as) {
        List<Query> queries = counted.take();
        assertThat(queries).as(as).isNotEmpty();
        assertThat(queries.stream().mapToLong(Query::rows).sum())
                .as(as + queries)
                .isLessThanOrEqualTo(LIMIT + 2);
    }

    /** Cases of another version rest in the same state, before those of the page. */
    @Test
    void casesOfAnotherVersionAreNotRead() throws SQLException {
        fill();
        now.set(NOON.plusSeconds(60));
        Engine next = new Engine(database.runtime(RuntimeOptions.defaults().clock(now::get)), SECOND);
        for (int i = 0; i < 5; i++) {
            next.open("next-" + i, BY_BATCH).orThrow();
        }
        analyze();
        for (String setting : settings()) {
            RowsRead counted = new RowsRead(database, setting);
            WorkflowRuntime runtime = WorkflowRuntime.on(counted.dataSource());
            counted.take();
            assertThat(new Engine(runtime, SECOND)
                            .cases()
                            .inState(State.CREATED)
                            .limit(LIMIT)
                            .list())
                    .hasSize(5);
            assertThat(ofCases(counted)).as(setting).isLessThanOrEqualTo(5 + 2);
            CaseSearch newest =
                    runtime.cases().workflow("case-review").newestFirst().limit(LIMIT - 1);
            CasePage page = newest.list();
            assertThat(page.cases())
                    .hasSize(LIMIT - 1)
                    .extracting(CaseHead::version)
                    .containsSequence(2, 2, 2, 2, 2, 1);
            // Of 14 lists, two have cases; MariaDB and H2 read a page of each, and MariaDB then sorts it.
            assertThat(ofCases(counted)).as(setting).isLessThanOrEqualTo(5L * LIMIT);
            assertThat(newest.after(page.next().orElseThrow()).list().cases()).hasSize(LIMIT - 1);
            assertThat(ofCases(counted)).as(setting).isLessThanOrEqualTo(5L * LIMIT);
            assertThat(runtime.cases().count(LIMIT)).hasToString(LIMIT + "+");
            assertThat(ofCases(counted)).as(setting).isLessThanOrEqualTo(5L * LIMIT);
        }
    }

    private static long ofCases(RowsRead counted) {
        return counted.take().stream()
                .filter(query -> query.sql().contains("workflow_case "))
                .mapToLong(Query::rows)
                .sum();
    }

    @Test
    void aPageOfAHistoryReadsWhatItShows() throws SQLException {
        List<Request> steps = new ArrayList<>(List.of(Request.opening("C-1", BY_BATCH)));
        steps.add(Request.move("C-1", "START_REVIEW", ALL_TRUE, BY_BATCH));
        for (int i = 0; i < 500; i++) {
            steps.add(Request.move("C-1", "REQUEST_INFO", ALL_TRUE, BY_BATCH.requestId("R-" + i)));
            steps.add(Request.move("C-1", "RESUME", ALL_TRUE, BY_BATCH));
        }
        assertThat(reviews.applyAll(steps, BulkOptions.defaults().chunkSize(200)))
                .allMatch(BulkOutcome::isApplied);
        for (boolean analyzed : new boolean[] {false, true}) {
            if (analyzed) {
                analyze();
            }
            for (String setting : settings()) {
                RowsRead counted = new RowsRead(database, setting);
                Engine engine = Engine.on(WorkflowRuntime.on(counted.dataSource()));
                List<AuditEntry> read = new ArrayList<>();
                List<AuditEntry> page;
                counted.take();
                do {
                    page = engine.history("C-1", read.size(), LIMIT);
                    read.addAll(page);
                    assertFew(counted, setting + analyzed);
                } while (!page.isEmpty());
                assertThat(read).hasSize(1_002);
                if (analyzed) {
                    // Without statistics PostgreSQL takes a case for a few rows, and sorts them.
                    assertThat(engine.asOf("C-1", Instant.MAX))
                            .hasValueSatisfying(entry -> assertThat(entry.seq()).isEqualTo(1_002));
                    assertFew(counted, setting);
                }
            }
        }
    }

    /** What a chunk asks before it decides: a request that is sent again is looked for by its key, not among all steps. */
    @Test
    void requestsAreLookedUpByTheirKeys() throws SQLException {
        List<Request> again = new ArrayList<>();
        for (String transition : List.of("(open)", "START_REVIEW", "REQUEST_INFO", "RESUME", "ESCALATE")) {
            List<Request> steps = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Decision decision = BY_BATCH.requestId(transition + " " + i);
                steps.add(
                        transition.equals("(open)")
                                ? Request.opening("C-" + i, decision)
                                : Request.move("C-" + i, transition, ALL_TRUE, decision));
            }
            assertThat(reviews.applyAll(steps)).allMatch(BulkOutcome::isApplied);
            again = steps.subList(0, 5);
        }
        for (boolean analyzed : new boolean[] {false, true}) {
            if (analyzed) {
                analyze();
            }
            for (String setting : settings()) {
                RowsRead counted = new RowsRead(database, setting);
                Engine engine = Engine.on(WorkflowRuntime.on(counted.dataSource()));
                counted.take();
                assertThat(engine.applyAll(again)).allMatch(BulkOutcome::isApplied);
                List<Query> asked = counted.take().stream()
                        .filter(query -> query.sql().contains("request_id = asked"))
                        .toList();
                assertThat(asked).hasSize(1);
                assertThat(asked.get(0).rows()).as(setting + asked).isLessThanOrEqualTo(5 * 3 + 2);
                assertThat(asked.get(0).buffers()).as(setting + asked).isLessThanOrEqualTo(5 * 6);
            }
        }
    }
}
