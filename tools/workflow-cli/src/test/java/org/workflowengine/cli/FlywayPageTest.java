package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.SchemaScripts;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.fixture.Graph;

/** What {@code docs/how-to/flyway.md} says to paste writes the migrations, in an application that has none yet. */
class FlywayPageTest {
    private static final Path PAGE = Path.of("../../docs/how-to/flyway.md");
    private static final Path SHELL = Path.of("/bin/sh");

    @TempDir
    private Path application;

    /** Maven is there and does nothing; Java runs the command line of this build where the page names its jar, which must be there. */
    private void programs() throws IOException {
        program("mvn", "exit 0");
        program("java", """
                test "$1" = -jar && test -f "$2" || exit 9
                shift 2
                exec '%s' -cp '%s' %s "$@\"""".formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        WorkflowCli.class.getName()));
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(
                Files.createDirectories(application.resolve("bin")).resolve(name), "#!/bin/sh\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static String commands() throws IOException {
        Matcher block = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE).replace("\r\n", "\n"));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    @Test
    void theCommandsWriteTheMigrations() throws Exception {
        assumeTrue(Files.isExecutable(SHELL), "no /bin/sh");
        programs();
        Definition claim = Graph.of("claim", 1, List.of(), "NEW -CLOSE-> CLOSED");
        Files.writeString(application.resolve("workflow-cli.jar"), "");
        Files.writeString(
                Files.createDirectories(application.resolve("target/classes/META-INF/workflow"))
                        .resolve("claim.v1.graph.json"),
                claim.graph());

        ProcessBuilder shell = new ProcessBuilder(SHELL.toString(), "-e", "-c", commands())
                .directory(application.toFile())
                .redirectErrorStream(true);
        shell.environment().merge("PATH", "", (path, none) -> application.resolve("bin") + ":" + path);
        Process process = shell.start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();

        Path migrations = application.resolve("src/main/resources/db/migration");
        assertThat(migrations.resolve("V2__workflow.sql")).hasContent(SchemaScripts.POSTGRESQL.schema());
        assertThat(migrations.resolve("V3__workflow_roles.sql")).hasContent(SchemaScripts.POSTGRESQL.roles());
        assertThat(migrations.resolve("V4__claim_v1.sql"))
                .hasContent(SchemaScripts.POSTGRESQL.definition(Definition.read(claim.graph())));
    }
}
