package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.SetupException;

/**
 * A module of shared facts is compiled again, and the module with the workflow is not: the engine notices what would leave one of its
 * guards other than it was written.
 */
class SharedFactsTest {

    private static final Map<String, String> FACTS = new TreeMap<>(Map.of(
            "Checked", "@Fact public @interface Checked { boolean value() default true; }",
            "Size", "public enum Size { SMALL, LARGE, HUGE }",
            "OfSize", "@Fact public @interface OfSize { Size[] value() default {Size.LARGE, Size.HUGE}; }",
            "Routine", "@Fact @Checked @OfSize(Size.SMALL) public @interface Routine {}",
            "Near",
                    "@Deprecated @Fact(id = \"near\", message = \"it is near\") @Far.Off(false) @Note(value = \"x\", numbers = {1, 2}, type = Far[].class, old = @Deprecated(since = \"1\"), half = 1, c = 'c')"
                            + " public @interface Near { boolean value(); }",
            "Far", "public class Far { @Fact public @interface Off { boolean value() default true; } }",
            "Note",
                    "public @interface Note { String value(); long[] numbers() default {1L}; Class<?> type() default Note.class;"
                            + " Deprecated old() default @Deprecated; double half(); char c(); }"));

    private static final JavaFileObject ORDER = source("app.Order", """
            package app;

            import lib.*;
            import org.workflowengine.annotations.*;

            @Workflow(id = "order", version = 1)
            public interface Order {
                @Fact @OfSize @interface Own {}

                @State(initial = true) interface Open {
                    @Transition @Routine Done settle();
                    @Transition @Near(true) Done approach();
                    @Transition @Own Done finish();
                }
                @State(terminal = true) interface Done {}
            }
            """);

    @TempDir
    private Path folder;

    /** What somebody may do to the module of facts, and whether the workflow still compiles with it. */
    private enum Change {
        TIGHTENED("Routine", "@OfSize(Size.SMALL)", "@OfSize(Size.SMALL) @Far.Off", true),
        LOOSENED("Routine", "@Checked ", "", true),
        TURNED("Routine", "@Checked ", "@Checked(false) ", true),
        OTHER_VALUES("Routine", "Size.SMALL", "{Size.SMALL, Size.LARGE}", true),
        OTHER_DEFAULT("OfSize", "{Size.LARGE, Size.HUGE}", "Size.HUGE", true),
        OTHER_DEFAULT_OF_CARRIED("Checked", "default true", "default false", true),
        NO_DEFAULT("OfSize", " default {Size.LARGE, Size.HUGE}", "", false),
        OTHER_ID("Near", "id = \"near\"", "id = \"close\"", true),
        PINNED_ID("Checked", "@Fact", "@Fact(id = \"C\")", true),
        OTHER_TYPE("Checked", "boolean value() default true", "Size value() default Size.SMALL", true),
        FURTHER_TURNED("Near", "@Far.Off(false)", "@Far.Off", true),
        A_VALUE("Routine", "@interface Routine {}", "@interface Routine { boolean value() default true; }", true),
        NO_FACT("Near", "@Fact(id = \"near\", message = \"it is near\") ", "", false),
        NO_FACT_CARRIED("Far", "@Fact ", "", false);

        private final String type;
        private final String before;
        private final String after;
        private final boolean compiles;

        Change(String type, String before, String after, boolean compiles) {
            this.type = type;
            this.before = before;
            this.after = after;
            this.compiles = compiles;
        }
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void aChangedFactIsRefused(Change change) throws Exception {
        var order = compileOrder("order", compileFacts("facts", FACTS));
        var changed = new TreeMap<>(FACTS);
        changed.computeIfPresent(change.type, (name, text) -> text.replace(change.before, change.after));
        assertThat(changed).isNotEqualTo(FACTS);
        var now = compileFacts("changed", changed);
        assertThat(answerOfEngine(order, now))
                .isInstanceOf(SetupException.class)
                .hasMessageStartingWith(
                        "workflow \"order\" version 1 was compiled with other shared facts than are there: @lib.")
                .hasMessageContaining("was compiled as [")
                .hasMessageContaining("and is now [")
                .hasMessageEndingWith(
                        "; compile the definition again with the classes it runs with; if its guards change,"
                                + " raise its version");
        if (change.compiles) {
            assertStarts(compileOrder("again", now), now);
        }
    }

    @Test
    void theMessageNamesTheFactAndBothMeanings() throws Exception {
        var order = compileOrder("order", compileFacts("facts", FACTS));
        var changed = new TreeMap<>(FACTS);
        changed.put("Routine", "@Fact @Far.Off @OfSize(Size.SMALL) @Checked public @interface Routine {}");
        var now = compileFacts("changed", changed);
        assertThat(answerOfEngine(order, now))
                .isInstanceOf(SetupException.class)
                .hasMessage(
                        "workflow \"order\" version 1 was compiled with other shared facts than are there: @lib.Routine was"
                                + " compiled as [carries @lib.Checked(true) @lib.OfSize(SMALL)] and is now [carries @lib.Checked(true)"
                                + " @lib.Far$Off(true) @lib.OfSize(SMALL)]; compile the definition again with the classes it runs with;"
                                + " if its guards change, raise its version");
    }

