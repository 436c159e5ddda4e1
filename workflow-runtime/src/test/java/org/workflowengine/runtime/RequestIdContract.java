package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.core.Decision.byService;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal.AppliedUnderAnotherVersion;
import org.workflowengine.runtime.core.Refusal.DefinitionMismatch;
import org.workflowengine.runtime.core.Refusal.RequestIdReused;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A request that is sent twice is applied once, and answered twice with the same answer. */
abstract class RequestIdContract {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    private final TestDatabase database;
    private final Engine reviews;

    RequestIdContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.reviews = Engine.on(database.runtime());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theFirstAnswerIsGivenAgainEvenAfterTheCaseHasMovedOn() throws Exception {
        Decision request = BY_ALICE.requestId("R-1");
        Applied<Case> opened = applied(reviews.open("C-1", request));
        Applied<Case> started = applied(opened.handle().startReview(BY_ALICE.requestId("R-2")));
        reviews.fire("C-1", "ESCALATE", ALL_TRUE, BY_ALICE).orThrow();
        List<String> before = database.content();

        Applied<Case> reopened = applied(reviews.open("C-1", request));
        assertThat(reopened.replayed()).isTrue();
        assertThat(reopened.seq()).isEqualTo(1);
        assertThat(reopened.digest()).isEqualTo(opened.digest());
        assertThat(reopened.handle()).isEqualTo(opened.handle());
        assertThat(reopened.handle().state()).isEqualTo(State.CREATED);

        Applied<Case> restarted = applied(opened.handle().startReview(BY_ALICE.requestId("R-2")));
        assertThat(restarted).isEqualTo(new Applied<>(started.handle(), 2, started.digest(), true));
        assertThat(database.content()).isEqualTo(before);
    }

    @Test
    void anIdIsNotUsedForTwoRequests() throws Exception {
        Case created = reviews.open("C-1", BY_ALICE).orThrow();
        Decision request = BY_ALICE.requestId("R-1");
        Case review = created.startReview(request).orThrow();
        List<String> before = database.content();

        List<Outcome<Case>> others = List.of(
                reviews.open("C-1", request),
                review.reject(request),
                reviews.fire("C-1", "ESCALATE", ALL_TRUE, request),
                reviews.fire("C-1", "START_REVIEW", ALL_TRUE, request),
                created.startReview(by("bob").because("all documents in").requestId("R-1")),
                created.startReview(
                        byService("alice").because("all documents in").requestId("R-1")),
                created.startReview(by("alice").because("somehow").requestId("R-1")));
        assertThat(others)
                .allSatisfy(outcome -> assertThat(((Refused<Case>) outcome).refusal())
                        .isEqualTo(new RequestIdReused("C-1", "R-1", 2)));
        assertThat(database.content()).isEqualTo(before);
        // The id is the case's own: another case may have the same.
        assertThat(reviews.open("C-2", request).isApplied()).isTrue();
    }

    @Test
    void aRefusedRequestMayBeSentAgain() {
        Case created = reviews.open("C-1", BY_ALICE).orThrow();
        Decision request = BY_ALICE.requestId("R-1");
        assertThat(created.make(CaseReview.Transition.CREATED_START_REVIEW, request)
                        .isApplied())
                .isFalse();
        assertThat(applied(created.startReview(request)).replayed()).isFalse();
    }

    @Test
    void theAnswerSurvivesTheErasureOfThePayload() {
        Case created = reviews.open("C-1", BY_ALICE).orThrow();
        Decision request = BY_ALICE.requestId("R-1");
        created.startReview(request).orThrow();
        reviews.erase("C-1", 1, BY_ALICE).orThrow();
        reviews.erase("C-1", 2, BY_ALICE).orThrow();
        assertThat(applied(created.startReview(request)).replayed()).isTrue();
        assertThat(reviews.history("C-1").check(CaseReview.DEFINITION)).isEmpty();
    }

    /** The same words to the engine of another workflow, or of another version, are another request. */
    @Test
    void anotherWorkflowDoesNotAnswerForThisOne() {
        Decision request = BY_ALICE.requestId("R-1");
        reviews.open("C-1", request).orThrow();
        Engine other = new Engine(database.runtime(), CaseReview.definition("claim-review", 1));
        assertThat(((Refused<Case>) other.open("C-1", request)).refusal()).isInstanceOf(DefinitionMismatch.class);
        assertThat(((Refused<Case>) other.fire("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE)).refusal())
                .isInstanceOf(DefinitionMismatch.class);
    }

    @Test
    void anotherVersionSaysThatTheRequestIsApplied() {
        Decision request = BY_ALICE.requestId("R-1");
        Case opened = reviews.open("C-1", request).orThrow();
        Engine other = new Engine(database.runtime(), CaseReview.definition("case-review", 2));
        assertThat(((Refused<Case>) other.open("C-1", request)).refusal())
                .isEqualTo(new AppliedUnderAnotherVersion(reviews.head("C-1").orElseThrow(), "R-1", 2));
        assertThat(other.resolve("C-1", "R-1")).hasValueSatisfying(answer -> {
            assertThat(answer.replayed()).isTrue();
            assertThat(answer.handle().version()).isEqualTo(1);
            assertThat(answer.digest()).isEqualTo(opened.digest());
        });
        assertThat(((Refused<Case>) other.fire("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE)).refusal())
                .isInstanceOf(DefinitionMismatch.class);
    }

    private static Applied<Case> applied(Outcome<Case> outcome) {
        assertThat(outcome).isInstanceOf(Applied.class);
        return (Applied<Case>) outcome;
    }
}
