package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.EndedProcess;

/** The jar serves by itself, and ends when it is told to. */
class ServeIT {
    @Test
    void aSignalEndsItAndThatIsNoFailure(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("cases");
        try (WorkflowRuntime runtime = WorkflowRuntime.embedded(file)) {
            Engine.on(runtime).open("C-1", by("alice").because("received")).orThrow();
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        System.getProperty("runnable.jar"),
                        "serve",
                        "--port",
                        "0",
                        "--url",
                        "jdbc:h2:" + file.toAbsolutePath() + ";WRITE_DELAY=0",
                        "--user",
                        "sa")
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            URI root = URI.create(out.readLine().split(" ", -1)[1]);
            HttpClient client = HttpClient.newHttpClient();
            for (String path : new String[] {"", "cases/C-1", "definitions", "integrity", "bundle", "api/workflows"}) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(root.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
            }
            // The process itself would close the streams too.
            process.toHandle().destroy();
            assertThat(EndedProcess.exit(process)).isZero();
            assertThat(out.readLine()).isNull();
            assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }
}
