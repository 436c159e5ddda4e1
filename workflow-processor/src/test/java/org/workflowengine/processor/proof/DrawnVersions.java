package org.workflowengine.processor.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two versions of a workflow as they were drawn, each sound by itself, and a migration that may forget states or map some twice.
 *
 * @param name the name of the newer version's interface; the older one has {@code V1} behind it
 * @param older the states of the older version
 * @param newer the states of the newer version
 * @param mappings the methods of the migration
 * @param staying the names of the older states that are said to stay
 */
record DrawnVersions(String name, List<State> older, List<State> newer, List<Mapping> mappings, List<String> staying) {

    private static final List<String> NAMES = List.of("Ant", "Bee", "Cat", "Dog", "Elk", "Fox", "Gnu", "Hen");
    private static final List<String> GUARDS =
            List.of("", "@Ready ", "@Ready(false) ", "@At({Level.LOW, Level.TOP}) ", "@Ready @At(Level.HIGH) ");

    /** A state; it leads to the states of these numbers, and who brings a case into an obliged one does not take it further. */
    record State(
            String name,
            String id,
            boolean terminal,
            boolean importable,
            boolean resting,
            boolean obliged,
            List<Integer> targets) {}

    /** A method: the older states that it names, the newer one that it returns, and its guard as it is written. */
    record Mapping(List<String> from, String to, String guard) {}

    static DrawnVersions draw(String name, Random random) {
        List<State> older = states(random, false);
        List<State> newer = states(random, true);
        var staying = new ArrayList<String>();
        var mappings = new ArrayList<Mapping>();
        boolean careless = random.nextInt(3) == 0;
        var left = new ArrayList<String>();
        for (State state : older) {
            boolean carriedOver = newer.stream()
                    .anyMatch(other -> other.id().equals(state.id()) && !other.terminal() && !state.terminal());
            int fate = random.nextInt(careless ? 5 : 3);
            if (fate == 0) {
                staying.add(state.name());
            } else if (fate == 1 || (fate == 2 && !carriedOver && !state.terminal())) {
                left.add(state.name());
            } else if (fate == 3 && random.nextInt(4) == 0) {
                left.add(state.name());
                staying.add(state.name());
            }
        }
        while (!left.isEmpty()) {
            int most = Math.min(left.size(), 1 + random.nextInt(2));
            var from = new ArrayList<>(left.subList(0, most));
            left.subList(0, most).clear();
            if (careless && random.nextInt(6) == 0) {
                from.add(older.get(random.nextInt(older.size())).name());
            }
            mappings.add(new Mapping(from, pick(newer, random).name(), pick(GUARDS, random)));
        }
        return new DrawnVersions(name, older, newer, mappings, staying);
    }

    /** Each state but the last leads to a later one, and is entered from an earlier one. */
    private static List<State> states(Random random, boolean renamed) {
        var names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        int count = 2 + random.nextInt(5);
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
            String id = names.get(i).toUpperCase(Locale.ROOT);
            String name = renamed && random.nextInt(4) == 0 ? "New" + names.get(i) : names.get(i);
            states.add(new State(
                    name,
                    id,
                    i == count - 1,
                    random.nextInt(3) == 0,
                    i < count - 1 && random.nextInt(4) == 0,
                    random.nextInt(4) == 0,
                    List.copyOf(targets.get(i))));
        }
        return states;
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    String olderName() {
        return name + "V1";
    }

    /** The source of the older version; its fingerprint may be empty. */
    String olderText(String fingerprint) {
        return head(1, fingerprint, olderName()) + text(older) + "}\n";
    }

    String newerText() {
        String stays = staying.stream()
                .map(state -> olderName() + "." + state + ".class")
                .collect(Collectors.joining(", "));
        var text = new StringBuilder(head(2, "", name)).append(text(newer));
        text.append("  @Migration(from = %s.class, staying = {%s}) interface FromV1 {\n".formatted(olderName(), stays));
        for (Mapping mapping : mappings) {
            String from = mapping.from().stream()
                    .map(state -> olderName() + "." + state + ".class")
                    .collect(Collectors.joining(", "));
            text.append("    @From({%s}) %s%s to%s();\n"
                    .formatted(from, mapping.guard(), mapping.to(), mappings.indexOf(mapping)));
        }
        return text.append("  }\n}\n").toString();
    }

    private String head(int version, String fingerprint, String type) {
        return """
                package app;
                import org.workflowengine.annotations.*;
                @Workflow(id = "%s", version = %s%s)
                public interface %s {
                  enum Level { LOW, HIGH, TOP }
                  @Fact @interface Ready { boolean value() default true; }
                  @Fact @interface At { Level[] value(); }
                """.formatted(
                        name, version, fingerprint.isEmpty() ? "" : ", fingerprint = \"" + fingerprint + "\"", type);
    }

    private static String text(List<State> states) {
        var text = new StringBuilder();
        for (State state : states) {
            text.append(
                    "  @State(initial = %s, terminal = %s, importable = %s, resting = %s, id = \"%s\") interface %s {"
                            .formatted(
                                    states.indexOf(state) == 0,
                                    state.terminal(),
                                    state.importable(),
                                    state.resting(),
                                    state.id(),
                                    state.name()));
            for (int target : state.targets()) {
                text.append(" @Transition %s%s go%s();"
                        .formatted(
                                state.obliged() ? "@FourEyes(" + state.name() + ".class) " : "",
                                states.get(target).name(),
                                target));
            }
            text.append(" }\n");
        }
        return text.toString();
    }
}
