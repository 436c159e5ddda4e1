package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.ActorNotPermitted;
import org.workflowengine.runtime.core.Refusal.AppliedUnderAnotherVersion;
import org.workflowengine.runtime.core.Refusal.CaseAlreadyExists;
import org.workflowengine.runtime.core.Refusal.DefinitionMismatch;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.core.Refusal.HeldAlready;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Refusal.NoSuchCase;
import org.workflowengine.runtime.core.Refusal.NotAllowedHere;
import org.workflowengine.runtime.core.Refusal.NotErasable;
import org.workflowengine.runtime.core.Refusal.NotHeld;
import org.workflowengine.runtime.core.Refusal.NotImportable;
import org.workflowengine.runtime.core.Refusal.NotMigratable;
import org.workflowengine.runtime.core.Refusal.OnHold;
import org.workflowengine.runtime.core.Refusal.Purged;
import org.workflowengine.runtime.core.Refusal.QuorumNotReached;
import org.workflowengine.runtime.core.Refusal.RequestIdReused;
import org.workflowengine.runtime.core.Refusal.Stale;
import org.workflowengine.runtime.core.Refusal.UnknownTransition;
import org.workflowengine.runtime.core.Refusal.UnmetCondition;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;

/** A refusal is data with a sentence for people, and the sentence cannot be made to lie by what somebody typed. */
class RefusalTest {
    private static final Digest SOME_DIGEST = Digest.of(new byte[Digest.BYTES]);

    private static final CaseHead HEAD =
            new CaseHead("C-1", "case-review", 2, "ESCALATED", 3, SOME_DIGEST, Instant.EPOCH);

    @Test
    void everyRefusalHasItsSentence() {
        assertSentence(new NoSuchCase("C-1"), "there is no case \"C-1\"");
        assertSentence(new CaseAlreadyExists("C-1", HEAD), "case \"C-1\" exists already, in state ESCALATED at step 3");
        assertSentence(
                new UnknownTransition("APROVE", List.of("APPROVE")),
                "the workflow has no transition \"APROVE\"; did you mean APPROVE?");
        assertSentence(new UnknownTransition("X", List.of()), "the workflow has no transition \"X\"");
        assertSentence(
                new NotAllowedHere("CREATED", "CLOSE", List.of("START_REVIEW", "CANCEL")),
                "CLOSE is not allowed in state CREATED; allowed: START_REVIEW, CANCEL");
        assertSentence(
                new NotAllowedHere("CLOSED", "CLOSE", List.of()),
                "CLOSE is not allowed in state CLOSED; the state is terminal");
        assertSentence(
                new GuardNotSatisfied(
                        "UNDER_REVIEW",
                        "APPROVE",
                        List.of(
                                new UnmetCondition(CaseReview.RISK_RULES_PASSED, List.of("true"), Optional.empty()),
                                new UnmetCondition(CaseReview.HIGH_AMOUNT, List.of("A", "B"), Optional.of("C")))),
                "APPROVE from UNDER_REVIEW requires RISK_RULES_PASSED (no risk rule objects) = true, found unknown; "
                        + "HIGH_AMOUNT = A or B, found C");
        assertSentence(
                new ActorNotPermitted(
                        "REVIEW", "APPROVE", "SUBMITTED", 2, "al\tice", ActorNotPermitted.Cause.SAME_NAME),
                "APPROVE from REVIEW may not be made by who brought the case into SUBMITTED: \"al\\u0009ice\" has a part in step 2,"
                        + " which brought the case into SUBMITTED");
        assertSentence(
                new ActorNotPermitted("REVIEW", "APPROVE", "SUBMITTED", 2, "", ActorNotPermitted.Cause.ERASED),
                "APPROVE from REVIEW may not be made by who brought the case into SUBMITTED: the names of step 2, which brought"
                        + " the case into SUBMITTED, are erased");
        assertSentence(
                new ActorNotPermitted("REVIEW", "APPROVE", "SUBMITTED", 0, "", ActorNotPermitted.Cause.NO_STEP),
                "APPROVE from REVIEW may not be made by who brought the case into SUBMITTED: the case came into SUBMITTED by an"
                        + " import or a migration");
        assertSentence(
                new QuorumNotReached("REVIEW", "APPROVE", "ENDORSE", 1, 2, 0),
                "APPROVE from REVIEW requires ENDORSE by 2 different persons: found 1 of 2 since the case entered REVIEW");
        assertSentence(
                new OnHold("C-1", List.of("2026/4711", "a\tb")),
                "case \"C-1\" is held for \"2026/4711\", \"a\\u0009b\": nothing of it is erased, and it is not purged, until every"
                        + " matter is released");
        assertSentence(new HeldAlready("C-1", "M-1", 3), "case \"C-1\" is held for \"M-1\" already, since step 3");
        assertSentence(new NotHeld("C-1", "M-1", List.of()), "case \"C-1\" is not held for \"M-1\"; no hold stands");
        assertSentence(
                new NotHeld("C-1", "M-1", List.of("M-2")),
                "case \"C-1\" is not held for \"M-1\"; it is held for \"M-2\"");
        assertSentence(
                new Purged("C-1", 7, Instant.EPOCH, "tax-10y"),
                "case \"C-1\" was purged at 1970-01-01T00:00:00Z, retention class \"tax-10y\", tombstone 7; its id is never used again");
        assertSentence(
                new RequestIdReused("C-1", "R-1", 2),
                "request id \"R-1\": found the id of another request, applied as step 2, expected a new id for a new request");
        assertSentence(new InvalidInput("limit", "0", "at least 1"), "limit: found 0, expected at least 1");
        assertSentence(
                new DefinitionMismatch(HEAD, "case-review", 1),
                "case \"C-1\" follows case-review version 2, this engine case-review version 1");
    }

