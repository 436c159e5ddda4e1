package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.core.Decision.byService;
import static org.workflowengine.runtime.core.Decision.bySystem;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.bundle.BundleVerification;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.PossibleMove;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.ActorNotPermitted;
import org.workflowengine.runtime.core.Refusal.ActorNotPermitted.Cause;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Refusal.QuorumNotReached;
import org.workflowengine.runtime.core.Refusal.Stale;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Loan;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.audit.IndependentAuditor;

/** Who may make a step depends on who made the earlier ones: four eyes and quorums, by whatever door somebody comes. */
abstract class ObligationContract {
    private static final String LOAN = "loan";
    private static final Decision BY_OPS = bySystem("release").because("the terms of 2026");

    private final TestDatabase database;
    private final WorkflowRuntime runtime;
    private final Workflows first;
    private final Workflows second;
    private final Loan.Engine engine;

    ObligationContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.runtime = database.runtime();
        this.first = Workflows.on(runtime, List.of(Loan.FIRST));
        this.second = Workflows.on(runtime, List.of(Loan.SECOND));
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

    private static Decision as(String person) {
        return by(person).because("seen");
    }

    private Outcome<CaseHead> make(String transition, Decision decision) {
        return second.fire(LOAN, "C-1", transition, Map.of(), decision);
    }

    private void made(String transition, Decision decision) {
        assertThat(make(transition, decision)).isInstanceOf(Applied.class);
    }

    /** Opened by olga, at step 1, and submitted, at step 2. */
    private void submitted(Decision decision) {
        second.open(LOAN, "C-1", as("olga")).orThrow();
        made("SUBMIT", decision);
    }

