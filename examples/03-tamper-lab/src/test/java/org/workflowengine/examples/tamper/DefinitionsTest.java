package org.workflowengine.examples.tamper;

import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.test.Given.given;
import static org.workflowengine.test.WorkflowAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.test.WorkflowChecks;
import org.workflowengine.test.WorkflowTest;

/** What the attacked definitions permit: an attack that reaches no more than this would prove nothing. */
@WorkflowTest
class DefinitionsTest {
    private static final Decision ALICE = by("alice").because("as it should be");
    private static final Decision BOB = by("bob").because("as it should be");
    private static final Decision CAROL = by("carol").because("as it should be");
    private static final Decision DORA = by("dora").because("as it should be");

    @Test
    void aClaim(ClaimEngine claims) {
        assertThat(WorkflowChecks.on(claims).matrix()).hasText("""
                claim version 1
                (open) -> CREATED
                CREATED
                  START_REVIEW -> UNDER_REVIEW
                UNDER_REVIEW
                  APPROVE -> APPROVED if RISK_RULES_PASSED = true
                  REJECT -> REJECTED if RISK_RULES_PASSED = false
                  REMIND -> UNDER_REVIEW
                APPROVED
                  PAY -> PAID
                REJECTED
                PAID
                not allowed: 20 of 25
                """);
    }

    @Test
    void aTransferOfEitherVersion(
            org.workflowengine.examples.tamper.v2.TransferEngine before,
            org.workflowengine.examples.tamper.v3.TransferEngine now) {
        assertThat(WorkflowChecks.on(before).matrix()).hasText("""
                transfer version 2
                (open) -> RECEIVED
                RECEIVED
                  BLOCK -> BLOCKED
                  CHECK -> CHECKED
                BLOCKED
                  REFUSE -> REFUSED
                  RELEASE -> RECEIVED
                CHECKED
                  REFUSE -> REFUSED
                  REMIND -> CHECKED
                  SETTLE -> SETTLED
                REFUSED
                SETTLED
                not allowed: 23 of 30
                """);
        assertThat(WorkflowChecks.on(now, before).matrix()).hasText("""
                transfer version 3
                (open) -> RECEIVED
                (import) -> CLEARED
                RECEIVED
                  CLEAR -> CLEARED
                  REFUSE -> REFUSED
                CLEARED
                  REFUSE -> REFUSED
                  REMIND -> CLEARED
                  SETTLE -> SETTLED if WITHIN_LIMIT = true
                REFUSED
                SETTLED
                RECEIVED of version 2
                  (migrate:2) -> RECEIVED
                BLOCKED of version 2
                CHECKED of version 2
                  (migrate:2) -> CLEARED if WITHIN_LIMIT = true
                REFUSED of version 2
                SETTLED of version 2
                not allowed: 11 of 16
                """);
        WorkflowChecks.on(now, before).walks(30, 2026);
    }

    @Test
    void aGrant(GrantEngine grants) {
        assertThat(WorkflowChecks.on(grants).matrix()).hasText("""
                grant version 1
                (open) -> DRAFT
                (import) -> SUBMITTED
                DRAFT
                  SUBMIT -> SUBMITTED
                SUBMITTED
                  ENDORSE -> SUBMITTED
                  GIVE_BACK -> DRAFT
                  GRANT -> GRANTED, after ENDORSE by 2 persons, not by who brought the case into SUBMITTED
                  REFUSE -> REFUSED, not by who brought the case into SUBMITTED
                GRANTED
                REFUSED
                  REOPEN -> DRAFT
                not allowed: 18 of 24
                """);
    }

    /** As in the history that is attacked: bob endorses twice, then for two others; and alice, who has submitted, may not grant. */
    @Test
    void aGrantNeedsTwoOthersWhoEndorse(GrantEngine grants) {
        GrantCase.Submitted submitted =
                assertThat(given(grants, GrantCase.Draft.class).submit(ALICE)).isApplied();
        for (Decision endorsement : new Decision[] {BOB, BOB, BOB.onBehalfOf("erin"), BOB.onBehalfOf("frank")}) {
            submitted = assertThat(submitted.endorse(endorsement)).isApplied();
            assertThat(submitted.grant(DORA)).isRefusedByQuorum(GrantTransition.SUBMITTED_ENDORSE);
        }
        submitted = assertThat(submitted.endorse(CAROL)).isApplied();

        assertThat(submitted.grant(ALICE)).isRefusedByFourEyes(GrantState.SUBMITTED);
        assertThat(submitted.grant(DORA.onBehalfOf("alice"))).isRefusedByFourEyes(GrantState.SUBMITTED);
        assertThat(submitted.grant(DORA)).isAppliedTo(GrantState.GRANTED);
    }
}