    /** These ids stand in logs and in the answers of endpoints: none of them ever changes. */
    @Test
    void everyKindHasItsIdAndItsBranch() {
        AuditEntry winner = opened();
        List<Refusal> refusals = List.of(
                new NoSuchCase("C-1"),
                new CaseAlreadyExists("C-1", HEAD),
                new UnknownTransition("X", List.of()),
                new NotAllowedHere("CREATED", "CLOSE", List.of()),
                new GuardNotSatisfied("UNDER_REVIEW", "APPROVE", List.of()),
                new Stale(1, 2, winner),
                new InvalidInput("limit", "0", "at least 1"),
                new RequestIdReused("C-1", "R-1", 2),
                new DefinitionMismatch(HEAD, "case-review", 1),
                new NotErasable("C-1", 2, NotErasable.Cause.ERASED_ALREADY),
                new NotMigratable(HEAD, 2, NotMigratable.Cause.NO_MIGRATION),
                new NotImportable("CREATED", List.of()),
                new AppliedUnderAnotherVersion(HEAD, "R-1", 2),
                new ActorNotPermitted("REVIEW", "APPROVE", "REVIEW", 0, "", ActorNotPermitted.Cause.NO_STEP),
                new QuorumNotReached("REVIEW", "APPROVE", "ENDORSE", 1, 2, 0),
                new OnHold("C-1", List.of("M-1")),
                new HeldAlready("C-1", "M-1", 3),
                new NotHeld("C-1", "M-1", List.of()),
                new Purged("C-1", 1, Instant.EPOCH, "tax-10y"));
        assertThat(refusals)
                .extracting(Refusal::kind)
                .containsExactly(
                        "no-such-case",
                        "case-already-exists",
                        "unknown-transition",
                        "not-allowed-here",
                        "guard-not-satisfied",
                        "stale",
                        "invalid-input",
                        "request-id-reused",
                        "definition-mismatch",
                        "not-erasable",
                        "not-migratable",
                        "not-importable",
                        "applied-under-another-version",
                        "actor-not-permitted",
                        "quorum-not-reached",
                        "on-hold",
                        "held-already",
                        "not-held",
                        "purged");
        assertThat(refusals)
                .as("those that a caller can name")
                .extracting(Object::getClass)
                .containsExactlyInAnyOrderElementsOf(Stream.of(Refusal.class.getPermittedSubclasses())
                        .filter(kind -> Modifier.isPublic(kind.getModifiers()))
                        .toList());
        for (Refusal refusal : refusals) {
            assertThat(refusal.match(new EachByItself())).isEqualTo(refusal.kind());
            assertThat(refusal.<String>match(other -> "other")).isEqualTo("other");
        }
    }

    /** No caller's switch is exhaustive without a default: a kind that cannot be named stands for those to come. */
    @Test
    void theKindsAreNotAllThatWillEverBe() {
        assertThat(Refusal.class.getPermittedSubclasses())
                .filteredOn(kind -> !Modifier.isPublic(kind.getModifiers()))
                .hasSize(1)
                .allSatisfy(kind -> assertThat(kind.getEnumConstants()).isEmpty());
    }

