package org.workflowengine.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.engine.History;

/** A case whose every answer is compared with what the definition says. Used by one thread. */
final class CheckedCase {
    private final Subject subject;
    private final String id;
    private Place place;
    private CaseHead head;

    private CheckedCase(Subject subject, String id, Place place, CaseHead head) {
        this.subject = subject;
        this.id = id;
        this.place = place;
        this.head = head;
    }

    /**
     * Calls the engine.
     *
     * @throws DeviationException if it throws
     */
    static <T> T called(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw new DeviationException(what + ": expected an answer, found " + e, e);
        }
    }

    /**
     * A new case that has gone a way.
     *
     * @throws DeviationException if a step of it is answered otherwise than expected
     */
    static CheckedCase after(Subject subject, String id, List<PathStep> way) {
        List<Outcome<CaseHead>> outcomes = new ArrayList<>();
        int i = 0;
        while (i < way.size()) {
            Definition definition = way.get(i).definition();
            List<Request> requests = new ArrayList<>();
            for (; i < way.size() && way.get(i).definition() == definition; i++) {
                requests.add(
                        way.get(i).request(id, Subject.decision(PathSearch.person(i + 1)), subject.known(definition)));
            }
            outcomes.addAll(called("on the way " + way.subList(0, i), () -> subject.all(definition, requests)));
        }
        for (int step = 0; step < way.size(); step++) {
            Expected expected = Expected.applied(way.get(step).place().state());
            compare("on the way " + way.subList(0, step + 1), expected, outcomes.get(step));
        }
        CaseHead head = outcomes.get(outcomes.size() - 1).orThrow();
        return new CheckedCase(subject, id, way.get(way.size() - 1).place(), head);
    }

    /**
     * Tries to import a case into a state that the definition does not declare importable.
     *
     * @throws DeviationException if the answer is another than that
     */
    static void notImported(Subject subject, String id, PathStep step) {
        String what = "an import into " + step.place().state();
        Request request = step.request(id, Subject.decision(PathSearch.person(1)), subject.known(step.definition()));
        Outcome<CaseHead> outcome = called(
                what, () -> subject.all(step.definition(), List.of(request)).get(0));
        compare(what, new Expected("not-importable", List.of()), outcome);
    }

    String id() {
        return id;
    }

    Place place() {
        return place;
    }

    long seq() {
        return head.seq();
    }

    /**
     * Tries a move with a call of its own.
     *
     * @param newest where a migration leads
     * @return what was answered, which is what was expected
     * @throws DeviationException if the answer is another, or something was written although the move was refused
     */
    Outcome<CaseHead> attempt(Move move, Definition newest) {
        Definition asked = move.isMigration() ? newest : place.definition();
        String what = move + " in " + place.state();
        Outcome<CaseHead> outcome = called(what, () -> subject.fire(asked, id, move));
        accept(move, newest, outcome);
        if (!outcome.isApplied()) {
            Optional<CaseHead> now = called(what, () -> subject.head(id));
            if (!now.equals(Optional.of(head))) {
                throw new DeviationException(what + " was refused, but the case was at " + head + " and is at " + now);
            }
        }
        return outcome;
    }

    /** Compares the answer to a move, and goes on from there. */
    void accept(Move move, Definition newest, Outcome<CaseHead> outcome) {
        Expected expected = place.ask(move, newest);
        compare(move + " in " + place.state(), expected, outcome);
        if (outcome instanceof Outcome.Applied<CaseHead> applied) {
            if (applied.seq() != head.seq() + 1) {
                throw new DeviationException(move + " in " + place.state() + " was step " + applied.seq()
                        + ", expected " + (head.seq() + 1));
            }
            head = applied.handle();
            place = place.after(move, newest);
        }
    }

    /** Verifies the history, and that nothing is in it but the steps that were applied. */
    void verify() {
        Definition[] all = subject.definitions().toArray(Definition[]::new);
        History history = called("the history of the case", () -> subject.history(id));
        List<Finding> findings = history.check(all);
        if (!findings.isEmpty()) {
            throw new DeviationException("the history of the case has findings: " + findings);
        }
        String rebuilt = history.rebuild(all).id();
        if (!rebuilt.equals(place.state()) || history.entries().size() != head.seq()) {
            throw new DeviationException("the history has " + history.entries().size() + " steps and leads to "
                    + rebuilt + ", expected " + head.seq() + " and " + place.state());
        }
        Optional<CaseHead> now = called("the case", () -> subject.head(id));
        if (!now.equals(Optional.of(head))) {
            throw new DeviationException("the case is at " + now + ", expected " + head);
        }
    }

    private static void compare(String what, Expected expected, Outcome<CaseHead> outcome) {
        Expected found = Expected.found(outcome);
        if (!found.equals(expected)) {
            String why = outcome instanceof Outcome.Refused<CaseHead> refused
                    ? ": " + refused.refusal().explanation()
                    : "";
            throw new DeviationException(what + ": expected " + expected + ", found " + found + why);
        }
    }

    @Override
    public String toString() {
        return Objects.toString(head);
    }
}
