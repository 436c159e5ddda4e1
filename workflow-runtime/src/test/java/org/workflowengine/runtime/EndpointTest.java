package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.CaseReview;

/** A small program with the public API alone: an endpoint that moves cases by the names in a request, without any generated class. */
class EndpointTest {
    /** What a web framework would hand over, and expect back. */
    private record Endpoint(Workflows workflows) {
        /** {@code POST /workflows/{workflow}/cases/{id}/moves/{transition}}; the host knows who is logged in. */
        private Response post(String path, String body, String login, String idempotencyKey) {
            String[] part = path.split("/");
            Decision decision =
                    Decision.by(login).because("asked for by " + login).requestId(idempotencyKey);
            Outcome<CaseHead> outcome = part.length == 5
                    ? workflows.open(part[2], part[4], decision)
                    : workflows.fire(part[2], part[4], part[6], body, decision);
            if (outcome instanceof Applied<CaseHead> applied) {
                CaseHead head = applied.handle();
                return new Response(
                        applied.replayed() ? 200 : 201, head.caseId() + " " + head.state() + " #" + head.seq());
            }
            Refusal refusal = ((Refused<CaseHead>) outcome).refusal();
            return new Response(status(refusal), refusal.kind() + ": " + refusal.explanation());
        }

        /** A kind that comes with a later version is "the request cannot be made" too. */
        private static int status(Refusal refusal) {
            return refusal.match(new Refusal.Match<Integer>() {
                @Override
                public Integer noSuchCase(Refusal.NoSuchCase refusal) {
                    return 404;
                }

                @Override
                public Integer invalidInput(Refusal.InvalidInput refusal) {
                    return 400;
                }

                @Override
                public Integer other(Refusal refusal) {
                    return 409;
                }
            });
        }
    }

    private record Response(int status, String body) {}

    @Test
    void movesACaseByNames() {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            Endpoint endpoint = new Endpoint(
                    Workflows.on(runtime, List.of(CaseReview.DEFINITION, CaseReview.definition("case-review", 2))));
            assertThat(endpoint.post("/workflows/case-review/cases/C-1", "", "alice", "k1"))
                    .isEqualTo(new Response(201, "C-1 CREATED #1"));
            String move = "/workflows/case-review/cases/C-1/moves/START_REVIEW";
            String facts = "{\"REQUIRED_FIELDS_COMPLETE\":true}";
            assertThat(endpoint.post(move, "{}", "alice", "k2").status()).isEqualTo(409);
            assertThat(endpoint.post(move, facts, "alice", "k3")).isEqualTo(new Response(201, "C-1 UNDER_REVIEW #2"));
            assertThat(endpoint.post(move, facts, "alice", "k3")).isEqualTo(new Response(200, "C-1 UNDER_REVIEW #2"));
            assertThat(endpoint.post(move, "{\"REQUIRED_FIELD\":true}", "alice", "k4"))
                    .satisfies(response -> {
                        assertThat(response.status()).isEqualTo(400);
                        assertThat(response.body())
                                .startsWith(
                                        "invalid-input: fact \"REQUIRED_FIELD\": found no such fact, expected one of");
                    });
            assertThat(endpoint.post("/workflows/case-review/cases/C-2/moves/START_REVIEW", facts, "alice", "k5")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void standsOnNothingInternal() {
        assertThat(new ClassFileImporter()
                        .importClasses(Endpoint.class, Response.class, EndpointTest.class).stream()
                                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                                .map(dependency -> dependency.getTargetClass().getPackageName()))
                .contains("org.workflowengine.runtime.engine")
                .noneMatch(name -> name.contains(".internal"));
    }
}
