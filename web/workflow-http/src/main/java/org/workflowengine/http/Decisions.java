package org.workflowengine.http;

import java.util.Optional;
import java.util.OptionalLong;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.Decision;

/** Forms decisions: who decides is the caller whom the host has authenticated, whatever a body says. */
final class Decisions {
    /** Under which name evidence of a client is recorded, so that it is never taken for that of a layer. */
    static final String EVIDENCE = "client";

    private final Commands commands;
    private final Caller caller;
    private final Actor actor;

    private Decisions(Commands commands, Caller caller, Actor actor) {
        this.commands = commands;
        this.caller = caller;
        this.actor = actor;
    }

    static Decisions of(Commands commands, Caller caller) {
        Actor actor = caller.actor()
                .orElseThrow(() -> Problem.of(
                                ProblemType.NOT_AUTHENTICATED,
                                "a decision is recorded with who made it, and the host has authenticated nobody. Sign in as the host"
                                        + " says, and send it again")
                        // How to sign in, the host alone can say.
                        .header("WWW-Authenticate", "Host"));
        return new Decisions(commands, caller, actor);
    }

    /** A step that a client has read; what is demanded of it is demanded here. */
    OptionalLong demandSeq(OptionalLong expected) {
        if (expected.isEmpty() && commands.ifMatchRequired()) {
            throw Problem.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    "send the ETag of the case as If-Match, so that a decision is not made on what has changed since");
        }
        return expected;
    }

    Decision of(Body body, OptionalLong expectedSeq, Optional<String> requestId) {
        Decision decision = Decision.by(actor).because(body.required("reason"));
        if (expectedSeq.isPresent()) {
            decision = decision.expectedSeq(expectedSeq.getAsLong());
        }
        if (requestId.isPresent()) {
            decision = decision.requestId(requestId.get());
        }
        Optional<String> evidence = body.json("evidence");
        if (evidence.isPresent()) {
            decision = decision.evidence(EVIDENCE, evidence.get());
        }
        Optional<String> principal = body.text("onBehalfOf");
        if (principal.isPresent()) {
            commands.demandDelegation(caller, principal.get());
            decision = decision.onBehalfOf(principal.get());
        }
        return decision;
    }
}