    @Test
    void whatMeansTheSameStarts() throws Exception {
        var order = compileOrder("order", compileFacts("facts", FACTS));
        assertStarts(order, compileFacts("facts again", FACTS));
        var reworded = new TreeMap<>(FACTS);
        reworded.put(
                "Routine",
                "@OfSize({Size.SMALL}) @Checked(true) @Fact(message = \"as always\") public @interface Routine {}");
        reworded.put("OfSize", "@Fact public @interface OfSize { Size[] value() default {Size.HUGE, Size.LARGE}; }");
        reworded.put(
                "Checked",
                "@java.lang.annotation.Documented @java.lang.annotation.Retention("
                        + "java.lang.annotation.RetentionPolicy.RUNTIME) @Fact public @interface Checked { boolean value() default true; }");
        assertStarts(order, compileFacts("reworded", reworded));
    }

    @Test
    void theFingerprintKnowsNothingOfIt() throws Exception {
        var facts = compileFacts("facts", FACTS);
        var shared = definition(compileOrder("order", facts), facts).fingerprint();
        var own = compile("own", List.of(source("app.Order", """
                package app;

                import org.workflowengine.annotations.*;

                @Workflow(id = "order", version = 1)
                public interface Order {
                    enum Size { SMALL, LARGE, HUGE }
                    @Fact @interface Checked { boolean value() default true; }
                    @Fact @interface OfSize { Size[] value() default {Size.LARGE, Size.HUGE}; }
                    @Fact @Checked @OfSize(Size.SMALL) @interface Routine {}
                    @Fact(id = "near") @Off(false) @interface Near { boolean value(); }
                    @Fact @interface Off { boolean value() default true; }
                    @Fact @OfSize @interface Own {}

                    @State(initial = true) interface Open {
                        @Transition @Routine Done settle();
                        @Transition @Near(true) Done approach();
                        @Transition @Own Done finish();
                    }
                    @State(terminal = true) interface Done {}
                }
                """)));
        assertThat(Files.readString(own.resolve("app/OrderTransition.java"))).doesNotContain("Traits");
        assertThat(Files.readString(own.resolve("app/OrderEngine.java"))).doesNotContain("checkSharedFacts");
        assertThat(definition(own, own).fingerprint()).isEqualTo(shared);
    }

    @Test
    void whatIsNotThereIsBelieved() throws Exception {
        var facts = compileFacts("facts", FACTS);
        var order = compileOrder("order", facts);
        Files.delete(facts.resolve("lib/Near.class"));
        Files.delete(facts.resolve("lib/Note.class"));
        assertStarts(order, facts);
    }

    @Test
    void aGuardOfManyValuesIsKeptAsADigest() throws Exception {
        var constants = new ArrayList<String>();
        for (int i = 0; i < 900; i++) {
            constants.add("VALUE_WITH_A_LONG_NAME_THAT_WOULD_NOT_FIT_INTO_ONE_CONSTANT_OF_A_CLASS_FILE_" + i);
        }
        var many = new TreeMap<>(FACTS);
        many.put("Many", "public enum Many { " + String.join(", ", constants) + " }");
        many.put("OfMany", "@Fact public @interface OfMany { Many[] value(); }");
        var wide = "@Fact @OfMany({Many." + String.join(", Many.", constants.subList(0, 899))
                + "}) public @interface Routine {}";
        many.put("Routine", wide);
        var facts = compileFacts("facts", many);
        var order = compileOrder("order", facts);
        assertStarts(order, facts);
        many.put("Routine", wide.replace(", Many." + constants.get(898), ""));
        var changed = compileFacts("changed", many);
        assertThat(answerOfEngine(order, changed))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("… SHA-256 ");
    }

    private Path compileFacts(String name, Map<String, String> facts) throws IOException {
        var sources = new ArrayList<JavaFileObject>();
        facts.forEach((type, text) -> sources.add(
                source("lib." + type, "package lib;\nimport org.workflowengine.annotations.*;\n" + text + "\n")));
        return compile(name, sources);
    }

    private Path compileOrder(String name, Path facts) throws IOException {
        return compile(name, List.of(ORDER), "-classpath", Build.classPath(facts));
    }

    private Path compile(String name, List<JavaFileObject> sources, String... options) throws IOException {
        var build = Build.of(Files.createDirectories(folder.resolve(name)), sources, options);
        assertThat(build.errorTexts()).isEmpty();
        return build.output();
    }

    /** What an engine on no runtime at all answers: the facts are compared before the runtime is missed. */
    private static Throwable answerOfEngine(Path... modules) throws Exception {
        try (var loader = loader(modules)) {
            Method on = Arrays.stream(loader.loadClass("app.OrderEngine").getDeclaredMethods())
                    .filter(method -> method.getName().equals("on"))
                    .findFirst()
                    .orElseThrow();
            return catchThrowable(() -> on.invoke(null, (Object) null)).getCause();
        }
    }

    private static void assertStarts(Path... modules) throws Exception {
        assertThat(answerOfEngine(modules))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("host");
    }

    private static Definition definition(Path... modules) throws Exception {
        try (var loader = loader(modules)) {
            return (Definition) loader.loadClass("app.OrderTransition")
                    .getField("DEFINITION")
                    .get(null);
        }
    }

    private static URLClassLoader loader(Path... modules) throws IOException {
        var urls = new ArrayList<URL>();
        for (Path module : modules) {
            urls.add(module.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), SharedFactsTest.class.getClassLoader());
    }

    private static JavaFileObject source(String name, String text) {
        return JavaFileObjects.forSourceString(name, text);
    }
}
