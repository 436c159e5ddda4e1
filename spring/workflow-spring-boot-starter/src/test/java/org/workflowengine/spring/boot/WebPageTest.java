package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.workflowengine.http.jdk.JdkServer;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.spring.boot.app.ClaimEngine;
import org.workflowengine.spring.boot.web.ByHand;
import org.workflowengine.spring.boot.web.OwnLogin;
import org.workflowengine.spring.boot.web.Verified;

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
                .containsExactly(
                        "ByHand.java",
                        "WebSecurity.java",
                        "ByRole.java",
                        "OwnLogin.java",
                        "KnownFacts.java",
                        "Verified.java");
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

    private static WebApplicationContextRunner application() {
        return new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(WorkflowAutoConfiguration.class, WorkflowWebAutoConfiguration.class))
                .withUserConfiguration(Application.OnH2.class);
    }

    private static MockHttpServletResponse asked(ApplicationContext context, MockHttpServletRequest request)
            throws Exception {
        ServletRequestPathUtils.parseAndCache(request);
        HandlerExecutionChain chain =
                context.getBean("workflowDashboard", HandlerMapping.class).getHandler(request);
        MockHttpServletResponse response = new MockHttpServletResponse();
        ((HttpRequestHandler) chain.getHandler()).handleRequest(request, response);
        return response;
    }

    @Test
    void whatWasVerifiedIsOnThePages(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("seal.key"), "07".repeat(32) + "\n");
        application()
                .withUserConfiguration(Verified.class)
                .withPropertyValues("server.address=127.0.0.1", "workflow.key.id=2026", "workflow.key.file=" + key)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    ClaimEngine claims = context.getBean(ClaimEngine.class);
                    claims.open("C-1", by("alice").because("received")).orThrow();
                    MockHttpServletRequest page = new MockHttpServletRequest("GET", "/workflow/integrity");
                    assertThat(asked(context, page).getContentAsString()).doesNotContain("intact");
                    context.getBean(Verified.class).verifyAll();
                    assertThat(asked(context, page).getContentAsString()).contains("intact");
                });
    }

    @Test
    void whoAsksIsWhomTheFilterHasAuthenticated() {
        application().withUserConfiguration(OwnLogin.class).run(context -> {
            MockHttpServletRequest page = new MockHttpServletRequest("GET", "/workflow");
            page.addHeader("user", "alice");
            assertThat(asked(context, page).getStatus()).isEqualTo(403);
            page.setAttribute("user", new OwnLogin.User("alice", Set.of("ROLE_AUDITOR")));
            assertThat(asked(context, page).getStatus()).isEqualTo(200);
        });
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
