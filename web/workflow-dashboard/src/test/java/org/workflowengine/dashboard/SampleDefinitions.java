package org.workflowengine.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.Traits;
import org.workflowengine.runtime.fixture.Graph;

/** Workflows as people have them, for pages to be looked at. */
public final class SampleDefinitions {
    private static final List<FactRow> CLAIM_FACTS = List.of(
            FactRow.bool("REQUIRED_FIELDS_COMPLETE", "every mandatory field is filled in"),
            FactRow.bool("RISK_RULES_PASSED", "all risk rules passed"),
            FactRow.bool("AMOUNT_WITHIN_THRESHOLD", "at most 10,000"),
            FactRow.bool("VALIDATION_FAILED", ""),
            FactRow.bool("HIGH_AMOUNT", ""),
            FactRow.bool("MISSING_INFO_DETECTED", ""),
            FactRow.bool("ADDITIONAL_INFO_PROVIDED", ""),
            FactRow.bool("SUPERVISOR_REVIEW_COMPLETE", "the report is filed and signed"),
            FactRow.bool("NO_PENDING_ACTIONS", ""));

    public static final Definition CLAIM_1 = Graph.of(
            "case-review",
            1,
            CLAIM_FACTS,
            "CREATED -START_REVIEW[REQUIRED_FIELDS_COMPLETE=true]-> UNDER_REVIEW",
            "UNDER_REVIEW -APPROVE[RISK_RULES_PASSED=true]-> APPROVED",
            "UNDER_REVIEW -REJECT[VALIDATION_FAILED=true]-> REJECTED",
            "UNDER_REVIEW -ESCALATE[HIGH_AMOUNT=true]-> ESCALATED",
            "UNDER_REVIEW -REQUEST_INFO[MISSING_INFO_DETECTED=true]-> PENDING+",
            "PENDING -RESUME[ADDITIONAL_INFO_PROVIDED=true]-> UNDER_REVIEW",
            "PENDING -REJECT-> REJECTED",
            "ESCALATED -APPROVE-> APPROVED",
            "ESCALATED -REJECT-> REJECTED",
            "APPROVED -CLOSE[NO_PENDING_ACTIONS=true]-> CLOSED",
            "REJECTED -CLOSE[NO_PENDING_ACTIONS=true]-> CLOSED");

    public static final Definition CLAIM_2 = claim2();

    public static final Definition LOAN = Graph.of(
            "loan-application",
            5,
            List.of(FactRow.bool("SCORE_KNOWN", ""), FactRow.bool("DOCUMENTS_COMPLETE", "")),
            "DRAFT -SUBMIT-> SUBMITTED",
            "SUBMITTED -SCORE[SCORE_KNOWN=true]-> SCORED",
            "SCORED -REQUEST_DOCUMENTS-> DOCUMENTS",
            "DOCUMENTS -REMIND-> DOCUMENTS",
            "DOCUMENTS -DOCUMENTS_IN[DOCUMENTS_COMPLETE=true]-> SCORED",
            "SCORED -OFFER-> OFFERED",
            "SCORED -DECLINE-> DECLINED",
            "OFFERED -SIGN-> SIGNED",
            "OFFERED -WITHDRAW-> WITHDRAWN",
            "SIGNED -PAY_OUT-> PAID_OUT");

    /** Forty states. */
    public static final Definition MOTOR = motor();

    /** Four eyes, and a quorum. */
    public static final Definition PAYMENT = payment();

    private SampleDefinitions() {}

