package org.workflowengine.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.cli.CommandArguments;

/** What the demo tells its reader to do next works. */
class DemoTest {
    private static final String SOURCES = "examples/01-hello/src/main/java/org/workflowengine/examples/hello/";
    private static final List<String> SHOW =
            List.of("java", "-jar", "tools/workflow-cli/target/workflow-cli-*-runnable.jar");

    @Test
    void thePrintedCommandShowsTheCaseAlsoInAFolderWithASpace(@TempDir Path folder) throws Exception {
        Path database = Files.createDirectory(folder.resolve("my claims")).resolve("claims");
        String printed;
        try (Snippets snippets = new Snippets(folder)) {
            Snippets.Result demo = snippets.compile(Stream.of("Hello", "SqlConsole", "CaseReview")
                    .map(type -> Repository.read(SOURCES + type + ".java"))
                    .toArray(String[]::new));
            assertThat(demo.complaints()).isEmpty();
            printed = JavaBlocksTest.output(demo, database.toString());
        }
        List<String> words = ShellBlocksTest.words(printed.replace("\\\n", "")
                .lines()
                .filter(line -> line.contains(" show "))
                .findFirst()
                .orElseThrow());

        assertThat(words)
                .startsWith(SHOW.toArray(String[]::new))
                .contains("jdbc:h2:" + database.toAbsolutePath() + ";WRITE_DELAY=0");
        assertThat(CommandArguments.output(
                        words.subList(SHOW.size(), words.size()).toArray(String[]::new)))
                .contains("by bob (PERSON): paid out", "now in CLOSED at step 4");
    }

    @Test
    void theJarHasThatName() {
        assertThat(Repository.read("tools/workflow-cli/pom.xml"))
                .contains("/${project.artifactId}-${project.version}-runnable.jar<");
    }
}
