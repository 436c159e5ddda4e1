package org.workflowengine.proof;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.Policy.PolicyFacts;
import org.workflowengine.runtime.fixture.Policy.State;

/**
 * Somebody who opens, imports, moves, migrates and erases at random, under both versions of a workflow and on touch, and writes down what
 * every answer. What is sent again may be sent through the other version.
 */
final class PolicyClient implements Crowd.Member {
    /** Cases that are there before, on which all clients work from the first to the last: so many in each state, and imported. */
    private static final int ESCALATED = 120;

    private static final int FROZEN = 30;
    private static final int IN_REVIEW = 30;
    private static final int RECEIVED = 50;
    private static final int IMPORTED = 40;
    private static final int PREPARED = ESCALATED + FROZEN + IN_REVIEW + RECEIVED + IMPORTED;

    /** Each client sends on average so many requests for each other case; so many cases in reach at any time. */
    private static final int REQUESTS = 4;

    private static final int IN_REACH = 3;
    private static final int REMEMBERED = 12;

    private final String name;
    private final String cases;
    private final PolicyNode node;
    private final Journal journal;
    private final Random random;
    private final List<Request> sent = new ArrayList<>();
    private final List<Request> uncertain = new ArrayList<>();
    private int made;

    PolicyClient(String name, String cases, PolicyNode node, Journal journal, Random random) {
        this.name = name;
        this.cases = cases;
        this.node = node;
        this.journal = journal;
        this.random = random;
    }

    /** Through which engine something is sent. */
    private enum Way {
        OLD,
        NEW,
        TOUCHING
    }

    /**
     * Something asked for.
     *
     * @param step the id of a transition, or what it is called in the audit
     * @param argument the state into which a case is imported, the number of the step that is erased, or nothing
     */
    private record Request(
            String caseId, Way way, String step, String argument, Set<FactRow> facts, String mark, boolean hasId) {
        Request through(Way other) {
            return new Request(caseId, other, step, argument, facts, mark, hasId);
        }

        Asked asked() {
            Set<String> ids = new TreeSet<>();
            facts.forEach(fact -> ids.add(fact.id()));
            return new Asked(step, ids);
        }

        /** The old form means nothing to the new version, and the new consent means nothing to the old one. */
        boolean isUnderstoodByTheNewVersion() {
            return asked().isMove() && !facts.contains(PolicyFacts.OLD_FORM);
        }

        Outcome<?> send(PolicyNode node) {
            Decision decision = Beside.request(mark)
                    .in(Decision.by(new Actor(Actor.Kind.SERVICE, "proof")).because(mark));
            if (hasId) {
                decision = decision.requestId(mark);
            }
            PolicyFacts given = Policy.facts(facts.toArray(FactRow[]::new));
            return switch (step) {
                case Definition.OPENING -> engine(node).open(caseId, decision);
                case Definition.IMPORT -> engine(node).importCase(caseId, State.valueOf(argument), decision);
                case Definition.ERASURE ->
                    (way == Way.OLD ? node.oldErasures() : node.newErasures())
                            .erase(caseId, Long.parseLong(argument), decision);
                case Asked.MIGRATION -> engine(node).migrate(caseId, given, decision);
                default -> engine(node).fire(caseId, step, given, decision);
            };
        }

        private Policy.Engine engine(PolicyNode node) {
            return switch (way) {
                case OLD -> node.old();
                case NEW -> node.fresh();
                case TOUCHING -> node.touching();
            };
        }
    }

    private static String prepared(String cases, int number) {
        return cases + "before-" + number;
    }

    /**
     * Imports cases, and opens others under the old version, most of which come to where a migration has a condition, to where none leads
     * from, or to where a reminder can be sent any number of times.
     */
    void prepare() {
        for (int number = 0; number < PREPARED; number++) {
            String caseId = prepared(cases, number);
            String mark = name + "-" + number;
            if (number >= PREPARED - IMPORTED) {
                String state = number % 2 == 0 ? "UNDER_REVIEW" : "SECOND_LOOK";
                send(new Request(caseId, Way.NEW, Definition.IMPORT, state, Set.of(), mark, true));
                continue;
            }
            send(new Request(caseId, Way.OLD, Definition.OPENING, "", Set.of(), mark, true));
            if (number < ESCALATED + FROZEN + IN_REVIEW) {
                send(before(caseId, "REVIEW", Set.of(PolicyFacts.COMPLETE), mark + "-review"));
            }
            if (number < ESCALATED) {
                send(before(caseId, "ESCALATE", Set.of(PolicyFacts.OLD_FORM), mark + "-next"));
            } else if (number < ESCALATED + FROZEN) {
                send(before(caseId, "FREEZE", Set.of(), mark + "-next"));
            } else if (number < ESCALATED + FROZEN + IN_REVIEW) {
                Request reminder = before(caseId, "REMIND", Set.of(), mark + "-next");
                send(reminder);
                sent.add(reminder);
            }
        }
    }

    /** Sends the reminders of {@link #prepare} once more, through the new version; the answers. */
    List<Answer> remindAgain() {
        return sent.stream()
                .map(reminder -> send(reminder.through(Way.TOUCHING)))
                .toList();
    }

