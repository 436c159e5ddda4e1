package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.processor.model.Code;

/** The report that code hosts and IDEs show inline: each problem with its code, its level, its text and its place. */
class SarifReportTest {
    private static final JavaFileObject FAULTY = JavaFileObjects.forSourceString("app.Flow", """
            package app;
            import org.workflowengine.annotations.*;
            @Workflow(id = "flow", version = 1)
            interface Flow {
                @State(initial = true) interface Open { @Transition Done finish(); }
                @State interface Island { @Transition Done leave(); }
                @State(terminal = true) interface Done {}
            }
            """);

    @TempDir
    Path folder;

    @Test
    void everyProblemStandsWhereItIs() throws IOException {
        compile(FAULTY, "-Aworkflow.sarif");
        assertThat(results())
                .containsExactly("""
                {"ruleId": "WF203", "ruleIndex": %s, "level": "error", "message": {"text": "[WF203 unreachable-state] Island \
                can never be entered\\u000a    found:       no transition enters it\\u000a    expected:    every state is \
                reached from the initial state (Open)\\u000a    fix:         let a state that is reached lead to it, e.g. in \
                Open   @Transition Island enterIsland();   or remove Island"}, "locations": [{"physicalLocation": \
                {"artifactLocation": {"uri": "app/Flow.java"}, "region": {"startLine": 6, "startColumn": 5}}, \
                "logicalLocations": [{"fullyQualifiedName": "app.Flow.Island"}]}]}""".formatted(List.of(Code.values()).indexOf(Code.WF203)));
    }

    @Test
    void rulesAreListedInTheOrderOfTheirIndex() throws IOException {
        compile(FAULTY, "-Aworkflow.sarif");
        assertThat(lines("{\"id\": "))
                .extracting(line -> line.substring(8, 13))
                .containsExactlyElementsOf(
                        Arrays.stream(Code.values()).map(Code::name).toList());
    }

    @Test
    void soundDefinitionHasAReportWithoutResults() throws IOException {
        compile(JavaFileObjects.forSourceString("app.Flow", """
                package app;
                import org.workflowengine.annotations.*;
                @Workflow(id = "flow", version = 1)
                interface Flow {
                    @State(initial = true) interface Open { @Transition Done finish(); }
                    @State(terminal = true) interface Done {}
                }
                """), "-Aworkflow.sarif");
        assertThat(report()).contains("\"results\": []");
    }

    @Test
    void noteHasTheLevelOfANote() throws IOException {
        Path narrower = Path.of("src/test/resources/fixtures/WF508/narrower");
        compile(
                List.of(
                        new SourceFile(narrower.resolve("OrderV1.java")),
                        new SourceFile(narrower.resolve("Order.java"))),
                "-Aworkflow.sarif",
                "-Aworkflow.werror");
        String report = Files.readString(reports().stream()
                .filter(file -> file.endsWith("app.Order.sarif"))
                .findFirst()
                .orElseThrow());
        assertThat(report.lines().map(String::strip).filter(line -> line.startsWith("{\"ruleId\": ")))
                .hasSize(3)
                .allMatch(line -> line.startsWith("{\"ruleId\": \"WF508\", \"ruleIndex\": %s, \"level\": \"note\", "
                        .formatted(List.of(Code.values()).indexOf(Code.WF508))));
        assertThat(report)
                .contains(
                        "{\"id\": \"WF508\", \"name\": \"narrower-future\", \"defaultConfiguration\": {\"level\": \"note\"}}");
    }

    @Test
    void nothingIsWrittenUnasked() throws IOException {
        compile(FAULTY);
        assertThat(reports()).isEmpty();
    }

    private void compile(JavaFileObject source, String... options) {
        compile(List.of(source), options);
    }

    private void compile(List<JavaFileObject> sources, String... options) {
        List<String> all = new ArrayList<>(List.of("-proc:only", "-d", folder.toString(), "-s", folder.toString()));
        all.addAll(List.of(options));
        var task = ToolProvider.getSystemJavaCompiler().getTask(null, null, problem -> {}, all, null, sources);
        task.setProcessors(List.of(new WorkflowProcessor()));
        task.call();
    }

    private List<Path> reports() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".sarif")).toList();
        }
    }

    private String report() throws IOException {
        assertThat(reports()).hasSize(1);
        return Files.readString(reports().get(0));
    }

    private List<String> results() throws IOException {
        return lines("{\"ruleId\": ");
    }

    private List<String> lines(String start) throws IOException {
        return report().lines()
                .map(line -> line.strip().replaceAll(",$", ""))
                .filter(line -> line.startsWith(start))
                .toList();
    }
}
