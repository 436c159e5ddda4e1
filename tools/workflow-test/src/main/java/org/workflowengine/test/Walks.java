package org.workflowengine.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Request;

/** Runs random walks; a walk that fails is made as short as possible. Used once. */
final class Walks {
    private final Subject subject;
    private final Definition expected;
    private final CaseIds ids;

    Walks(Subject subject, Definition expected) {
        this.subject = subject;
        this.expected = expected;
        this.ids = new CaseIds(subject, "walk");
    }

    /** What went wrong after how many moves. */
    private record Failure(int moves, String message) {}

    void run(int walks, long seed) {
        for (int i = 0; i < walks; i++) {
            boolean inBulk = i % 2 == 1;
            List<Move> moves = new RandomWalk(expected, subject.definition(), seed, i).moves();
            Optional<Failure> failure = failure(moves, inBulk);
            if (failure.isPresent()) {
                throw new AssertionError(message(seed, i, inBulk, shrunk(moves, failure.get(), inBulk)));
            }
        }
    }

    private record Shrunk(List<Move> moves, String message) {}

    /** Cut behind the failure; then every move and every fact is left out without which the rest still fails. */
    private Shrunk shrunk(List<Move> moves, Failure failure, boolean inBulk) {
        Shrunk shortest = cut(moves, failure);
        for (int left = shortest.moves().size() - 1; left >= 0; left--) {
            List<Move> without = new ArrayList<>(shortest.moves());
            if (left < without.size()) {
                without.remove(left);
                shortest = shorter(shortest, without, inBulk);
            }
        }
        for (int i = 0; i < shortest.moves().size(); i++) {
            for (String fact : shortest.moves().get(i).facts().keySet()) {
                if (i < shortest.moves().size()) {
                    List<Move> without = new ArrayList<>(shortest.moves());
                    without.set(i, without.get(i).without(fact));
                    shortest = shorter(shortest, without, inBulk);
                }
            }
        }
        return shortest;
    }

    private Shrunk shorter(Shrunk shortest, List<Move> candidate, boolean inBulk) {
        return failure(candidate, inBulk).map(still -> cut(candidate, still)).orElse(shortest);
    }

    private static Shrunk cut(List<Move> moves, Failure failure) {
        return new Shrunk(moves.subList(0, Math.min(failure.moves(), moves.size())), failure.message());
    }

    private String message(long seed, int walk, boolean inBulk, Shrunk shrunk) {
        return "walk " + walk + " of seed " + seed + (inBulk ? ", with applyAll," : "") + " deviates from "
                + expected.workflow() + " version " + expected.version() + ".\n" + shrunk.message()
                + "\nThe shortest walk found that fails:\n  (open) by " + RandomWalk.OPENER + "\n"
                + IntStream.range(0, shrunk.moves().size())
                        .mapToObj(i -> "  " + shrunk.moves().get(i) + "\n")
                        .collect(Collectors.joining());
    }

    private Optional<Failure> failure(List<Move> moves, boolean inBulk) {
        return inBulk ? failureInBulk(moves) : failureOneByOne(moves);
    }

    private Optional<Failure> failureOneByOne(List<Move> moves) {
        int made = 0;
        try {
            CheckedCase walker = CheckedCase.after(subject, ids.next(), List.of(opening()));
            for (Move move : moves) {
                made++;
                walker.attempt(move);
            }
            walker.verify(List.of(subject.definition()));
            return Optional.empty();
        } catch (DeviationException e) {
            return Optional.of(new Failure(made, e.message()));
        }
    }

    private Optional<Failure> failureInBulk(List<Move> moves) {
        String id = ids.next();
        int made = 0;
        try {
            CheckedCase walker = CheckedCase.after(subject, id, List.of(opening()));
            List<Request> requests = moves.stream()
                    .map(move -> Request.move(
                            id,
                            move.transition(),
                            GuardFacts.of(subject.definition(), move.facts()),
                            Subject.decision(move.person())))
                    .toList();
            List<Outcome<CaseHead>> outcomes = requests.isEmpty() ? List.of() : subject.all(requests);
            for (Move move : moves) {
                walker.accept(move, outcomes.get(made));
                made++;
            }
            walker.verify(List.of(subject.definition()));
            return Optional.empty();
        } catch (DeviationException e) {
            return Optional.of(new Failure(made + 1, e.message()));
        }
    }

    private PathStep opening() {
        return new PathStep(
                PathStep.Kind.OPENING,
                expected,
                Definition.OPENING,
                Map.of(),
                Place.opened(expected, RandomWalk.OPENER));
    }
}
