package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal.CaseAlreadyExists;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Whatever text comes in is refused at the door, with its field and limit, or comes back out unit for unit. */
abstract class DoorContract {
    /** The fields that take a text, and how they do. */
    private enum Field {
        CASE_ID("case id", 64, false),
        ACTOR_ID("actor id", 128, false),
        REASON("reason", 2_000, true),
        REQUEST_ID("request id", 64, false);

        private final String title;
        private final int most;
        private final boolean prose;

        Field(String title, int most, boolean prose) {
            this.title = title;
            this.most = most;
            this.prose = prose;
        }

        private static boolean isInvisible(int c) {
            return Character.getType(c) == Character.FORMAT || c == 0x2028 || c == 0x2029;
        }

        /** The rule of the documentation, spelled out naively. */
        private boolean takes(String text) {
            if (text.isBlank() || text.length() > most) {
                return false;
            }
            if (!prose && !text.strip().equals(text)) {
                return false;
            }
            if (!prose && text.codePoints().anyMatch(Field::isInvisible)) {
                return false;
            }
            return text.codePoints()
                    .allMatch(c -> !(c >= 0xD800 && c <= 0xDFFF)
                            && (!(c < 0x20 || (c >= 0x7F && c < 0xA0)) || (prose && (c == 9 || c == 10 || c == 13))));
        }
    }

    private static final int VALUES = 500;

    private final TestDatabase database;
    private final Engine reviews;
    private int cases;

    DoorContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.reviews = Engine.on(database.runtime());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void hostileValues() throws Exception {
        int taken = 0;
        int refused = 0;
        for (Field field : Field.values()) {
            List<String> values = new ArrayList<>(List.of(
                    "",
                    " ",
                    "\t",
                    "\u2003",
                    "\0",
                    "a\0b",
                    "\uD800",
                    "\uDC00",
                    "a\uD83D",
                    "\uDE00\uD83D",
                    "a\u0007",
                    "\u007f",
                    "\u0085",
                    "a\nb",
                    "a\r\nb",
                    "a\tb",
                    "a ",
                    " a",
                    "a\n",
                    "\u00a0a",
                    "\u202Eabc\u202C",
                    "\u200B",
                    "\uFEFFx",
                    "a\u2066b\u2069",
                    "a\u00adb",
                    "a\u2029b",
                    "\uDB40\uDC41",
                    "\u2028",
                    "\u00e9",
                    "e\u0301",
                    "\uD83D\uDE00",
                    "'; DROP TABLE workflow_case; --",
                    "' OR '1'='1",
                    "${jndi:ldap://x}",
                    "#{caseId}",
                    "%_\\",
                    "null",
                    "<script>",
                    "\"",
                    "{}",
                    "C-1",
                    "c-1",
                    "\uFFFF",
                    "\u0130\u0131"));
            for (int length : new int[] {field.most - 1, field.most, field.most + 1}) {
                values.add("x".repeat(length));
                values.add("\u00e9".repeat(length));
                values.add("\uD83D\uDE00".repeat(length / 2) + "x".repeat(length % 2));
            }
            values.add("x".repeat(10_000_000));
            values.add(" ".repeat(10_000_000));
            for (String value : values) {
                if (roundTrip(field, value)) {
                    taken++;
                } else {
                    refused++;
                }
            }
        }
        System.out.println("DoorContract: " + taken + " hostile values taken and read back, " + refused + " refused");
        assertThat(taken).isGreaterThan(80);
        assertThat(refused).isGreaterThan(80);
    }

