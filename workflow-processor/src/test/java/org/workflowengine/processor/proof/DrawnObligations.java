package org.workflowengine.processor.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.workflowengine.processor.proof.DrawnDefinition.Type;

/**
 * A sound definition, and what was drawn to stand beside its transitions and states. Transitions are called {@code Type.method}.
 *
 * @param drawn the definition
 * @param fourEyes the states that each transition names
 * @param quorums what each transition counts
 * @param stillPass the state through which the ways behind a transition are promised to lead
 * @param resting the states where cases may rest
 * @param importable the states into which cases are imported
 * @param erasable whether steps may be erased
 */
record DrawnObligations(
        DrawnDefinition drawn,
        Map<String, List<String>> fourEyes,
        Map<String, Quorum> quorums,
        Map<String, String> stillPass,
        Set<String> resting,
        Set<String> importable,
        boolean erasable) {

    /** A quorum as it is written. */
    record Quorum(String of, int persons) {}

    static DrawnObligations draw(DrawnDefinition drawn, Random random) {
        var states = drawn.states().stream().map(Type::name).toList();
        var labels = new ArrayList<String>();
        var methods = new ArrayList<String>();
        for (Type type : drawn.types()) {
            type.transitions().forEach(transition -> {
                boolean stays = transition.target().equals(type.name());
                // Most quorums should be such as can be reached.
                methods.addAll(Collections.nCopies(stays ? 20 : 1, transition.name()));
                if (isInheritedOnOneWay(drawn, transition.name())) {
                    labels.add(type.name() + "." + transition.name());
                }
            });
        }
        Map<String, List<String>> fourEyes = new HashMap<>();
        Map<String, Quorum> quorums = new HashMap<>();
        Map<String, String> counted = new HashMap<>();
        Map<String, String> stillPass = new HashMap<>();
        for (String label : labels) {
            String own = label.substring(0, label.indexOf('.'));
            if (random.nextInt(4) == 0) {
                var named = new HashSet<String>();
                for (int i = random.nextInt(2); i >= 0; i--) {
                    named.add(random.nextBoolean() && states.contains(own) ? own : pick(states, random));
                }
                fourEyes.put(label, List.copyOf(named));
            }
            if (random.nextInt(10) == 0) {
                // A transition that is declared again counts the same step.
                String of = counted.computeIfAbsent(
                        label.substring(label.indexOf('.') + 1), absent -> pick(methods, random));
                quorums.put(label, new Quorum(of, 1 + random.nextInt(3)));
            }
        }
        if (!labels.isEmpty() && random.nextBoolean()) {
            stillPass.put(pick(labels, random), pick(states, random));
        }
        Set<String> resting = new HashSet<>();
        Set<String> importable = new HashSet<>();
        for (Type state : drawn.states()) {
            if (!state.terminal() && random.nextInt(5) == 0) {
                resting.add(state.name());
            }
            if (random.nextInt(8) == 0) {
                importable.add(state.name());
            }
        }
        return new DrawnObligations(drawn, fourEyes, quorums, stillPass, resting, importable, random.nextInt(4) > 0);
    }

    /** Else two superstates could bring it with different obligations, which is another error. */
    private static boolean isInheritedOnOneWay(DrawnDefinition drawn, String method) {
        return drawn.types().stream()
                .allMatch(type -> type.parents().stream()
                                .filter(parent -> has(drawn, drawn.type(parent), method))
                                .count()
                        < 2);
    }

    private static boolean has(DrawnDefinition drawn, Type type, String method) {
        return type.transitions().stream().anyMatch(one -> one.name().equals(method))
                || type.parents().stream().anyMatch(parent -> has(drawn, drawn.type(parent), method));
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    PrintedDefinition printed() {
        return new PrintedDefinition(drawn);
    }

    /** The source, with the same lines as without what was drawn here. */
    String text() {
        var printed = printed();
        var lines = new ArrayList<>(List.of(printed.text().split("\n")));
        for (int i = 0; i < lines.size(); i++) {
            var label = printed.label(i + 1);
            lines.set(i, flagged(label, beside(label) + lines.get(i).strip()));
        }
        return String.join("\n", lines) + "\n";
    }

    private String beside(String label) {
        return Optional.ofNullable(fourEyes.get(label))
                        .map(states -> states.stream()
                                .map(state -> state + ".class")
                                .collect(Collectors.joining(", ", "@FourEyes({", "}) ")))
                        .orElse("")
                + Optional.ofNullable(quorums.get(label))
                        .map(quorum -> "@Quorum(of = \"" + quorum.of() + "\", persons = " + quorum.persons() + ") ")
                        .orElse("")
                + Optional.ofNullable(stillPass.get(label))
                        .map(state -> "@MustStillPass(" + state + ".class) ")
                        .orElse("");
    }

    private String flagged(String label, String line) {
        var flagged = line;
        if (resting.contains(label)) {
            flagged = flagged.replace("@State(", "@State(resting = true, ");
        }
        if (importable.contains(label)) {
            flagged = flagged.replace("@State(", "@State(importable = true, ");
        }
        return flagged.replace(", )", ")")
                .replace("version = 1)", erasable ? "version = 1)" : "version = 1, erasable = false)");
    }
}
