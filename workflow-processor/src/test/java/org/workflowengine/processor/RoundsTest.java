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
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processor among others: types that come later, output of earlier builds, facts from class files. */
class RoundsTest {

    private static final String ORDER = """
            @Workflow(id = "order", version = 1)
            interface Order {
                @State(initial = true) interface Open { @Transition %s Done finish(); }
                @State(terminal = true) interface Done {}
            }
            """;

    @TempDir
    private Path classes;

    /** javac 17 does not even show the annotation; on no version is the guard silently lost. */
    @Test
    void neverLosesAGuardThatAnotherProcessorGenerates() {
        Compilation compilation = compile(
                List.of(
                        new WorkflowProcessor(),
                        new GeneratingShared("@Fact @interface Shared { boolean value() default true; }")),
                source("Order", ORDER.formatted("@Shared")));
        assertThat(compilation.errors())
                .extracting(error -> error.getMessage(null))
                .containsExactly("""
                        [WF114 read-too-early] Order was read before all its annotations were there
                              found:       another annotation processor has generated facts, and the compiler did not show them in time
                              expected:    facts that exist before the definitions that require them are compiled
                              fix:         compile the generated facts in a module of their own, or write them by hand""");
    }

    @Test
    void mindsNoTypesOfOthersThatChangeNothing() {
        Compilation compilation = compile(
                List.of(new WorkflowProcessor(), new GeneratingShared("class Shared {}")),
                source("Order", ORDER.formatted("")));
        assertThat(compilation.diagnostics().stream().filter(RoundsTest::isBad)).isEmpty();
    }

    @Test
    void checksTypesThatAnotherProcessorGenerates() {
        Compilation compilation = compile(
                List.of(
                        new WorkflowProcessor(),
                        new GeneratingShared("@Fact @interface Shared { int value() default 1; }")),
                source("Order", ORDER.formatted("@Shared")));
        assertThat(compilation.errors())
                .extracting(error -> error.getMessage(null).lines().findFirst().orElse(""))
                .containsExactly("[WF106 fact-shape] fact Shared has values that cannot be enumerated");
    }

    @Test
    void leavesAFactThatNobodyDeclaresToTheCompiler() {
        Compilation compilation = compile(
                List.of(new WorkflowProcessor()),
                source("Order", ORDER.formatted("@Shared") + "class Caller { OrderEngine orders; }"));
        assertThat(compilation.errors())
                .extracting(error -> error.getMessage(null))
                .singleElement()
                .asString()
                .startsWith("cannot find symbol\n  symbol:   class Shared\n");
    }

    @Test
    void replacesItsOwnEarlierOutput() throws IOException {
        var order = source("Order", ORDER.formatted(""));
        store(compile(List.of(new WorkflowProcessor()), order));
        Compilation again = compile(List.of(new WorkflowProcessor()), order);
        assertThat(again.diagnostics().stream().filter(RoundsTest::isBad)).isEmpty();
    }

    @Test
    void doesNotReplaceTheOutputOfAnotherDefinition() throws IOException {
        store(compile(List.of(new WorkflowProcessor()), source("Outer", "class Outer {" + ORDER.formatted("") + "}")));
        Compilation clash = compile(
                List.of(new WorkflowProcessor()),
                source("Outer_Order", ORDER.formatted("").replace("interface Order", "interface Outer_Order")));
        assertThat(clash.errors())
                .hasSize(6)
                .allSatisfy(error -> assertThat(error.getMessage(null)).startsWith("[WF401 type-name-taken]"));
    }

    @Test
    void showsFaultsOfFactsFromClassFilesWhereTheyAreUsed() throws IOException {
        store(compile(List.of(), source("Shared", "@Fact @interface Shared { int value() default 1; }")));
        Compilation compilation =
                compile(List.of(new WorkflowProcessor()), source("Order", ORDER.formatted("@Shared")));
        assertThat(compilation.errors()).singleElement().satisfies(error -> {
            assertThat(error.getMessage(null)).startsWith("[WF106 fact-shape] fact Shared has values");
            assertThat(error.getSource().getName()).endsWith("/Order.java");
        });
    }

    @Test
    void showsFactsFromClassFilesThatGuardNothing() throws IOException {
        store(compile(
                List.of(),
                source(
                        "Shared",
                        "@Fact @java.lang.annotation.Target({java.lang.annotation.ElementType.TYPE_USE,"
                                + " java.lang.annotation.ElementType.PACKAGE, java.lang.annotation.ElementType.TYPE})"
                                + " @interface Shared { boolean value() default true; } @Shared interface Marker {}")));
        store(compile(List.of(), JavaFileObjects.forSourceString("app.package-info", "@app.Shared package app;")));
        Compilation compilation = compile(List.of(new WorkflowProcessor()), source("Order", """
                @Workflow(id = "order", version = 1) interface Order {
                    interface Active {}
                    @State(initial = true) interface Open extends @Shared Active, Marker { @Transition Done finish(); }
                    @State(terminal = true) interface Done {}
                }
                """));
        assertThat(compilation.errors())
                .allSatisfy(error -> assertThat(error.getSource().getName()).endsWith("/Order.java"))
                .extracting(error -> error.getMessage(null).lines().findFirst().orElse(""))
                .containsExactly(
                        "[WF307 guards-nothing] @Shared on what state Open extends guards nothing",
                        "[WF307 guards-nothing] @Shared on interface Marker, which Open extends, guards nothing",
                        "[WF307 guards-nothing] @Shared on package app guards nothing");
    }

    private Compilation compile(List<Processor> processors, JavaFileObject source) {
        var classpath = System.getProperty("java.class.path") + File.pathSeparator + classes;
        var options = new ArrayList<Object>(List.of("-Xlint:all,-processing", "-classpath", classpath));
        if (processors.isEmpty()) {
            options.add("-proc:none");
        }
        return Compiler.javac().withOptions(options).withProcessors(processors).compile(source);
    }

    private void store(Compilation compilation) throws IOException {
        for (JavaFileObject file : compilation.generatedFiles()) {
            if (file.getKind() == JavaFileObject.Kind.CLASS) {
                var target = classes.resolve(file.getName().replaceFirst("^/?CLASS_OUTPUT/", ""));
                Files.createDirectories(target.getParent());
                try (var bytes = file.openInputStream()) {
                    Files.copy(bytes, target);
                }
            }
        }
    }

    private static boolean isBad(Diagnostic<?> diagnostic) {
        return diagnostic.getKind() != Diagnostic.Kind.NOTE && diagnostic.getKind() != Diagnostic.Kind.OTHER;
    }

    private static JavaFileObject source(String name, String text) {
        return JavaFileObjects.forSourceString(
                "app." + name, "package app;\nimport org.workflowengine.annotations.*;\n" + text);
    }

    /** Somebody else's processor. */
    @SupportedAnnotationTypes("*")
    private static final class GeneratingShared extends AbstractProcessor {

        private final String text;
        private boolean done;

        GeneratingShared(String text) {
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
                        processingEnv.getFiler().createSourceFile("app.Shared").openWriter()) {
                    writer.write("package app;\nimport org.workflowengine.annotations.*;\n" + text);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }
}