    @Test
    void randomValues() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("DoorContract: seed " + seed);
        Random random = new Random(seed);
        int taken = 0;
        for (int i = 0; i < VALUES; i++) {
            Field field = Field.values()[random.nextInt(4)];
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(12);
            for (int j = 0; j < length; j++) {
                text.append(
                        switch (random.nextInt(8)) {
                            case 0 -> String.valueOf((char) random.nextInt(0x10000));
                            case 1 -> Character.toString(random.nextInt(0x10000, 0x110000));
                            case 2 -> String.valueOf((char) random.nextInt(0xA0, 0x300));
                            default -> String.valueOf((char) random.nextInt(0x20, 0x7F));
                        });
            }
            taken += roundTrip(field, text.toString()) ? 1 : 0;
        }
        System.out.println("DoorContract: " + VALUES + " random values, " + taken + " taken and read back");
        assertThat(taken).isBetween(VALUES / 5, VALUES * 19 / 20);
    }

    private boolean roundTrip(Field field, String value) throws Exception {
        String caseId = field == Field.CASE_ID ? value : "case " + cases++;
        Decision decision =
                by(field == Field.ACTOR_ID ? value : "alice").because(field == Field.REASON ? value : "why");
        if (field == Field.REQUEST_ID) {
            decision = decision.requestId(value);
        }
        String shown = field + " "
                + (value.length() > 100
                        ? value.length() + " long"
                        : value.codePoints().mapToObj(Integer::toHexString).toList());
        List<String> before = field.takes(value) ? List.of() : database.rows("SELECT COUNT(*) FROM workflow_audit");
        Outcome<Case> outcome = reviews.open(caseId, decision);
        if (!field.takes(value)) {
            assertThat(outcome).as(shown).isInstanceOf(Refused.class);
            assertThat(((Refused<Case>) outcome).refusal()).as(shown).isInstanceOfSatisfying(InvalidInput.class, no -> {
                assertThat(no.field()).isEqualTo(field.title);
                assertThat(no.explanation()).hasSizeLessThan(1_000).matches("\\P{Cntrl}+");
            });
            assertThat(database.rows("SELECT COUNT(*) FROM workflow_audit"))
                    .as(shown)
                    .isEqualTo(before);
            return false;
        }
        // The same random case id may come twice.
        assertThat(outcome.isApplied() || field == Field.CASE_ID).as(shown).isTrue();
        AuditEntry entry = reviews.atSeq(caseId, 1).orElseThrow();
        assertThat(
                        switch (field) {
                            case CASE_ID -> entry.caseId();
                            case ACTOR_ID -> entry.actor();
                            case REASON -> entry.reason();
                            case REQUEST_ID -> entry.requestId();
                        })
                .as(shown)
                .isEqualTo(value);
        assertThat(reviews.history(caseId).check(CaseReview.TABLE)).as(shown).isEmpty();
        assertThat(reviews.load(caseId).caseId()).isEqualTo(caseId);
        return true;
    }

    /** Case, accents, composition and blanks make a difference; to no database are two of these the same. */
    @Test
    void idsCompareByteByByte() throws Exception {
        List<String> ids = List.of(
                "C-1",
                "c-1",
                "\u00c7-1",
                "C\u0327-1",
                "\uFF23-1",
                "C- 1",
                "\uD83D\uDE00",
                "\uD83D\uDE01",
                "ss",
                "\u00df");
        Decision decision = by("alice").because("why");
        for (String id : ids) {
            Case created = reviews.open(id, decision.requestId(id)).orThrow();
            assertThat(created.caseId()).isEqualTo(id);
        }
        for (String id : ids) {
            assertThat(reviews.load(id).caseId()).isEqualTo(id);
        }
        // Another id is another request: it is not answered as the first one was, but finds the case there already.
        for (String id : ids.subList(1, ids.size())) {
            assertThat(((Refused<Case>) reviews.open("C-1", decision.requestId(id))).refusal())
                    .isInstanceOf(CaseAlreadyExists.class);
        }
        assertThat(database.rows("SELECT COUNT(*) FROM workflow_case WHERE case_id IN ('C-1', 'C-1 ', ' C-1')"))
                .containsExactly("[1]");
        assertThat(database.rows("SELECT COUNT(*) FROM workflow_audit WHERE request_id = 'C-1 '"))
                .containsExactly("[0]");
    }

    @Test
    void theAnswerNamesTheFieldAndTheLimit() {
        Decision decision = by("alice").because("why");
        refused(
                reviews.open("x".repeat(65), decision),
                "case id: found 65 characters, expected 1 to 64 characters, not all blank");
        refused(reviews.open("", decision), "case id: found a blank text, expected 1 to 64 characters, not all blank");
        refused(reviews.open("C-1 ", decision), "case id: found \"C-1 \", expected no white space at either end");
        refused(
                reviews.open("C\0", decision),
                "case id: found the control character U+0000 at position 1, expected no control characters");
        refused(
                reviews.open("C\uD800", decision),
                "case id: found half of a surrogate pair, U+D800, at position 1, expected well-formed Unicode");
        refused(
                reviews.open("C-1", by("alice").because("a\u0007")),
                "reason: found the control character U+0007 at position 1, expected no control characters but tabs and line breaks");
        refused(
                reviews.open("C-1", by("x".repeat(129)).because("why")),
                "actor id: found 129 characters, expected 1 to 128 characters, not all blank");
    }

    @Test
    void theSameDoorForEveryCall() {
        Decision decision = by("alice").because("why");
        Case created = reviews.open("C-1", decision).orThrow();
        Decision bad = by("alice").because(" ");
        for (Outcome<Case> outcome : List.of(
                reviews.open("C-2", bad),
                created.startReview(bad),
                reviews.fire("C-1", "START_REVIEW", ALL_TRUE, bad))) {
            assertThat(((Refused<Case>) outcome).refusal()).isInstanceOf(InvalidInput.class);
        }
        for (String badId : List.of("", "a\0", "\uD800", "x".repeat(65))) {
            assertThatThrownBy(() -> reviews.load(badId)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> reviews.find(badId)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> reviews.history(badId)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> reviews.history(badId, 0, 1)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> reviews.atSeq(badId, 1)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> reviews.asOf(badId, Instant.EPOCH)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> reviews.options(badId, ALL_TRUE)).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void factsOfAnotherWorkflow() {
        Case created = reviews.open("C-1", by("alice").because("why")).orThrow();
        FactValue foreign = new FactValue(FactRow.bool("REQUIRED_FIELDS_COMPLETE", "another meaning"), "true");
        Outcome<Case> outcome = created.make(
                CaseReview.Transition.CREATED_START_REVIEW, by("alice").because("why"), foreign);
        assertThat(((Refused<Case>) outcome).refusal())
                .isEqualTo(new InvalidInput(
                        "fact REQUIRED_FIELDS_COMPLETE", "a fact of another workflow", "a fact of case-review"));
        assertThatThrownBy(() -> reviews.options("C-1", CaseReview.ReviewFacts.of(foreign)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void theSourceOfARuntime() {
        for (String bad : List.of("", " ", "a\0", "node ", "x".repeat(129), "\uD800")) {
            assertThatThrownBy(() ->
                            WorkflowRuntime.inMemory(RuntimeOptions.defaults().source(bad)))
                    .isInstanceOf(SetupException.class)
                    .hasMessageStartingWith("source: found ");
        }
        WorkflowRuntime.inMemory(RuntimeOptions.defaults().source("x".repeat(128)))
                .close();
        // What is recorded unless somebody says otherwise can be recorded.
        WorkflowRuntime.inMemory().close();
    }

    private static void refused(Outcome<Case> outcome, String explanation) {
        assertThat(((Refused<Case>) outcome).refusal().explanation()).isEqualTo(explanation);
    }
}
