package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WF002: a source level below 17, which is what a build takes that is told none, is one sentence and never a crash. */
class SourceLevelTest {

    private static final Pattern CODE = Pattern.compile("\\[(WF\\d{3}) ");

    private static final JavaFileObject SOUND = definition("Order", "Done finish();");
    private static final JavaFileObject FAULTY = definition("Invoice", "Open finish();");

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 11, 16})
    void below17IsToldOnceWithWhatToDo(int level) {
        Compilation compilation = compile(level, SOUND, definition("Other", "Done finish();"));
        assertThat(texts(compilation)).containsExactly("""
                [WF002 source-level] the sources are compiled for Java %1$s, and workflows need Java 17
                      found:       source level %1$s, which may be the build tool's default; nothing is generated
                      expected:    17 or later: generated code has sealed classes, and the runtime is compiled for 17
                      fix:         Maven:   <maven.compiler.release>17</maven.compiler.release>   in <properties>, with maven-compiler-plugin 3.6 or later
                                   Gradle:  tasks.withType(JavaCompile) { options.release = 17 }
                                   javac:   --release 17""".formatted(level));
        assertThat(compilation.errors()).hasSize(1);
    }

    @Test
    void otherFaultsAreToldBesideIt() {
        assertThat(codes(compile(8, SOUND, FAULTY))).containsOnlyKeys("WF002", "WF203", "WF204", "WF210");
    }

    @Test
    void seventeenIsEnough() {
        Compilation compilation = compile(17, SOUND);
        assertThat(texts(compilation)).isEmpty();
        assertThat(compilation.generatedSourceFiles()).hasSize(6);
    }

    @Test
    void factsAloneMayBeCompiledForAnything() {
        assertThat(
                        texts(
                                compile(
                                        8,
                                        JavaFileObjects.forSourceString(
                                                "app.Paid",
                                                "package app; @org.workflowengine.annotations.Fact @interface Paid { boolean value() default true; }"))))
                .isEmpty();
    }

    /** Of each fixture whose sources are Java 8 the same is found as otherwise; the processor fails on none. */
    @Test
    void everyRuleWorksBelowIt() throws IOException {
        var differences = new ArrayList<String>();
        int told = 0;
        for (Fixture fixture : Fixture.all()) {
            Compilation compilation = fixture.compile("--release", "8", "-proc:only");
            // What is no Java 8, with records for example, never comes to the processor.
            if (compilation.errors().size() > errors(compilation)) {
                continue;
            }
            var usual = codes(fixture.compile());
            var below = codes(compilation);
            told += below.remove("WF002") == null ? 0 : 1;
            if (!below.equals(usual)) {
                differences.add(fixture + ": " + usual + ", and below " + below);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(told).isGreaterThan(60);
    }

    private static long errors(Compilation compilation) {
        return compilation.errors().stream()
                .filter(error -> error.getMessage(null).startsWith("[WF"))
                .count();
    }

    private static JavaFileObject definition(String name, String transition) {
        return JavaFileObjects.forSourceString("app." + name, """
                package app;
                import org.workflowengine.annotations.*;
                @Workflow(id = "%1$s", version = 1)
                interface %1$s {
                    @State(initial = true) interface Open { @Transition %2$s }
                    @State(terminal = true) interface Done {}
                }
                """.formatted(name, transition));
    }

    private static Compilation compile(int level, JavaFileObject... sources) {
        return Compiler.javac()
                .withOptions("--release", level, "-Xlint:-options")
                .withProcessors(new WorkflowProcessor())
                .compile(sources);
    }

    private static List<String> texts(Compilation compilation) {
        return compilation.diagnostics().stream()
                .map(message -> message.getMessage(null))
                .filter(text -> text.startsWith("[WF"))
                .toList();
    }

    private static Map<String, Long> codes(Compilation compilation) {
        var codes = new TreeMap<String, Long>();
        for (String text : texts(compilation)) {
            CODE.matcher(text).results().limit(1).forEach(code -> codes.merge(code.group(1), 1L, Long::sum));
        }
        return codes;
    }
}
