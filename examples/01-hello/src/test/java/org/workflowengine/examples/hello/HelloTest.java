package org.workflowengine.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.RefusedException;

/** What a newcomer sees first fits on one screen and says what it should. */
class HelloTest {
    @TempDir
    Path folder;

    @Test
    void theOutputFitsOnOneScreen() throws Exception {
        assertThat(output().lines().toList())
                // With the two lines that come before the build.
                .hasSizeLessThanOrEqualTo(58)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(110));
    }

    /** Digests and times differ from run to run. */
    @Test
    void theOutputShowsStepsRefusalsHistoryAndTheRebuiltState() throws Exception {
        String same = output()
                .replaceAll("\\b[0-9a-f]{12}\\b", "<digest>")
                .replaceAll("\\d\\d:\\d\\d:\\d\\d", "hh:mm:ss")
                .replace(folder.toAbsolutePath().toString(), "<folder>");

        assertThat(same).isEqualToNormalizingNewlines("""
                @@
                """);
    }

    /** The generated engine that throws: nothing comes of what it refuses, and its answers need not be looked at. */
    @Test
    void whatIsRefusedIsThrown() {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            CaseReviewEngine reviews = CaseReviewEngine.on(runtime);
            CaseReviewEngine.Throwing moves = reviews.throwing();
            Decision decision = by("alice").because("all documents in");

            moves.open("C-1", decision);
            CaseReviewCase.UnderReview review =
                    moves.startReview("C-1", CaseReviewFacts.of(CaseReviewFact.requiredFieldsComplete(true)), decision);
            assertThat(review.seq()).isEqualTo(2);
            assertThatThrownBy(() -> moves.approve("C-1", CaseReviewFacts.of(), decision))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("APPROVE from UNDER_REVIEW requires");
            assertThatThrownBy(() -> review.reject(CaseReviewFact.validationFailed(false), decision))
                    .isInstanceOf(RefusedException.class);
            assertThat(reviews.load("C-1")).isEqualTo(review);
        }
    }

    private String output() throws IOException, SQLException {
        PrintStream usual = System.out;
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        System.setOut(new PrintStream(shown));
        try {
            Hello.main(folder.resolve("claims").toString());
        } finally {
            System.setOut(usual);
        }
        return shown.toString(StandardCharsets.UTF_8);
    }
}
