package org.workflowengine.examples.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the program prints is what this example promises: every live case is told of, and none is lost. */
class VersionsTest {

    /** A fingerprint says nothing to a reader. */
    @Test
    void everyCaseIsToldOfBeforeAndAfterTheDeployment() {
        String same = output().replaceAll("\\b[0-9a-f]{64}\\b", "<fingerprint>");

        assertThat(same).isEqualToNormalizingNewlines("""

                What version 2 means for the live cases, before it is deployed
                  version 1  ESCALATED     1  CAN_COME SECOND_REVIEW
                  version 1  FROZEN        1  STAY
                  version 1  IN_REVIEW     3  CAN_COME UNDER_REVIEW
                  version 1  SUBMITTED     1  CAN_COME SUBMITTED

                What its rules would have done with the cases that have ended or gone on so far
                  rules: claim version 2, fingerprint <fingerprint>
                  6 cases: 5 same, 1 refused, 0 not comparable
                  where:
                    in UNDER_REVIEW: 1 refused, 0 not comparable
                  why:
                    1 case, unknown-transition: ESCALATE

                A node of version 2 starts. Both versions are at work
                  open C-7 in version 2: applied as step 1
                  version 1 still moves its cases: applied as step 3

                A move of an old case migrates it first: two steps, one commit
                  forward C-3: applied as step 4
                  1  (open)       (new)        -> SUBMITTED     version 1  {}
                  2  REVIEW       SUBMITTED    -> IN_REVIEW     version 1  {"DOCUMENTS_COMPLETE":true}
                  3  (migrate:1)  IN_REVIEW    -> UNDER_REVIEW  version 2  {}
                  4  FORWARD      UNDER_REVIEW -> SECOND_REVIEW version 2  {"LARGE_SUM":true}
                  the old node is refused: refused, case "C-3" follows claim version 2, this engine claim version 1

                The other cases come in one sweep. One is refused: its guard requires a fact
                  C-4: refused, (migrate:1) from ESCALATED requires NEW_TERMS_ACCEPTED (the customer agrees to the new terms) = true, found unknown
                  2 migrated, refused: {guard-not-satisfied=1}

                The customer agrees, and the case follows
                  migrate C-4: applied as step 4

                A request that version 1 has applied is not applied again
                  review C-1 once more: applied before as step 2

                A case from the system before this one: its history starts here
                  import C-900: applied as step 1
                  under review since 2024-03-01T09:00:00Z

                After the deployment
                  version 1  FROZEN        1  STAY
                  version 1  REJECTED      1  ENDED
                  version 2  SECOND_REVIEW 2  FOLLOW
                  version 2  SUBMITTED     2  FOLLOW
                  version 2  UNDER_REVIEW  2  FOLLOW
                  verified: intact, 1 begins with an import: 8 cases, 21 entries
                  C-3 rebuilt from its transitions: SECOND_REVIEW
                """);
    }

    private static String output() {
        PrintStream before = System.out;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        System.setOut(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            Versions.main();
        } finally {
            System.setOut(before);
        }
        return caught.toString(StandardCharsets.UTF_8);
    }
}
