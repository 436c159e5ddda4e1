package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.processor.model.GraphParts;
import org.workflowengine.processor.proof.DrawnVersions.Mapping;
import org.workflowengine.processor.proof.DrawnVersions.State;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.internal.audit.DefinitionDifferences;

/**
 * Random pairs of versions: which states a migration forgets or maps twice is said exactly, and what is compiled of the others is the
 * definition that the runtime reads, under the same fingerprint.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RandomVersionsTest {

    private static final int PAIRS = 150 * Integer.getInteger("proof.times", 1);
    private static final int BATCH = 50;
    private static final Pattern FAULT = Pattern.compile(
            "\\[(?:(WF503) \\S+ FromV1 forgets (\\w+): .*|(WF505) \\S+ FromV1\\.\\w+ maps (\\w+) a second time)",
            Pattern.DOTALL);

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final List<DrawnVersions> drawn = new ArrayList<>();
    private final Map<String, Set<String>> said = new TreeMap<>();
    private final Map<String, String> fingerprints = new TreeMap<>();

    @TempDir
    private static Path folder;

    @BeforeAll
    void compile() throws IOException {
        System.out.println("RandomVersionsTest: seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < PAIRS; i++) {
            drawn.add(DrawnVersions.draw("Zoo" + i, random));
        }
        Files.createDirectories(folder.resolve("unpinned"));
        Files.createDirectories(folder.resolve("both"));
        for (int i = 0; i < PAIRS; i += BATCH) {
            compile(drawn.subList(i, Math.min(i + BATCH, PAIRS)));
        }
    }

    private void compile(List<DrawnVersions> pairs) throws IOException {
        var unpinned = Build.of(
                folder.resolve("unpinned"),
                pairs.stream()
                        .map(pair -> source(pair.olderName(), pair.olderText("")))
                        .toList(),
                "-proc:only");
        assertThat(unpinned.errorTexts()).isEmpty();
        for (DrawnVersions pair : pairs) {
            fingerprints.put(
                    pair.name(), graph(unpinned.output(), pair, 1).fingerprint().hex());
        }
        for (var error :
                Build.of(folder.resolve("both"), sources(pairs), "-proc:only").errors()) {
            String file = Path.of(error.getSource().getName()).getFileName().toString();
            Matcher fault = FAULT.matcher(error.getMessage(null));
            String text = fault.lookingAt()
                    ? (fault.group(1) != null ? "WF503 " + fault.group(2) : "WF505 " + fault.group(4))
                    : error.getMessage(null);
            said.computeIfAbsent(file.replace(".java", ""), absent -> new TreeSet<>())
                    .add(text);
        }
    }

    @Test
    void saysWhichStatesAreForgottenOrMappedTwice() {
        int faulty = 0;
        for (DrawnVersions pair : drawn) {
            Set<String> faults = faults(pair);
            assertThat(said.getOrDefault(pair.name(), Set.of()))
                    .as("seed %s\n%s\n%s", seed, pair.olderText(""), pair.newerText())
                    .isEqualTo(faults);
            faulty += faults.isEmpty() ? 0 : 1;
        }
        System.out.println("RandomVersionsTest: " + faulty + " of " + drawn.size() + " pairs have faults");
        assertThat(faulty).isBetween(PAIRS / 10, PAIRS * 9 / 10);
    }

    @Test
    void whatIsCompiledIsWhatTheRuntimeReads() throws Exception {
        var sound = drawn.stream()
                .filter(pair -> faults(pair).isEmpty())
                .limit(BATCH)
                .toList();
        var build = Build.of(Files.createDirectories(folder.resolve("sound")), sources(sound));
        assertThat(build.errorTexts()).isEmpty();
        try (var loader = new URLClassLoader(
                new URL[] {build.output().toUri().toURL()}, getClass().getClassLoader())) {
            for (DrawnVersions pair : sound) {
                // It could not be made if the processor had fingerprinted another text than the runtime.
                var compiled = (Definition) loader.loadClass("app." + pair.name() + "Transition")
                        .getField("DEFINITION")
                        .get(null);
                assertThat(graph(build.output(), pair, 2).fingerprint()).isEqualTo(compiled.fingerprint());
                assertThat(compiled.migrations()).singleElement().satisfies(migration -> {
                    assertThat(migration.fromVersion()).isOne();
                    assertThat(migration.fromFingerprint().hex()).isEqualTo(fingerprints.get(pair.name()));
                    assertThat(places(migration))
                            .as("seed %s\n%s", seed, pair.newerText())
                            .isEqualTo(places(pair));
                });
                assertThat(compiled.states().stream()
                                .filter(WorkflowState::isImportable)
                                .map(WorkflowState::id))
                        .containsExactlyInAnyOrderElementsOf(pair.newer().stream()
                                .filter(State::importable)
                                .map(State::id)
                                .toList());
            }
        }
        assertThat(sound).hasSizeGreaterThan(20);
    }

    /** A message of the compiler about a pinned version and one at the start about a stored one name the same differences. */
    @Test
    void compilerAndRuntimeTellTheSameDifferences() throws IOException {
        int told = 0;
        Definition before = graph(folder.resolve("unpinned"), drawn.get(0), 1);
        for (DrawnVersions pair : drawn) {
            var texts = new ArrayList<Definition>(List.of(graph(folder.resolve("unpinned"), pair, 1)));
            if (faults(pair).isEmpty()) {
                texts.add(graph(folder.resolve("both"), pair, 2));
            }
            for (Definition next : texts) {
                var lines = GraphParts.differences(before.graph(), "stored", next.graph(), "compiled");
                assertThat(DefinitionDifferences.of(before, "stored", next, "compiled"))
                        .as("seed %s", seed)
                        .isEqualTo(lines);
                told += lines.size();
                before = next;
            }
        }
        assertThat(told).isGreaterThan(PAIRS);
    }

    /** What a naive reader of the rule would say. */
    private static Set<String> faults(DrawnVersions pair) {
        Set<String> faults = new TreeSet<>();
        for (State state : pair.older()) {
            int named = pair.staying().contains(state.name()) ? 1 : 0;
            for (Mapping mapping : pair.mappings()) {
                named += (int)
                        mapping.from().stream().filter(state.name()::equals).count();
            }
            if (named > 1) {
                faults.add("WF505 " + state.name());
            } else if (named == 0 && !state.terminal() && !places(pair).containsKey(state.id())) {
                faults.add("WF503 " + state.name());
            }
        }
        return faults;
    }

    /** Where cases in each older state go, by ids. */
    private static Map<String, String> places(DrawnVersions pair) {
        Map<String, String> places = new TreeMap<>();
        for (State state : pair.older()) {
            for (State other : pair.newer()) {
                boolean carriedOver = other.id().equals(state.id())
                        && !state.terminal()
                        && !other.terminal()
                        && !pair.staying().contains(state.name());
                if (carriedOver) {
                    places.put(state.id(), other.id());
                }
            }
            for (Mapping mapping : pair.mappings()) {
                for (State other : pair.newer()) {
                    if (mapping.from().contains(state.name()) && mapping.to().equals(other.name())) {
                        places.put(
                                state.id(), other.id() + " " + mapping.guard().strip());
                    }
                }
            }
        }
        places.replaceAll((from, to) -> to.strip());
        return places;
    }

    private static Map<String, String> places(Migration migration) {
        Map<String, String> places = new LinkedHashMap<>();
        migration
                .mappings()
                .forEach(row -> places.put(row.from().id(), (row.to().id() + " " + written(row.guard())).strip()));
        return places;
    }

    /** A guard as it is drawn. */
    private static String written(List<Condition> guard) {
        return guard.stream()
                .map(part -> part.fact().isBoolean()
                        ? part.accepted().equals(List.of("true")) ? "@Ready" : "@Ready(false)"
                        : part.accepted().size() == 1
                                ? "@At(Level." + part.accepted().get(0) + ")"
                                : part.accepted().stream()
                                        .map(value -> "Level." + value)
                                        .collect(Collectors.joining(", ", "@At({", "})")))
                .collect(Collectors.joining(" "));
    }

    private List<JavaFileObject> sources(List<DrawnVersions> pairs) {
        var sources = new ArrayList<JavaFileObject>();
        for (DrawnVersions pair : pairs) {
            sources.add(source(pair.olderName(), pair.olderText(fingerprints.getOrDefault(pair.name(), ""))));
            sources.add(source(pair.name(), pair.newerText()));
        }
        return sources;
    }

    private static Definition graph(Path output, DrawnVersions pair, int version) throws IOException {
        return Definition.read(
                Files.readString(output.resolve("META-INF/workflow/" + pair.name() + ".v" + version + ".graph.json")));
    }

    private static JavaFileObject source(String name, String text) {
        return JavaFileObjects.forSourceString("app." + name, text);
    }
}
