package org.workflowengine.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No block of code escapes: each language has a test, and what none can run says why. */
class FencesTest {
    /** What looks after each language. */
    private static final Map<String, String> RULES = Map.ofEntries(
            Map.entry("java", "JavaBlocksTest compiles it"),
            Map.entry("xml", "BuildBlocksTest parses it and compares its versions"),
            Map.entry(
                    "kotlin",
                    "BuildBlocksTest compares its coordinates; what is not of Gradle is part of an example, as HowToTest says"),
            Map.entry("kts", "BuildBlocksTest compares its coordinates: no Gradle is in this build"),
            Map.entry("groovy", "as kts"),
            Map.entry("sql", "SqlBlocksTest runs it"),
            Map.entry("sh", "ShellBlocksTest looks up files, modules, profiles, tests and options"),
            Map.entry("text", "read by people: an output, a message, a layout; the output of what is run is compared"),
            Map.entry("properties", "BuildBlocksTest parses it"),
            Map.entry("json", "BuildBlocksTest parses it"),
            Map.entry("yaml", "read by people: settings of other programs"),
            Map.entry("ini", "read by people: settings of other programs"),
            Map.entry("mermaid", "compared with its source by the test of the module that generates it"),
            Map.entry("dot", "as mermaid"),
            Map.entry("plantuml", "as mermaid"));

    private static final Pattern INDENTED = Pattern.compile("(?m)(?:\\A|\\n\\n)    [^ \\n].*");
    private static final Pattern LIST_BEFORE = Pattern.compile("(?m)^\\s*([-*]|\\d+\\.) .*\\z");

    @Test
    void everyLanguageHasARule() {
        List<String> unknown = new ArrayList<>();
        int blocks = 0;
        for (Page page : Repository.pages()) {
            for (Block block : page.blocks()) {
                blocks++;
                if (!RULES.containsKey(block.language())) {
                    unknown.add(block.toString());
                }
            }
        }
        assertThat(unknown).as("blocks whose language nobody looks after").isEmpty();
        assertThat(blocks).isGreaterThan(150);
    }

    /** An indented block has no language, so nothing could look after it. */
    @Test
    void codeIsFencedAndNotIndented() {
        List<String> indented = new ArrayList<>();
        for (Page page : Repository.pages()) {
            INDENTED.matcher(page.prose())
                    .results()
                    .filter(found -> !isInAList(page.prose().substring(0, found.start())))
                    .forEach(found -> indented.add(page + ": " + found.group().strip()));
        }
        assertThat(indented).isEmpty();
    }

    private static boolean isInAList(String before) {
        String paragraph = before.substring(before.lastIndexOf("\n\n") + 1);
        return LIST_BEFORE.matcher(paragraph).find()
                || paragraph.lines().anyMatch(line -> line.matches("\\s*([-*]|\\d+\\.) .*"));
    }

    /** Each exception names a test that exists and reads the page, or gives a reason. */
    @TestFactory
    Stream<DynamicTest> exceptionsGiveReasons() {
        return Repository.pages().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block ->
                        block.directive().says("tested-by") || block.directive().says("not-tested"))
                .map(block -> DynamicTest.dynamicTest(block.toString(), () -> {
                    block.directive()
                            .value("not-tested")
                            .ifPresent(reason -> assertThat(reason).hasSizeGreaterThan(20));
                    block.directive()
                            .value("tested-by")
                            .ifPresent(test -> assertThat(TestSources.of(test))
                                    .as(
                                            "a test class named %s that names %s",
                                            test, block.page().file().getFileName())
                                    .anyMatch(source -> source.contains(
                                            String.valueOf(block.page().file().getFileName()))));
                }));
    }
}
