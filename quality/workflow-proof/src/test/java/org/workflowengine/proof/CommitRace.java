package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import org.workflowengine.proof.Reviews.Case;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal.CaseAlreadyExists;
import org.workflowengine.runtime.core.Refusal.Stale;

/** What two callers on two nodes want of the same case; neither sees what the other has written before both have. */
enum CommitRace {
    MOVES {
        @Override
        Outcome<Case> ask(Engine reviews, String caseId, String who) {
            return reviews.fire(caseId, "START_REVIEW", ALL_TRUE, by(who).because(who + " was faster"));
        }

        @Override
        void assertLost(Outcome<Case> loser, Applied<Case> winner, String who) {
            assertThat(((Refused<Case>) loser).refusal()).isInstanceOfSatisfying(Stale.class, stale -> {
                assertThat(stale.winner().digest()).isEqualTo(winner.digest());
                assertThat(stale.winner().actor()).isEqualTo(who);
            });
        }
    },
    ONE_REQUEST_TWICE {
        @Override
        Outcome<Case> ask(Engine reviews, String caseId, String who) {
            return reviews.fire(
                    caseId,
                    "START_REVIEW",
                    ALL_TRUE,
                    by("alice").because("once").requestId("R-1"));
        }

        @Override
        void assertLost(Outcome<Case> loser, Applied<Case> winner, String who) {
            assertThat(loser).isInstanceOfSatisfying(Applied.class, answer -> {
                assertThat(answer.replayed()).isTrue();
                assertThat(answer.digest()).isEqualTo(winner.digest());
            });
        }
    },
    OPENINGS {
        @Override
        Outcome<Case> ask(Engine reviews, String caseId, String who) {
            return reviews.open(caseId, by(who).because(who + " was faster"));
        }

        @Override
        void assertLost(Outcome<Case> loser, Applied<Case> winner, String who) {
            assertThat(((Refused<Case>) loser).refusal())
                    .isInstanceOfSatisfying(
                            CaseAlreadyExists.class,
                            taken -> assertThat(taken.head().digest()).isEqualTo(winner.digest()));
        }
    };

    abstract Outcome<Case> ask(Engine reviews, String caseId, String who);

    abstract void assertLost(Outcome<Case> loser, Applied<Case> winner, String who);

    /** Whether a caller was the one whose step was made. */
    static boolean hasWon(Outcome<Case> answer) {
        return answer instanceof Applied<Case> applied && !applied.replayed();
    }
}
