package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowState;

/** Random obligations, resting states and imports, in sound definitions: the compiler reports what cases on every way refute. */
class ObligationsOracleTest {

    private static final int DEFINITIONS = 600 * Integer.getInteger("proof.times", 1);
    private static final int BATCH = 100;
    private static final Set<String> JUDGED = Set.of("WF602", "WF605", "WF606", "WF607", "WF608");
    private static final Set<String> ERRORS = Set.of("WF602", "WF605", "WF608");

    private final long seed = Long.getLong("seed", System.nanoTime());

    @TempDir
    private Path folder;

    @Test
    void reportsWhatCasesRefute() throws Exception {
        System.out.println("ObligationsOracleTest: seed " + seed);
        var drawn = draw();
        Map<String, Set<String>> said = new HashMap<>();
        for (List<DrawnObligations> some : batches(List.copyOf(drawn.values()))) {
            var output = Files.createDirectories(folder.resolve("batch" + said.size()));
            for (var message : Build.of(output, sources(some), "-proc:only").messages()) {
                note(message.getSource(), message.getLineNumber(), message.getMessage(null), drawn, said);
            }
        }
        Map<String, Integer> counts = new TreeMap<>();
        var sound = new ArrayList<DrawnObligations>();
        drawn.forEach((name, one) -> {
            var oracle = new ObligedOracle(one);
            Set<String> found = said.getOrDefault(name, Set.of());
            var unexpected = new TreeSet<>(found);
            unexpected.removeAll(oracle.faults());
            oracle.circles().forEach(unexpected::removeAll);
            assertThat(unexpected).as("seed %s\n%s", seed, one.text()).isEmpty();
            assertThat(found).as("seed %s\n%s", seed, one.text()).containsAll(oracle.faults());
            assertThat(oracle.circles())
                    .as("seed %s\n%s", seed, one.text())
                    .allMatch(circle -> circle.stream().anyMatch(found::contains));
            found.stream()
                    .map(fault -> fault.substring(0, 5))
                    .distinct()
                    .forEach(code -> counts.merge(code, 1, Integer::sum));
            if (found.stream().noneMatch(fault -> ERRORS.contains(fault.substring(0, 5)))) {
                sound.add(one);
            }
        });
        System.out.println("ObligationsOracleTest: " + drawn.size() + " definitions, " + sound.size()
                + " without an error; definitions with " + counts);
        assertThat(counts.keySet()).isEqualTo(JUDGED);
        assertThat(counts.values()).allMatch(count -> count > DEFINITIONS / 50);
        assertThat(sound.size()).isGreaterThan(DEFINITIONS / 20);
        isWhatTheRuntimeReads(sound.subList(0, Math.min(sound.size(), BATCH)));
    }

    /** A definition could not be made if the processor had fingerprinted another text than the runtime. */
    private void isWhatTheRuntimeReads(List<DrawnObligations> sound) throws Exception {
        var build = Build.of(Files.createDirectories(folder.resolve("sound")), sources(sound));
        assertThat(build.errorTexts()).isEmpty();
        int obliged = 0;
        try (var loader = new URLClassLoader(
                new URL[] {build.output().toUri().toURL()}, getClass().getClassLoader())) {
            for (DrawnObligations one : sound) {
                var name = one.drawn().name();
                var compiled = (Definition) loader.loadClass("app." + name + "Transition")
                        .getField("DEFINITION")
                        .get(null);
                var graph = Files.readString(build.output().resolve("META-INF/workflow/" + name + ".v1.graph.json"));
                assertThat(compiled.graph()).as("seed %s", seed).isEqualTo(graph);
                assertThat(Definition.read(graph).fingerprint()).isEqualTo(compiled.fingerprint());
                assertThat(compiled.states().stream().filter(WorkflowState::isResting))
                        .hasSize(one.resting().size());
                obliged += graph.contains("\"obligations\":") ? 1 : 0;
            }
        }
        assertThat(obliged).isGreaterThan(sound.size() / 5);
    }

    private Map<String, DrawnObligations> draw() {
        var random = new Random(seed);
        var definitions = new RandomDefinitions(seed);
        Map<String, DrawnObligations> drawn = new LinkedHashMap<>();
        for (int i = 0; drawn.size() < DEFINITIONS; i++) {
            var definition = definitions.draw("Order" + i);
            boolean moves = definition.types().stream()
                    .anyMatch(type -> !type.transitions().isEmpty());
            if (moves && new Oracle(definition).isSound()) {
                drawn.put(definition.name(), DrawnObligations.draw(definition, random));
            }
        }
        return drawn;
    }

    private static void note(
            JavaFileObject source,
            long line,
            String message,
            Map<String, DrawnObligations> drawn,
            Map<String, Set<String>> said) {
        if (source == null || !message.startsWith("[WF")) {
            return;
        }
        var code = message.substring(1, 6);
        var name = Path.of(source.getName()).getFileName().toString().replace(".java", "");
        var one = drawn.get(name);
        if (one != null && (JUDGED.contains(code) || code.startsWith("WF20") && !code.equals("WF208"))) {
            said.computeIfAbsent(name, any -> new TreeSet<>())
                    .add(code + " " + one.printed().label(line));
        }
    }

    private static List<List<DrawnObligations>> batches(List<DrawnObligations> all) {
        var batches = new ArrayList<List<DrawnObligations>>();
        for (int i = 0; i < all.size(); i += BATCH) {
            batches.add(all.subList(i, Math.min(i + BATCH, all.size())));
        }
        return batches;
    }

    private static List<JavaFileObject> sources(List<DrawnObligations> some) {
        return some.stream()
                .map(one -> JavaFileObjects.forSourceString("app." + one.drawn().name(), one.text()))
                .toList();
    }
}
