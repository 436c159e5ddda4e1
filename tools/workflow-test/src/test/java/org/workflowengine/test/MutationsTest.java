package org.workflowengine.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.whatif.RecordedCases;

/**
 * Definitions with one mistake each, and what notices it. The score stands in {@code docs/reference/test-kit-mutations.md}; where a change of
 * it is meant, {@code -Dmutations.update=true} writes the page anew.
 */
class MutationsTest {
    private static final Path PAGE = Path.of("../../docs/reference/test-kit-mutations.md");
    private static final int WALKS = 200;
    private static final long SEED = 1;

    /** What can notice a mistake. */
    private enum Check {
        PINNED("the text of its matrix, kept in a test"),
        MATRIX("the matrix, expecting the original"),
        WALKS("200 walks, expecting the original"),
        REPLAY("replay of recorded cases");

        private final String text;

        Check(String text) {
            this.text = text;
        }
    }

    private record Original(Definition definition, List<Definition> older, String matrix, RecordedCases cases) {
        static Original of(Definition definition, Definition... older) {
            try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
                List<Definition> versions = List.of(older);
                String matrix = checks(runtime, definition, versions).matrix().toString();
                return new Original(definition, versions, matrix, recorded(new AnyEngine(runtime, definition)));
            }
        }

        private static WorkflowChecks checks(WorkflowRuntime runtime, Definition definition, List<Definition> older) {
            return WorkflowChecks.on(
                    new AnyEngine(runtime, definition),
                    older.stream().map(each -> new AnyEngine(runtime, each)).toArray(AnyEngine[]::new));
        }

        WorkflowChecks checks(WorkflowRuntime runtime, Definition mutant) {
            return checks(runtime, mutant, older);
        }

        /** One case for each transition that no migration leads to, which has gone the shortest way to it and made it. */
        private static RecordedCases recorded(AnyEngine engine) {
            PathSearch search = new PathSearch(engine.definition(), List.of());
            Subject subject = new Subject(engine, List.of());
            List<AuditEntry> entries = new ArrayList<>();
            for (WorkflowTransition row : engine.definition().transitions()) {
                String id = "recorded-" + row.from().id() + "-" + row.id();
                Optional<List<PathStep>> way = search.before(row);
                if (way.isEmpty()) {
                    continue;
                }
                CheckedCase recorded = CheckedCase.after(subject, id, way.get());
                recorded.attempt(
                        new Move(row.id(), GuardFacts.satisfying(row.guard()).orElseThrow(), "stranger"),
                        engine.definition());
                entries.addAll(engine.history(id).entries());
            }
            return RecordedCases.of(entries);
        }
    }

    @Test
    void everyMutantIsCaughtAndTheScoreIsPublished() throws IOException {
        StringBuilder page = new StringBuilder(PROLOGUE);
        page.append(section(Original.of(CaseReview.DEFINITION)));
        page.append(section(Original.of(ExpenseTransition.DEFINITION)));
        page.append(section(
                Original.of(ClaimTransition.DEFINITION, org.workflowengine.test.v1.ClaimTransition.DEFINITION)));
        if (Boolean.getBoolean("mutations.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualToNormalizingNewlines(page.toString());
    }

    private static String section(Original original) {
        Map<Mutants.Kind, List<Map<Check, Boolean>>> answers = new EnumMap<>(Mutants.Kind.class);
        List<String> missed = new ArrayList<>();
        for (Mutants.Mutant mutant : Mutants.of(original.definition())) {
            Map<Check, Boolean> caught = caught(original, mutant.definition());
            answers.computeIfAbsent(mutant.kind(), kind -> new ArrayList<>()).add(caught);
            if (!caught.get(Check.PINNED) || !caught.get(Check.MATRIX)) {
                missed.add(mutant.what());
            }
        }
        assertThat(missed)
                .as(
                        "mutants of %s that the matrix misses",
                        original.definition().workflow())
                .isEmpty();
        return table(original.definition(), answers);
    }

    private static Map<Check, Boolean> caught(Original original, Definition mutant) {
        Map<Check, Boolean> caught = new EnumMap<>(Check.class);
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            WorkflowChecks checks = original.checks(runtime, mutant);
            WorkflowChecks expecting = checks.expecting(original.definition());
            caught.put(
                    Check.PINNED,
                    fails(() -> assertThat(checks.matrix().toString()).isEqualTo(original.matrix())));
            caught.put(Check.MATRIX, fails(expecting::matrix));
            caught.put(Check.WALKS, fails(() -> expecting.walks(WALKS, SEED)));
        }
        caught.put(
                Check.REPLAY, fails(() -> WorkflowAssertions.assertThat(mutant).permits(original.cases())));
        return caught;
    }

    private static boolean fails(Runnable check) {
        try {
            check.run();
            return false;
        } catch (AssertionError expected) {
            return true;
        }
    }

    private static final String PROLOGUE = """
            # What the test kit notices

            Each line is a kind of mistake in a definition. Definitions with one such mistake each were made from an original, and each check of the test
            kit was run on it. The figures are how many of them the check notices. `MutationsTest` of `tools/workflow-test` runs all of them in every build and keeps this
            page as it is.

            The first check needs nothing but a text that somebody has read: [testing a workflow](../how-to/testing.md) shows it. Recorded cases cannot
            notice what permits more than before: they only show steps that were made. Walks begin with an opening, so they notice nothing about imports, and
            nothing in a state that only an imported case reaches. No test of an example is among the checks.
            """;

    private static String table(Definition definition, Map<Mutants.Kind, List<Map<Check, Boolean>>> answers) {
        StringBuilder text = new StringBuilder("\n## " + definition.workflow() + "\n\n| mistake | mutants |");
        for (Check check : Check.values()) {
            text.append(' ').append(check.text).append(" |");
        }
        text.append("\n|---|---|").append("---|".repeat(Check.values().length)).append('\n');
        answers.forEach((kind, caught) -> text.append(line(kind.text, caught)));
        return text.append(line(
                        "**all**",
                        answers.values().stream().flatMap(List::stream).toList()))
                .toString();
    }

    private static String line(String what, List<Map<Check, Boolean>> caught) {
        StringBuilder line = new StringBuilder("| " + what + " | " + caught.size() + " |");
        for (Check check : Check.values()) {
            Predicate<Map<Check, Boolean>> isCaught = answers -> answers.get(check);
            line.append(' ').append(caught.stream().filter(isCaught).count()).append(" |");
        }
        return line.append('\n').toString();
    }
}
