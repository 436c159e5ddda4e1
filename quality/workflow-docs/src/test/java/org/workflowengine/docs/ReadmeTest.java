package org.workflowengine.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The README is read in three minutes, in this order; each sample can be pasted. */
class ReadmeTest {
    private final Page readme = Page.read(Repository.ROOT.resolve("README.md"));

    @Test
    void theTwoCommandsComeFirst() {
        Block first = readme.blocks().get(0);
        assertThat(first.language()).isEqualTo("sh");
        assertThat(first.text().lines().map(line -> line.replaceAll("\\s+#.*", "")))
                .containsExactly("./mvnw -q -Pdemo package", "./mvnw verify");
        assertThat(first.line()).isLessThan(8);
    }

    @Test
    void itsSectionsAreInTheOrderOfAReader() {
        assertThat(readme.headings())
                .containsSubsequence(List.of(
                        "Workflow Automation Engine",
                        "The definition",
                        "The call",
                        "The refusal",
                        "In your build",
                        "What it is not",
                        "Compared with others",
                        "Status"));
    }

    @Test
    void definitionAndCallAreWholeFiles() {
        assertThat(readme.blocks().stream()
                        .filter(block -> block.language().equals("java"))
                        .limit(2))
                .hasSize(2)
                .allSatisfy(
                        block -> assertThat(block.text()).startsWith("package ").contains("\nimport "));
    }

    /** The call ends in success, and the refusal says what is wrong; both are run. */
    @Test
    void whatSamplesPrintIsShown() {
        assertThat(readme.blocks().stream().filter(block -> block.directive().says("run")))
                .hasSize(2)
                .allSatisfy(block ->
                        assertThat(block.next().orElseThrow().language()).isEqualTo("text"));
    }

    /** At most a thousand words outside code: keys, erasure and tuning have pages of their own. */
    @Test
    void itIsShort() {
        assertThat(readme.prose().split("\\s+")).hasSizeLessThanOrEqualTo(1_000);
        assertThat(readme.text().lines()).hasSizeLessThan(260);
    }
}
