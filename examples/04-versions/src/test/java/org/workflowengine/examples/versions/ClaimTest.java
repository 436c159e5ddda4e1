package org.workflowengine.examples.versions;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.examples.versions.ClaimFact.newTermsAccepted;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.test.Given.given;
import static org.workflowengine.test.WorkflowAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.whatif.RecordedCases;
import org.workflowengine.test.WorkflowChecks;
import org.workflowengine.test.WorkflowTest;

/** A test of two versions has the engine of each as a parameter: cases begin in the old one and come to the new one. */
@WorkflowTest(Claim.class)
class ClaimTest {
    private static final Decision BY_CAROL = by("carol").because("release 2");

    @Test
    void anEscalatedCaseComesOnlyIfTheCustomerAgrees(
            ClaimEngine claims, org.workflowengine.examples.versions.v1.ClaimEngine older) {
        var escalated = given(older, org.workflowengine.examples.versions.v1.ClaimCase.Escalated.class);

        assertThat(claims.migrate(escalated.caseId(), ClaimFacts.of(newTermsAccepted(false)), BY_CAROL))
                .isRefusedBecauseOf(newTermsAccepted(false));
        assertThat(claims.migrate(escalated.caseId(), ClaimFacts.of(newTermsAccepted(true)), BY_CAROL))
                .isAppliedTo(ClaimState.SECOND_REVIEW);
        assertThat(claims.history(escalated.caseId())).isSound(older.definition(), claims.definition());
    }

    @Test
    void aFrozenCaseStays(ClaimEngine claims, org.workflowengine.examples.versions.v1.ClaimEngine older) {
        var frozen = given(older, org.workflowengine.examples.versions.v1.ClaimCase.Frozen.class);

        assertThat(claims.migrate(frozen.caseId(), BY_CAROL)).isRefusedAs("not-migratable");
    }

    /** The new rules are tried on a case of the old ones before they are released. */
    @Test
    void whatTheOldRulesApprovedAtOnceTheNewOnesWouldHaveRefused(
            ClaimEngine claims, org.workflowengine.examples.versions.v1.ClaimEngine older) {
        var approved = given(older, org.workflowengine.examples.versions.v1.ClaimCase.Approved.class);
        RecordedCases cases = RecordedCases.of(older.history(approved.caseId()).entries());

        assertThat(older.definition()).permits(cases);
        assertThatThrownBy(() -> assertThat(claims.definition()).permits(cases))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("APPROVE requires LARGE_SUM = false, found unknown");
    }

    @Test
    void nothingElseIsPermitted(ClaimEngine claims, org.workflowengine.examples.versions.v1.ClaimEngine older) {
        assertThat(WorkflowChecks.on(claims, older).matrix()).hasText("""
                claim version 2
                (open) -> SUBMITTED
                (import) -> UNDER_REVIEW
                SUBMITTED
                  REVIEW -> UNDER_REVIEW if DOCUMENTS_COMPLETE = true
                UNDER_REVIEW
                  APPROVE -> APPROVED if LARGE_SUM = false
                  FORWARD -> SECOND_REVIEW if LARGE_SUM = true
                  FREEZE -> FROZEN if FRAUD_SUSPECTED = true
                  REJECT -> REJECTED
                APPROVED
                FROZEN
                  REJECT -> REJECTED
                  RELEASE -> UNDER_REVIEW
                REJECTED
                SECOND_REVIEW
                  APPROVE -> APPROVED
                  REJECT -> REJECTED
                SUBMITTED of version 1
                  (migrate:1) -> SUBMITTED
                IN_REVIEW of version 1
                  (migrate:1) -> UNDER_REVIEW
                APPROVED of version 1
                ESCALATED of version 1
                  (migrate:1) -> SECOND_REVIEW if NEW_TERMS_ACCEPTED = true
                FROZEN of version 1
                REJECTED of version 1
                not allowed: 27 of 36
                """);
    }

    @Test
    void noWalkLeavesTheRulesOfEitherVersion(
            ClaimEngine claims, org.workflowengine.examples.versions.v1.ClaimEngine older) {
        WorkflowChecks.on(claims, older).walks(50, 2026);
    }
}
