package org.workflowengine.runtime.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.fixture.Loan;

/** What is refused before any SQL, at each limit and one beyond it. */
class InputChecksTest {
    private static final Decision BY_ALICE = by("alice").because("ten years are over");

    @Test
    void aStepThatCanBe() {
        assertThat(InputChecks.seq(1)).isEmpty();
        assertThat(InputChecks.seq(Integer.MAX_VALUE)).isEmpty();
        refused(InputChecks.seq(0), "seq", "0", "from 1 to 2147483647");
        refused(InputChecks.seq(2_147_483_648L), "seq", "2147483648", "from 1 to 2147483647");
    }

    @Test
    void idsOfCasesAndRequests() {
        for (String longest : List.of("x", "x".repeat(64))) {
            assertThat(InputChecks.caseId(longest)).isEmpty();
            assertThat(InputChecks.idPrefix(longest)).isEmpty();
            assertThat(InputChecks.requestId(longest)).isEmpty();
        }
        String expected = "1 to 64 characters, not all blank";
        refused(InputChecks.caseId("x".repeat(65)), "case id", "65 characters", expected);
        refused(InputChecks.idPrefix("x".repeat(65)), "id prefix", "65 characters", expected);
        refused(InputChecks.requestId("x".repeat(65)), "request id", "65 characters", expected);
        // As long as can be, but blank.
        refused(InputChecks.caseId(" ".repeat(64)), "case id", "a blank text", expected);
        refused(InputChecks.requestId("\n"), "request id", "a blank text", expected);
        refused(
                InputChecks.caseId("x\u0007"),
                "case id",
                "the control character U+0007 at position 1",
                "no control characters");
        refused(
                InputChecks.caseId("\uD83D\uDCCEx\uD83D"),
                "case id",
                "half of a surrogate pair, U+D83D, at position 3",
                "well-formed Unicode");
    }

    /** From U+0300 on, a character may be spelled in another way. */
    @Test
    void oneSpelling() {
        assertThat(InputChecks.source("\u00E0 la carte")).isEmpty();
        refused(
                InputChecks.source("xa\u0300 la carte"),
                "source",
                "another spelling than Unicode's form NFC, from position 1",
                "the form NFC, \"x\u00E0 la carte\"");
        refused(InputChecks.source("a  b"), "source", "two spaces at position 1", "single spaces");
        refused(InputChecks.source(" a"), "source", "\" a\"", "no white space at either end");
    }

    @Test
    void namesOfWhoAsks() {
        assertThat(InputChecks.names(List.of("alice", "bob"))).isEmpty();
        refused(InputChecks.names(List.of("alice", "")), "name", "a blank text", "1 to 128 characters, not all blank");
    }

    @Test
    void whatATombstoneRecords() {
        assertThat(InputChecks.purge("tax-10y", BY_ALICE.onBehalfOf("bob"))).isEmpty();
        String none = "none: a tombstone does not record it";
        refused(
                InputChecks.purge("", BY_ALICE),
                "retention class",
                "a blank text",
                "1 to 64 characters, not all blank");
        refused(
                InputChecks.purge("tax-10y", BY_ALICE.onBehalfOf("")),
                "principal id",
                "a blank text",
                "1 to 128 characters, not all blank");
        refused(
                InputChecks.purge("tax-10y", by("").because("r")),
                "actor id",
                "a blank text",
                "1 to 128 characters, not all blank");
        refused(
                InputChecks.purge("tax-10y", by("alice").because("")),
                "reason",
                "a blank text",
                "1 to 2000 characters, not all blank");
        refused(InputChecks.purge("tax-10y", BY_ALICE.requestId("R-1")), "request id", "\"R-1\"", none);
        refused(InputChecks.purge("tax-10y", BY_ALICE.expectedSeq(3)), "expected seq", "3", none);
        refused(
                InputChecks.purge("tax-10y", BY_ALICE.occurredAt(Instant.EPOCH)),
                "occurred at",
                "1970-01-01T00:00:00Z",
                none);
        refused(InputChecks.purge("tax-10y", BY_ALICE.evidence("rules", "1")), "evidence", "1 objects", none);
    }

    @Test
    void theLargestFacts() {
        // {"F":"…"} has eight bytes around the value.
        assertThat(InputChecks.facts(vocabulary(65_528), facts(65_528))).isEmpty();
        refused(InputChecks.facts(vocabulary(65_529), facts(65_529)), "facts", "65537 bytes", "at most 65536 bytes");
        refused(InputChecks.facts(Loan.SECOND, facts(1)), "fact F", "a fact of another workflow", "a fact of loan");
    }

    private static FactRow row(int length) {
        return new FactRow("F", List.of("X".repeat(length)), "");
    }

    private static Facts facts(int length) {
        FactRow row = row(length);
        return new Facts(List.of(new FactValue(row, row.values().get(0))));
    }

    private static Definition vocabulary(int length) {
        return Definition.of(
                "loan", 2, List.copyOf(Loan.SECOND.states()), Loan.SECOND.transitions(), List.of(row(length)));
    }

    private static void refused(Optional<Refusal> found, String field, String value, String expected) {
        assertThat(found).contains(new InvalidInput(field, value, expected));
    }
}
