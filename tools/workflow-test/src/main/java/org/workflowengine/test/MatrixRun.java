package org.workflowengine.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/** Tries every transition in every state, in every way in which its guard and its obligations can fail. Used once. */
final class MatrixRun {
    /** Somebody who has made no step of any way. */
    private static final String STRANGER = "stranger";

    private final Subject subject;
    private final Definition expected;
    private final PathSearch search;
    private final CaseIds ids;
    private final WrittenCases written;
    private final Map<String, DeviationException> deviations = new LinkedHashMap<>();
    private final Map<String, Map<String, Matrix.Cell>> cells = new LinkedHashMap<>();
    private final Map<String, Map<String, Matrix.Cell>> migrations = new LinkedHashMap<>();
    private final List<String> importable = new ArrayList<>();
    private int attempts;
    /** A case in the state whose row is tried: what is refused leaves it as it is. */
    private Optional<CheckedCase> waiting = Optional.empty();

    private MatrixRun(Subject subject, Definition expected, CaseIds ids) {
        this.subject = subject;
        this.expected = expected;
        this.search = new PathSearch(expected, subject.older());
        this.ids = ids;
        this.written = new WrittenCases(subject, ids);
    }

    static Matrix matrix(Subject subject, Definition expected) {
        try {
            return new MatrixRun(subject, expected, CaseIds.reserved(subject, "matrix")).run();
        } catch (DeviationException e) {
            throw failure(expected, Map.of(e.message(), e));
        }
    }

    private Matrix run() {
        Set<String> transitions = new TreeSet<>(expected.transitionIds());
        transitions.addAll(subject.definition().transitionIds());
        for (WorkflowState state : expected.states()) {
            noted(() -> imported(state));
            search.to(state.id())
                    .ifPresentOrElse(
                            way -> cells.put(state.id(), row(way, transitions)), () -> unreached(state.id(), ""));
        }
        subject.older().forEach(this::migrations);
        if (deviations.isEmpty()) {
            noted(written::compare);
        }
        if (!deviations.isEmpty()) {
            throw failure(expected, deviations);
        }
        return new Matrix(expected, transitions.size(), attempts, importable, cells, migrations);
    }

    private static AssertionError failure(Definition expected, Map<String, DeviationException> deviations) {
        AssertionError failure = new AssertionError(deviations.size() + " deviations from " + expected.workflow()
                + " version " + expected.version() + ":\n" + String.join("\n", deviations.keySet()));
        deviations.values().stream()
                .flatMap(each -> Stream.ofNullable(each.getCause()))
                .forEach(failure::addSuppressed);
        return failure;
    }

    private void noted(Runnable check) {
        try {
            check.run();
        } catch (DeviationException e) {
            deviations.putIfAbsent(e.message(), e);
        }
    }

    private void unreached(String state, String ofVersion) {
        noted(() -> {
            throw new DeviationException("no legal way leads to " + state + ofVersion
                    + ". If only migrated cases reach it, give the engines of the older versions too");
        });
    }

    /** Tries to begin a case in the state, as one that comes from elsewhere. */
    private void imported(WorkflowState state) {
        PathStep step = new PathStep(
                PathStep.Kind.IMPORT, expected, state.id(), Map.of(), Place.imported(expected, state.id()));
        attempts++;
        if (state.isImportable()) {
            begun(List.of(step)).verify();
            importable.add(state.id());
        } else {
            CheckedCase.notImported(subject, ids.next(), step);
        }
    }

    private Map<String, Matrix.Cell> row(List<PathStep> way, Set<String> transitions) {
        Place place = way.get(way.size() - 1).place();
        Map<String, Matrix.Cell> row = new TreeMap<>();
        for (String transition : transitions) {
            Matrix.Cell cell = new Matrix.Cell();
            row.put(transition, cell);
            waited(way, refused(place, transition), cell);
            expected.transition(place.state(), transition).ifPresent(each -> {
                oneShort(each, cell);
                applied(each, cell);
            });
        }
        leave();
        return row;
    }

    /** Tries the migration of cases in each state of an older version. */
    private void migrations(Definition older) {
        String ofVersion = " of version " + older.version();
        for (WorkflowState state : older.states()) {
            Optional<List<PathStep>> way = search.to(older, state.id());
            if (way.isEmpty()) {
                unreached(state.id(), ofVersion);
                continue;
            }
            Matrix.Cell cell = new Matrix.Cell();
            migrations.put(state.id() + ofVersion, Map.of("(migrate:" + older.version() + ")", cell));
            Place place = way.get().get(way.get().size() - 1).place();
            List<Condition> guard =
                    place.mapping(expected).map(WorkflowTransition::guard).orElse(List.of());
            waited(way.get(), refusedMigrations(place, guard), cell);
            if (place.mapping(expected).isPresent()) {
                accepted(guard).forEach(facts -> alone(way.get(), List.of(migration(facts)), cell));
            }
            leave();
        }
    }

    private List<Move> refusedMigrations(Place place, List<Condition> guard) {
        Map<String, String> facts = GuardFacts.satisfying(guard).orElse(Map.of());
        List<Move> moves = new ArrayList<>();
        moves.add(migration(Map.of()));
        GuardFacts.accepted(guard)
                .forEach((fact, accepted) -> moves.addAll(unsatisfied(Request.MIGRATION, facts, fact, accepted)));
        moves.removeIf(move -> place.ask(move, expected).isApplied());
        return moves;
    }

