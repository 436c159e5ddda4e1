package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.diagram.Diagram;
import org.workflowengine.diagram.DiagramFormat;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.Graph;
import org.workflowengine.runtime.fixture.Loan;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Somebody who wants a picture: of a file, of what is installed, of a case. */
class DiagramCliTest {
    private static final Definition V1 = Graph.of("claim", 1, List.of(), "NEW -CLOSE-> CLOSED");
    private static final Definition V2 =
            Graph.of("claim", 2, List.of(), "NEW -REVIEW-> REVIEW", "NEW -CLOSE-> CLOSED", "REVIEW -CLOSE-> CLOSED");

    private final TestDatabase database = TestDatabase.inMemory();

    @TempDir
    private Path folder;

    @BeforeEach
    void twoCases() {
        Workflows old = Workflows.on(database.runtime(), List.of(V1));
        old.open("claim", "C-1", by("alice").because("received")).orThrow();
        Workflows claims = Workflows.on(database.runtime(), List.of(V1, V2));
        claims.open("claim", "C-2", by("alice").because("received")).orThrow();
        claims.fire("claim", "C-2", "CLOSE", Map.of(), by("alice").because("paid"))
                .orThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aDefinitionInAFileNeedsNoDatabase() throws IOException {
        Path file = Files.writeString(folder.resolve("review.graph.json"), CaseReview.DEFINITION.graph());
        Diagram diagram = Diagram.of(Definition.read(CaseReview.DEFINITION.graph()));
        assertThat(Console.run("diagram", "--definition", file.toString()))
                .isEqualTo(new Console(0, diagram.text(), ""));
        for (DiagramFormat format : DiagramFormat.values()) {
            assertThat(Console.run("diagram", "--definition", file.toString(), "--format", format.name())
                            .code())
                    .isZero();
            Path output = folder.resolve("review." + format.extension());
            assertThat(Console.run("diagram", "--definition", file.toString(), "--output", output.toString()))
                    .isEqualTo(new Console(0, "", ""));
            assertThat(output).exists();
            assertThat(Console.run("diagram", "--definition", file.toString(), "--output", output.toString())
                            .err())
                    .contains("already exists and is not overwritten");
        }
        assertThat(Files.readString(folder.resolve("review.dot"))).isEqualTo(diagram.dot());
    }

    @Test
    void theHighestInstalledVersionIsDrawnUnlessOneIsNamed() {
        assertThat(Console.on(database, "diagram", "--workflow", "claim").out())
                .isEqualTo(Diagram.of(V2).text());
        assertThat(Console.on(database, "diagram", "--workflow", "claim", "--version", "1")
                        .out())
                .isEqualTo(Diagram.of(V1).text());
        assertThat(Console.on(database, "diagram", "--workflow", "claim", "--version", "3"))
                .isEqualTo(new Console(
                        3,
                        "",
                        "could not be done: claim version 3 is not installed; installed: claim version 1, claim version 2"
                                + System.lineSeparator()));
        assertThat(Console.on(database, "diagram", "--workflow", "loan").err())
                .contains("no definition of loan is installed");
    }

    @Test
    void aCaseIsDrawnInTheDefinitionThatItFollowsOrInAnotherOne() {
        assertThat(Console.on(database, "diagram", "--case", "C-1").out())
                .startsWith("claim, version 1, case C-1 in NEW\n");
        assertThat(Console.on(database, "diagram", "--case", "C-1", "--workflow", "claim")
                        .out())
                .startsWith("claim, version 2, case C-1 in NEW\n")
                .contains("[▶ NEW ]");
        assertThat(Console.on(database, "diagram", "--case", "C-2").out())
                .startsWith("claim, version 2, case C-2 in CLOSED\n")
                .contains("CLOSE 2");
        assertThat(Console.on(database, "diagram", "--case", "C-9"))
                .isEqualTo(new Console(3, "", "could not be done: there is no case C-9" + System.lineSeparator()));
    }

    @Test
    void aCaseIsNotDrawnInAnotherWorkflow() throws IOException {
        Path file = Files.writeString(folder.resolve("review.graph.json"), CaseReview.DEFINITION.graph());
        assertThat(Console.on(database, "diagram", "--case", "C-1", "--definition", file.toString()))
                .isEqualTo(new Console(
                        3, "", "could not be done: case C-1 follows claim, not case-review" + System.lineSeparator()));
    }

    @Test
    void aTerminalWithoutLinesGetsAscii() throws IOException {
        Path file = Files.writeString(folder.resolve("review.graph.json"), CaseReview.DEFINITION.graph());
        StringWriter out = new StringWriter();
        PrintWriter screen = new PrintWriter(out);
        int code = WorkflowCli.run(new Screen(screen, screen, true, false), "diagram", "--definition", file.toString());
        screen.flush();
        assertThat(code).isZero();
        assertThat(out.toString()).isEqualTo(Diagram.of(CaseReview.DEFINITION).asciiText());
    }

    /** A file of XML is read as UTF-8, whatever the terminal is in whose encoding it was written. */
    @Test
    void aTerminalInAnotherEncodingGetsWhatIsReadAsUtf8() throws Exception {
        Path file = Files.writeString(folder.resolve("loan.graph.json"), Loan.SECOND.graph());
        Diagram diagram = Diagram.of(Definition.read(Loan.SECOND.graph()));
        for (Charset charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII)) {
            for (DiagramFormat format : DiagramFormat.values()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                PrintWriter out = new PrintWriter(EscapingWriter.to(bytes, charset));
                Screen screen = new Screen(out, out, false, false);
                assertThat(WorkflowCli.run(
                                screen, "diagram", "--definition", file.toString(), "--format", format.name()))
                        .isZero();
                out.flush();
                assertThat(bytes.toString(StandardCharsets.UTF_8))
                        .isEqualTo(format == DiagramFormat.TEXT ? diagram.asciiText() : format.write(diagram));
            }
        }
        assertThat(diagram.svg()).contains("2 &#215; ");
    }

    @Test
    void aHistoryThatIsNotWholeIsNotDrawn() throws Exception {
        database.dropTriggers();
        database.sql("SET REFERENTIAL_INTEGRITY FALSE");
        database.sql("DELETE FROM workflow_audit WHERE case_id = 'C-2' AND seq = 1");
        assertThat(Console.on(database, "diagram", "--case", "C-2"))
                .isEqualTo(new Console(
                        3,
                        "",
                        "could not be done: the steps of case C-2 are not whole; verify the database"
                                + System.lineSeparator()));
    }
}
