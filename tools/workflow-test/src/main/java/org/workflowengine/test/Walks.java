package org.workflowengine.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;

/** Runs random walks; a walk that fails is made as short as possible. Used once. */
final class Walks {
    private final Subject subject;
    private final Definition expected;
    private final CaseIds ids;

    private Walks(Subject subject, Definition expected, CaseIds ids) {
        this.subject = subject;
        this.expected = expected;
        this.ids = ids;
    }

    static void run(Subject subject, Definition expected, int walks, long seed) {
        try {
            new Walks(subject, expected, CaseIds.reserved(subject, "walk")).run(walks, seed);
        } catch (DeviationException e) {
            throw new AssertionError(
                    "no walk of seed " + seed + " can begin. " + e.message(),
                    Optional.ofNullable(e.getCause()).orElse(e));
        }
    }

    /** What went wrong after how many moves. */
    private record Failure(int moves, DeviationException deviation) {}

    private void run(int walks, long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        WrittenCases written = new WrittenCases(subject, ids);
        for (int i = 0; i < walks; i++) {
            boolean inBulk = i % 2 == 1;
            RandomWalk walk = new RandomWalk(expected, subject, seeds.split());
            Optional<Failure> failure = failure(walk.start(), walk.moves(), inBulk, written);
            if (failure.isPresent()) {
                throw failed("walk " + i + " of seed " + seed, walk, failure.get(), inBulk);
            }
        }
        written.compare();
    }

    private AssertionError failed(String which, RandomWalk walk, Failure failure, boolean inBulk) {
        Shrunk shrunk = shrunk(walk.start(), walk.moves(), failure, inBulk);
        String message = which + (inBulk ? ", with applyAll," : "") + " deviates from " + expected.workflow()
                + " version " + expected.version() + ".\n" + shrunk.deviation().message()
                + "\nThe shortest walk found that fails:\n  (open)"
                + (walk.start() == expected ? "" : " in version " + walk.start().version()) + " by "
                + RandomWalk.OPENER + "\n"
                + shrunk.moves().stream().map(move -> "  " + move + "\n").collect(Collectors.joining());
        return new AssertionError(message, shrunk.deviation().getCause());
    }

    private record Shrunk(List<Move> moves, DeviationException deviation) {}

    /** Cut behind the failure; then every move, principal and fact is left out without which the rest still fails. */
    private Shrunk shrunk(Definition start, List<Move> moves, Failure failure, boolean inBulk) {
        Shrunk shortest = cut(moves, failure);
        int before;
        do {
            // Again: without one move, another one may no longer be needed.
            before = shortest.moves().size();
            shortest = withFewerMoves(start, shortest, inBulk);
        } while (shortest.moves().size() < before);
        for (int i = 0; i < shortest.moves().size(); i++) {
            shortest = changed(start, shortest, i, shortest.moves().get(i).forNobodyElse(), inBulk);
        }
        for (int i = 0; i < shortest.moves().size(); i++) {
            for (String fact : shortest.moves().get(i).facts().keySet()) {
                if (i < shortest.moves().size()) {
                    shortest =
                            changed(start, shortest, i, shortest.moves().get(i).without(fact), inBulk);
                }
            }
        }
        return shortest;
    }

    private Shrunk withFewerMoves(Definition start, Shrunk found, boolean inBulk) {
        Shrunk shortest = found;
        for (int left = shortest.moves().size() - 1; left >= 0; left--) {
            List<Move> without = new ArrayList<>(shortest.moves());
            if (left < without.size()) {
                without.remove(left);
                shortest = shorter(start, shortest, without, inBulk);
            }
        }
        return shortest;
    }

    private Shrunk changed(Definition start, Shrunk found, int index, Move simpler, boolean inBulk) {
        List<Move> changed = new ArrayList<>(found.moves());
        return changed.set(index, simpler).equals(simpler) ? found : shorter(start, found, changed, inBulk);
    }

    private Shrunk shorter(Definition start, Shrunk shortest, List<Move> candidate, boolean inBulk) {
        return failure(start, candidate, inBulk, new WrittenCases(subject, ids))
                .map(still -> cut(candidate, still))
                .orElse(shortest);
    }

    private static Shrunk cut(List<Move> moves, Failure failure) {
        return new Shrunk(moves.subList(0, Math.min(failure.moves(), moves.size())), failure.deviation());
    }

    private Optional<Failure> failure(Definition start, List<Move> moves, boolean inBulk, WrittenCases written) {
        return inBulk ? failureInBulk(start, moves, written) : failureOneByOne(start, moves, written);
    }

    private CheckedCase opened(Definition start, WrittenCases written) {
        return written.add(CheckedCase.after(subject, ids.next(), List.of(opening(start))));
    }

    private Optional<Failure> failureOneByOne(Definition start, List<Move> moves, WrittenCases written) {
        int made = 0;
        try {
            CheckedCase walker = opened(start, written);
            for (Move move : moves) {
                made++;
                walker.attempt(move, expected);
            }
            walker.verify();
            return Optional.empty();
        } catch (DeviationException e) {
            return Optional.of(new Failure(made, e));
        }
    }

    private Optional<Failure> failureInBulk(Definition start, List<Move> moves, WrittenCases written) {
        int made = 0;
        try {
            CheckedCase walker = opened(start, written);
            while (made < moves.size()) {
                List<Move> together = together(walker.place(), moves.subList(made, moves.size()));
                Definition asked = asked(walker.place(), together.get(0));
                int sent = made + together.size();
                List<Outcome<CaseHead>> outcomes =
                        CheckedCase.called("applyAll", () -> subject.inBulk(asked, walker.id(), together));
                for (Outcome<CaseHead> outcome : outcomes) {
                    walker.accept(moves.get(made), expected, outcome);
                    made++;
                }
                made = sent;
            }
            walker.verify();
            return Optional.empty();
        } catch (DeviationException e) {
            // Where the call itself threw, any of its moves may be why.
            return Optional.of(new Failure(e.getCause() == null ? made + 1 : moves.size(), e));
        }
    }

    /** The first moves that are for the same engine: a case of an older version is moved by the engine of that version until it migrates. */
    private List<Move> together(Place place, List<Move> moves) {
        List<Move> together = new ArrayList<>();
        Place now = place;
        Definition asked = asked(place, moves.get(0));
        for (Move move : moves) {
            if (asked(now, move) != asked) {
                break;
            }
            together.add(move);
            now = now.ask(move, expected).isApplied() ? now.after(move, expected) : now;
        }
        return together;
    }

    private Definition asked(Place place, Move move) {
        return move.isMigration() ? expected : place.definition();
    }

    private static PathStep opening(Definition start) {
        return new PathStep(
                PathStep.Kind.OPENING, start, Definition.OPENING, Map.of(), Place.opened(start, RandomWalk.OPENER));
    }
}
