package org.workflowengine.runtime.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.fixture.Loan;

/** What a definition was compiled with is compared with class files; what these do not tell is named, and nothing else fails. */
class SharedFactsTest {
    private static final SharedFact ROUTINE =
            new SharedFact("lib.Routine", "carries @lib.Checked(true) @lib.OfSize(SMALL)");
    private static final SharedFact CHECKED = new SharedFact("lib.Checked", "boolean default (true)");
    private static final SharedFact OF_SIZE = new SharedFact("lib.OfSize", "id size; lib.OfSize$Size");

    @TempDir
    private Path folder;

    @Test
    void whatIsAsItWasCompiled() throws IOException {
        compile();
        assertThat(compare(ROUTINE, CHECKED, OF_SIZE)).isEqualTo(new SharedFacts.Comparison(List.of(), List.of()));
        try (URLClassLoader loader = loader()) {
            SharedFacts.check("w", List.of(ROUTINE, CHECKED, OF_SIZE), loader);
        }
    }

    @Test
    void whatMeansSomethingElse() throws IOException {
        compile();
        SharedFact weaker = new SharedFact("lib.Routine", "carries @lib.OfSize(SMALL)");
        SharedFact other = new SharedFact("lib.Note", "boolean");
        assertThat(compare(weaker, CHECKED, other))
                .isEqualTo(new SharedFacts.Comparison(
                        List.of(
                                "@lib.Routine was compiled as [carries @lib.OfSize(SMALL)] and is now"
                                        + " [carries @lib.Checked(true) @lib.OfSize(SMALL)]",
                                "@lib.Note was compiled as [boolean] and is now [no fact]"),
                        List.of()));
        try (URLClassLoader loader = loader()) {
            assertThatThrownBy(() -> SharedFacts.check("workflow \"w\" version 1", List.of(weaker, other), loader))
                    .isInstanceOf(SetupException.class)
                    .hasMessage("workflow \"w\" version 1 was compiled with other shared facts than are there:"
                            + " @lib.Routine was compiled as [carries @lib.OfSize(SMALL)] and is now"
                            + " [carries @lib.Checked(true) @lib.OfSize(SMALL)], @lib.Note was compiled as [boolean] and is"
                            + " now [no fact]; compile the definition again with the classes it runs with; if its guards"
                            + " change, raise its version");
        }
    }

    /** As a generated engine asks when it is created. */
    @Test
    void aDefinitionWhoseFactMeansSomethingElse() {
        Traits traits = Traits.NONE.sharedFact(SharedFactsTest.class.getName(), "boolean");
        Definition definition = Definition.of(
                "loan", 2, List.copyOf(Loan.SECOND.states()), Loan.SECOND.transitions(), List.of(), traits);
        assertThatThrownBy(definition::checkSharedFacts)
                .isInstanceOf(SetupException.class)
                .hasMessageStartingWith(
                        "workflow \"loan\" version 2 was compiled with other shared facts than are there: @"
                                + SharedFactsTest.class.getName() + " was compiled as [boolean] and is now [no fact]");
        assertThat(Loan.SECOND.checkSharedFacts()).isSameAs(Loan.SECOND);
    }

    @Test
    void whatIsNotThere() throws IOException {
        compile();
        Files.delete(folder.resolve("lib/OfSize.class"));
        assertThat(compare(ROUTINE, OF_SIZE))
                .isEqualTo(new SharedFacts.Comparison(
                        List.of(),
                        List.of(
                                "@lib.OfSize (it is not there)",
                                "@lib.Routine (whether it carries a fact with @lib.OfSize)")));
    }

    @Test
    void anAnnotationThatIsNoLongerThereIsNoReasonNotToStart() throws IOException {
        compile();
        Files.delete(folder.resolve("lib/Note.class"));
        assertThat(compare(ROUTINE, CHECKED))
                .isEqualTo(new SharedFacts.Comparison(
                        List.of(),
                        List.of(
                                "@lib.Note (it is not there)",
                                "@lib.Routine (whether it carries a fact with @lib.Note)")));
        try (URLClassLoader loader = loader()) {
            SharedFacts.check("w", List.of(ROUTINE, CHECKED), loader);
        }
    }

    @Test
    void aLoaderThatShowsNoClassFiles() throws IOException {
        compile();
        URL[] urls = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, SharedFactsTest.class.getClassLoader()) {
            @Override
            public URL getResource(String name) {
                return null;
            }

            @Override
            public InputStream getResourceAsStream(String name) {
                return null;
            }
        }) {
            assertThat(SharedFacts.compare(List.of(CHECKED), loader))
                    .isEqualTo(new SharedFacts.Comparison(
                            List.of(), List.of("@lib.Checked (its class file is not there)")));
        }
    }

    @Test
    void aDamagedClassFileIsAnIoException() throws IOException {
        compile();
        byte[] bytes = Files.readAllBytes(folder.resolve("lib/Routine.class"));
        assertThat(AnnotationClassFile.read(bytes).annotations())
                .extracting(AnnotationClassFile.Use::type)
                .contains("lib.Checked", "lib.OfSize", "lib.Note", "org.workflowengine.annotations.Fact");
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> AnnotationClassFile.read(cut)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> AnnotationClassFile.read(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(IOException.class)
                .hasMessage("bytes behind the end");
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("SharedFactsTest: seed " + seed);
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                AnnotationClassFile.read(damaged);
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).as("seed %d", seed).isPositive();
    }

    private SharedFacts.Comparison compare(SharedFact... compiled) throws IOException {
        try (URLClassLoader loader = loader()) {
            return SharedFacts.compare(List.of(compiled), loader);
        }
    }

    private URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, SharedFactsTest.class.getClassLoader());
    }

    private void compile() {
        List<JavaFileObject> sources = new ArrayList<>(
                List.of(
                        source("Checked", "@Fact public @interface Checked { boolean value() default true; }"),
                        source(
                                "Note",
                                "public @interface Note { String value(); long[] n(); Class<?> t(); Deprecated d(); char c(); }"),
                        source(
                                "OfSize",
                                "@Fact(id = \"size\") public @interface OfSize { Size[] value(); enum Size { SMALL, LARGE } }"),
                        source(
                                "Routine",
                                "@OfSize(OfSize.Size.SMALL) @Note(value = \"é\", n = {1, 2}, t = int[].class, d = @Deprecated(since = \"1\"),"
                                        + " c = 'c') @java.lang.annotation.Documented @Fact @Checked public @interface Routine {}")));
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none", "-d", folder.toString()), null, sources)
                .call();
        assertThat(compiled).isTrue();
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("string:///lib/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return "package lib;\nimport org.workflowengine.annotations.*;\n" + text;
            }
        };
    }
}
