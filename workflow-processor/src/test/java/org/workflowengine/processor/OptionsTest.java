package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/** WF001 and what {@code -Aworkflow.werror} does to warnings, and does not do to notes. */
class OptionsTest {

    private static final Path NARROWER = Path.of("src/test/resources/fixtures/WF508/narrower");

    private static final String TWO_WARNINGS = """
            @Fact @interface Paid { boolean value() default true; }
            @State(initial = true) interface Open {
                %s
                @Transition Open remind();
                @Transition Done finish();
            }
            @State(terminal = true) interface Done {}
            """;

    @Test
    void warningsAreOrdinaryWarnings() {
        assertThat(compile(TWO_WARNINGS).diagnostics())
                .extracting(Diagnostic::getKind)
                .containsExactly(Diagnostic.Kind.WARNING, Diagnostic.Kind.WARNING);
        assertThat(compile(TWO_WARNINGS).status()).isEqualTo(Compilation.Status.SUCCESS);
        assertThat(compile(TWO_WARNINGS, "-Werror").status()).isEqualTo(Compilation.Status.FAILURE);
        assertThat(compile(TWO_WARNINGS, "-nowarn").diagnostics()).isEmpty();
    }

    @Test
    void allBecomeErrors() {
        assertThat(headlines(compile(TWO_WARNINGS, "-Aworkflow.werror")))
                .containsExactly("ERROR [WF210", "ERROR [WF304");
        assertThat(compile(TWO_WARNINGS, "-Aworkflow.werror").errors().get(1).getMessage(null))
                .isEqualTo("""
                [WF304 unused-fact] no guard requires @Paid
                      found:       no transition carries it, neither itself nor through a composed guard
                      expected:    each fact of a workflow decides whether some transition may happen
                      fix:         put   @Paid   on the transition that depends on it, or remove the fact
                      or:          say why it does not matter   @Tolerate(code = "WF304", because = "…")
                      error by:    -Aworkflow.werror; by itself it is a warning""");
    }

    @Test
    void someBecomeErrors() {
        assertThat(headlines(compile(TWO_WARNINGS, "-Aworkflow.werror=WF303, WF304")))
                .containsExactly("WARNING [WF210", "ERROR [WF304");
    }

    @Test
    void whatIsToleratedIsNoError() {
        var tolerated = TWO_WARNINGS.formatted("@Tolerate(code = \"WF210\", because = \"each reminder counts\")");
        assertThat(headlines(compile(tolerated, "-Aworkflow.werror"))).containsExactly("ERROR [WF304");
    }

    @Test
    void unknownCodesAreTold() {
        var compilation = compile(TWO_WARNINGS, "-Aworkflow.werror=WF34,WF304,true");
        assertThat(headlines(compilation))
                .containsExactly("ERROR [WF001", "ERROR [WF001", "WARNING [WF210", "ERROR [WF304");
        assertThat(compilation.errors().get(0).getMessage(null)).isEqualTo("""
                [WF001 option-value] -Aworkflow.werror does not know "WF34"
                      found:       there is no such code (did you mean WF304?)
                      expected:    no value at all, for every warning, or codes with commas between them, of WF113, WF208, WF210, WF303, WF304, WF305, WF606 and WF607
                      fix:         -Aworkflow.werror=WF304""");
    }

    /** Three notes: in the new version, cases of three states can do less than in the old one. */
    @Test
    void noOptionMakesMoreOrLessOfANote() {
        List<String> notes = List.of("NOTE [WF508", "NOTE [WF508", "NOTE [WF508");
        for (String option : List.of("-Xlint:all", "-Werror", "-Aworkflow.werror")) {
            Compilation compilation = compileVersions(newer -> newer, option);
            assertThat(headlines(compilation))
                    .as(option)
                    .filteredOn(each -> each.contains("[WF"))
                    .isEqualTo(notes);
            assertThat(compilation.status()).as(option).isEqualTo(Compilation.Status.SUCCESS);
        }
    }

    @Test
    void noteIsHiddenWithTheWarnings() {
        Compilation compilation = compileVersions(newer -> newer, "-nowarn");
        assertThat(compilation.diagnostics()).isEmpty();
        assertThat(compilation.status()).isEqualTo(Compilation.Status.SUCCESS);
    }

    @Test
    void noteIsNoWarningThatBecomesAnError() {
        Compilation compilation = compileVersions(newer -> newer, "-Aworkflow.werror=WF304,WF508");
        assertThat(headlines(compilation)).containsExactly("ERROR [WF001", "NOTE [WF508", "NOTE [WF508", "NOTE [WF508");
        assertThat(compilation.errors().get(0).getMessage(null)).isEqualTo("""
                [WF001 option-value] -Aworkflow.werror cannot make WF508 an error
                      found:       WF508 narrower-future is a note, which never stops a build
                      expected:    no value at all, for every warning, or codes with commas between them, of WF113, WF208, WF210, WF303, WF304, WF305, WF606 and WF607
                      fix:         leave out WF508""");
    }

    @Test
    void noteCannotBeTolerated() {
        Compilation compilation = compileVersions(
                newer -> newer.replace(
                        "interface Order {",
                        "@org.workflowengine.annotations.Tolerate(code = \"WF508\", because = \"we know\")\ninterface Order {"));
        assertThat(compilation.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage(null))
                        .startsWith("[WF112 ")
                        .contains("WF508 narrower-future is a note, and needs no toleration"));
    }

    private static Compilation compileVersions(UnaryOperator<String> change, String... options) {
        return Compiler.javac()
                .withOptions((Object[]) options)
                .withProcessors(new WorkflowProcessor())
                .compile(
                        new SourceFile(NARROWER.resolve("OrderV1.java")),
                        JavaFileObjects.forSourceString(
                                "app.Order", change.apply(read(NARROWER.resolve("Order.java")))));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> headlines(Compilation compilation) {
        return compilation.diagnostics().stream()
                .map(diagnostic ->
                        diagnostic.getKind() + " " + diagnostic.getMessage(null).split(" ", 2)[0])
                .toList();
    }

    private static Compilation compile(String members, String... options) {
        return Compiler.javac()
                .withOptions((Object[]) options)
                .withProcessors(new WorkflowProcessor())
                .compile(JavaFileObjects.forSourceString(
                        "app.Flow", """
                        package app;
                        import org.workflowengine.annotations.*;
                        @Workflow(id = "flow", version = 1)
                        interface Flow {
                        %s
                        }
                        """.formatted(members.contains("%s") ? members.formatted("") : members)));
    }
}
