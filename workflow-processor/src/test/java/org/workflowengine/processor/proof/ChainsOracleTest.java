package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.processor.proof.DrawnChain.State;
import org.workflowengine.runtime.core.Definition;

/** Four eyes on states that cases of older versions have passed through: the compiler reports what such cases refute, on every way. */
class ChainsOracleTest {

    private static final int CHAINS = 100 * Integer.getInteger("proof.times", 1);

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Map<String, String> fingerprints = new HashMap<>();

    @TempDir
    private Path folder;

    @Test
    void reportsWhatCasesOfOlderVersionsRefute() throws IOException {
        System.out.println("ChainsOracleTest: seed " + seed);
        var random = new Random(seed);
        Map<String, DrawnChain> chains = new TreeMap<>();
        for (int i = 0; i < CHAINS; i++) {
            chains.put("Zoo" + i, DrawnChain.draw("Zoo" + i, random));
        }
        pin(chains, 1);
        pin(chains, 2);
        Map<String, Set<String>> said = new HashMap<>();
        for (var message : compile("last", chains, 3).messages()) {
            var file = message.getSource() == null
                    ? ""
                    : Path.of(message.getSource().getName()).getFileName().toString();
            var text = message.getMessage(null);
            if (file.endsWith("V3.java") && text.startsWith("[WF60")) {
                said.computeIfAbsent(file.replace("V3.java", ""), any -> new TreeSet<>())
                        .add(text.substring(1, 6) + " line " + message.getLineNumber());
            } else if (text.startsWith("[WF") && !text.startsWith("[WF508") && !text.startsWith("[WF2")) {
                throw new AssertionError(text);
            }
        }
        Map<String, Integer> counts = new TreeMap<>();
        chains.forEach((name, chain) -> {
            var faults = faults(chain);
            assertThat(said.getOrDefault(name, Set.of()))
                    .as("seed %s\n%s%s%s", seed, chain.text(1, ""), chain.text(2, ""), chain.text(3, ""))
                    .isEqualTo(faults);
            faults.stream()
                    .map(fault -> fault.substring(0, 5))
                    .distinct()
                    .forEach(code -> counts.merge(code, 1, Integer::sum));
            counts.merge(faults.isEmpty() ? "none" : "some", 1, Integer::sum);
        });
        System.out.println("ChainsOracleTest: " + chains.size() + " chains with " + counts);
        assertThat(counts.keySet()).containsExactly("WF605", "WF606", "none", "some");
        assertThat(counts.values()).allMatch(count -> count > CHAINS / 30);
    }

    private void pin(Map<String, DrawnChain> chains, int version) throws IOException {
        var build = compile("version" + version, chains, version);
        assertThat(build.errorTexts()).isEmpty();
        for (DrawnChain chain : chains.values()) {
            var graph = build.output().resolve("META-INF/workflow/" + chain.name() + ".v" + version + ".graph.json");
            fingerprints.put(
                    chain.type(version),
                    Definition.read(Files.readString(graph)).fingerprint().hex());
        }
    }

    /** All versions up to one, the older ones pinned. */
    private Build compile(String name, Map<String, DrawnChain> chains, int upTo) throws IOException {
        var sources = new ArrayList<JavaFileObject>();
        for (DrawnChain chain : chains.values()) {
            for (int version = 1; version <= upTo; version++) {
                sources.add(JavaFileObjects.forSourceString(
                        "app." + chain.type(version),
                        chain.text(version, fingerprints.getOrDefault(chain.type(version), ""))));
            }
        }
        return Build.of(Files.createDirectories(folder.resolve(name)), sources, "-proc:only");
    }

    /** Where a case is, and whether it has been in a state or one that is equal to it, and whether a step has brought it there. */
    private record Case(int version, String state, boolean passed, boolean brought) {}

    private record Place(int version, String state) {}

    private static Set<String> faults(DrawnChain chain) {
        Set<String> faults = new TreeSet<>();
        var states = chain.versions().get(2).states();
        for (State state : states) {
            for (var eyes : state.targets().values()) {
                if (eyes.isPresent()) {
                    var cases = cases(chain, equal(chain, eyes.get()));
                    cases.removeIf(one -> one.version() != 3 || !one.state().equals(state.name()));
                    // Two lines stand before the states.
                    String line = " line " + (states.indexOf(state) + 3);
                    if (cases.stream().anyMatch(one -> !one.passed())) {
                        faults.add("WF605" + line);
                    } else if (cases.stream().anyMatch(one -> !one.brought())) {
                        faults.add("WF606" + line);
                    }
                }
            }
        }
        return faults;
    }

    /** A state of the last version, and all from which mappings lead there. */
    private static Set<Place> equal(DrawnChain chain, String state) {
        Set<Place> equal = new HashSet<>(Set.of(new Place(3, state)));
        for (int round = 0; round < 3; round++) {
            for (int version = 1; version <= 3; version++) {
                int newer = version;
                chain.versions()
                        .get(version - 1)
                        .places()
                        .forEach((older, places) -> places.forEach((from, to) -> {
                            if (equal.contains(new Place(newer, to))) {
                                equal.add(new Place(older, from));
                            }
                        }));
            }
        }
        return equal;
    }

    private static Set<Case> cases(DrawnChain chain, Set<Place> equal) {
        var open = new ArrayDeque<Case>();
        for (int version = 1; version <= 3; version++) {
            var states = chain.versions().get(version - 1).states();
            for (State state : states) {
                boolean same = equal.contains(new Place(version, state.name()));
                if (states.indexOf(state) == 0) {
                    open.add(new Case(version, state.name(), same, same));
                }
                if (state.importable()) {
                    open.add(new Case(version, state.name(), same, false));
                }
            }
        }
        Set<Case> seen = new HashSet<>();
        while (!open.isEmpty()) {
            var one = open.remove();
            if (!seen.add(one)) {
                continue;
            }
            for (String target :
                    chain.state(one.version(), one.state()).targets().keySet()) {
                boolean enters = !target.equals(one.state()) && equal.contains(new Place(one.version(), target));
                open.add(new Case(one.version(), target, one.passed() || enters, one.brought() || enters));
            }
            for (int newer = one.version() + 1; newer <= 3; newer++) {
                var places = chain.versions().get(newer - 1).places().getOrDefault(one.version(), Map.of());
                if (places.containsKey(one.state())) {
                    String target = places.get(one.state());
                    boolean same = equal.contains(new Place(newer, target));
                    open.add(new Case(newer, target, one.passed() || same, one.brought()));
                }
            }
        }
        return seen;
    }
}
