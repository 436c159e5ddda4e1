package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The version from which cases come, read from class files, or not there in time. */
class OlderVersionTest {

    private static final String PIN = "b42d0c803183deb497861cb0e335c10d1d40e6e07dbf323b53b44b7f2b59e407";

    private static final String V1 = """
            @Workflow(id = "order", version = 1, fingerprint = "%s")
            interface OrderV1 {
                @State(initial = true) interface Open { @Transition Done finish(); }
                @State(terminal = true) interface Done {}
            }
            """;

    private static final String V2 = """
            @Workflow(id = "order", version = 2)
            interface Order {
                @State(initial = true) interface Begun { @Transition Done finish(); }
                @State(terminal = true) interface Done {}
                @Migration(from = OrderV1.class)
                interface FromV1 { %s }
            }
            """;

    private static final String MAPPED = V2.formatted("@From(OrderV1.Open.class) Begun open();");

    @TempDir
    private Path classes;

    @Test
    void fromClassFilesSaysTheSameAsFromSource() throws IOException {
        var mistakes = List.of(
                "",
                "@From(OrderV1.Done.class) Begun done();",
                "@From({OrderV1.Open.class, OrderV1.Open.class}) Begun open();",
                "@From(Begun.class) Begun open();",
                "@From(OrderV1.Open.class) Done open();",
                "@From(OrderV1.Open.class) Begun open();");
        var together = new ArrayList<List<String>>();
        for (String mistake : mistakes) {
            together.add(ours(compile(source("OrderV1", V1.formatted(PIN)), source("Order", V2.formatted(mistake)))));
        }
        store(compile(source("OrderV1", V1.formatted(PIN))));
        for (String mistake : mistakes) {
            assertThat(ours(compile(source("Order", V2.formatted(mistake)))))
                    .isEqualTo(together.get(mistakes.indexOf(mistake)));
        }
        assertThat(together).extracting(List::size).containsExactly(1, 1, 1, 1, 1, 0);
    }

    @Test
    void fromClassFilesGeneratesTheSame() throws IOException {
        var together = generated(compile(source("OrderV1", V1.formatted(PIN)), source("Order", MAPPED)));
        store(compile(source("OrderV1", V1.formatted(PIN))));
        var alone = generated(compile(source("Order", MAPPED)));
        together.keySet().retainAll(alone.keySet());
        assertThat(alone).hasSize(10).isEqualTo(together);
    }

    @Test
    void whatCanBeErasedAfterwardsIsSaid() throws IOException {
        var forbidding = V1.replace("version = 1", "version = 1, erasable = false");
        var pin =
                generated(compile(source("OrderV1", forbidding.replace(", fingerprint = \"%s\"", ""))))
                        .entrySet()
                        .stream()
                        .filter(file -> file.getKey().endsWith("order.v1.json"))
                        .map(file -> file.getValue().replaceFirst("(?s).*\"fingerprint\": \"([0-9a-f]{64})\".*", "$1"))
                        .findFirst()
                        .orElseThrow();
        var compilation = compile(source("OrderV1", forbidding.formatted(pin)), source("Order", MAPPED));
        assertThat(generated(compilation).entrySet())
                .filteredOn(file -> file.getKey().endsWith(".diff.md"))
                .singleElement()
                .satisfies(
                        file -> assertThat(file.getValue())
                                .contains(
                                        "**more:** the steps of a migrated case can be erased, those from before the migration too."));
    }

    @Test
    void thatIsNotPinnedIsTheSameErrorFromClassFiles() throws IOException {
        store(compile(source("OrderV1", V1.replace(", fingerprint = \"%s\"", ""))));
        assertThat(ours(compile(source("Order", MAPPED)))).containsExactly("""
                [WF502 migration-from-unpinned] FromV1 leaves version 1, which is not pinned
                      found:       app.OrderV1 has no fingerprint, so an edit of it would go unnoticed
                      expected:    a released version, pinned by its fingerprint
                      fix:         pin it there:   fingerprint = "…"   from META-INF/workflow/order.v1.json""");
    }

    /** Somebody has compiled it without the processor: nobody else would ever say so. */
    @Test
    void whoseClassFilesAreNotSoundIsAnErrorHere() throws IOException {
        Map<String, String> found = new TreeMap<>();
        var faulty = Map.of(
                "pin", V1.formatted(PIN.replace('b', 'c')),
                "rule", V1.formatted(PIN).replace("initial = true", ""),
                "shape", V1.formatted(PIN).replace("Done finish();", "Done finish(int amount);"));
        for (var fault : faulty.entrySet()) {
            store(compile(List.of(), source("OrderV1", fault.getValue())));
            var said = ours(compile(source("Order", MAPPED)));
            assertThat(said).singleElement().asString().startsWith("""
                    [WF502 migration-from-unpinned] FromV1 leaves a version whose class files are not sound
                          found:       [WF""");
            found.put(fault.getKey(), said.get(0).lines().toList().get(1).strip());
        }
        assertThat(found)
                .isEqualTo(Map.of(
                        "pin",
                        "found:       [WF501 pinned-version-changed] OrderV1 is pinned as version 1, but is not what was released",
                        "rule",
                        "found:       [WF201 initial-state] OrderV1 has no initial state",
                        "shape",
                        "found:       [WF105 transition-shape] Open.finish takes parameters"));
    }

