package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.processor.WorkflowProcessor;

/** What is compiled again, from other files or in another order, is the same; build tools may compile one file alone. */
class IncrementalTest {

    private static final List<String> MEMBERS = List.of(
            "@Fact @interface Checked { boolean value() default true; }",
            "enum Size { SMALL, LARGE, HUGE }",
            "@Fact @interface Sized { Size[] value(); }",
            "@Fact @Checked @Sized({Size.LARGE, Size.SMALL}) @interface Routine {}",
            "interface Open { @Transition @Checked(false) Cancelled cancel(); }",
            "interface Held extends Open { @Transition @Sized(Size.HUGE) Sent release(); }",
            "@State(initial = true) interface Created extends Open { @Transition @Routine @Shared Sent send(); }",
            "@State interface Waiting extends Held { @Transition @Shared(false) @Checked Cancelled cancelLate(); }",
            "@State interface Sent extends Held, Open { @Transition @Routine Done finish(); @Transition @Shared Waiting hold(); }",
            "@State(terminal = true) interface Done {}",
            "@State(terminal = true) interface Cancelled {}");

    private static final JavaFileObject SHARED =
            source("Shared", "@Fact(message = \"known to all\") @interface Shared { boolean value() default true; }");

    private static final JavaFileObject CALLER =
            source("Caller", "class Caller { OrderEngine engine; OrderCase.Sent sent; OrderTransition last; }");

    @TempDir
    private Path folder;

    @Test
    void onlyTheChangedDefinitionIsCompiledAgain() throws IOException {
        var whole = build("whole", List.of(SHARED, order(MEMBERS), CALLER));
        assertThat(whole.errors()).isEmpty();
        var again = Build.of(
                Files.createDirectories(folder.resolve("again")),
                List.of(order(MEMBERS)),
                "-Xlint:all,-processing",
                "-classpath",
                Build.classPath(whole.output()));
        assertThat(again.messages()).isEmpty();
        assertThat(again.generated()).isEqualTo(whole.generated());
    }

    @Test
    void onlyTheCallerIsCompiledAgain() throws IOException {
        var whole = build("whole", List.of(SHARED, order(MEMBERS), CALLER));
        var again = Build.of(
                Files.createDirectories(folder.resolve("again")),
                List.of(CALLER),
                "-Xlint:all,-processing",
                "-classpath",
                Build.classPath(whole.output()));
        assertThat(again.messages()).isEmpty();
        assertThat(again.generated()).isEmpty();
    }

    @Test
    void shuffledMembersAndFilesGiveTheSameBytes() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("IncrementalTest: seed " + seed);
        var random = new Random(seed);
        var expected =
                build("expected", List.of(SHARED, order(MEMBERS), CALLER)).generated();
        for (int i = 0; i < 8; i++) {
            var members = new ArrayList<>(MEMBERS);
            Collections.shuffle(members, random);
            var files = new ArrayList<>(List.of(SHARED, order(members), CALLER));
            Collections.shuffle(files, random);
            assertThat(build("shuffled" + i, files).generated())
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void isDeclaredAsIsolating() throws IOException {
        try (var descriptor =
                WorkflowProcessor.class.getResourceAsStream("/META-INF/gradle/incremental.annotation.processors")) {
            assertThat(descriptor).isNotNull();
            assertThat(new String(descriptor.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(WorkflowProcessor.class.getName() + ",isolating");
        }
    }

    @Test
    void everyFileHasItsDefinitionAsItsOnlyOrigin() throws IOException {
        var recorder = new Recording();
        var other = source(
                "Other",
                "@Workflow(id = \"other\", version = 1) interface Other {"
                        + " @State(initial = true, terminal = true) interface Only {} }");
        var build = Build.with(recorder, folder, List.of(SHARED, order(MEMBERS), other));
        assertThat(build.errors()).isEmpty();
        assertThat(recorder.origins).hasSize(18);
        recorder.origins.forEach((file, origins) -> assertThat(origins)
                .as(file)
                .containsExactly(file.contains("Other") || file.contains("other") ? "app.Other" : "app.Order"));
    }

    private Build build(String name, List<JavaFileObject> sources) throws IOException {
        return Build.of(Files.createDirectories(folder.resolve(name)), sources);
    }

    private static JavaFileObject order(List<String> members) {
        return source(
                "Order",
                "@Workflow(id = \"order\", version = 1) interface Order {\n" + String.join("\n", members) + "\n}");
    }

    static JavaFileObject source(String name, String text) {
        return JavaFileObjects.forSourceString(
                "app." + name, "package app;\nimport org.workflowengine.annotations.*;\n" + text);
    }

    /** The real processor with a filer that notes from which elements each file is said to originate. */
    @SupportedAnnotationTypes("org.workflowengine.annotations.*")
    static final class Recording extends AbstractProcessor {

        private final WorkflowProcessor real = new WorkflowProcessor();
        final Map<String, List<String>> origins = new TreeMap<>();

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            super.init(environment);
            var filer = proxy(Filer.class, (arguments, call) -> {
                if (arguments[arguments.length - 1] instanceof Element[] elements) {
                    var name = arguments.length == 2 ? arguments[0] : arguments[2];
                    origins.put(
                            name.toString(),
                            List.of(elements).stream().map(Object::toString).toList());
                }
                return call.on(environment.getFiler());
            });
            real.init(proxy(
                    ProcessingEnvironment.class,
                    (arguments, call) -> call.name().equals("getFiler") ? filer : call.on(environment)));
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return real.getSupportedSourceVersion();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return real.process(annotations, round);
        }

        /** Something between a caller and the real thing. */
        private interface Between {
            Object answer(Object[] arguments, Call call) throws Throwable;
        }

        /** The call that is to be passed on. */
        private interface Call {
            String name();

            Object on(Object target) throws Throwable;
        }

        private static <T> T proxy(Class<T> type, Between between) {
            return type.cast(Proxy.newProxyInstance(
                    IncrementalTest.class.getClassLoader(),
                    new Class<?>[] {type},
                    (self, method, arguments) ->
                            between.answer(arguments == null ? new Object[0] : arguments, new Call() {
                                @Override
                                public String name() {
                                    return method.getName();
                                }

                                @Override
                                public Object on(Object target) throws Throwable {
                                    try {
                                        return method.invoke(target, arguments);
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                }
                            })));
        }
    }
}