    private static Move migration(Map<String, String> facts) {
        return new Move(Request.MIGRATION, facts, STRANGER);
    }

    /** Tries moves that must be refused, on the case that waits in their state. */
    private void waited(List<PathStep> way, List<Move> moves, Matrix.Cell cell) {
        for (Move move : moves) {
            try {
                CheckedCase used = waiting.isPresent() ? waiting.get() : begun(way);
                waiting = Optional.of(used);
                attempts++;
                cell.add(used.attempt(move, expected), move);
            } catch (DeviationException e) {
                deviations.putIfAbsent(e.message(), e);
                waiting = Optional.empty(); // wherever that case is now
            }
        }
    }

    private CheckedCase begun(List<PathStep> way) {
        return written.add(CheckedCase.after(subject, ids.next(), way));
    }

    /** The case that has waited must be as it was. */
    private void leave() {
        waiting.ifPresent(used -> noted(used::verify));
        waiting = Optional.empty();
    }

    /** With one person fewer than a quorum demands, on a case of its own. */
    private void oneShort(WorkflowTransition row, Matrix.Cell cell) {
        Map<String, String> facts = GuardFacts.satisfying(row.guard()).orElse(Map.of());
        for (Obligation obligation : expected.obligations(row)) {
            if (obligation.kind() == Obligation.Kind.QUORUM) {
                search.oneShortOf(row, obligation)
                        .ifPresent(way -> alone(way, List.of(new Move(row.id(), facts, STRANGER)), cell));
            }
        }
    }

    /** On a case of their own, of which at most the last is applied. */
    private void alone(List<PathStep> way, List<Move> moves, Matrix.Cell cell) {
        noted(() -> {
            CheckedCase fresh = begun(way);
            for (Move move : moves) {
                attempts++;
                cell.add(fresh.attempt(move, expected), move);
            }
            fresh.verify();
        });
    }

    /** Moves that must be refused in a state in which the case has just arrived. */
    private List<Move> refused(Place place, String transition) {
        Optional<WorkflowTransition> row = expected.transition(place.state(), transition);
        if (row.isEmpty()) {
            return List.of(new Move(transition, permissive(place.state(), transition), STRANGER));
        }
        List<Move> moves = new ArrayList<>();
        Map<String, String> facts = GuardFacts.satisfying(row.get().guard()).orElse(Map.of());
        GuardFacts.accepted(row.get().guard())
                .forEach((fact, accepted) -> moves.addAll(unsatisfied(transition, facts, fact, accepted)));
        moves.addAll(notFourEyes(place, row.get(), facts));
        moves.add(new Move(transition, facts, STRANGER));
        moves.removeIf(move -> place.ask(move, expected).isApplied());
        return moves;
    }

    /** By who has brought the case into the state that counts: themselves, for a stranger, and with a stranger who acts for them. */
    private List<Move> notFourEyes(Place place, WorkflowTransition row, Map<String, String> facts) {
        List<Move> moves = new ArrayList<>();
        for (Obligation obligation : expected.obligations(row)) {
            if (obligation.kind() == Obligation.Kind.FOUR_EYES) {
                String maker = place.last(obligation).map(Names::actor).orElse(STRANGER);
                moves.add(new Move(row.id(), facts, Names.of(maker)));
                moves.add(new Move(row.id(), facts, new Names(maker, STRANGER)));
                moves.add(new Move(row.id(), facts, new Names(STRANGER, maker)));
            }
        }
        return moves;
    }

    /** Everything but one fact is as it must be. */
    private static List<Move> unsatisfied(
            String transition, Map<String, String> facts, FactRow fact, List<String> accepted) {
        List<Move> moves = new ArrayList<>();
        moves.add(new Move(transition, GuardFacts.without(facts, fact.id()), STRANGER));
        for (String value : GuardFacts.rejected(fact, accepted)) {
            moves.add(new Move(transition, GuardFacts.with(facts, fact.id(), value), STRANGER));
        }
        return moves;
    }

    /** Where nothing may be permitted, the facts with which something would most likely be. */
    private Map<String, String> permissive(String state, String transition) {
        Definition own = subject.definition();
        return Stream.of(
                        own.transition(state, transition).stream(),
                        own.transitions().stream(),
                        expected.transitions().stream())
                .flatMap(rows -> rows)
                .filter(row -> row.id().equals(transition))
                .flatMap(row -> GuardFacts.satisfying(row.guard()).stream())
                .findFirst()
                .orElse(Map.of());
    }

    /** With each accepted value of each fact, on a case of its own; before that, with four eyes alone not satisfied. */
    private void applied(WorkflowTransition row, Matrix.Cell cell) {
        search.before(row).ifPresent(way -> {
            Place place = way.get(way.size() - 1).place();
            for (Map<String, String> facts : accepted(row.guard())) {
                List<Move> moves = new ArrayList<>(notFourEyes(place, row, facts));
                moves.removeIf(move -> place.ask(move, expected).isApplied());
                moves.add(new Move(row.id(), facts, STRANGER));
                alone(way, moves, cell);
            }
        });
    }

    private static List<Map<String, String>> accepted(List<Condition> guard) {
        List<Map<String, String>> all = new ArrayList<>();
        GuardFacts.satisfying(guard).ifPresent(facts -> {
            all.add(facts);
            GuardFacts.accepted(guard)
                    .forEach((fact, values) -> values.stream()
                            .skip(1)
                            .forEach(value -> all.add(GuardFacts.with(facts, fact.id(), value))));
        });
        return all;
    }
}
