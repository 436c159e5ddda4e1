package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.workflowengine.http.jdk.JdkServer;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.spring.boot.web.ByHand;

/**
 * What {@code docs/how-to/web.md} shows is what these tests compile and run. {@code -Dpages.update=true} writes the files into the page.
 */
class WebPageTest {
    private static final Path PAGE = Path.of("../../docs/how-to/web.md");
    private static final Pattern FILE = Pattern.compile(
            "(<!-- snippet: file=(\\S+); tested-by=WebPageTest -->\n```java\n)(.*?)```\n", Pattern.DOTALL);

    /** A part of a file of these tests. */
    private static final Pattern PART =
            Pattern.compile("<!-- snippet: tested-by=WebPageTest -->\n```java\n(.*?)```\n", Pattern.DOTALL);

    private static String page() throws IOException {
        return Files.readString(PAGE).replace("\r\n", "\n");
    }

    @Test
    void thePageHasTheFilesOfTheseTests() throws IOException {
        String page = page();
        String filled = FILE.matcher(page).replaceAll(WebPageTest::filled);
        if (Boolean.getBoolean("pages.update")) {
            Files.writeString(PAGE, filled);
            page = filled;
        }
        assertThat(page).isEqualTo(filled);
        assertThat(FILE.matcher(page)
                        .results()
                        .map(block -> Path.of(block.group(2)).getFileName().toString()))
                .containsExactly("ByHand.java", "WebSecurity.java", "ByRole.java", "KnownFacts.java");
    }

    private static String filled(MatchResult block) {
        try {
            return Matcher.quoteReplacement(
                    block.group(1) + Files.readString(Path.of(block.group(2))).replace("\r\n", "\n") + "```\n");
        } catch (IOException e) {
            throw new AssertionError("the page names a file that is not here: " + block.group(2), e);
        }
    }

    /** What the contract of every server needs is what the page tells to set. */
    @Test
    void partsAreThoseOfTheseTests() throws IOException {
        Path tests = Path.of("src/test/java/org/workflowengine/spring/boot");
        String sources = Files.readString(tests.resolve("RestContract.java"))
                + Files.readString(tests.resolve("boot4/RestContractTest.java"));
        List<String> parts =
                PART.matcher(page()).results().map(block -> block.group(1)).toList();
        assertThat(parts)
                .hasSize(2)
                .allSatisfy(part -> part.lines()
                        .map(String::strip)
                        .forEach(line -> assertThat(sources).contains(line)));
    }

    /** Every property that the page names exists. */
    @Test
    void propertiesOfThePageExist() throws IOException {
        String reference = Files.readString(Path.of("../../docs/reference/properties.md"));
        List<String> named = Pattern.compile("\\bworkflow\\.(?:rest|dashboard)\\.[a-z-]+")
                .matcher(page())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(reference).contains("`" + name + "`"));
    }

    @Test
    void theServerThatIsMadeByHandAnswers() throws Exception {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory();
                JdkServer server = ByHand.start(runtime, 0)) {
            for (String path : List.of("/workflow", "/workflow-api/workflows")) {
                HttpResponse<String> answer = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://localhost:"
                                                + server.address().getPort() + path))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
            }
        }
    }
}
