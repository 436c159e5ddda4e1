package org.workflowengine.processor.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Three versions of a definition, of which the last has four eyes on states; cases come from each version into the next, and sometimes from the
 * first into the last.
 *
 * @param name the name of the definition
 * @param versions its versions
 */
record DrawnChain(String name, List<Version> versions) {

    private static final List<String> NAMES = List.of("Ant", "Bee", "Cat", "Dog", "Elk", "Fox", "Gnu");

    /**
     * One version; its states are called as in other versions if they have the same id there.
     *
     * @param states its states, the first is initial, the last terminal
     * @param places by older version where cases in its states come to
     */
    record Version(List<State> states, Map<Integer, Map<String, String>> places) {}

    /** A state; its transitions lead to the states of these names, each with four eyes on another one, or on none. */
    record State(String name, boolean terminal, boolean importable, Map<String, Optional<String>> targets) {}

    static DrawnChain draw(String name, Random random) {
        var versions = new ArrayList<Version>();
        for (int number = 1; number <= 3; number++) {
            var states = states(random, number == 3);
            Map<Integer, Map<String, String>> places = new HashMap<>();
            for (int older = 1; older < number; older++) {
                if (older == number - 1 || random.nextBoolean()) {
                    places.put(older, places(versions.get(older - 1).states(), states, random));
                }
            }
            versions.add(new Version(states, places));
        }
        return new DrawnChain(name, versions);
    }

    private static Map<String, String> places(List<State> older, List<State> newer, Random random) {
        Map<String, String> places = new HashMap<>();
        for (State state : older) {
            if (random.nextInt(state.terminal() ? 6 : 3) == 0) {
                places.put(state.name(), newer.get(random.nextInt(newer.size())).name());
            } else if (!state.terminal() && random.nextInt(3) > 0) {
                newer.stream()
                        .filter(other -> other.name().equals(state.name()) && !other.terminal())
                        .forEach(other -> places.put(state.name(), other.name()));
            }
        }
        return places;
    }

    private static List<State> states(Random random, boolean obliged) {
        var names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        int count = 3 + random.nextInt(4);
        List<Set<Integer>> targets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            targets.add(new LinkedHashSet<>());
        }
        for (int i = 0; i < count - 1; i++) {
            targets.get(i).add(i + 1 + random.nextInt(count - i - 1));
            targets.get(random.nextInt(i + 1)).add(i + 1);
            if (random.nextInt(3) == 0) {
                targets.get(i).add(random.nextInt(count));
            }
        }
        var states = new ArrayList<State>();
        for (int i = 0; i < count; i++) {
            Map<String, Optional<String>> steps = new HashMap<>();
            targets.get(i)
                    .forEach(target -> steps.put(
                            names.get(target),
                            obliged && random.nextInt(3) == 0
                                    ? Optional.of(names.get(random.nextInt(count)))
                                    : Optional.empty()));
            states.add(new State(names.get(i), i == count - 1, random.nextInt(6) == 0, steps));
        }
        return states;
    }

    String type(int version) {
        return name + "V" + version;
    }

    /** The source of one version, each state on a line of its own. */
    String text(int version, String fingerprint) {
        var text = new StringBuilder(
                "package app; import org.workflowengine.annotations.*;\n@Workflow(id = \"%s\", version = %s, erasable = false%s) public interface %s {\n"
                        .formatted(
                                name,
                                version,
                                fingerprint.isEmpty() ? "" : ", fingerprint = \"" + fingerprint + "\"",
                                type(version)));
        var states = versions.get(version - 1).states();
        for (State state : states) {
            text.append("  @State(initial = %s, terminal = %s, importable = %s) interface %s {"
                    .formatted(states.indexOf(state) == 0, state.terminal(), state.importable(), state.name()));
            state.targets()
                    .forEach((target, eyes) -> text.append(" @Transition %s%s go%s();"
                            .formatted(
                                    eyes.map(named -> "@FourEyes(" + named + ".class) ")
                                            .orElse(""),
                                    target,
                                    target)));
            text.append(" }\n");
        }
        versions.get(version - 1).places().forEach((older, places) -> text.append(migration(version, older, places)));
        return text.append("}\n").toString();
    }

    /** Everything written out but what follows from equal names. */
    private String migration(int version, int older, Map<String, String> places) {
        var staying = versions.get(older - 1).states().stream()
                .filter(state -> !places.containsKey(state.name()))
                .map(state -> type(older) + "." + state.name() + ".class")
                .collect(Collectors.joining(", "));
        return Stream.concat(
                        Stream.of("  @Migration(from = %s.class, staying = {%s}) interface FromV%s {"
                                .formatted(type(older), staying, older)),
                        places.entrySet().stream()
                                .filter(place -> isWritten(version, older, place.getKey(), place.getValue()))
                                .map(place -> " @From(%s.%s.class) %s %s();"
                                        .formatted(
                                                type(older),
                                                place.getKey(),
                                                place.getValue(),
                                                place.getKey().toLowerCase(Locale.ROOT))))
                .collect(Collectors.joining("", "", " }\n"));
    }

    private boolean isWritten(int version, int older, String from, String to) {
        return !from.equals(to)
                || state(version, to).terminal()
                || state(older, from).terminal();
    }

    State state(int version, String wanted) {
        return versions.get(version - 1).states().stream()
                .filter(state -> state.name().equals(wanted))
                .findFirst()
                .orElseThrow();
    }
}
