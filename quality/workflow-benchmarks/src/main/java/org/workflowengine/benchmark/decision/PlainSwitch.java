package org.workflowengine.benchmark.decision;

import java.util.Optional;
import java.util.Set;
import org.workflowengine.runtime.fixture.CaseReview.State;

/** The reference workflow as a programmer writes it down without any library: the floor. */
public final class PlainSwitch implements Decider {
    @Override
    public Optional<State> next(State state, String transition, Set<String> facts) {
        return Optional.ofNullable(
                switch (state) {
                    case CREATED ->
                        transition.equals("START_REVIEW") && facts.contains("REQUIRED_FIELDS_COMPLETE")
                                ? State.UNDER_REVIEW
                                : null;
                    case UNDER_REVIEW ->
                        switch (transition) {
                            case "APPROVE" ->
                                facts.contains("RISK_RULES_PASSED") && facts.contains("AMOUNT_WITHIN_THRESHOLD")
                                        ? State.APPROVED
                                        : null;
                            case "REJECT" -> facts.contains("VALIDATION_FAILED") ? State.REJECTED : null;
                            case "ESCALATE" -> facts.contains("HIGH_AMOUNT") ? State.ESCALATED : null;
                            case "REQUEST_INFO" -> facts.contains("MISSING_INFO_DETECTED") ? State.WAITING_INFO : null;
                            default -> null;
                        };
                    case WAITING_INFO ->
                        transition.equals("RESUME") && facts.contains("ADDITIONAL_INFO_PROVIDED")
                                ? State.UNDER_REVIEW
                                : null;
                    case ESCALATED ->
                        switch (transition) {
                            case "RETURN_TO_REVIEW" ->
                                facts.contains("SUPERVISOR_REVIEW_COMPLETE") ? State.UNDER_REVIEW : null;
                            case "APPROVE" -> State.APPROVED;
                            case "REJECT" -> State.REJECTED;
                            default -> null;
                        };
                    case APPROVED, REJECTED ->
                        transition.equals("CLOSE") && facts.contains("NO_PENDING_ACTIONS") ? State.CLOSED : null;
                    case CLOSED -> null;
                });
    }
}
