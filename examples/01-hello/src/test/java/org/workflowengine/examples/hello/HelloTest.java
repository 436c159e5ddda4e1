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
        assertThat(output(folder.resolve("claims").toString())
                        .replace(folder.toAbsolutePath().toString(), "target")
                        .lines()
                        .toList())
                // With the two lines that come before the build.
                .hasSizeLessThanOrEqualTo(58)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    /** Digests and times differ from run to run. */
    @Test
    void theOutputShowsStepsRefusalsHistoryAndTheRebuiltState() throws Exception {
        String same = output(folder.resolve("claims").toString())
                .replaceAll("\\b[0-9a-f]{12}\\b", "<digest>")
                .replaceAll("\\d\\d:\\d\\d:\\d\\d", "hh:mm:ss")
                .replace(folder.toAbsolutePath().toString(), "<folder>");

        assertThat(same).isEqualToNormalizingNewlines("""
                case-review, version 1

                                                ●
                                           [ CREATED ]
                                                │
                                          START_REVIEW
                                                ▼
                                        [ UNDER_REVIEW ]
                                         │ ▲  │    │ ▲ │
                   ┌─────────────────────┘ │  │    │ │ └────────────────────┐
                   │            ┌──────────┘  │    │ └───────────┐          │
                   │            │             │    └────┐        │          │
                REJECT  RETURN_TO_REVIEW  ESCALATE   APPROVE  RESUME  REQUEST_INFO
                   │            │           ┌─┘         │        │          │
                   │            │           ▼           │        │          ▼
                   │            [ ESCALATED ]           │     [ WAITING_INFO ]
                   │            │           │           │
                   │          ┌─┘           │           │
                   │       REJECT        APPROVE        │
                   └┐         │             │         ┌─┘
                    ▼         ▼             ▼         ▼
                   [ REJECTED ]            [ APPROVED ]
                              │             │
                              └─┐         ┌─┘
                              CLOSE     CLOSE
                                ▼         ▼
                               [[ CLOSED ]]

                Case C-1042: each step writes the state and its audit entry in one commit, or neither
                  open         now CREATED       digest <digest>
                  startReview  now UNDER_REVIEW  digest <digest>
                  approve      refused: APPROVE from UNDER_REVIEW requires AMOUNT_WITHIN_THRESHOLD (at most 10,000) = true, found false
                  close        refused: CLOSE is not allowed in state UNDER_REVIEW; allowed: APPROVE, ESCALATE, REJECT, REQUEST_INFO
                  approve      now APPROVED      digest <digest>
                  close        now CLOSED        digest <digest>

                Somebody with a SQL console, as the owner of the tables, tries to
                  pay out once more: UPDATE workflow_case SET state = 'APPROVED' WHERE case_id = 'C-1042'
                    refused by workflow_case_forward: a case goes forward by one recorded step
                  blame somebody else: UPDATE workflow_audit SET actor = 'carol' WHERE case_id = 'C-1042' AND seq = 3
                    refused by workflow_audit_erased: it is not the recorded erasure of a whole payload
                  leave no trace: DELETE FROM workflow_audit WHERE case_id = 'C-1042' AND seq = 4
                    refused by workflow_audit_kept: no tombstone says that the case is purged, or the case is still there

                The history: each digest covers the entry and the digest before it
                  #  transition    from          to            at (UTC)  by     because           digest
                  1  (open)        (new)         CREATED       hh:mm:ss  alice  claim received    <digest>
                  2  START_REVIEW  CREATED       UNDER_REVIEW  hh:mm:ss  alice  all documents in  <digest>
                  3  APPROVE       UNDER_REVIEW  APPROVED      hh:mm:ss  bob    amount corrected  <digest>
                  4  CLOSE         APPROVED      CLOSED        hh:mm:ss  bob    paid out          <digest>
                  rebuilt from the transitions alone: CLOSED; the case is in CLOSED; verification: intact

                The database stays in <folder>/claims.mv.db, with three more claims under way; look at them in a browser, and go on:
                  java -jar tools/workflow-cli/target/workflow-cli-*-runnable.jar serve --user sa \\
                      --url "jdbc:h2:<folder>/claims;WRITE_DELAY=0"
                  ./mvnw -q -Pexample package -pl :example-02-loan-applications -am   replays the log of a bank
                  ./mvnw -q -Pexample package -pl :example-03-tamper-lab -am          makes 500 attacks on a history, for a minute
                """);
    }

    /** As a development environment starts it. */
    @Test
    void withoutArgumentsTheDatabaseIsInTarget() throws Exception {
        assertThat(output())
                .contains("The database stays in " + Path.of("target/claims").toAbsolutePath() + ".mv.db");
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

    private static String output(String... arguments) throws IOException, SQLException {
        PrintStream console = System.out;
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        System.setOut(new PrintStream(shown, false, StandardCharsets.UTF_8));
        try {
            Hello.main(arguments);
        } finally {
            System.setOut(console);
        }
        return shown.toString(StandardCharsets.UTF_8);
    }
}
