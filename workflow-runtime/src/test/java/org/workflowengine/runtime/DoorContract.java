package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.text.Normalizer;
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
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.text.CharacterKind;

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

        /** The rule of the documentation, spelled out naively. */
        private boolean takes(String text) {
            if (text.isBlank() || text.length() > most) {
                return false;
            }
            if (text.codePoints()
                    .anyMatch(c -> (c >= 0xD800 && c <= 0xDFFF)
                            || ((c < 0x20 || (c >= 0x7F && c < 0xA0)) && !(prose && (c == 9 || c == 10 || c == 13))))) {
                return false;
            }
            if (prose) {
                return text.codePoints().anyMatch(c -> !isNothing(c));
            }
            return text.codePoints().allMatch(c -> CharacterKind.of(c).isSeen())
                    && CharacterKind.of(text.codePointAt(0)) != CharacterKind.MARK
                    && !(" " + text + " ").contains("  ")
                    && Normalizer.normalize(text, Normalizer.Form.NFC).equals(text);
        }

        private static boolean isNothing(int c) {
            return c == ' '
                    || List.of(CharacterKind.BLANK, CharacterKind.INVISIBLE, CharacterKind.CONTROL)
                            .contains(CharacterKind.of(c));
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
    void hostileValuesAreRefusedOrReadBackAsGiven() throws Exception {
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
                    "\u0130\u0131",
                    "alice\uFE0F",
                    "\u3164",
                    "\u2800\u00a0",
                    "\uFE0F\n",
                    "a  b",
                    "\u0301a",
                    "\uFFFD",
                    "\uE000",
                    "\u212B",
                    "\uD83E\uDEE0",
                    "\u0430lice",
                    "\u0928\u092e\u0938\u094d\u0924\u0947"));
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
    void randomValuesAreRefusedOrReadBackAsGiven() throws Exception {
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
        assertThat(reviews.history(caseId).check(CaseReview.DEFINITION))
                .as(shown)
                .isEmpty();
        assertThat(reviews.load(caseId).caseId()).isEqualTo(caseId);
        return true;
    }

    /** Case, accents and blanks make a difference; to no database are two of these the same. */
    @Test
    void idsCompareByteByByte() throws Exception {
        List<String> ids = List.of(
                "C-1", "c-1", "\u00c7-1", "C -1", "\uFF23-1", "C- 1", "\uD83D\uDE00", "\uD83D\uDE01", "ss", "\u00df");
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

    /** Whatever is not seen is refused, wherever it stands, in all that is compared; with its number, place and kind. */
    @Test
    void idsThatLookAlikeAreDifferentIds() {
        String seen = ", expected characters of Unicode 13.0 that are seen";
        lookAlike("alice\uFE0F", "the invisible character U+FE0F at position 5" + seen);
        lookAlike("al\u034Fice", "the invisible character U+034F at position 2" + seen);
        lookAlike("\u200Ealice", "the invisible character U+200E at position 0" + seen);
        lookAlike("alice\u3164", "the invisible character U+3164 at position 5" + seen);
        lookAlike("alice\u17B4", "the invisible character U+17B4 at position 5" + seen);
        lookAlike("alice\u180B", "the invisible character U+180B at position 5" + seen);
        lookAlike("alice\uFFF9", "the invisible character U+FFF9 at position 5" + seen);
        lookAlike("alice\uD834\uDD73", "the invisible character U+1D173 at position 5" + seen);
        lookAlike("alice\uDB40\uDC41", "the invisible character U+E0041 at position 5" + seen);
        lookAlike("alice\uDB40\uDD00", "the invisible character U+E0100 at position 5" + seen);
        lookAlike("alice\uE000", "the private-use character U+E000 at position 5" + seen);
        lookAlike("alice\uFFFF", "the noncharacter U+FFFF at position 5" + seen);
        lookAlike("alice\uFFFD", "the placeholder U+FFFD at position 5" + seen);
        lookAlike("alice\u0378", "the unassigned character U+0378 at position 5" + seen);
        // Assigned in Unicode 14, which JDK 17 does not know and JDK 25 does.
        lookAlike("alice\uD83E\uDEE0", "the unassigned character U+1FAE0 at position 5" + seen);

        String blanks = ", expected no blanks but single spaces U+0020";
        lookAlike("alice\u2800", "the blank character U+2800 at position 5" + blanks);
        lookAlike("alice\u00A0smith", "the blank character U+00A0 at position 5" + blanks);
        lookAlike("\u3000alice", "the blank character U+3000 at position 0" + blanks);
        lookAlike("alice\u2028", "the blank character U+2028 at position 5" + blanks);
        lookAlike("alice  smith", "two spaces at position 5, expected single spaces");
        lookAlike(" alice", "\" alice\", expected no white space at either end");

        lookAlike(
                "\u0301alice",
                "the combining mark U+0301 at position 0," + " expected a character before it that it combines with");
        lookAlike(
                "Zoe\u0308",
                "another spelling than Unicode's form NFC, from position 2," + " expected the form NFC, \"Zo\u00eb\"");
        lookAlike(
                "\u212Bsa",
                "another spelling than Unicode's form NFC, from position 0," + " expected the form NFC, \"\u00c5sa\"");
        lookAlike(
                "a\u0301\u0323",
                "another spelling than Unicode's form NFC, from position 0,"
                        + " expected the form NFC, \"\u1ea1\\u0301\"");
    }

    private void lookAlike(String id, String explanation) {
        Decision decision = by("alice").because("why");
        refused(reviews.open(id, decision), "case id: found " + explanation);
        refused(reviews.open("C-9", by(id).because("why")), "actor id: found " + explanation);
        refused(reviews.open("C-9", decision.onBehalfOf(id)), "principal id: found " + explanation);
        refused(reviews.open("C-9", decision.requestId(id)), "request id: found " + explanation);
        assertThat(reviews.find("C-9")).isEmpty();
        assertThatThrownBy(() -> RuntimeOptions.defaults().source(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("source: found " + explanation);
    }

    /** Prose may hold what no id may; but a reason that shows nothing is none. */
    @Test
    void aReasonMustShowSomething() {
        for (String nothing : List.of("\u200B", "\u2800", " \u3164\n", "\uFE0F\u00A0")) {
            refused(
                    reviews.open("C-1", by("alice").because(nothing)),
                    "reason: found nothing that is seen, expected a reason to read");
        }
        String prose = "e\u0301, \u05d0\u200F!  \u2764\uFE0F \uD83E\uDEE0\r\n\tdone";
        reviews.open("C-1", by("alice").because(prose)).orThrow();
        assertThat(reviews.atSeq("C-1", 1).orElseThrow().reason()).isEqualTo(prose);
    }

    /** The rules for ids bind what is newly stored: what was stored before them is read, moved, erased and resolved. */
    @Test
    void aCaseFromBeforeARuleCanStillBeUsed() throws Exception {
        Decision decision = by("bob").because("why");
        int cases = 0;
        for (String old :
                List.of("alice\uFE0F", "alice\u3164", "al  ice", "Zoe\u0308", "alice\u00A0", "a\uE000", " alice")) {
            fromBefore("C-" + cases++, old);

            assertThat(reviews.find(old)).isPresent();
            assertThat(reviews.load(old).caseId()).isEqualTo(old);
            assertThat(reviews.history(old).entries()).hasSize(1);
            assertThat(reviews.history(old, 0, 1)).hasSize(1);
            assertThat(reviews.atSeq(old, 1).orElseThrow().actor()).isEqualTo(old);
            assertThat(reviews.asOf(old, Instant.now().plusSeconds(60))).isPresent();
            assertThat(reviews.options(old, ALL_TRUE)).isNotEmpty();
            assertThat(reviews.resolve(old, old).orElseThrow().seq()).isEqualTo(1);

            Case created = reviews.load(old);
            assertThat(created.startReview(by(old).because("why"))).isInstanceOf(Refused.class);
            assertThat(created.startReview(decision.requestId(old))).isInstanceOf(Refused.class);
            assertThat(reviews.history(old).entries()).hasSize(1);
            created.startReview(decision).orThrow();
            reviews.fire(old, "ESCALATE", ALL_TRUE, decision).orThrow();
            assertThat(reviews.erase(old, 1, decision).isApplied()).isTrue();
            assertThat(reviews.resolve(old, old)).isPresent();
            assertThat(reviews.load(old).seq()).isEqualTo(4);

            assertThat(((Refused<Case>) reviews.open(old, decision)).refusal()).isInstanceOf(InvalidInput.class);
        }
        assertThat(reviews.find("alice")).isEmpty();
    }

    /** Opens a case, and copies it under an id, by an actor and with a request id of the old kind. */
    private void fromBefore(String caseId, String old) throws SQLException {
        reviews.open(caseId, by("alice").because("why").requestId("R-1")).orThrow();
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            for (String table : List.of("workflow_audit", "workflow_case")) {
                List<String> columns = new ArrayList<>(database.columns(table));
                columns.removeAll(TestDatabase.COMPUTED);
                List<String> values = new ArrayList<>(columns);
                List<String> changed = List.of("case_id", "actor", "request_id");
                values.replaceAll(column -> changed.contains(column) ? "?" : column);
                try (PreparedStatement copy =
                        connection.prepareStatement("INSERT INTO " + table + " (" + String.join(", ", columns)
                                + ") SELECT " + String.join(", ", values) + " FROM " + table + " WHERE case_id = ?")) {
                    int parameters = (int) values.stream().filter("?"::equals).count();
                    for (int i = 1; i <= parameters; i++) {
                        copy.setString(i, old);
                    }
                    copy.setString(parameters + 1, caseId);
                    assertThat(copy.executeUpdate()).isEqualTo(1);
                }
            }
            connection.commit();
        }
    }

    @Test
    void everyCallChecksItsInput() {
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
    void factsOfAnotherWorkflowAreRefused() {
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
    void aBadSourceIsNoOption() {
        for (String bad : List.of("", " ", "a\0", "node ", "x".repeat(129), "\uD800", "node\uFE0F", "node\u00A01")) {
            assertThatThrownBy(() -> RuntimeOptions.defaults().source(bad))
                    .isInstanceOf(IllegalArgumentException.class)
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
