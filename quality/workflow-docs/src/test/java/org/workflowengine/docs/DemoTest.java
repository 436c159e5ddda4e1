package org.workflowengine.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.cli.ServedCommand;

/** What the demo tells its reader to do next works. */
class DemoTest {
    private static final String SOURCES = "examples/01-hello/src/main/java/org/workflowengine/examples/hello/";
    private static final List<String> COMMAND =
            List.of("java", "-jar", "tools/workflow-cli/target/workflow-cli-*-runnable.jar");

    @Test
    void thePrintedCommandShowsTheCasesAlsoInAFolderWithASpace(@TempDir Path folder) throws Exception {
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
                .filter(line -> line.contains(" serve --user "))
                .findFirst()
                .orElseThrow());

        assertThat(words)
                .startsWith(COMMAND.toArray(String[]::new))
                .contains("jdbc:h2:" + database.toAbsolutePath() + ";WRITE_DELAY=0");
        List<String> command = new ArrayList<>(words.subList(COMMAND.size(), words.size()));
        command.addAll(List.of("--port", "0"));
        try (ServedCommand served = ServedCommand.start(command.toArray(String[]::new))) {
            assertThat(served.get("cases/C-1042")).contains("paid out", "CLOSED");
            assertThat(served.get("cases")).contains("C-1043", "C-1044", "C-1045", "WAITING_INFO");
        }
    }

    @Test
    void theJarHasThatName() {
        assertThat(Repository.read("tools/workflow-cli/pom.xml"))
                .contains("/${project.artifactId}-${project.version}-runnable.jar<");
    }
}
