package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.Policy.facts;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Refusal.AppliedUnderAnotherVersion;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Refusal.NotErasable;
import org.workflowengine.runtime.core.Refusal.RequestIdReused;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.Policy.Case;
import org.workflowengine.runtime.fixture.Policy.Engine;
import org.workflowengine.runtime.fixture.Policy.PolicyFacts;
import org.workflowengine.runtime.fixture.Policy.State;
import org.workflowengine.runtime.fixture.Policy.Transition;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What was asked for under an older version is known to a newer one, and what the law asks for does not depend on versions. */
abstract class OldRequestsContract extends VersionsBench {
    OldRequestsContract(Supplier<TestDatabase> databases) {
        super(databases);
    }
    /** A client that never got its answer asks again, and by now there is a new version. */
    @Test
    void aRequestAppliedUnderTheOldVersion() throws Exception {
        first.open("C-1", BY_ALICE.requestId("O-1")).orThrow();
        Decision decision = BY_ALICE.requestId("R-1");
        Applied<Case> answer = applied(first.fire("C-1", "REVIEW", COMPLETE, decision));
        Workflows later = Workflows.on(runtime, List.of(Policy.SECOND));
        Map<String, Boolean> complete = Map.of("COMPLETE", true);
        changesNothing(() -> {
            Applied<CaseHead> again = applied(later.fire("policy", "C-1", "REVIEW", complete, decision));
            assertThat(again.replayed()).isTrue();
            assertThat(again.digest()).isEqualTo(answer.digest());
            assertThat(again.handle().version()).isEqualTo(1);
            assertThat(again.handle().state()).isEqualTo("IN_REVIEW");
            assertThat(later.resolve("policy", "C-1", "R-1")).contains(again);
            // No handle of version 2 can stand for it.
            assertThat(refusal(second.byId("C-1", Transition.REVIEW, COMPLETE, decision)))
                    .isEqualTo(new AppliedUnderAnotherVersion(again.handle(), "R-1", 2));
            assertThat(refusal(second.fire("C-1", "REVIEW", COMPLETE, decision)))
                    .isEqualTo(new AppliedUnderAnotherVersion(again.handle(), "R-1", 2));
        });
        second.migrate("C-1", NOTHING, BY_OPS).orThrow();
        changesNothing(() -> {
            assertThat(applied(later.fire("policy", "C-1", "REVIEW", complete, decision)))
                    .extracting(Applied::replayed, Applied::digest)
                    .containsExactly(true, answer.digest());
            // By now the case stands in version 2, in a state to which REVIEW leads there.
            Applied<Case> typed = applied(second.byId("C-1", Transition.REVIEW, COMPLETE, decision));
            assertThat(typed.replayed()).isTrue();
            assertThat(typed.seq()).isEqualTo(2);
            assertThat(typed.digest()).isEqualTo(answer.digest());
            assertThat(typed.handle().state()).isEqualTo(State.UNDER_REVIEW);
        });
        second.fire("C-1", "CHECK", NOTHING, BY_ALICE).orThrow();
        changesNothing(() -> {
            assertThat(refusal(second.byId("C-1", Transition.REVIEW, COMPLETE, decision)))
                    .isInstanceOf(AppliedUnderAnotherVersion.class);
            assertThat(applied(second.fire("C-1", "REVIEW", COMPLETE, decision))
                            .handle()
                            .state())
                    .isEqualTo(State.SECOND_LOOK);
        });
    }

    /** Even with a fact that the new version does not know, as long as the old one is given too. */
    @Test
    void aRequestWithAFactOfTheOldVersion() throws Exception {
        inReview("C-1");
        Decision decision = BY_ALICE.requestId("R-1");
        Workflows both = Workflows.on(runtime, List.of(Policy.FIRST, Policy.SECOND));
        Map<String, Boolean> oldForm = Map.of("OLD_FORM", true);
        Applied<CaseHead> answer = applied(both.fire("policy", "C-1", "ESCALATE", oldForm, decision));
        second.migrate("C-1", facts(PolicyFacts.CONSENT), BY_OPS).orThrow();
        changesNothing(() -> {
            assertThat(applied(both.fire("policy", "C-1", "ESCALATE", oldForm, decision)))
                    .extracting(Applied::replayed, Applied::digest)
                    .containsExactly(true, answer.digest());
            assertThat(refusal(both.fire("policy", "C-1", "ESCALATE", oldForm, BY_ALICE.requestId("R-2"))))
                    .isInstanceOf(InvalidInput.class);
            assertThat(refusal(both.fire(
                            "policy",
                            "C-1",
                            "ESCALATE",
                            oldForm,
                            by("alice").because("another").requestId("R-1"))))
                    .isEqualTo(new RequestIdReused("C-1", "R-1", 3));
        });
    }

    /** The law does not ask for versions. */
    @Test
    void anErasureUnderTheNewVersion() throws Exception {
        inReview("old");
        inReview("new");
        second.migrate("new", NOTHING, BY_OPS).orThrow();
        for (Engine engine : List.of(second, second.migratingOnTouch())) {
            assertThat(engine.erase("old", engine == second ? 1 : 2, by("dpo").because("article 17"))
                            .orThrow()
                            .version())
                    .isEqualTo(1);
        }
        for (int seq = 1; seq <= 3; seq++) {
            assertThat(second.erase("new", seq, by("dpo").because("article 17"))
                            .orThrow()
                            .version())
                    .isEqualTo(2);
        }
        assertThat(refusal(second.erase("new", 3, by("dpo").because("article 17"))))
                .isInstanceOf(NotErasable.class);
        assertThat(entries("new").subList(0, 3)).allMatch(AuditEntry::isErased);
        // Without its facts a migration is still known by its request, and still one.
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
        assertThat(second.history("new").check(Policy.FIRST, Policy.SECOND)).isEmpty();
        assertThat(second.history("old").rebuild(Policy.FIRST).id()).isEqualTo("IN_REVIEW");
        assertThat(second.fire("new", "DENY", NOTHING, BY_ALICE).isApplied()).isTrue();
    }
}
