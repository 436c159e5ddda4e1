package org.workflowengine.runtime.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Graph;

/**
 * Random definitions, and random walks that the real engine has recorded. The same rules answer <em>same</em>; under changed rules the first
 * difference is where an oracle finds it that follows no case: it looks for the first line of the history that no line of the rules matches.
 */
class RandomRulesTest {
    private static final Decision BY_ALICE = by("alice").because("as it came");
    private static final FactRow SIZE = new FactRow("SIZE", List.of("A", "B", "C"), "");
    private static final List<FactRow> FACTS = List.of(FactRow.bool("F", ""), FactRow.bool("G", ""), SIZE);
    private static final List<String> CONDITIONS =
            List.of("F=true", "F=false", "G=true", "SIZE=A", "SIZE=B|C", "SIZE=A|B|C");
    private static final int DEFINITIONS = 15;
    private static final int CASES = 10;
    private static final int CHANGES = 16;

    @Test
    void theFirstDifferenceIsThatOfTheOracle() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<Answer, Integer> answers = new EnumMap<>(Answer.class);
        Map<String, Integer> reasons = new TreeMap<>();
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            for (int round = 0; round < DEFINITIONS; round++) {
                String workflow = "w" + round;
                List<String> rows = rows(random);
                Definition recorded = Graph.of(workflow, 1, FACTS, rows.toArray(String[]::new));
                Map<String, List<AuditEntry>> histories = record(random, runtime, recorded);
                String about = "seed " + seed + ", round " + round + ": " + rows;

                WhatIfReport same = WhatIf.run(recorded, runtime.recordedCases());
                assertThat(same)
                        .as(about)
                        .hasToString(CASES + " cases: " + CASES + " same, 0 refused, 0 not comparable");

                for (int change = 0; change < CHANGES; change++) {
                    List<String> changed = changed(random, rows);
                    Definition rules = Graph.of(workflow, 2, FACTS, changed.toArray(String[]::new));
                    List<String> found = new ArrayList<>();
                    WhatIf.run(rules, runtime.recordedCases(), comparison -> {
                        found.add(comparison.toString().replaceFirst(", \\d+ steps?$", ""));
                        answers.merge(comparison.answer(), 1, Integer::sum);
                        comparison.reason().ifPresent(reason -> reasons.merge(reason, 1, Integer::sum));
                    });
                    assertThat(found)
                            .as(about + " became " + changed)
                            .containsExactlyInAnyOrderElementsOf(histories.entrySet().stream()
                                    .map(history -> "\"" + history.getKey() + "\": "
                                            + oracle(rows, changed, history.getValue()))
                                    .toList());
                }
            }
        }
        // Otherwise it would have proved nothing.
        assertThat(answers).as("seed " + seed).hasSize(3);
        assertThat(answers.values()).as("seed " + seed + ": " + answers).allMatch(count -> count >= 20);
        assertThat(reasons)
                .as("seed " + seed + ": " + reasons)
                .containsKeys("guard-not-satisfied", "not-allowed-here", "other-target", "facts-erased");
    }

    // ---- definitions
    // -------------------------------------------------------------------------------------------------

    private static List<String> rows(Random random) {
        int states = 3 + random.nextInt(4);
        List<String> rows = new ArrayList<>();
        for (int from = 0; from < states - 1; from++) {
            int leaving = 1 + random.nextInt(3);
            for (int t = 0; t < leaving; t++) {
                rows.add(
                        "S" + from + " -T" + t + guard(random) + "-> S" + (t == 0 ? from + 1 : random.nextInt(states)));
            }
        }
        return rows;
    }

    private static String guard(Random random) {
        String first = CONDITIONS.get(random.nextInt(3));
        String second = CONDITIONS.get(3 + random.nextInt(3));
        return switch (random.nextInt(4)) {
            case 0 -> "[" + first + "]";
            case 1 -> "[" + second + "]";
            case 2 -> "[" + first + " " + second + "]";
            default -> "";
        };
    }

    private static List<String> changed(Random random, List<String> rows) {
        List<String> changed = new ArrayList<>(rows);
        int at = random.nextInt(rows.size());
        String row = rows.get(at);
        switch (random.nextInt(8)) {
            case 0 -> changed.remove(at);
            case 1 -> changed.set(at, row.replaceFirst("-> \\w+", "-> S" + random.nextInt(4)));
            case 2 -> changed.set(at, row.replaceFirst("-T", "-U"));
            case 3 -> changed.replaceAll(each -> each.replaceAll("\\bS" + at % 3 + "\\b", "R"));
            case 4 -> changed.add(0, changed.remove(at)); // cases may be opened elsewhere
            default ->
                changed.replaceAll(
                        each -> random.nextInt(3) > 0 ? each : each.replaceFirst("(\\[.*])?->", guard(random) + "->"));
        }
        return changed.isEmpty() ? rows : changed;
    }

    // ---- histories
    // ---------------------------------------------------------------------------------------------------

    private static Map<String, List<AuditEntry>> record(Random random, WorkflowRuntime runtime, Definition definition) {
        Workflows workflows = Workflows.on(runtime, List.of(definition));
        String workflow = definition.workflow();
        Map<String, List<AuditEntry>> histories = new HashMap<>();
        for (int i = 0; i < CASES; i++) {
            String id = workflow + "-" + i;
            CaseHead head = workflows.open(workflow, id, BY_ALICE).orThrow();
            for (int step = random.nextInt(8); step > 0; step--) {
                List<WorkflowTransition> leaving = definition.transitionsFrom(head.state());
                if (leaving.isEmpty()) {
                    break;
                }
                WorkflowTransition row = leaving.get(random.nextInt(leaving.size()));
                head = workflows
                        .fire(workflow, id, row.id(), facts(random, row.guard()), BY_ALICE)
                        .orThrow();
            }
            if (random.nextInt(3) == 0) {
                workflows
                        .erase(id, 1 + random.nextInt((int) head.seq()), BY_ALICE)
                        .orThrow();
            }
            histories.put(id, runtime.steps().ofCase(id, 0, 100));
        }
        return histories;
    }

    /** Facts that satisfy a guard, and some more. */
    private static Map<String, Object> facts(Random random, List<Condition> guard) {
        Map<String, Object> facts = new HashMap<>();
        for (FactRow fact : FACTS) {
            if (random.nextBoolean()) {
                put(facts, fact, fact.values().get(random.nextInt(fact.values().size())));
            }
        }
        guard.forEach(part -> put(
                facts,
                part.fact(),
                part.accepted().get(random.nextInt(part.accepted().size()))));
        return facts;
    }

    private static void put(Map<String, Object> facts, FactRow fact, String value) {
        facts.put(fact.id(), fact.isBoolean() ? (Object) Boolean.valueOf(value) : value);
    }

    // ---- the oracle
    // --------------------------------------------------------------------------------------------------

    private static final Pattern ROW = Pattern.compile("(\\w+ -\\w+)(?:\\[(.*)])?-> (\\w+)");

    private static String oracle(List<String> old, List<String> rows, List<AuditEntry> history) {
        for (AuditEntry step : history) {
            long seq = step.seq();
            if (step.transition().equals("(open)")) {
                if (!rows.get(0).startsWith(step.toState() + " ")) {
                    return "not comparable after step " + seq;
                }
            } else if (!step.transition().equals("(erase)")) {
                String left = step.fromState() + " -" + step.transition();
                Matcher row = row(rows, left);
                if (row == null) {
                    return "refused at step " + seq;
                }
                List<String> guard = conditions(row);
                if (step.facts() == null) {
                    List<String> own = conditions(row(old, left));
                    if (!guard.stream().allMatch(part -> own.stream().anyMatch(each -> isNarrower(each, part)))) {
                        return "not comparable after step " + (seq - 1);
                    }
                } else if (!guard.stream().allMatch(part -> holds(part, step.facts()))) {
                    return "refused at step " + seq;
                }
                if (!row.group(3).equals(step.toState())) {
                    return "not comparable after step " + seq;
                }
            }
        }
        return "same";
    }

    private static Matcher row(List<String> rows, String left) {
        return rows.stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .filter(matcher -> matcher.group(1).equals(left))
                .findFirst()
                .orElse(null);
    }

    private static List<String> conditions(Matcher row) {
        return row.group(2) == null ? List.of() : List.of(row.group(2).split(" "));
    }

    private static boolean isNarrower(String condition, String other) {
        return other.matches("(?:" + condition.replaceFirst("=.*", "") + "=)[A-Za-z|]*")
                && Arrays.stream(condition.replaceFirst(".*=", "").split("\\|"))
                        .allMatch(value -> other.matches(".*\\b" + value + "\\b.*"));
    }

    private static boolean holds(String condition, String facts) {
        String[] parts = condition.split("=");
        return Arrays.stream(parts[1].split("\\|"))
                .anyMatch(value ->
                        facts.replace("\"", "").matches(".*\\b" + parts[0] + ":" + Pattern.quote(value) + "\\b.*"));
    }
}
