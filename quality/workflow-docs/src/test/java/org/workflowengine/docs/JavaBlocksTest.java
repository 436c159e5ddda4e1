package org.workflowengine.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Every block of Java compiles with the processor and without a warning, or does not compile as it says; some are run. */
class JavaBlocksTest {
    private static Snippets snippets;

    @BeforeAll
    static void compileTheWorkflowsOfTheFixtures(@TempDir Path folder) {
        snippets = new Snippets(folder);
    }

    @AfterAll
    static void close() throws IOException {
        snippets.close();
    }

    @TestFactory
    Stream<DynamicTest> blocks() {
        return Repository.pages().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals("java"))
                .filter(block -> !block.directive().says("tested-by")
                        && !block.directive().says("not-tested"))
                .filter(block -> !isExampleOfARule(block))
                .map(block -> DynamicTest.dynamicTest(block.toString(), () -> check(block)));
    }

    /** They say beside the language whether they are right, and RulesPageTest believes none of it. */
    private static boolean isExampleOfARule(Block block) {
        return block.page().name().equals("docs/reference/rules.md")
                && block.info().matches("java (right|wrong|javac)");
    }

    @Test
    void theExamplesOfRulesHaveATestOfTheirOwn() {
        assertThat(TestSources.of("RulesPageTest")).singleElement().asString().contains("docs/reference/rules.md");
    }

    private static void check(Block block) throws Exception {
        assertThat(block.info()).isEqualTo("java");
        Snippets.Result result = snippets.compile(block);
        if (block.directive().says("fails")) {
            String message = block.directive().value("fails").orElseThrow();
            assertThat(message).isNotBlank();
            assertThat(result.complaints())
                    .isNotEmpty()
                    .allSatisfy(said -> assertThat(said).contains(message));
            if (block.directive().says("shown")) {
                assertThat(result.complaints())
                        .singleElement()
                        .asString()
                        .endsWith(": " + block.next().orElseThrow().text().strip());
            }
            return;
        }
        assertThat(result.complaints()).isEmpty();
        if (block.directive().says("run")) {
            Block shown = block.next().orElseThrow();
            assertThat(shown.language())
                    .as("what follows a block that is run is its output")
                    .isEqualTo("text");
            assertThat(output(result)).isEqualTo(shown.text());
        }
        if (block.directive().says("test")) {
            runTests(result);
        }
    }

    static String output(Snippets.Result result, String... arguments) throws Exception {
        PrintStream before = System.out;
        var written = new ByteArrayOutputStream();
        try (var out = new PrintStream(written, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            var main = result.load().loadClass(result.name()).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) arguments);
        } finally {
            System.setOut(before);
        }
        return written.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static void runTests(Snippets.Result result) throws Exception {
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(result.load().loadClass(result.name())))
                                .build(),
                        summary);
        assertThat(summary.getSummary().getFailures())
                .extracting(failure -> failure.getException())
                .isEmpty();
        assertThat(summary.getSummary().getTestsSucceededCount()).isPositive();
    }
}
