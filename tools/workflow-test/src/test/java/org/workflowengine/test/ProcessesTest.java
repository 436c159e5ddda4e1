package org.workflowengine.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only shows in processes of their own: other versions of JUnit, forks of a build that run at the same time, and a run without any test. */
class ProcessesTest {
    @TempDir
    private Path folder;

    @Disabled("is what is tested")
    @WorkflowTest(Claim.class)
    static class Off {
        @Test
        void never(ClaimEngine claims) {
            assertThat(claims).isNull();
        }
    }

    @WorkflowTest
    static class WithoutEngine {
        @Test
        void asksForNothing() {
            assertThat(Claim.class).isInterface();
        }
    }

    private JUnitRun.Started start(int number, String junit, List<String> more, Class<?>... tests) throws IOException {
        List<String> properties = new ArrayList<>(more);
        properties.add("workflow.coverage.folder=" + folder.resolve("coverage"));
        return JUnitRun.start(folder.resolve("output-" + number), junit, properties, tests);
    }

    /** Stores of JUnit before 5.13 do not close what is only {@code AutoCloseable}. */
    @ParameterizedTest
    @ValueSource(strings = {"junit-5.12", "junit-6"})
    void theOldestAndTheNewestJUnitCloseDatabasesAndWriteTheReport(String junit) throws Exception {
        String output = start(1, junit, List.of("workflow.coverage.transitions=100"), CoverageTest.Approvals.class)
                .ended();

        assertThat(output)
                .contains("SUCCESSFUL approved(ExpenseEngine)")
                .contains("FAILED JUnit Jupiter: Too little of the workflows is covered by tests.");
        assertThat(Files.readString(folder.resolve("coverage/index.html"))).contains("1 of 7 (14 %)");
    }

    @Test
    void forksAtTheSameTimeWriteOneReport() throws Exception {
        List<JUnitRun.Started> forks = new ArrayList<>();
        List<Class<?>> tests =
                List.of(CoverageTest.Approvals.class, CoverageTest.Obligations.class, CoverageTest.Approvals.class);
        for (int i = 0; i < tests.size(); i++) {
            forks.add(start(i, "", List.of("workflow.coverage.run=build 1"), tests.get(i)));
        }
        for (JUnitRun.Started fork : forks) {
            assertThat(fork.ended()).contains("SUCCESSFUL JUnit Jupiter").endsWith("exit 0");
        }

        assertThat(Files.readString(folder.resolve("coverage/index.html")))
                .contains("<tr><td>SUBMITTED</td><td>APPROVE</td><td>APPROVED</td><td class=\"times\">2</td></tr>")
                .contains("<tr><td>SUBMITTED</td><td>ENDORSE</td><td>SUBMITTED</td><td class=\"times\">1</td></tr>");
    }

    @Test
    void aThresholdFailsTheRunIfNoTestOfAWorkflowRan() throws Exception {
        assertThat(start(1, "", List.of("workflow.coverage.transitions=1"), Off.class)
                        .ended())
                .contains("Nothing of any workflow is covered by tests. Expected transitions: 1 %, refusals: 0 %")
                .endsWith("exit 1");
        assertThat(start(2, "", List.of("workflow.coverage.refusals=1"), Off.class, WithoutEngine.class)
                        .ended())
                .contains("FAILED JUnit Jupiter: Nothing of any workflow is covered by tests.");
        assertThat(start(3, "", List.of(), Off.class).ended()).endsWith("exit 0");
    }
}
