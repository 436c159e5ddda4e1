package org.workflowengine.processor;

import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;

/** {@code docs/reference/rules.md}, cut into its entries: one heading per code, below it examples that are marked right or wrong. */
final class RulesPage {

    private static final Path PAGE = Path.of("../docs/reference/rules.md");
    private static final Pattern ENTRY =
            Pattern.compile("(?ms)^### (WF\\d{3}) ([a-z0-9-]+) \\((error|warning|note)\\)$(.*?)(?=^#|\\z)");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```java (wrong|right)\n(.*?)```");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## What javac says before us$(.*?)(?=^## )");
    private static final Pattern OF_JAVAC = Pattern.compile("(?s)```java javac\\n// (.*?)\\n(.*?)```");
    private static final Pattern CODE = Pattern.compile("\\[(WF\\d{3}) ");

    private RulesPage() {}

    /** What the page says about one code. */
    record Entry(String code, String shortName, String level, String body) {

        List<Example> examples() {
            return EXAMPLE.matcher(body)
                    .results()
                    .map(found -> new Example(code, found.group(1).equals("wrong"), found.group(2)))
                    .toList();
        }
    }

    /** One example: a whole source, or the inside of a workflow. */
    record Example(String code, boolean wrong, String text) {

        /** The code of each error, warning and note of ours, or the whole message when it is not one of ours. */
        List<String> reported() {
            var source = text.contains("@Workflow")
                    ? text
                    : "@Workflow(id = \"order\", version = 1) interface Order {\n" + text + "}\n";
            return Compiler.javac()
                    .withProcessors(new WorkflowProcessor())
                    .compile(JavaFileObjects.forSourceString(
                            "app.Order", "package app;\nimport org.workflowengine.annotations.*;\n" + source))
                    .diagnostics()
                    .stream()
                    .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE
                            || CODE.matcher(diagnostic.getMessage(null)).lookingAt())
                    .map(diagnostic -> diagnostic.getMessage(null))
                    .map(message -> CODE.matcher(message)
                            .results()
                            .findFirst()
                            .map(found -> found.group(1))
                            .orElse(message))
                    .distinct()
                    .toList();
        }

        @Override
        public String toString() {
            return code + (wrong ? " wrong" : " right");
        }
    }

    /** What javac itself says of a mistake, and the mistake. */
    record OfJavac(String message, Example example) {}

    static List<OfJavac> ofJavac() throws IOException {
        return OF_JAVAC.matcher(section())
                .results()
                .map(found -> new OfJavac(found.group(1), new Example("javac", true, found.group(2))))
                .toList();
    }

    /** What to write instead. */
    static List<Example> insteadOfJavac() throws IOException {
        return new Entry("javac", "", "", section())
                .examples().stream().filter(example -> !example.wrong()).toList();
    }

    private static String section() throws IOException {
        return SECTION.matcher(text()).results().findFirst().orElseThrow().group(1);
    }

    static String text() throws IOException {
        return Files.readString(PAGE);
    }

    static List<Entry> entries() throws IOException {
        return ENTRY.matcher(text()).results().map(RulesPage::entry).toList();
    }

    private static Entry entry(MatchResult found) {
        return new Entry(found.group(1), found.group(2), found.group(3), found.group(4));
    }
}