    private static Refusal refusal(Outcome<CaseHead> outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused<CaseHead>) outcome).refusal();
    }

    private void refused(String transition, Decision decision, Refusal expected) throws SQLException {
        List<String> before = database.content();
        assertThat(refusal(make(transition, decision))).isEqualTo(expected);
        assertThat(database.content()).isEqualTo(before);
    }

    private static Refusal same(String transition, String state, long seq, String name) {
        return new ActorNotPermitted("REVIEW", transition, state, seq, name, Cause.SAME_NAME);
    }

    @Test
    void whoSubmitsDoesNotApprove() throws SQLException {
        submitted(as("alice"));
        refused("APPROVE", as("alice"), same("APPROVE", "REVIEW", 2, "alice"));
        // Under another kind it is the same name.
        refused("APPROVE", byService("alice").because("seen"), same("APPROVE", "REVIEW", 2, "alice"));
        refused("APPROVE", as("bob").onBehalfOf("alice"), same("APPROVE", "REVIEW", 2, "alice"));
        refused("APPROVE", as("alice").onBehalfOf("bob"), same("APPROVE", "REVIEW", 2, "alice"));
        // Another spelling is another name, byte for byte.
        made("APPROVE", as("Alice"));
    }

    @Test
    void onBehalfOfSomebodyIsBoth() throws SQLException {
        submitted(as("carol").onBehalfOf("dave"));
        refused("APPROVE", as("carol"), same("APPROVE", "REVIEW", 2, "carol"));
        refused("APPROVE", as("dave"), same("APPROVE", "REVIEW", 2, "dave"));
        refused("APPROVE", as("erin").onBehalfOf("dave"), same("APPROVE", "REVIEW", 2, "dave"));
        made("APPROVE", as("erin").onBehalfOf("frank"));
    }

    @Test
    void theLastRealStepCounts() throws SQLException {
        submitted(as("alice"));
        made("RETURN", as("bob"));
        made("SUBMIT", as("carol"));
        made("REMIND", as("dave"));
        second.erase("C-1", 2, as("erin")).orThrow();
        refused("APPROVE", as("carol"), same("APPROVE", "REVIEW", 4, "carol"));
        made("APPROVE", as("alice"));
    }

    @Test
    void anOpeningIsARealStep() throws SQLException {
        submitted(as("alice"));
        refused("CLOSE", as("olga"), same("CLOSE", "OPENED", 1, "olga"));
        refused("CLOSE", as("alice"), same("CLOSE", "REVIEW", 2, "alice"));
        made("CLOSE", as("bob"));
        made("REOPEN", as("bob"));
        refused("APPROVE", as("bob"), same("APPROVE", "REVIEW", 4, "bob"));
        made("APPROVE", as("olga"));
    }

    /** By hand this went wrong: a comparison with null opens the guard for anybody. */
    @Test
    void anErasedNameExcludesEverybody() throws SQLException {
        submitted(as("alice"));
        second.erase("C-1", 2, as("erin")).orThrow();
        Refusal erased = new ActorNotPermitted("REVIEW", "APPROVE", "REVIEW", 2, "", Cause.ERASED);
        refused("APPROVE", as("alice"), erased);
        refused("APPROVE", as("bob"), erased);
        made("RETURN", as("bob"));
        made("SUBMIT", as("bob"));
        made("APPROVE", as("alice"));
    }

    @Test
    void nobodyBringsAnImportedCase() throws SQLException {
        second.importCase(LOAN, "C-1", "REVIEW", byService("movers").because("from the old system"))
                .orThrow();
        refused("APPROVE", as("bob"), new ActorNotPermitted("REVIEW", "APPROVE", "REVIEW", 0, "", Cause.NO_STEP));
        made("RETURN", as("bob"));
        made("SUBMIT", as("bob"));
        made("APPROVE", as("alice"));
    }

    @Test
    void aMigrationChangesNothingAboutWhoSubmitted() throws SQLException {
        first.open(LOAN, "C-1", as("olga")).orThrow();
        first.fire(LOAN, "C-1", "SUBMIT", Map.of(), as("alice")).orThrow();
        Workflows onTouch =
                Workflows.on(runtime, List.of(Loan.FIRST, Loan.SECOND)).migratingOnTouch();
        assertThat(refusal(onTouch.fire(LOAN, "C-1", "APPROVE", Map.of(), as("alice"))))
                .isEqualTo(same("APPROVE", "REVIEW", 2, "alice"));
        assertThat(refusal(onTouch.fire(LOAN, "C-1", "GRANT", Map.of(), as("alice"))))
                .isInstanceOf(QuorumNotReached.class);
        second.migrate(LOAN, "C-1", Map.of(), BY_OPS).orThrow();
        refused("APPROVE", as("alice"), same("APPROVE", "REVIEW", 2, "alice"));
        refused("CLOSE", as("olga"), same("CLOSE", "OPENED", 1, "olga"));
        made("APPROVE", as("release"));
    }

    @Test
    void theOlderVersionHasItsOwn() {
        first.open(LOAN, "C-1", as("alice")).orThrow();
        first.fire(LOAN, "C-1", "SUBMIT", Map.of(), as("alice")).orThrow();
        assertThat(refusal(first.fire(LOAN, "C-1", "APPROVE", Map.of(), as("alice"))))
                .isEqualTo(new ActorNotPermitted("SUBMITTED", "APPROVE", "SUBMITTED", 2, "alice", Cause.SAME_NAME));
        assertThat(first.fire(LOAN, "C-1", "APPROVE", Map.of(), as("bob"))).isInstanceOf(Applied.class);
    }

    private static Refusal few(int persons, long erased) {
        return new QuorumNotReached("REVIEW", "GRANT", "ENDORSE", persons, 2, erased);
    }

    @Test
    void aQuorumCountsPersons() throws SQLException {
        submitted(as("alice"));
        refused("GRANT", as("bob"), few(0, 0));
        made("ENDORSE", as("bob"));
        made("ENDORSE", as("bob"));
        refused("GRANT", as("bob"), few(1, 0));
        // One actor for two principals is one person, and so are two actors for one principal.
        made("ENDORSE", as("bob").onBehalfOf("carol"));
        refused("GRANT", as("bob"), few(1, 0));
        made("ENDORSE", byService("robot").because("seen"));
        made("ENDORSE", bySystem("cron").because("seen"));
        made("REMIND", as("dave"));
        refused("GRANT", as("bob"), few(1, 0));
        made("ENDORSE", as("dave"));
        made("GRANT", as("bob"));
    }

    @Test
    void twoActorsForOnePrincipalAreOnePerson() throws SQLException {
        submitted(as("alice"));
        made("ENDORSE", as("bob").onBehalfOf("carol"));
        made("ENDORSE", as("dave").onBehalfOf("carol"));
        refused("GRANT", as("bob"), few(1, 0));
        made("ENDORSE", as("dave"));
        made("GRANT", as("alice"));
    }

    @Test
    void erasedStepsDoNotCount() throws SQLException {
        submitted(as("alice"));
        made("ENDORSE", as("bob"));
        made("ENDORSE", as("carol"));
        second.erase("C-1", 4, as("erin")).orThrow();
        refused("GRANT", as("bob"), few(1, 1));
        assertThat(few(1, 1).explanation())
                .isEqualTo(
                        "GRANT from REVIEW requires ENDORSE by 2 different persons: found 1 of 2 since the case entered"
                                + " REVIEW; erased steps do not count: 1");
        made("ENDORSE", as("carol"));
        made("GRANT", as("alice"));
    }

    @Test
    void whoEntersAgainBeginsAgain() throws SQLException {
        submitted(as("alice"));
        made("ENDORSE", as("bob"));
        made("ENDORSE", as("carol"));
        made("RETURN", as("dave"));
        made("SUBMIT", as("dave"));
        refused("GRANT", as("alice"), few(0, 0));
        made("ENDORSE", as("bob"));
        refused("GRANT", as("alice"), few(1, 0));
        made("ENDORSE", as("carol"));
        made("GRANT", as("alice"));
    }

    @Test
    void stepsOfAnOlderVersionDoNotCount() throws SQLException {
        first.open(LOAN, "C-1", as("olga")).orThrow();
        first.fire(LOAN, "C-1", "SUBMIT", Map.of(), as("alice")).orThrow();
        first.fire(LOAN, "C-1", "ENDORSE", Map.of(), as("bob")).orThrow();
        first.fire(LOAN, "C-1", "ENDORSE", Map.of(), as("carol")).orThrow();
        second.migrate(LOAN, "C-1", Map.of(), BY_OPS).orThrow();
        refused("GRANT", as("alice"), few(0, 0));
        made("ENDORSE", as("bob"));
        made("ENDORSE", as("carol"));
        made("GRANT", as("alice"));
    }

    @Test
    void aQuorumInAnImportedCase() throws SQLException {
        second.importCase(LOAN, "C-1", "REVIEW", byService("movers").because("from the old system"))
                .orThrow();
        made("ENDORSE", as("bob"));
        refused("GRANT", as("alice"), few(1, 0));
        made("ENDORSE", as("carol"));
        made("GRANT", as("alice"));
    }

    private static Request move(String transition, Decision decision) {
        return Request.move("C-1", transition, new Facts(List.of()), decision);
    }

    @Test
    void inOneChunk() {
        List<BulkOutcome<CaseHead>> outcomes = second.applyAll(
                LOAN,
                List.of(
                        Request.opening("C-1", as("alice")),
                        move("SUBMIT", as("alice")),
                        move("APPROVE", as("alice")),
                        move("RETURN", as("bob")),
                        move("SUBMIT", as("bob")),
                        move("ENDORSE", as("carol")),
                        move("GRANT", as("carol")),
                        move("ENDORSE", as("carol").onBehalfOf("dave")),
                        move("GRANT", as("carol")),
                        move("ENDORSE", as("erin")),
                        move("APPROVE", as("bob")),
                        move("CLOSE", as("carol")),
                        move("REOPEN", as("alice")),
                        move("GRANT", as("bob")),
                        move("APPROVE", as("alice")),
                        move("APPROVE", as("bob"))),
                BulkOptions.defaults());
        assertThat(outcomes.stream().map(ObligationContract::shown))
                .containsExactly(
                        "OPENED 1",
                        "REVIEW 2",
                        "actor-not-permitted",
                        "OPENED 3",
                        "REVIEW 4",
                        "REVIEW 5",
                        "quorum-not-reached",
                        "REVIEW 6",
                        "quorum-not-reached",
                        "REVIEW 7",
                        "actor-not-permitted",
                        "CLOSED 8",
                        "REVIEW 9",
                        "quorum-not-reached",
                        "actor-not-permitted",
                        "APPROVED 10");
    }

    private static String shown(BulkOutcome<CaseHead> outcome) {
        Outcome<CaseHead> answer = ((BulkOutcome.Answered<CaseHead>) outcome).outcome();
        return answer instanceof Applied<CaseHead> applied
                ? applied.handle().state() + " " + applied.seq()
                : refusal(answer).kind();
    }

    @Test
    void optionsAskForSomebody() {
        submitted(as("alice").onBehalfOf("dave"));
        made("ENDORSE", as("bob"));
        Actor alice = new Actor(Actor.Kind.PERSON, "alice");
        Actor bob = new Actor(Actor.Kind.PERSON, "bob");
        assertThat(permitted(second.options(LOAN, "C-1", Map.of())))
                .containsExactly("APPROVE", "CLOSE", "ENDORSE", "REMIND", "RETURN");
        assertThat(permitted(second.options(LOAN, "C-1", Map.of(), alice)))
                .containsExactly("ENDORSE", "REMIND", "RETURN");
        assertThat(permitted(second.options(LOAN, "C-1", Map.of(), bob)))
                .containsExactly("APPROVE", "CLOSE", "ENDORSE", "REMIND", "RETURN");
        List<PossibleMove> forDave = second.options(LOAN, "C-1", Map.of(), bob, "dave");
        assertThat(permitted(forDave)).containsExactly("ENDORSE", "REMIND", "RETURN");
        assertThat(forDave.stream()
                        .filter(move -> move.transition().id().equals("GRANT")
                                || move.transition().id().equals("APPROVE"))
                        .map(move -> move.refusal().orElseThrow()))
                .containsExactlyInAnyOrder(few(1, 0), same("APPROVE", "REVIEW", 2, "dave"));
        second.erase("C-1", 2, as("erin")).orThrow();
        assertThat(permitted(second.options(LOAN, "C-1", Map.of()))).containsExactly("ENDORSE", "REMIND", "RETURN");
        assertThatThrownBy(() -> second.options(LOAN, "C-1", Map.of(), new Actor(Actor.Kind.PERSON, " ")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(InvalidInput.class));
    }

    private static List<String> permitted(List<PossibleMove> options) {
        return options.stream()
                .filter(PossibleMove::isPermitted)
                .map(move -> move.transition().id())
                .sorted()
                .toList();
    }

    /** An engine without obligations makes these steps. A check against the definition with obligations finds each of them. */
    @Test
    void verificationFindsWhatTheEngineWouldHaveRefused() {
        try (TestDatabase other = TestDatabase.inMemory()) {
            WorkflowRuntime permissive = other.runtime();
            Workflows lax = Workflows.on(permissive, List.of(Loan.LAX));
            Loan.Engine reader = Loan.Engine.of(permissive, Loan.LAX);
            lax.open(LOAN, "C-1", as("alice")).orThrow();
            for (String step : List.of("SUBMIT", "CLOSE", "REOPEN", "ENDORSE", "GRANT")) {
                lax.fire(LOAN, "C-1", step, Map.of(), as("alice")).orThrow();
            }
            lax.importCase(LOAN, "C-2", "REVIEW", as("alice")).orThrow();
            lax.fire(LOAN, "C-2", "APPROVE", Map.of(), as("bob")).orThrow();
            lax.open(LOAN, "C-3", as("alice")).orThrow();
            lax.fire(LOAN, "C-3", "SUBMIT", Map.of(), as("alice")).orThrow();
            lax.erase("C-3", 2, as("erin")).orThrow();
            lax.fire(LOAN, "C-3", "APPROVE", Map.of(), as("bob")).orThrow();
            assertThat(obligations(reader, "C-1"))
                    .containsExactly(
                            "3: CLOSE not made by who brought the case into OPENED | \"alice\" in both, this step and step 1",
                            "3: CLOSE not made by who brought the case into REVIEW | \"alice\" in both, this step and step 2",
                            "6: GRANT after 2 different persons have made ENDORSE | 1 of 2");
            assertThat(obligations(reader, "C-2"))
                    .containsExactly(
                            "2: APPROVE not made by who brought the case into REVIEW | no step into that state");
            assertThat(obligations(reader, "C-3"))
                    .containsExactly(
                            "4: APPROVE not made by who brought the case into REVIEW | the names of step 2 erased before");
        }
    }

    private static List<String> obligations(Loan.Engine reader, String caseId) {
        List<Finding> findings = reader.history(caseId).check(Loan.SECOND);
        return findings.stream()
                .filter(finding -> !finding.expected().startsWith("fingerprint"))
                .map(finding -> finding.seq() + ": " + finding.expected() + " | " + finding.found())
                .toList();
    }

    /** What was erased afterwards proves nothing, in the database and in a bundle. */
    @Test
    void aNameErasedAfterwardsIsNoFinding() throws IOException {
        submitted(as("alice"));
        made("ENDORSE", as("bob"));
        made("ENDORSE", as("carol"));
        made("GRANT", as("bob"));
        for (long seq : List.of(2L, 3L, 5L)) {
            second.erase("C-1", seq, as("erin")).orThrow();
        }
        assertThat(engine.history("C-1").check(Loan.SECOND)).isEmpty();
        StringWriter bundle = new StringWriter();
        runtime.verification().export("C-1", bundle);
        Verdict alone = BundleVerification.of(Seals.none()).verify(new StringReader(bundle.toString()), finding -> {});
        assertThat(alone.findings()).isEmpty();
    }

    @Test
    void aRestingCaseIsNotOpen() {
        submitted(as("alice"));
        second.open(LOAN, "C-2", as("olga")).orThrow();
        made("CLOSE", as("bob"));
        assertThat(runtime.cases().workflow(LOAN).open().list().cases())
                .extracting(CaseHead::caseId)
                .containsExactly("C-2");
        made("REOPEN", as("bob"));
        assertThat(runtime.cases().workflow(LOAN).open().list().cases())
                .extracting(CaseHead::caseId)
                .containsExactlyInAnyOrder("C-1", "C-2");
    }

    /** A snapshot of the caller's shows who submitted first, and not who submitted since: nothing is decided upon it. */
    @Test
    void aSnapshotFromBeforeTheHandleDecidesNothing() throws SQLException {
        submitted(as("bob"));
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Loan.Engine inside = Loan.Engine.of(runtime.within(connection), Loan.SECOND);
            assertThat(inside.load("C-1").seq()).isEqualTo(2);
            made("RETURN", as("bob"));
            made("SUBMIT", as("alice"));
            CaseHead seen = engine.head("C-1").orElseThrow();
            assertThat(seen.seq()).isEqualTo(4);
            Loan.Case held = inside.held(seen);
            for (String person : List.of("bob", "alice", "carol")) {
                assertThatThrownBy(() -> held.make("APPROVE", as(person)))
                        .isInstanceOfSatisfying(
                                UnchangedException.class,
                                unchanged -> assertThat(unchanged.isTransient()).isTrue());
            }
            connection.rollback();
        }
        assertThat(engine.load("C-1").make("APPROVE", as("bob"))).isInstanceOf(Applied.class);
    }

    @Test
    void aHandleIsNoOtherDoor() {
        submitted(as("alice"));
        Loan.Case held = engine.load("C-1");
        assertThat(held.make("APPROVE", as("alice")).map(Loan.Case::caseId))
                .isEqualTo(new Refused<>(same("APPROVE", "REVIEW", 2, "alice")));
        assertThat(engine.options("C-1", new Facts(List.of()), new Actor(Actor.Kind.PERSON, "alice")).stream()
                        .filter(PossibleMove::isPermitted))
                .hasSize(3);
        // Somebody else is faster: the names that were read are those up to the step that the handle has seen.
        made("RETURN", as("bob"));
        made("SUBMIT", as("bob"));
        assertThat(held.make("APPROVE", as("carol")).map(Loan.Case::caseId))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isInstanceOf(Stale.class));
        assertThat(engine.load("C-1").make("APPROVE", as("alice"))).isInstanceOf(Applied.class);
    }
}
