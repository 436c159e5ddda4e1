package org.workflowengine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.UnmetCondition;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Every kind of refusal has a type, a status and a body, and nothing that is hidden is in the body. */
class RefusalProblemTest {
    private static final Digest DIGEST = new Digest("ab".repeat(32));
    private static final CaseHead HEAD =
            new CaseHead("C-1", "case-review", 2, "UNDER_REVIEW", 3, DIGEST, ApiFixture.NOW);

    private static ApiFixture fixture;
    private static String document;
    private static AuditEntry winner;

    @BeforeAll
    static void start() throws IOException {
        fixture = ApiFixture.on(TestDatabase.inMemory());
        document = fixture.commanding()
                .handler()
                .handle(HttpRequest.of("GET", "/openapi.json"))
                .text();
        winner = fixture.runtime().steps().ofCase("C-2", 1, 1).get(0);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static List<Refusal> refusals() {
        return List.of(
                new Refusal.NoSuchCase("C-1"),
                new Refusal.CaseAlreadyExists("C-1", HEAD),
                new Refusal.UnknownTransition("APROVE", List.of("APPROVE")),
                new Refusal.NotAllowedHere("CREATED", "APPROVE", List.of("START_REVIEW")),
                new Refusal.GuardNotSatisfied(
                        "UNDER_REVIEW",
                        "APPROVE",
                        List.of(new UnmetCondition(
                                CaseReview.RISK_RULES_PASSED, List.of("true"), Optional.of("secret-value")))),
                new Refusal.ActorNotPermitted(
                        "UNDER_REVIEW",
                        "APPROVE",
                        "UNDER_REVIEW",
                        2,
                        "alice",
                        Refusal.ActorNotPermitted.Cause.SAME_NAME),
                new Refusal.QuorumNotReached("UNDER_REVIEW", "APPROVE", "VOTE", 1, 2, 0),
                new Refusal.Stale(1, 2, winner),
                new Refusal.InvalidInput("reason", "a blank text", "1 to 2000 characters, not all blank"),
                new Refusal.RequestIdReused("C-1", "k-1", 2),
                new Refusal.DefinitionMismatch(HEAD, "case-review", 1),
                new Refusal.NotErasable("C-1", 2, Refusal.NotErasable.Cause.ERASED_ALREADY),
                new Refusal.NotMigratable(HEAD, 3, Refusal.NotMigratable.Cause.NO_MIGRATION),
                new Refusal.NotImportable("CLOSED", List.of("UNDER_REVIEW")),
                new Refusal.AppliedUnderAnotherVersion(HEAD, "k-1", 1),
                new Refusal.OnHold("C-1", List.of("secret-matter")),
                new Refusal.HeldAlready("C-1", "secret-matter", 4),
                new Refusal.NotHeld("C-1", "other", List.of("secret-matter")),
                new Refusal.Purged("C-1", 7, Instant.parse("2025-01-01T00:00:00Z"), "claims-10y"));
    }

    private static View view(Redaction redaction) {
        return View.of(redaction, Caller.person("bob", Set.of()), "case-review");
    }

    private static String body(Refusal refusal, Redaction redaction) throws IOException {
        return RefusalProblem.of(refusal, view(redaction)).response().text();
    }

    @Test
    void everyKindHasAType() {
        assertThat(refusals().stream().map(Object::getClass).collect(Collectors.toSet()))
                .as("one example of each kind")
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Refusal.class.getPermittedSubclasses())
                        .filter(type -> !type.getSimpleName().equals("LaterRefusal"))
                        .toList());
        assertThat(refusals()).allSatisfy(refusal -> {
            ProblemType type = ProblemType.ofRefusal(refusal.kind()).orElseThrow();
            assertThat(type.urn()).isEqualTo("urn:workflow:refusal:" + refusal.kind());
        });
        assertThat(Arrays.stream(ProblemType.values()).filter(type -> type.urn().startsWith("urn:workflow:refusal:")))
                .hasSameSizeAs(refusals());
    }

    @Test
    void everyKindHasItsBody() throws Exception {
        for (Refusal refusal : refusals()) {
            for (boolean shown : List.of(true, false)) {
                String body = body(refusal, shown ? Redaction.SHOW_ALL : Redaction.HIDE_ALL);
                Schemas.check(document, "Problem", body);
                Golden.check(
                        "refusals/" + refusal.kind() + (shown ? "-shown" : "-hidden") + ".json",
                        Golden.pretty(Golden.stable(body)));
            }
        }
    }

    @Test
    void whatIsHiddenIsNotInTheBody() throws Exception {
        for (Refusal refusal : refusals()) {
            assertThat(body(refusal, Redaction.HIDE_ALL))
                    .doesNotContain("alice")
                    .doesNotContain("secret")
                    .doesNotContain(ApiFixture.SECRET)
                    .doesNotContain("REQUIRED_FIELDS_COMPLETE\":true");
        }
    }

    @Test
    void whatTheCallerHasSaidIsNoSecret() throws Exception {
        Refusal guard = refusals().get(4);
        View view = view(Redaction.HIDE_ALL).having(Map.of("RISK_RULES_PASSED", false));
        assertThat(RefusalProblem.of(guard, view).response().text()).contains("\"found\":\"secret-value\"");
        Refusal own = new Refusal.ActorNotPermitted(
                "UNDER_REVIEW", "APPROVE", "UNDER_REVIEW", 2, "bob", Refusal.ActorNotPermitted.Cause.SAME_NAME);
        assertThat(body(own, Redaction.HIDE_ALL)).contains("\"actor\":\"bob\"");
    }

    @Test
    void aCaseOfAnotherWorkflowIsNotShown() throws Exception {
        CaseHead other = new CaseHead("C-1", "payroll", 1, "FIRED", 3, DIGEST, ApiFixture.NOW);
        for (Refusal refusal : List.of(
                new Refusal.CaseAlreadyExists("C-1", other), new Refusal.DefinitionMismatch(other, "case-review", 1))) {
            assertThat(body(refusal, Redaction.SHOW_ALL))
                    .doesNotContain("payroll")
                    .doesNotContain("FIRED");
        }
    }
}
