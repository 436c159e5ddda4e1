package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each definition of {@code docs/how-to/modelling.md} and {@code docs/how-to/four-eyes.md} compiles, and the compiler has nothing to say about it. */
class ModellingPageTest {
    private static final Pattern DEFINITION = Pattern.compile("(?s)```java\n(@Workflow.*?interface (\\w+) .*?)```");

    /** A definition of a page. */
    record Definition(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Definition> definitions() throws IOException {
        List<Definition> all = new ArrayList<>(definitions("modelling.md"));
        assertThat(all).hasSizeGreaterThan(5);
        all.addAll(definitions("four-eyes.md"));
        return all;
    }

    private static List<Definition> definitions(String name) throws IOException {
        String page = Files.readString(Path.of("../docs/how-to").resolve(name));
        List<Definition> definitions = DEFINITION
                .matcher(page)
                .results()
                .map(found -> new Definition(found.group(2), found.group(1)))
                .toList();
        assertThat(definitions)
                .as(name)
                .hasSize(page.split("```java").length - 1)
                .isNotEmpty();
        return definitions;
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void isSound(Definition definition) {
        assertThat(Compiler.javac()
                        .withProcessors(new WorkflowProcessor())
                        .compile(JavaFileObjects.forSourceString(
                                "app." + definition.name(),
                                "package app;\nimport org.workflowengine.annotations.*;\n" + definition.text()))
                        .diagnostics())
                .extracting(said -> said.getMessage(Locale.ROOT))
                .isEmpty();
    }
}
