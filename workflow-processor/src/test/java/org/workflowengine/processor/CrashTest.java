package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** A failure of our own is one marked message, and no other definition suffers. */
class CrashTest {

    @Test
    void isOneMessageAndHidesNothing() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new Sabotaged(new IllegalStateException("sabotaged")))
                .compile(
                        definition("Broken", "@State(initial = true, terminal = true) interface Only {}"),
                        definition("Faulty", "@State(initial = true) interface Only {}"),
                        definition("Sound", "@State(initial = true, terminal = true) interface Only {}"),
                        JavaFileObjects.forSourceString(
                                "app.Caller", "package app; class Caller { SoundEngine sound; FaultyEngine faulty; }"));

        assertThat(compilation.errors()).hasSize(2);
        var crash = compilation.errors().get(0).getMessage(null);
        assertThat(crash)
                .startsWith("""
                        [WF000 processor-crash] the workflow processor failed on Broken; this is not your fault
                              found:       java.lang.IllegalStateException: sabotaged
                                           at org.workflowengine.processor.CrashTest""")
                .endsWith(
                        "fix:         please report it together with the definition; other definitions are not affected");
        assertThat(crash.lines()).hasSize(4);
        assertThat(compilation.errors().get(0).getLineNumber()).isEqualTo(4);
        assertThat(compilation.errors().get(1).getMessage(null)).startsWith("[WF205 dead-end] Only ");
    }

    @Test
    void fileThatCannotBeWrittenIsNoCrash() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new Sabotaged(new IOException("No space left on device")))
                .compile(
                        definition("Broken", "@State(initial = true, terminal = true) interface Only {}"),
                        definition("Sound", "@State(initial = true, terminal = true) interface Only {}"),
                        JavaFileObjects.forSourceString(
                                "app.Caller", "package app; class Caller { SoundEngine sound; }"));

        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).getLineNumber()).isEqualTo(4);
        assertThat(compilation.errors().get(0).getMessage(null))
                .isEqualTo("""
                [WF003 file-not-written] a file that is generated for Broken cannot be written
                      found:       java.io.IOException: No space left on device
                      expected:    an output folder that can be written, no other processor that generates the same file, and names that \
                the locale of the build has the characters for (its file names are in %s)
                      fix:         fix what was found; for a name that is not ASCII, build under a UTF-8 locale, e.g.   LC_ALL=C.UTF-8
                                   or rename the type""".formatted(System.getProperty("sun.jnu.encoding")));
    }

    private static JavaFileObject definition(String name, String members) {
        return JavaFileObjects.forSourceString("app." + name, """
                package app;
                import org.workflowengine.annotations.*;
                @Workflow(id = "%s", version = 1)
                interface %s {
                %s
                }
                """.formatted(name, name, members));
    }

    /** The real processor with a filer that fails whenever something is generated from {@code Broken}. */
    @SupportedAnnotationTypes("org.workflowengine.annotations.*")
    private static final class Sabotaged extends AbstractProcessor {

        private final WorkflowProcessor real = new WorkflowProcessor();
        private final Exception failure;

        Sabotaged(Exception failure) {
            this.failure = failure;
        }

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            super.init(environment);
            Filer filer = failing(Filer.class, environment.getFiler());
            real.init((ProcessingEnvironment) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ProcessingEnvironment.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("getFiler") ? filer : method.invoke(environment, arguments)));
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return real.getSupportedSourceVersion();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return real.process(annotations, round);
        }

        private <T> T failing(Class<T> type, T real) {
            return type.cast(Proxy.newProxyInstance(
                    CrashTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (Arrays.deepToString(arguments).contains("Broken")) {
                            throw failure;
                        }
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }
    }
}
