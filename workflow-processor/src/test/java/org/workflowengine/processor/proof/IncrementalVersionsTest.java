package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.processor.proof.IncrementalTest.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two versions the newer one needs the older: its source or its classes, and it is another when those are others. */
class IncrementalVersionsTest {
    private static final JavaFileObject NEWER = source("Order", """
            @Workflow(id = "order", version = 2) interface Order {
                @State(initial = true) interface Open { @Transition Waiting hold(); }
                @State interface Waiting { @Transition Done finish(); }
                @State(terminal = true) interface Done {}
                @Migration(from = OrderV1.class) interface FromV1 { @From(OrderV1.Held.class) Waiting held(); }
            }
            """);

    private static final String REMINDER = "@Transition Open remind();";

    private static final String DIFFERENCE = "META-INF/workflow/order.v1-v2.diff.md";

    @TempDir
    private Path folder;

    @Test
    void isCompiledAgainBesideTheClassesOfTheOlder() throws IOException {
        var whole = sound("whole", older("", pin("")), NEWER);
        var again = beside("again", whole.output());
        assertThat(again.errors()).isEmpty();
        assertThat(again.generated()).isEqualTo(ofTheNewer(whole.generated())).containsKey(DIFFERENCE);
    }

    /** Compiled again, it is as if everything had been; what the former run has left is stale. */
    @Test
    void isAnotherWhenTheOlderOneIs() throws IOException {
        var former = sound("former", older("", pin("")), NEWER);
        var released = older(REMINDER, pin(REMINDER));
        var changed = sound("changed", released);
        var again = beside("again", changed.output());
        assertThat(again.errors()).isEmpty();
        var whole = sound("whole", released, NEWER);
        assertThat(again.generated()).isEqualTo(ofTheNewer(whole.generated()));
        for (String file : List.of("META-INF/workflow/order.v2.graph.json", DIFFERENCE, "app/OrderTransition.java")) {
            assertThat(again.generated().get(file))
                    .as(file)
                    .isNotEqualTo(former.generated().get(file));
        }
    }

    /** An edit of a released version is an error where it is made, and the newer one is not built on it. */
    @Test
    void isNoneBesideAnEditedOlderOne() throws IOException {
        var edited = older(REMINDER, pin(""));
        assertThat(build("edited", edited, NEWER).errorTexts())
                .singleElement()
                .satisfies(error -> assertThat(error).startsWith("[WF501 "));

        // The older one compiled before, without the processor, so that nobody has seen the edit.
        var unseen = Build.of(Files.createDirectories(folder.resolve("unseen")), List.of(edited), "-proc:none");
        assertThat(unseen.errors()).isEmpty();
        var alone = beside("alone", unseen.output());
        assertThat(alone.errorTexts())
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .startsWith("[WF502 ")
                        .contains("[WF501 pinned-version-changed] OrderV1 is pinned as version 1"));
        assertThat(alone.generated()).doesNotContainKey(DIFFERENCE);
    }

    /** So that a build tool throws all of it away with the newer one's source, and nothing with the older one's. */
    @Test
    void isTheOnlyOriginOfWhatIsGeneratedForIt() throws IOException {
        var recorder = new IncrementalTest.Recording();
        var build = Build.with(recorder, folder, List.of(older("", pin("")), NEWER));
        assertThat(build.errors()).isEmpty();
        assertThat(recorder.origins).containsKeys("META-INF/workflow/order.v1.graph.json", DIFFERENCE);
        recorder.origins.forEach((file, origins) ->
                assertThat(origins).as(file).containsExactly(isOfTheOlder(file) ? "app.OrderV1" : "app.Order"));
    }

    private Build build(String name, JavaFileObject... sources) throws IOException {
        return Build.of(Files.createDirectories(folder.resolve(name)), List.of(sources));
    }

    private Build sound(String name, JavaFileObject... sources) throws IOException {
        var build = build(name, sources);
        assertThat(build.errors()).isEmpty();
        return build;
    }

    /** The newer one alone, with these classes. */
    private Build beside(String name, Path classes) throws IOException {
        return Build.of(
                Files.createDirectories(folder.resolve(name)), List.of(NEWER), "-classpath", Build.classPath(classes));
    }

    private static boolean isOfTheOlder(String file) {
        return file.contains("OrderV1") || file.contains("order.v1.");
    }

    private static Map<String, String> ofTheNewer(Map<String, String> generated) {
        var files = new TreeMap<>(generated);
        files.keySet().removeIf(IncrementalVersionsTest::isOfTheOlder);
        return files;
    }

    /** The fingerprint of the older version with this transition, as a member of its annotation. */
    private String pin(String transition) throws IOException {
        var unpinned = sound("unpinned " + transition.length(), older(transition, ""));
        var fingerprint =
                Pattern.compile("[0-9a-f]{64}").matcher(unpinned.generated().get("META-INF/workflow/order.v1.json"));
        assertThat(fingerprint.find()).isTrue();
        return ", fingerprint = \"" + fingerprint.group() + "\"";
    }

    private static JavaFileObject older(String transition, String pin) {
        return source("OrderV1", """
                @Workflow(id = "order", version = 1%s) interface OrderV1 {
                    @State(initial = true) interface Open { @Transition Held hold(); %s }
                    @State interface Held { @Transition Done finish(); }
                    @State(terminal = true) interface Done {}
                }
                """.formatted(pin, transition));
    }
}
