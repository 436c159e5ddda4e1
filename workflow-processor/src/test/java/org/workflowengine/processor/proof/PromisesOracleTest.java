package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.processor.proof.DrawnDefinition.Transition;
import org.workflowengine.processor.proof.DrawnDefinition.Type;

/** Random promises about the ways of cases, in sound definitions: the compiler refuses those that walking along every path refutes. */
class PromisesOracleTest {

    private static final int DEFINITIONS = 300 * Integer.getInteger("proof.times", 1);
    private static final int BATCH = 100;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    private Path folder;

    /**
     * One promise, written on one transition.
     *
     * @param drawn the definition
     * @param text its source with the promise in it
     * @param broken what walking along every path says
     */
    private record Promise(DrawnDefinition drawn, String text, boolean ahead, boolean broken) {}

    @Test
    void refusesWhatWalkingRefutes() throws IOException {
        System.out.println("PromisesOracleTest: seed " + seed);
        var definitions = new RandomDefinitions(seed);
        Map<String, Promise> promises = new LinkedHashMap<>();
        for (int i = 0; promises.size() < DEFINITIONS; i++) {
            var drawn = definitions.draw("Order" + i);
            boolean moves =
                    drawn.types().stream().anyMatch(type -> !type.transitions().isEmpty());
            if (moves && new Oracle(drawn).isSound()) {
                promises.put(drawn.name(), promise(drawn));
            }
        }
        Map<String, String> said = new HashMap<>();
        var names = new ArrayList<>(promises.keySet());
        for (int i = 0; i < names.size(); i += BATCH) {
            var sources = names.subList(i, Math.min(i + BATCH, names.size())).stream()
                    .map(name -> JavaFileObjects.forSourceString(
                            "app." + name, promises.get(name).text()))
                    .toList();
            var output = Files.createDirectories(folder.resolve("batch" + i));
            for (var error : Build.of(output, sources, "-proc:only").errors()) {
                var file = Path.of(error.getSource().getName()).getFileName().toString();
                said.merge(
                        file.replace(".java", ""), error.getMessage(null).substring(1, 6), (one, other) -> one + other);
            }
        }
        int broken = 0;
        for (var promise : promises.entrySet()) {
            var expected = promise.getValue().ahead() ? "WF602" : "WF601";
            assertThat(said.get(promise.getKey()))
                    .as("seed %s\n%s", seed, promise.getValue().text())
                    .isEqualTo(promise.getValue().broken() ? expected : null);
            broken += promise.getValue().broken() ? 1 : 0;
        }
        System.out.println("PromisesOracleTest: " + promises.size() + " promises, " + broken + " of them broken");
        assertThat(broken).isBetween(DEFINITIONS / 5, DEFINITIONS * 4 / 5);
    }

    private Promise promise(DrawnDefinition drawn) {
        var declaring = drawn.types().stream()
                .filter(type -> !type.transitions().isEmpty())
                .toList();
        Type type = pick(declaring);
        Transition transition = pick(type.transitions());
        Type through = pick(drawn.types());
        Set<String> avoided = new LinkedHashSet<>();
        for (Type state : drawn.states()) {
            // A state that is named stands for itself, not for those that extend it.
            if (state.name().equals(through.name()) || (!through.state() && isOrExtends(drawn, state, through))) {
                avoided.add(state.name());
            }
        }
        boolean ahead = random.nextBoolean();
        var oracle = new Oracle(drawn);
        boolean broken = ahead
                ? oracle.endsWithout(type.name(), transition.name(), avoided)
                : oracle.comesWithout(type.name(), transition.name(), avoided);
        var annotation = (ahead ? "@MustStillPass(" : "@MustHavePassed(") + through.name() + ".class) ";
        return new Promise(drawn, written(drawn, type, transition, annotation), ahead, broken);
    }

    private static String written(DrawnDefinition drawn, Type type, Transition transition, String annotation) {
        var printed = new PrintedDefinition(drawn);
        var lines = new ArrayList<>(List.of(printed.text().split("\n")));
        for (int i = 0; i < lines.size(); i++) {
            if (printed.label(i + 1).equals(type.name() + "." + transition.name())) {
                lines.set(i, "        " + annotation + lines.get(i).strip());
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static boolean isOrExtends(DrawnDefinition drawn, Type state, Type other) {
        return state.name().equals(other.name())
                || state.parents().stream().anyMatch(parent -> isOrExtends(drawn, drawn.type(parent), other));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
