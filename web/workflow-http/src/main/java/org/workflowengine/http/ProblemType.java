package org.workflowengine.http;

import java.util.Arrays;
import java.util.Optional;

/** Every kind of answer that is not a success: its stable name, its status, and what a client does about it. */
enum ProblemType {
    INVALID_INPUT("refusal", "invalid-input", 400, "A value is wrong. Correct it."),
    NO_SUCH_CASE("refusal", "no-such-case", 404, "There is no such case."),
    CASE_ALREADY_EXISTS("refusal", "case-already-exists", 409, "A case of this id exists. Choose another id."),
    UNKNOWN_TRANSITION("refusal", "unknown-transition", 404, "The workflow has no such transition."),
    NOT_ALLOWED_HERE("refusal", "not-allowed-here", 409, "The transition does not leave the state of the case."),
    GUARD_NOT_SATISFIED(
            "refusal", "guard-not-satisfied", 422, "The facts do not satisfy the guard. See what is required."),
    ACTOR_NOT_PERMITTED("refusal", "actor-not-permitted", 403, "Another person has to decide."),
    QUORUM_NOT_REACHED("refusal", "quorum-not-reached", 409, "More persons have to make the step before."),
    STALE("refusal", "stale", 412, "The case has moved. Read it again."),
    REQUEST_ID_REUSED("refusal", "request-id-reused", 422, "The key belongs to another request. Use a new one."),
    DEFINITION_MISMATCH("refusal", "definition-mismatch", 409, "The case follows a version that is not served here."),
    NOT_ERASABLE("refusal", "not-erasable", 409, "The payload of the step cannot be erased."),
    NOT_MIGRATABLE("refusal", "not-migratable", 409, "The case cannot be migrated."),
    NOT_IMPORTABLE("refusal", "not-importable", 409, "No history can begin in that state."),
    APPLIED_UNDER_ANOTHER_VERSION(
            "refusal",
            "applied-under-another-version",
            409,
            "The request has been applied, under another version. Do not send it again."),
    ON_HOLD("refusal", "on-hold", 409, "A legal hold stands. It has to be released first."),
    HELD_ALREADY("refusal", "held-already", 409, "The case is held for that matter already."),
    NOT_HELD("refusal", "not-held", 409, "The case is not held for that matter."),
    PURGED("refusal", "purged", 410, "The case was purged after its retention period."),

    MALFORMED("problem", "malformed", 400, "The request cannot be read."),
    NOT_AUTHENTICATED("problem", "not-authenticated", 401, "Commands need a caller whom the host has authenticated."),
    NOT_CLAIMABLE("problem", "not-claimable", 403, "No client may claim that fact."),
    NOT_PERMITTED("problem", "not-permitted", 403, "The caller may not do that."),
    HIDDEN("problem", "hidden", 403, "The caller may not see all of it, and it cannot be shown in part."),
    NO_SUCH_RESOURCE("problem", "no-such-resource", 404, "There is nothing at that path."),
    NO_SUCH_WORKFLOW("problem", "no-such-workflow", 404, "No such workflow is installed."),
    NO_SUCH_VERSION("problem", "no-such-version", 404, "No such version of the workflow is installed."),
    METHOD_NOT_ALLOWED("problem", "method-not-allowed", 405, "That cannot be done at that path."),
    NOT_ACCEPTABLE("problem", "not-acceptable", 406, "There is no answer of the media types that are accepted."),
    TOO_LARGE("problem", "too-large", 413, "The body is too large."),
    UNSUPPORTED_MEDIA_TYPE("problem", "unsupported-media-type", 415, "The body has to be JSON in UTF-8."),
    PRECONDITION_REQUIRED("problem", "precondition-required", 428, "Say on which step the decision rests: If-Match."),
    INTEGRITY("problem", "integrity", 500, "What is stored contradicts itself. Have the case verified."),
    FAILED("problem", "failed", 500, "It failed, and nothing was changed. The same would fail again."),
    UNCHANGED("problem", "unchanged", 503, "It failed, and nothing was changed. The same may succeed later."),
    OUTCOME_UNKNOWN(
            "problem", "outcome-unknown", 503, "It is not known whether the step was made. Send the same key again.");

    private final String space;
    private final String id;
    private final int status;
    private final String title;

    ProblemType(String space, String id, int status, String title) {
        this.space = space;
        this.id = id;
        this.status = status;
        this.title = title;
    }

    /** The type of a kind of refusal; empty for a kind that this version does not know. */
    static Optional<ProblemType> ofRefusal(String kind) {
        return Arrays.stream(values())
                .filter(type -> type.space.equals("refusal") && type.id.equals(kind))
                .findFirst();
    }

    String urn() {
        return "urn:workflow:" + space + ":" + id;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }
}