    private static Definition claim2() {
        Definition permitted = Graph.of(
                "case-review",
                2,
                CLAIM_FACTS,
                "CREATED -START_REVIEW[REQUIRED_FIELDS_COMPLETE=true]-> UNDER_REVIEW",
                "UNDER_REVIEW -APPROVE[RISK_RULES_PASSED=true AMOUNT_WITHIN_THRESHOLD=true]-> APPROVED",
                "UNDER_REVIEW -REJECT[VALIDATION_FAILED=true]-> REJECTED",
                "UNDER_REVIEW -ESCALATE[HIGH_AMOUNT=true]-> ESCALATED",
                "UNDER_REVIEW -REQUEST_INFO[MISSING_INFO_DETECTED=true]-> WAITING_INFO",
                "WAITING_INFO -RESUME[ADDITIONAL_INFO_PROVIDED=true]-> UNDER_REVIEW",
                "ESCALATED -RETURN_TO_REVIEW[SUPERVISOR_REVIEW_COMPLETE=true]-> UNDER_REVIEW",
                "ESCALATED -APPROVE-> APPROVED",
                "ESCALATED -REJECT-> REJECTED",
                "APPROVED -CLOSE[NO_PENDING_ACTIONS=true]-> CLOSED",
                "REJECTED -CLOSE[NO_PENDING_ACTIONS=true]-> CLOSED");
        return Graph.migrating(CLAIM_1, permitted, "UNDER_REVIEW -> UNDER_REVIEW", "PENDING -> WAITING_INFO");
    }

    private static Definition payment() {
        Definition plain = Graph.of(
                "payment",
                1,
                List.of(FactRow.bool("BALANCE_CHECKED", "")),
                "ENTERED -SUBMIT-> SUBMITTED",
                "SUBMITTED -CONFIRM-> SUBMITTED",
                "SUBMITTED -RELEASE_PAYMENT[BALANCE_CHECKED=true]-> RELEASED",
                "SUBMITTED -CANCEL-> CANCELLED");
        Traits traits = Traits.NONE
                .obligation(
                        plain.transition("SUBMITTED", "RELEASE_PAYMENT").orElseThrow(),
                        Obligation.fourEyes(plain.state("SUBMITTED").orElseThrow()))
                .obligation(
                        plain.transition("SUBMITTED", "RELEASE_PAYMENT").orElseThrow(),
                        Obligation.quorum("CONFIRM", 2));
        return Definition.of(
                plain.workflow(), plain.version(), plain.states(), plain.transitions(), plain.vocabulary(), traits);
    }

    private static Definition motor() {
        List<String> states = Stream.of(
                        "INTAKE REGISTERED COVERAGE_CHECK TRIAGE FAST_TRACK ASSIGNED FIELD_VISIT EXPERT_ASKED"
                                + " EXPERT_REPORT FRAUD_SCREEN FRAUD_CASE POLICE_FILE WAITING_CUSTOMER WAITING_GARAGE"
                                + " WAITING_HOSPITAL ESTIMATE NEGOTIATION RESERVE_SET RESERVE_RAISED OFFER_MADE"
                                + " OFFER_ACCEPTED OFFER_REFUSED MEDIATION COURT APPEAL RECOVERY RECOURSE SALVAGE"
                                + " PAYMENT_PLANNED PAYMENT_BLOCKED PAYMENT_SENT PARTLY_PAID REPAIR REPAIR_DONE"
                                + " RENTAL_CAR AUDITED REOPENED WITHDRAWN SETTLED CLOSED")
                .flatMap(all -> Stream.of(all.split(" ")))
                .toList();
        List<String> verbs =
                List.of("ASSIGN", "ASK", "OFFER", "REFUSE", "ESTIMATE", "SEND", "RELEASE", "VISIT", "ACCEPT");
        Random random = new Random(9);
        List<String> transitions = new ArrayList<>();
        for (int i = 1; i < states.size(); i++) {
            int from = Math.max(0, (i - 1) / 2 - random.nextInt(2));
            transitions.add(states.get(from) + " -" + verbs.get(i % verbs.size()) + "-> " + states.get(i));
            int ahead = Math.min(states.size() - 1, i + 8 + random.nextInt(9));
            if (ahead > i + 7 && i % 2 == 0) {
                transitions.add(states.get(i) + " -" + "EXPEDITE" + "-> " + states.get(ahead));
            }
        }
        return Graph.of("motor-claim", 9, List.of(), transitions.toArray(String[]::new));
    }
}
