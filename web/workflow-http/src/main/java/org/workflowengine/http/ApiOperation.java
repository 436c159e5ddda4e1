package org.workflowengine.http;

import static org.workflowengine.http.ProblemType.ACTOR_NOT_PERMITTED;
import static org.workflowengine.http.ProblemType.APPLIED_UNDER_ANOTHER_VERSION;
import static org.workflowengine.http.ProblemType.CASE_ALREADY_EXISTS;
import static org.workflowengine.http.ProblemType.DEFINITION_MISMATCH;
import static org.workflowengine.http.ProblemType.FAILED;
import static org.workflowengine.http.ProblemType.GUARD_NOT_SATISFIED;
import static org.workflowengine.http.ProblemType.HIDDEN;
import static org.workflowengine.http.ProblemType.INTEGRITY;
import static org.workflowengine.http.ProblemType.INVALID_INPUT;
import static org.workflowengine.http.ProblemType.MALFORMED;
import static org.workflowengine.http.ProblemType.NOT_ACCEPTABLE;
import static org.workflowengine.http.ProblemType.NOT_ALLOWED_HERE;
import static org.workflowengine.http.ProblemType.NOT_AUTHENTICATED;
import static org.workflowengine.http.ProblemType.NOT_CLAIMABLE;
import static org.workflowengine.http.ProblemType.NOT_PERMITTED;
import static org.workflowengine.http.ProblemType.NO_SUCH_CASE;
import static org.workflowengine.http.ProblemType.NO_SUCH_RESOURCE;
import static org.workflowengine.http.ProblemType.NO_SUCH_VERSION;
import static org.workflowengine.http.ProblemType.NO_SUCH_WORKFLOW;
import static org.workflowengine.http.ProblemType.OUTCOME_UNKNOWN;
import static org.workflowengine.http.ProblemType.PRECONDITION_REQUIRED;
import static org.workflowengine.http.ProblemType.PURGED;
import static org.workflowengine.http.ProblemType.QUORUM_NOT_REACHED;
import static org.workflowengine.http.ProblemType.REQUEST_ID_REUSED;
import static org.workflowengine.http.ProblemType.STALE;
import static org.workflowengine.http.ProblemType.TOO_LARGE;
import static org.workflowengine.http.ProblemType.UNCHANGED;
import static org.workflowengine.http.ProblemType.UNKNOWN_TRANSITION;
import static org.workflowengine.http.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an operation takes and answers, for the OpenAPI document. Tests hold it and the routes together.
 *
 * @param id the operation's name, that of its route
 * @param summary what it does
 * @param result the schema of its success
 * @param statuses of a success
 * @param query names of parameters
 * @param headers names of request headers
 * @param body the schema of the request's body, if it has one
 * @param problems what it may answer otherwise
 */