    /** What leaves it cannot be written down, so that nobody can tell whether it was released like this. */
    @Test
    void whoseClassFilesCannotBeReadIsTheOnlyError() throws IOException {
        store(compile(
                List.of(), source("OrderV1", V1.formatted(PIN).replace("Done finish();", "Done finish(int amount);"))));
        assertThat(ours(compile(source("Order", pinned(MAPPED, "0".repeat(64))))))
                .isEqualTo(ours(compile(source("Order", MAPPED))))
                .singleElement()
                .asString()
                .startsWith("[WF502 migration-from-unpinned] FromV1 leaves a version whose class files are not sound");
    }

    @Test
    void whoseFingerprintSomebodyHasCopied() throws IOException {
        store(compile(source("OrderV1", V1.formatted(PIN))));
        assertThat(ours(compile(source("Order", pinned(MAPPED, PIN))))).containsExactly("""
                [WF501 pinned-version-changed] Order is pinned by the fingerprint of another version
                      found:       it is that of version 1, app.OrderV1
                      expected:    no fingerprint until version 2 is released, then its own
                      fix:         leave out   fingerprint""");
    }

    @Test
    void thatNeedsAMissingClassIsAnErrorHere() throws IOException {
        String shared = "@Fact @interface Shared { boolean value() default true; }";
        store(compile(
                List.of(),
                source("OrderV1", V1.formatted(PIN).replace("@Transition", "@Shared @Transition") + shared)));
        Files.delete(classes.resolve("app/Shared.class"));
        assertThat(compile(source("Order", MAPPED)).status()).isEqualTo(Compilation.Status.FAILURE);
    }

    /** It is not there in the round in which the newer one is read, and nothing would remind anybody later. */
    @Test
    void thatAnotherProcessorGeneratesIsToldOf() {
        var compilation = compile(
                List.of(new WorkflowProcessor(), new Generating("OrderV1", V1.formatted(PIN))),
                source("Order", MAPPED));
        assertThat(ours(compilation)).singleElement().asString().startsWith("""
                [WF114 read-too-early] Order was read before all its annotations were there
                """.stripTrailing());
    }

    private static String pinned(String definition, String fingerprint) {
        return definition.replace("version = 2", "version = 2, fingerprint = \"" + fingerprint + '"');
    }

    private Compilation compile(JavaFileObject... sources) {
        return compile(List.of(new WorkflowProcessor()), sources);
    }

    private Compilation compile(List<Processor> processors, JavaFileObject... sources) {
        var options = new ArrayList<Object>(
                List.of("-classpath", System.getProperty("java.class.path") + File.pathSeparator + classes));
        if (processors.isEmpty()) {
            options.add("-proc:none");
        }
        return Compiler.javac().withOptions(options).withProcessors(processors).compile(sources);
    }

    private static List<String> ours(Compilation compilation) {
        return compilation.diagnostics().stream()
                .map(diagnostic -> diagnostic.getMessage(null))
                .filter(message -> message.startsWith("[WF"))
                .sorted()
                .toList();
    }

    private static Map<String, String> generated(Compilation compilation) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (JavaFileObject file : compilation.generatedFiles()) {
            if (file.getKind() != JavaFileObject.Kind.CLASS) {
                texts.put(file.getName(), file.getCharContent(false).toString());
            }
        }
        return texts;
    }

    private void store(Compilation compilation) throws IOException {
        for (JavaFileObject file : compilation.generatedFiles()) {
            if (file.getKind() == JavaFileObject.Kind.CLASS) {
                var target = classes.resolve(file.getName().replaceFirst("^/?CLASS_OUTPUT/", ""));
                Files.createDirectories(target.getParent());
                try (var bytes = file.openInputStream()) {
                    Files.write(target, bytes.readAllBytes());
                }
            }
        }
    }

    private static JavaFileObject source(String name, String text) {
        return JavaFileObjects.forSourceString("app." + name, head(text));
    }

    private static String head(String text) {
        return "package app;\nimport org.workflowengine.annotations.*;\n" + text;
    }

    /** Somebody else's processor. */
    @SupportedAnnotationTypes("*")
    private static final class Generating extends AbstractProcessor {
        private final String name;
        private final String text;
        private boolean done;

        Generating(String name, String text) {
            this.name = name;
            this.text = text;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!done) {
                done = true;
                try (Writer writer =
                        processingEnv.getFiler().createSourceFile("app." + name).openWriter()) {
                    writer.write(head(text));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }
}
