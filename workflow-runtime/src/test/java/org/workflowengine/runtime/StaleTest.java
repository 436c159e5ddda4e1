package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.CaseAlreadyExists;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Refusal.NoSuchCase;
import org.workflowengine.runtime.core.Refusal.Stale;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Who acts on what is no longer so is told what happened instead; nothing is overwritten. */
class StaleTest {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    private final TestDatabase database = TestDatabase.inMemory();
    private final Engine reviews = Engine.on(database.runtime());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aHandleUsedTwiceIsStale() throws Exception {
        Case created = reviews.open("C-1", BY_ALICE).orThrow();
        Case review = created.startReview(BY_ALICE).orThrow();
        review.escalate(by("bob").because("too much for me")).orThrow();
        List<String> before = database.content();

        // The step that won is the one right after what the handle showed, not the newest.
        assertThat(stale(created.startReview(BY_ALICE))).satisfies(stale -> {
            assertThat(stale.expectedSeq()).isEqualTo(1);
            assertThat(stale.foundSeq()).isEqualTo(3);
            assertThat(stale.winner().seq()).isEqualTo(2);
            assertThat(stale.winner().actor()).isEqualTo("alice");
        });
        assertThat(stale(review.reject(BY_ALICE)).winner().actor()).isEqualTo("bob");
        assertThat(database.content()).isEqualTo(before);
        assertThat(created.state()).isEqualTo(State.CREATED);
    }

    @Test
    void factsComputedForAnotherStepAreStale() {
        reviews.open("C-1", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
        assertThat(stale(reviews.fire("C-1", "REJECT", ALL_TRUE, BY_ALICE.expectedSeq(1)))
                        .winner()
                        .transition())
                .isEqualTo("START_REVIEW");
        // Whoever is ahead, however far, is shown the newest step.
        for (long ahead : new long[] {3, 1000, Long.MAX_VALUE}) {
            assertThat(stale(reviews.fire("C-1", "REJECT", ALL_TRUE, BY_ALICE.expectedSeq(ahead))))
                    .satisfies(stale -> {
                        assertThat(stale.expectedSeq()).isEqualTo(ahead);
                        assertThat(stale.foundSeq()).isEqualTo(2);
                        assertThat(stale.winner().seq()).isEqualTo(2);
                    });
        }
        for (long impossible : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThat(refusal(reviews.fire("C-1", "REJECT", ALL_TRUE, BY_ALICE.expectedSeq(impossible))))
                    .isEqualTo(new InvalidInput("expected seq", String.valueOf(impossible), "at least 1"));
        }
        assertThat(reviews.fire("C-1", "REJECT", ALL_TRUE, BY_ALICE.expectedSeq(2))
                        .isApplied())
                .isTrue();
    }

    @Test
    void aHandleIsTheExpectationItself() {
        Case created = reviews.open("C-1", BY_ALICE).orThrow();
        assertThat(refusal(created.startReview(BY_ALICE.expectedSeq(7))))
                .isEqualTo(new InvalidInput("expected seq", "7", "1, the step of the handle"));
        assertThat(created.startReview(BY_ALICE.expectedSeq(1)).isApplied()).isTrue();
    }

    @Test
    void aCaseIsOpenedOnce() {
        Case created = reviews.open("C-1", BY_ALICE).orThrow();
        assertThat(refusal(reviews.open("C-1", BY_ALICE))).isInstanceOfSatisfying(CaseAlreadyExists.class, exists -> {
            assertThat(exists.head().seq()).isEqualTo(1);
            assertThat(exists.head().digest()).isEqualTo(created.digest());
        });
    }

    @Test
    void aMissingCaseIsRefused() {
        assertThat(refusal(reviews.fire("C-9", "REJECT", ALL_TRUE, BY_ALICE))).isEqualTo(new NoSuchCase("C-9"));
        assertThat(reviews.find("C-9")).isEmpty();
        assertThatThrownBy(() -> reviews.load("C-9"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(new NoSuchCase("C-9")));
        assertThatThrownBy(() -> reviews.history("C-9")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> reviews.options("C-9", ALL_TRUE)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> reviews.history("C-9", 0, 10))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(new NoSuchCase("C-9")));
        assertThat(reviews.atSeq("C-9", 1)).isEmpty();
    }

    /** Somebody has written an audit row by hand and not moved the case: that is no lost race, and is not answered as one. */
    @Test
    void anAuditRowAheadOfTheCaseIsAContradiction() throws Exception {
        Case review =
                reviews.open("C-1", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
        review.reject(BY_ALICE).orThrow();
        database.dropTriggers();
        database.sql("UPDATE workflow_case SET (seq, state, digest) = "
                + "(SELECT seq, to_state, digest FROM workflow_audit WHERE seq = 2)");
        List<String> before = database.content();
        assertThatThrownBy(() -> review.escalate(BY_ALICE))
                .isInstanceOf(IntegrityException.class)
                .hasMessage(
                        "case \"C-1\": it is at step 2, but its next step is recorded already; nothing was written");
        assertThatThrownBy(() -> reviews.fire("C-1", "ESCALATE", ALL_TRUE, BY_ALICE))
                .isInstanceOf(IntegrityException.class);
        assertThat(database.content()).isEqualTo(before);
    }

    /** Somebody has set the case back to an earlier step. */
    @Test
    void aCaseBehindItsAuditRowsIsAContradiction() throws Exception {
        Case review =
                reviews.open("C-1", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
        database.dropTriggers();
        database.sql("UPDATE workflow_case SET (seq, state, digest) = "
                + "(SELECT seq, to_state, digest FROM workflow_audit WHERE seq = 1)");
        List<String> before = database.content();
        assertThatThrownBy(() -> review.escalate(BY_ALICE))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("it is not where its newest recorded step, 2, has left it");
        assertThat(database.content()).isEqualTo(before);
    }

    /** Somebody has taken the case's row away. */
    @Test
    void auditRowsWithoutACaseAreAContradiction() throws Exception {
        Case created = reviews.open("C-1", BY_ALICE).orThrow();
        database.dropTriggers();
        database.sql("DELETE FROM workflow_case");
        List<String> before = database.content();
        assertThatThrownBy(() -> reviews.open("C-1", BY_ALICE))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("it has audit entries, but there is no case");
        assertThatThrownBy(() -> created.startReview(BY_ALICE))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("it is not where its newest recorded step, 1, has left it");
        assertThat(database.content()).isEqualTo(before);
    }

    private static Stale stale(Outcome<Case> outcome) {
        assertThat(refusal(outcome)).isInstanceOf(Stale.class);
        return (Stale) refusal(outcome);
    }

    private static Refusal refusal(Outcome<Case> outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused<Case>) outcome).refusal();
    }
}
