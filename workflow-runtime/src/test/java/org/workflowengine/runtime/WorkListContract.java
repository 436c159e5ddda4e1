package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.engine.CaseQuery;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The cases in a state, longest resting first, page by page: none twice, none left out. */
abstract class WorkListContract {
    private static final Decision BY_ALICE = by("alice").because("claim received");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TestDatabase database;
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final WorkflowRuntime runtime;
    private final Engine reviews;

    WorkListContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.runtime = database.runtime(RuntimeOptions.defaults().clock(now::get));
        this.reviews = Engine.on(runtime);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void pagesAmongEqualTimesShowEachCaseOnce() {
        // Three groups of nine cases, each opened in one and the same microsecond, the later group first.
        List<String> expected = new ArrayList<>();
        for (int group : new int[] {2, 0, 1}) {
            now.set(NOON.plusSeconds(group));
            for (int i : new int[] {8, 3, 5, 1, 0, 7, 2, 6, 4}) {
                reviews.open("C-" + group + i, BY_ALICE).orThrow();
            }
        }
        for (int group = 0; group < 3; group++) {
            for (int i = 0; i < 9; i++) {
                expected.add("C-" + group + i);
            }
        }
        for (int limit : new int[] {1, 2, 4, 9, 26, 27, 28, Integer.MAX_VALUE}) {
            assertThat(allPages(limit)).as("pages of " + limit).isEqualTo(expected);
        }
        assertThat(reviews.cases().inState(State.UNDER_REVIEW).list()).isEmpty();
    }

    @Test
    void casesThatMoveAwayMeanwhileDoNotShiftThePages() {
        for (int i = 0; i < 10; i++) {
            reviews.open("C-" + i, BY_ALICE).orThrow();
        }
        CaseQuery<Case> created = reviews.cases().inState(State.CREATED).limit(4);
        List<Case> page = created.list();
        assertThat(page).extracting(Case::caseId).containsExactly("C-0", "C-1", "C-2", "C-3");
        for (Case handle : page) {
            handle.startReview(BY_ALICE).orThrow();
        }
        assertThat(created.after(page.get(3)).list())
                .extracting(Case::caseId)
                .containsExactly("C-4", "C-5", "C-6", "C-7");
        assertThat(reviews.cases().countByState()).isEqualTo(Map.of("CREATED", 6L, "UNDER_REVIEW", 4L));
    }

    @Test
    void onlyCasesEnteredBeforeATimeAreListed() {
        reviews.open("C-1", BY_ALICE).orThrow();
        now.set(NOON.plusNanos(1_000));
        reviews.open("C-2", BY_ALICE).orThrow();
        CaseQuery<Case> created = reviews.cases().inState(State.CREATED);
        assertThat(created.enteredBefore(NOON).list()).isEmpty();
        assertThat(created.enteredBefore(NOON.plusNanos(1)).list())
                .extracting(Case::caseId)
                .containsExactly("C-1");
        assertThat(created.enteredBefore(NOON.plusNanos(1_000)).list())
                .extracting(Case::caseId)
                .containsExactly("C-1");
        assertThat(created.enteredBefore(NOON.plusNanos(1_001)).list()).hasSize(2);
        assertThat(created.enteredBefore(Instant.MAX).list()).hasSize(2);
        assertThat(created.enteredBefore(Instant.MIN).list()).isEmpty();
        assertThat(created.list()).hasSize(2);
    }

    @Test
    void otherWorkflowsAndVersionsHaveListsOfTheirOwn() {
        Engine claims = new Engine(runtime, CaseReview.definition("claim-review", 1));
        Engine next = new Engine(runtime, CaseReview.definition("case-review", 2));
        reviews.open("C-1", BY_ALICE).orThrow();
        claims.open("C-2", BY_ALICE).orThrow();
        next.open("C-3", BY_ALICE).orThrow();
        assertThat(reviews.cases().inState(State.CREATED).list())
                .extracting(Case::caseId)
                .containsExactly("C-1");
        assertThat(claims.cases().inState(State.CREATED).list())
                .extracting(Case::caseId)
                .containsExactly("C-2");
        assertThat(next.cases().countByState()).isEqualTo(Map.of("CREATED", 1L));
        assertThatThrownBy(() -> reviews.load("C-2"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("case \"C-2\" follows claim-review version 1, this engine case-review version 1");
    }

    private List<String> allPages(int limit) {
        List<String> ids = new ArrayList<>();
        CaseQuery<Case> query = reviews.cases().inState(State.CREATED).limit(limit);
        List<Case> page = query.list();
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            page.forEach(handle -> ids.add(handle.caseId()));
            page = query.after(page.get(page.size() - 1)).list();
        }
        return ids;
    }
}
