package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each definition of {@code docs/modelling.md} compiles, and the compiler has nothing to say about it. */
class ModellingPageTest {
    private static final Path PAGE = Path.of("../docs/modelling.md");
    private static final Pattern DEFINITION = Pattern.compile("(?s)```java\n(@Workflow.*?interface (\\w+) .*?)```");

    static List<String> definitions() throws IOException {
        String page = Files.readString(PAGE);
        List<String> definitions =
                DEFINITION.matcher(page).results().map(found -> found.group(2)).toList();
        assertThat(definitions).hasSize(page.split("```java").length - 1).hasSizeGreaterThan(5);
        return definitions;
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void isSound(String name) throws IOException {
        MatchResult found = DEFINITION
                .matcher(Files.readString(PAGE))
                .results()
                .filter(one -> one.group(2).equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(Compiler.javac()
                        .withProcessors(new WorkflowProcessor())
                        .compile(JavaFileObjects.forSourceString(
                                "app." + name,
                                "package app;\nimport org.workflowengine.annotations.*;\n" + found.group(1)))
                        .diagnostics())
                .extracting(said -> said.getMessage(Locale.ROOT))
                .isEmpty();
    }
}
