package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.processor.SourceFile;

/** A mistake in a definition does not become one more error at those who use what is generated from it, nor hide another mistake. */
class CascadeTest {

    private static final Path FIXTURES = Path.of("src/test/resources/fixtures");

    /** Where nothing can be generated: too much, or no free names. */
    private static final Set<String> NOTHING_GENERATED = Set.of("WF109", "WF401");

    /** So that javac looks into bodies although there are errors. */
    private static final String GO_ON = "--should-stop=ifError=FLOW";

    @TempDir
    private Path folder;

    @Test
    void callersGetNoFurtherErrors() throws IOException {
        var cascades = new ArrayList<String>();
        int called = 0;
        for (Path fixture : faultyFixtures()) {
            var sources = sourcesOf(fixture);
            if (!Build.isJava(sources) || NOTHING_GENERATED.contains(codeOf(fixture))) {
                continue;
            }
            var name = fixture.getFileName() + codeOf(fixture);
            var without = Build.of(Files.createDirectories(folder.resolve(name)), sources, "-proc:only");
            var all = new ArrayList<>(sources);
            for (String prefix : generatedPrefixes(without)) {
                all.add(caller(prefix));
                called++;
            }
            var with = Build.of(Files.createDirectories(folder.resolve(name + "-called")), all, GO_ON);
            if (!with.errorTexts().equals(without.errorTexts())) {
                var more = new ArrayList<>(with.errors());
                more.removeIf(error -> without.errorTexts().contains(error.getMessage(null)));
                cascades.add(name + ": " + more);
            }
        }
        System.out.println("CascadeTest: callers of " + called + " faulty definitions");
        assertThat(cascades).isEmpty();
        assertThat(called).isGreaterThan(20);
    }

    @Test
    void oneFaultyDefinitionHidesNoOther() throws IOException {
        var build = Build.of(
                folder,
                List.of(
                        source(
                                "Trapped",
                                "@State(initial = true) interface A { @Transition A again(); }"
                                        + " @State(terminal = true) interface Z {}"),
                        source(
                                "Twice",
                                "@State(initial = true, terminal = true) interface A {}"
                                        + " @State(initial = true, terminal = true) interface B {}"),
                        source(
                                "Sound",
                                "@State(initial = true) interface A { @Transition Z end(); }"
                                        + " @State(terminal = true) interface Z {}"),
                        caller("app.Sound"),
                        caller("app.Trapped"),
                        caller("app.Twice")),
                GO_ON);
        assertThat(build.errors())
                .extracting(error -> Path.of(error.getSource().getName()).getFileName() + " "
                        + error.getMessage(null).substring(1, 6))
                .containsExactlyInAnyOrder(
                        "Trapped.java WF203", "Trapped.java WF204", "Twice.java WF201", "Twice.java WF201");
    }

    /** The names of the definitions for which an engine was generated. */
    private static List<String> generatedPrefixes(Build build) {
        return build.generated().keySet().stream()
                .filter(name -> name.endsWith("Engine.java"))
                .map(name -> name.replace("Engine.java", "").replace('/', '.'))
                .toList();
    }

    private static JavaFileObject caller(String prefix) {
        int dot = prefix.lastIndexOf('.');
        var simple = prefix.substring(dot + 1);
        return JavaFileObjects.forSourceString(prefix + "Caller", """
                %s

                class %sCaller {
                    Object call(org.workflowengine.runtime.engine.WorkflowHost host,
                            org.workflowengine.runtime.core.Decision why) {
                        ~Engine engine = ~Engine.on(host);
                        ~Case opened = engine.open("1", why).orThrow();
                        ~Case found = engine.load("1");
                        ~State state = found.state();
                        ~Transition[] table = ~Transition.values();
                        ~Facts facts = ~Facts.of();
                        ~Fact<?> fact = null;
                        return java.util.Arrays.asList(opened, state, table, facts, fact);
                    }
                }
                """.formatted(
                        dot < 0 ? "" : "package " + prefix.substring(0, dot) + ";", simple)
                .replace("~", simple));
    }

    private static JavaFileObject source(String name, String members) {
        return JavaFileObjects.forSourceString("app." + name, """
                package app;
                import org.workflowengine.annotations.*;
                @Workflow(id = "%s", version = 1)
                interface %s { %s }
                """.formatted(name, name, members));
    }

    private static String codeOf(Path fixture) {
        return FIXTURES.relativize(fixture).getName(0).toString();
    }

    private static List<Path> faultyFixtures() throws IOException {
        try (Stream<Path> folders = Files.walk(FIXTURES, 2)) {
            return folders.filter(one -> FIXTURES.relativize(one).getNameCount() == 2)
                    .filter(one -> !one.getFileName().toString().startsWith("passes-"))
                    .sorted()
                    .toList();
        }
    }

    private static List<JavaFileObject> sourcesOf(Path fixture) throws IOException {
        var sources = new ArrayList<JavaFileObject>();
        try (Stream<Path> files = Files.list(fixture)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                sources.add(new SourceFile(file));
            }
        }
        return sources;
    }
}