    private static Request before(String caseId, String step, Set<FactRow> facts, String mark) {
        return new Request(caseId, Way.OLD, step, "", facts, mark, true);
    }

    @Override
    public Runnable next() {
        Request request = choose();
        return () -> send(request);
    }

    @Override
    public List<Answer> settle() {
        List<Answer> answers = new ArrayList<>();
        for (Request request : List.copyOf(uncertain)) {
            uncertain.remove(request);
            answers.add(send(request));
        }
        return answers;
    }

    private Answer send(Request request) {
        journal.beside(request.caseId(), request.mark(), Beside.request(request.mark()));
        journal.asks(request.caseId(), request.mark(), request.asked());
        Answer answer = journal.ask(request.caseId(), request.mark(), request.hasId(), () -> request.send(node));
        if (answer.isUncertain() && request.hasId()) {
            uncertain.add(request);
        }
        return answer;
    }

    private Request choose() {
        if (!uncertain.isEmpty() && random.nextInt(3) == 0) {
            return throughAnother(uncertain.remove(uncertain.size() - 1));
        }
        if (!sent.isEmpty() && random.nextInt(6) == 0) {
            return throughAnother(sent.get(random.nextInt(sent.size())));
        }
        Request request = fresh();
        if (request.hasId()) {
            if (sent.size() < REMEMBERED) {
                sent.add(request);
            } else {
                sent.set(random.nextInt(REMEMBERED), request);
            }
        }
        return request;
    }

    /** A node of the new version may get what a node of the old one was asked for. */
    private Request throughAnother(Request request) {
        return request.isUnderstoodByTheNewVersion() && random.nextInt(3) > 0
                ? request.through(random.nextBoolean() ? Way.NEW : Way.TOUCHING)
                : request;
    }

    private Request fresh() {
        int number = made++;
        int near = random.nextInt(IN_REACH);
        String caseId =
                random.nextInt(4) > 0 ? prepared(cases, random.nextInt(PREPARED)) : cases + (number / REQUESTS + near);
        String mark = name + "-" + number;
        Optional<CaseHead> found = node.fresh().head(caseId);
        if (found.isEmpty()) {
            return first(caseId, mark);
        }
        CaseHead head = found.get();
        int what = random.nextInt(20);
        if (what == 0) {
            String seq = Long.toString(1 + random.nextInt((int) head.seq()));
            return new Request(caseId, wayOf(head), Definition.ERASURE, seq, Set.of(), mark, true);
        }
        if (what < 5) {
            return new Request(caseId, Way.NEW, Asked.MIGRATION, "", facts(PolicyFacts.CONSENT), mark, true);
        }
        // Now and then through a version that the case does not follow: that is refused.
        Way way = what < 12 ? Way.TOUCHING : what < 18 ? wayOf(head) : what < 19 ? Way.OLD : Way.NEW;
        return move(head, way, mark);
    }

    private static Way wayOf(CaseHead head) {
        return head.version() == 1 ? Way.OLD : Way.NEW;
    }

    /** A case that is not there yet is opened under one of the versions, or imported, now and then where it must not be. */
    private Request first(String caseId, String mark) {
        int what = random.nextInt(20);
        if (what < 10) {
            String state = what == 0 ? "PAID" : what < 6 ? "UNDER_REVIEW" : "SECOND_LOOK";
            return new Request(caseId, Way.NEW, Definition.IMPORT, state, Set.of(), mark, true);
        }
        return new Request(caseId, what < 12 ? Way.NEW : Way.OLD, Definition.OPENING, "", Set.of(), mark, true);
    }

    /** Mostly one that can be made; on touch that is one from the state to which the case is migrated first. */
    private Request move(CaseHead head, Way way, String mark) {
        Definition definition = way == Way.OLD ? Policy.FIRST : Policy.SECOND;
        String state = way == Way.TOUCHING
                ? Policy.SECOND
                        .mapping(head.version(), head.state())
                        .map(mapping -> mapping.to().id())
                        .orElse(head.state())
                : head.state();
        List<WorkflowTransition> allowed = definition.transitionsFrom(state);
        List<WorkflowTransition> among =
                allowed.isEmpty() || random.nextInt(10) == 0 ? definition.transitions() : allowed;
        String step = among.get(random.nextInt(among.size())).id();
        Set<FactRow> facts = way != Way.OLD
                ? facts(PolicyFacts.COMPLETE, PolicyFacts.COVERED, PolicyFacts.CONSENT)
                : step.equals("ESCALATE")
                        ? facts(PolicyFacts.OLD_FORM)
                        : facts(PolicyFacts.COMPLETE, PolicyFacts.COVERED);
        boolean hasId = way == Way.TOUCHING || random.nextInt(4) > 0;
        return new Request(head.caseId(), way, step, "", facts, mark, hasId);
    }

    /** Mostly all of them. */
    private Set<FactRow> facts(FactRow... rows) {
        Set<FactRow> facts = new HashSet<>();
        Stream.of(rows).filter(row -> random.nextInt(6) > 0).forEach(facts::add);
        return facts;
    }
}