record ApiOperation(
        String id,
        String summary,
        String result,
        List<Integer> statuses,
        List<String> query,
        List<String> headers,
        Optional<String> body,
        List<ProblemType> problems) {
    private static final List<ProblemType> ANY =
            List.of(MALFORMED, INVALID_INPUT, NOT_ACCEPTABLE, UNCHANGED, FAILED, INTEGRITY);

    /** All of them, in the order of the document. */
    static List<ApiOperation> all() {
        return List.of(
                of("getApi", "This document", "Any").validated(),
                of("listWorkflows", "All workflows that are installed", "Workflows"),
                of("getWorkflow", "A workflow and its versions", "Workflow").fails(NO_SUCH_WORKFLOW),
                version("getGraph", "The stored text of a definition, whose SHA-256 is its fingerprint", "Any"),
                version("getPicture", "A definition as a picture", "Text"),
                version("getMermaid", "A definition as a Mermaid state diagram", "Text"),
                version("getDefinition", "What a definition permits, and on which conditions", "Definition"),
                version("getDefinitionApi", "The OpenAPI document of one definition", "Any"),
                of("listCases", "A page of cases, without their total number", "CasePage")
                        .fails(NO_SUCH_WORKFLOW)
                        .query(CaseRoutes.LISTING),
                of("countCases", "The number of cases in each state, up to " + CaseRoutes.COUNTED, "Counts")
                        .fails(NO_SUCH_WORKFLOW)
                        .query(CaseRoutes.COUNTING),
                aCase("getCase", "Where a case stands", "Case").validated(),
                aCase("getHistory", "The steps of a case, or the one that was the newest at a time", "History")
                        .query(HistoryRoutes.PARAMETERS),
                aCase("verifyCase", "Whether the history of a case is sound", "Verdict"),
                aCase("getBundle", "A case with everything that proves it, to be verified elsewhere", "Any")
                        .fails(HIDDEN),
                aCase("getOptions", "What can be done with a case, and why not, on what the host knows", "Options")
                        .query(List.of("onBehalfOf"))
                        .fails(NOT_PERMITTED),
                aCase("askOptions", "What could be done with a case, and why not, if facts were so", "Options")
                        .body("Question")
                        .fails(NOT_PERMITTED),
                of("openCase", "Opens a case", "Moved")
                        .command("Opening", List.of("Idempotency-Key"), List.of(200, 201))
                        .fails(CASE_ALREADY_EXISTS, PURGED, REQUEST_ID_REUSED, DEFINITION_MISMATCH),
                aCase("moveCase", "Makes a transition", "Moved")
                        .command("Move", List.of("If-Match", "Idempotency-Key"), List.of(200))
                        .fails(UNKNOWN_TRANSITION, NOT_CLAIMABLE, NOT_ALLOWED_HERE, GUARD_NOT_SATISFIED)
                        .fails(ACTOR_NOT_PERMITTED, QUORUM_NOT_REACHED, STALE, REQUEST_ID_REUSED)
                        .fails(DEFINITION_MISMATCH, APPLIED_UNDER_ANOTHER_VERSION, PRECONDITION_REQUIRED),
                of("applyAll", "Opens and moves many cases, each with an answer of its own", "Results")
                        .command("Requests", List.of(), List.of(200))
                        .fails(NOT_CLAIMABLE, PRECONDITION_REQUIRED));
    }

    static ApiOperation of(String id, String summary, String result) {
        return new ApiOperation(id, summary, result, List.of(200), List.of(), List.of(), Optional.empty(), ANY);
    }

    private static ApiOperation version(String id, String summary, String result) {
        return of(id, summary, result).fails(NO_SUCH_WORKFLOW, NO_SUCH_VERSION).validated();
    }

    private static ApiOperation aCase(String id, String summary, String result) {
        return of(id, summary, result).fails(NO_SUCH_WORKFLOW, NO_SUCH_CASE, PURGED);
    }

    private ApiOperation fails(ProblemType... more) {
        return new ApiOperation(
                id,
                summary,
                result,
                statuses,
                query,
                headers,
                body,
                Stream.concat(problems.stream(), Stream.of(more)).distinct().toList());
    }

    private ApiOperation query(List<String> names) {
        return new ApiOperation(id, summary, result, statuses, names, headers, body, problems);
    }

    private ApiOperation body(String schema) {
        return new ApiOperation(id, summary, result, statuses, query, headers, Optional.of(schema), problems)
                .fails(UNSUPPORTED_MEDIA_TYPE, TOO_LARGE);
    }

    private ApiOperation validated() {
        return new ApiOperation(
                id, summary, result, List.of(200, 304), query, List.of("If-None-Match"), body, problems);
    }

    private ApiOperation command(String schema, List<String> names, List<Integer> successes) {
        return new ApiOperation(id, summary, result, successes, query, names, body, problems)
                .body(schema)
                .fails(NO_SUCH_WORKFLOW, NO_SUCH_RESOURCE, NOT_AUTHENTICATED, NOT_PERMITTED, OUTCOME_UNKNOWN);
    }

    /** The same operation for one transition. */
    ApiOperation ofTransition(String name, String what, String schema) {
        return new ApiOperation(
                name, what, result, statuses, query, headers, Optional.of(schema), new ArrayList<>(problems));
    }
}
