package org.workflowengine.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Reviews.Case;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.ReviewFacts;
import org.workflowengine.runtime.fixture.CaseReview.Transition;

/** Somebody who opens and moves cases at random, as fast as he is answered, and writes down what he is told. */
final class Client {
    /** Each client sends on average so many requests for each case; so many cases in reach at any time. */
    private static final int REQUESTS = 3;

    private static final String OPEN = "(open)";
    private static final String ERASE = "(erase)";
    private static final String HOLD = "(hold)";
    private static final String RELEASE = "(release)";

    private static final int IN_REACH = 4;
    private static final int REMEMBERED = 50;

    private final String name;
    private final String cases;
    private final Engine reviews;
    private final Journal journal;
    private final Random random;
    private final boolean freshIdOnRetry;
    private final List<Request> sent = new ArrayList<>();
    private final List<Request> uncertain = new ArrayList<>();
    private int made;

    /**
     * A client.
     *
     * @param name the client's name, which is in the ids of its requests
     * @param cases begins the ids of the cases; clients of the same prefix get in each other's way
     * @param freshIdOnRetry whether it makes the mistake of sending again under a new request id
     */
    Client(String name, String cases, Engine reviews, Journal journal, Random random, boolean freshIdOnRetry) {
        this.name = name;
        this.cases = cases;
        this.reviews = reviews;
        this.journal = journal;
        this.random = random;
        this.freshIdOnRetry = freshIdOnRetry;
    }

    /**
     * Something asked for.
     *
     * @param step the name of a transition, {@link #OPEN}, {@link #ERASE} and the number of a step, or {@link #HOLD} or {@link #RELEASE}
     *     and a matter
     */
    record Request(
            String caseId, String step, boolean byHandle, ReviewFacts facts, String mark, Optional<String> requestId) {
        /** The request in words without blanks, for another process. */
        String words() {
            return caseId + " " + mark + " " + step + " " + byHandle + " " + facts.canonicalText() + " "
                    + requestId.orElse("-");
        }

        static Request of(String words) {
            String[] word = words.split(" ");
            return new Request(
                    word[0],
                    word[2],
                    Boolean.parseBoolean(word[3]),
                    ReviewFacts.ofJson(word[4]),
                    word[1],
                    word[5].equals("-") ? Optional.empty() : Optional.of(word[5]));
        }

        Request withFreshId() {
            return new Request(caseId, step, byHandle, facts, mark, requestId.map(id -> id + "+"));
        }

        boolean hasRequestId() {
            return requestId.isPresent();
        }

        Beside beside() {
            return Beside.request(mark);
        }

        Outcome<?> send(Engine reviews) {
            Decision decision = beside().in(
                            Decision.by(new Actor(Actor.Kind.SERVICE, "proof")).because(mark));
            if (requestId.isPresent()) {
                decision = decision.requestId(requestId.get());
            }
            if (step.equals(OPEN)) {
                return reviews.open(caseId, decision);
            }
            if (step.startsWith(ERASE)) {
                return reviews.erase(caseId, Long.parseLong(step.substring(ERASE.length())), decision);
            }
            if (step.startsWith(HOLD)) {
                return reviews.hold(caseId, step.substring(HOLD.length()), decision);
            }
            if (step.startsWith(RELEASE)) {
                return reviews.release(caseId, step.substring(RELEASE.length()), decision);
            }
            WorkflowTransition transition = Reviews.named(step);
            if (byHandle) {
                Optional<Case> handle = reviews.find(caseId);
                if (handle.isPresent()) {
                    return handle.get()
                            .make(transition, decision, facts.values().toArray(FactValue[]::new));
                }
            }
            return reviews.fire(caseId, transition.id(), facts, decision);
        }
    }

    /** Chooses what to send: a new request, or now and then an old one once more. */
    Request choose() {
        if (!uncertain.isEmpty() && random.nextInt(3) == 0) {
            return uncertain.remove(uncertain.size() - 1);
        }
        if (!sent.isEmpty() && random.nextInt(12) == 0) {
            return sent.get(random.nextInt(sent.size()));
        }
        Request request = next();
        if (request.hasRequestId()) {
            if (sent.size() < REMEMBERED) {
                sent.add(request);
            } else {
                sent.set(random.nextInt(REMEMBERED), request);
            }
        }
        return request;
    }

    /** As {@link #choose}, also when nothing can be read: then it is an opening. */
    Request chooseBlindly() {
        try {
            return choose();
        } catch (UnchangedException e) {
            String mark = name + "-" + made++;
            return new Request(cases + mark, OPEN, false, CaseReview.facts(), mark, Optional.of(mark));
        }
    }

    private Request next() {
        int number = made++;
        String caseId = cases + (number / REQUESTS + random.nextInt(IN_REACH));
        String mark = name + "-" + number;
        Optional<String> requestId = random.nextInt(4) > 0 ? Optional.of(mark) : Optional.empty();
        ReviewFacts facts = random.nextInt(5) > 0 ? CaseReview.ALL_TRUE : CaseReview.facts();
        return new Request(caseId, stepOf(caseId), random.nextBoolean(), facts, mark, requestId);
    }

    /** Mostly one that can be made; a case that is not there yet is opened, and now and then an earlier step is erased, or it is held. */
    private String stepOf(String caseId) {
        Optional<Case> found = reviews.find(caseId);
        if (found.isEmpty()) {
            return OPEN;
        }
        Case handle = found.get();
        if (random.nextInt(12) == 0) {
            return ERASE + (1 + random.nextInt((int) handle.seq()));
        }
        if (random.nextInt(10) == 0) {
            return (random.nextInt(3) == 0 ? RELEASE : HOLD) + "M-" + random.nextInt(2);
        }
        List<WorkflowTransition> allowed = random.nextInt(8) == 0
                ? Reviews.TRANSITIONS
                : Reviews.TRANSITIONS.stream()
                        .filter(row -> row.from() == handle.state())
                        .toList();
        return Reviews.name(
                allowed.isEmpty() ? Transition.APPROVED_CLOSE : allowed.get(random.nextInt(allowed.size())));
    }

    Answer send(Request request) {
        return send(request, asked -> asked.send(reviews));
    }

    /** Sends a request in whatever way. */
    Answer send(Request request, Function<Request, Outcome<?>> way) {
        journal.beside(request.caseId(), request.mark(), request.beside());
        Answer answer = journal.ask(request.caseId(), request.mark(), request.hasRequestId(), () -> way.apply(request));
        if (answer.isUncertain() && request.hasRequestId()) {
            uncertain.add(freshIdOnRetry ? request.withFreshId() : request);
        }
        return answer;
    }

    /** Sends what is uncertain once more, under the same request ids; the answers. */
    List<Answer> settle() {
        List<Answer> answers = new ArrayList<>();
        for (Request request : List.copyOf(uncertain)) {
            uncertain.remove(request);
            answers.add(send(request));
        }
        return answers;
    }
}
