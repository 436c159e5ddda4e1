package org.workflowengine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;
import org.workflowengine.benchmark.durable.DurableRun;

/** One short run: whether its tables can be read, not what they say. */
class DurableRunTest {
    @TempDir
    private Path folder;

    @Test
    void threeTablesHaveTheirRowsTheirRatiosAndTheLoad() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Report report =
                new Report(new PrintStream(printed, true, StandardCharsets.UTF_8), folder.resolve("report.json"));

        new DurableRun(new Options("rounds=1", "turn=1", "contenders=BY_ID,CHUNK_32,JDBC_BARE"), report, folder)
                .on(Kind.H2_MEMORY);
        report.write("a machine");

        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines)
                .contains(
                        "### Durable steps, H2 in memory",
                        "### Processor time of a step, H2 in memory",
                        "### Chunks, H2 in memory");
        String one = "1.00 / **1.00** / 1.00";
        assertThat(lines)
                .filteredOn(line -> line.startsWith("| JDBC, no constraint "))
                .hasSize(2)
                .satisfiesExactly(
                        times -> assertThat(times).endsWith("| " + one + " | " + one + " | – |"),
                        processors -> assertThat(processors).contains("| " + one + " | – | – | – | – |"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("| this engine, by id "))
                .hasSize(3)
                .last()
                .asString()
                .endsWith("| " + one + " | " + one + " | " + one + " | – |");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("| this engine, applyAll of 32 "))
                .hasSize(3);
        assertThat(lines)
                .filteredOn(line -> line.matches(".* Load of the machine: [0-9.]+ before, [0-9.]+ after\\."))
                .hasSize(3);
        assertThat(Files.readString(folder.resolve("report.json"))).contains("\"load\":\"Load of the machine: ");
    }
}