    private static final class EachByItself implements Refusal.Match<String> {
        @Override
        public String other(Refusal refusal) {
            throw new AssertionError("no branch for " + refusal);
        }

        @Override
        public String noSuchCase(NoSuchCase refusal) {
            return "no-such-case";
        }

        @Override
        public String caseAlreadyExists(CaseAlreadyExists refusal) {
            return "case-already-exists";
        }

        @Override
        public String unknownTransition(UnknownTransition refusal) {
            return "unknown-transition";
        }

        @Override
        public String notAllowedHere(NotAllowedHere refusal) {
            return "not-allowed-here";
        }

        @Override
        public String guardNotSatisfied(GuardNotSatisfied refusal) {
            return "guard-not-satisfied";
        }

        @Override
        public String stale(Stale refusal) {
            return "stale";
        }

        @Override
        public String invalidInput(InvalidInput refusal) {
            return "invalid-input";
        }

        @Override
        public String requestIdReused(RequestIdReused refusal) {
            return "request-id-reused";
        }

        @Override
        public String definitionMismatch(DefinitionMismatch refusal) {
            return "definition-mismatch";
        }

        @Override
        public String notErasable(NotErasable refusal) {
            return "not-erasable";
        }

        @Override
        public String notMigratable(NotMigratable refusal) {
            return "not-migratable";
        }

        @Override
        public String notImportable(NotImportable refusal) {
            return "not-importable";
        }

        @Override
        public String appliedUnderAnotherVersion(AppliedUnderAnotherVersion refusal) {
            return "applied-under-another-version";
        }

        @Override
        public String actorNotPermitted(ActorNotPermitted refusal) {
            return "actor-not-permitted";
        }

        @Override
        public String quorumNotReached(QuorumNotReached refusal) {
            return "quorum-not-reached";
        }

        @Override
        public String onHold(OnHold refusal) {
            return "on-hold";
        }

        @Override
        public String heldAlready(HeldAlready refusal) {
            return "held-already";
        }

        @Override
        public String notHeld(NotHeld refusal) {
            return "not-held";
        }

        @Override
        public String purged(Purged refusal) {
            return "purged";
        }
    }

    private static AuditEntry opened() {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            Engine reviews = Engine.on(runtime);
            reviews.open("C-1", by("alice").because("claim received")).orThrow();
            return reviews.atSeq("C-1", 1).orElseThrow();
        }
    }

    @Test
    void aStaleHandleIsShownTheStepThatWon() {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            Engine reviews = Engine.on(runtime);
            Case created =
                    reviews.open("C-1", by("alice").because("claim received")).orThrow();
            created.startReview(by("alice").because("all documents in")).orThrow();
            AuditEntry winner = reviews.atSeq("C-1", 2).orElseThrow();
            assertSentence(
                    new Stale(1, 2, winner),
                    "the case was expected at step 1, but it is at step 2; step 2 was CREATED -START_REVIEW-> UNDER_REVIEW");
        }
    }

    @Test
    void whatWasTypedIsEscapedAndShortened() {
        assertSentence(
                new NoSuchCase("a\"b\\c\r\nINFO fake\u202e\0"),
                "there is no case \"a\\\"b\\\\c\\u000d\\u000aINFO fake\\u202e\\u0000\"");
        assertThat(new UnknownTransition("x".repeat(10_000_000), List.of()).explanation())
                .hasSizeLessThan(200);
        assertSentence(new NoSuchCase("Zoë"), "there is no case \"Zoë\"");
    }

    @Test
    void orThrowThrowsTheRefusal() {
        Outcome<String> refused = new Refused<>(new NoSuchCase("C-1"));
        assertThatThrownBy(refused::orThrow)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(new NoSuchCase("C-1")))
                .hasMessage("there is no case \"C-1\"");
        assertThat(refused.isApplied()).isFalse();
        assertThat(refused.map(String::length)).isEqualTo(refused);
        Outcome<String> applied = new Applied<>("handle", 1, SOME_DIGEST, false);
        assertThat(applied.orThrow()).isEqualTo("handle");
        assertThat(applied.map(String::length)).isEqualTo(new Applied<>(6, 1, SOME_DIGEST, false));
    }

    private static void assertSentence(Refusal refusal, String sentence) {
        assertThat(refusal.explanation()).isEqualTo(sentence);
    }
}
