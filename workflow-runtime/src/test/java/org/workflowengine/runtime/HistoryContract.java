package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.core.Decision.bySystem;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.engine.History;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.audit.DigestChain;

/** Everything that happened to a case can be read, at any step and any time; the state follows from it alone. */
abstract class HistoryContract {
    private static final Decision BY_ALICE = by("alice").because("all documents in");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

    private final TestDatabase database;
    private final Deque<Instant> times = new ArrayDeque<>();
    private final Engine reviews;

    HistoryContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.reviews = Engine.on(database.runtime(
                RuntimeOptions.defaults().source("node-7").clock(() -> times.isEmpty() ? NOON : times.removeFirst())));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anEntrySaysWhoDidWhatWhyAndOnWhichFacts() {
        times.clear();
        Case created = reviews.open("C-1", bySystem("importer").because("claim received"))
                .orThrow();
        Case review = created.startReview(
                        by("alice").because("all\ndocuments in").requestId("R-1"))
                .orThrow();

        AuditEntry opening = reviews.atSeq("C-1", 1).orElseThrow();
        AuditEntry step = reviews.atSeq("C-1", 2).orElseThrow();
        assertThat(opening.fromState()).isEqualTo("(new)");
        assertThat(opening.transition()).isEqualTo("(open)");
        assertThat(opening.previousDigest())
                .isEqualTo(DigestChain.origin(database.runtime().installation()));
        assertThat(opening.actorKind()).isEqualTo(Actor.Kind.SYSTEM);
        assertThat(opening.facts()).isEqualTo("{}");
        assertThat(opening.requestId()).isNull();

        assertThat(step.workflow()).isEqualTo("case-review");
        assertThat(step.fromVersion()).isEqualTo(1);
        assertThat(step.version()).isEqualTo(1);
        assertThat(step.fingerprint()).isEqualTo(CaseReview.DEFINITION.fingerprint());
        assertThat(step.fromState()).isEqualTo("CREATED");
        assertThat(step.transition()).isEqualTo("START_REVIEW");
        assertThat(step.toState()).isEqualTo("UNDER_REVIEW");
        assertThat(step.actorKind()).isEqualTo(Actor.Kind.PERSON);
        assertThat(step.actor()).isEqualTo("alice");
        assertThat(step.reason()).isEqualTo("all\ndocuments in");
        assertThat(step.facts()).isEqualTo("{\"REQUIRED_FIELDS_COMPLETE\":true}");
        assertThat(step.requestId()).isEqualTo("R-1");
        assertThat(step.source()).isEqualTo("node-7");
        assertThat(step.recordedAt()).isEqualTo("2026-03-01T12:00:00.123456Z");
        assertThat(step.previousDigest()).isEqualTo(opening.digest());
        assertThat(step.digest()).isEqualTo(review.digest());
        assertThat(AuditEntry.saltOf(step)).isPresent().isNotEqualTo(AuditEntry.saltOf(opening));
        assertThat(review.enteredAt()).isEqualTo(step.recordedAt());
        assertThat(reviews.load("C-1")).isEqualTo(review).hasToString("case-review \"C-1\" in UNDER_REVIEW at step 2");
        assertThat(step)
                .asString()
                .doesNotContain("alice")
                .doesNotContain("documents")
                .doesNotContain("true");
        assertThat(reviews.atSeq("C-1", 3)).isEmpty();
        assertThat(reviews.atSeq("C-1", 0)).isEmpty();
        assertThat(reviews.atSeq("C-1", Long.MIN_VALUE)).isEmpty();
    }

    /** Written in one time zone and read in another, at an hour that one of them does not have and at one that it has twice. */
    @Test
    void noTimeZoneShiftsATime() throws Exception {
        List<Instant> recorded = List.of(
                Instant.parse("2026-03-08T02:30:00.000001Z"),
                Instant.parse("2026-03-08T07:30:00.999999Z"),
                Instant.parse("2026-11-01T01:30:00Z"),
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                Instant.parse("2106-02-07T06:28:16Z"));
        TimeZone usual = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            for (int i = 0; i < recorded.size(); i++) {
                times.add(recorded.get(i));
                reviews.open("C-" + i, BY_ALICE).orThrow();
            }
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            for (int i = 0; i < recorded.size(); i++) {
                assertThat(reviews.atSeq("C-" + i, 1).orElseThrow().recordedAt())
                        .isEqualTo(recorded.get(i));
                assertThat(reviews.load("C-" + i).enteredAt()).isEqualTo(recorded.get(i));
                assertThat(reviews.asOf("C-" + i, recorded.get(i))).isPresent();
                assertThat(reviews.asOf("C-" + i, recorded.get(i).minusNanos(1)))
                        .isEmpty();
            }
        } finally {
            TimeZone.setDefault(usual);
        }
        assertThat(database.rows("SELECT CAST(recorded_at AS CHAR(26)) FROM workflow_audit WHERE case_id = 'C-0'"))
                .containsExactly("[2026-03-08 02:30:00.000001]");
    }

    @Test
    void asOfATimeEvenWhereTheClockWentBack() {
        // Steps 1 to 4; the clock is set back by an hour before step 3.
        times.add(NOON); // installs nothing more; the opening
        times.add(NOON.plusSeconds(60));
        times.add(NOON.minusSeconds(3600));
        times.add(NOON.minusSeconds(3000));
        reviews.open("C-1", BY_ALICE).orThrow();
        for (String step : List.of("START_REVIEW", "ESCALATE", "APPROVE")) {
            reviews.fire("C-1", step, ALL_TRUE, BY_ALICE).orThrow();
        }
        History history = reviews.history("C-1");
        Instant noon = NOON.truncatedTo(ChronoUnit.MICROS);
        assertThat(history.entries())
                .extracting(AuditEntry::recordedAt)
                .containsExactly(noon, noon.plusSeconds(60), noon.minusSeconds(3600), noon.minusSeconds(3000));
        assertThat(history.check(CaseReview.DEFINITION)).isEmpty();

        assertAsOf(history, noon.minusSeconds(3601), null);
        assertAsOf(history, noon.minusSeconds(3600).minusNanos(1), null);
        assertAsOf(history, noon.minusSeconds(3600), 3L);
        assertAsOf(history, noon.minusSeconds(3000), 4L);
        assertAsOf(history, noon, 4L);
        assertAsOf(history, Instant.MAX, 4L);
        assertAsOf(history, Instant.MIN, null);
    }

    @Test
    void asOfATimeFinerThanTheDatabaseKeeps() {
        reviews.open("C-1", BY_ALICE).orThrow();
        Instant recorded = NOON.truncatedTo(ChronoUnit.MICROS);
        History history = reviews.history("C-1");
        assertAsOf(history, recorded.minusNanos(1), null);
        assertAsOf(history, recorded.plusNanos(1), 1L);
        assertAsOf(history, recorded.plusNanos(999), 1L);
    }

    /** The clock walks at random, up to an hour at a time and in either direction. */
    @Test
    void whateverTheClockDoesTheOrderIsThatOfTheSteps() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("HistoryContract: seed " + seed);
        Random random = new Random(seed);
        reviews.open("C-1", BY_ALICE).orThrow();
        Instant now = NOON;
        List<String> walk = List.of("START_REVIEW", "ESCALATE", "RETURN_TO_REVIEW", "REQUEST_INFO", "RESUME");
        for (int i = 0; i < 60; i++) {
            now = now.plus(Duration.ofNanos(random.nextLong(-3_600_000_000_000L, 3_600_000_000_001L)));
            times.add(now);
            reviews.fire("C-1", i == 0 ? walk.get(0) : walk.get(1 + (i - 1) % 4), ALL_TRUE, BY_ALICE)
                    .orThrow();
        }
        History history = reviews.history("C-1");
        assertThat(history.check(CaseReview.DEFINITION)).isEmpty();
        assertThat(history.entries()).extracting(AuditEntry::seq).isSorted().hasSize(61);
        for (int i = 0; i < 60; i++) {
            Instant time = NOON.plus(Duration.ofNanos(random.nextLong(-36_000_000_000_000L, 36_000_000_000_001L)));
            assertAsOf(history, time, naiveAsOf(history, time));
        }
    }

    @Test
    void aLongHistoryIsReadWhole() {
        reviews.open("C-1", BY_ALICE).orThrow();
        reviews.fire("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
        for (int i = 0; i < 499; i++) {
            reviews.fire("C-1", i % 2 == 0 ? "ESCALATE" : "RETURN_TO_REVIEW", ALL_TRUE, BY_ALICE)
                    .orThrow();
        }
        // 501 entries: one more than the reader fetches at once.
        History history = reviews.history("C-1");
        assertThat(history.entries()).hasSize(501);
        assertThat(history.check(CaseReview.DEFINITION)).isEmpty();
        assertThat(history.rebuild(CaseReview.DEFINITION)).isEqualTo(State.ESCALATED);

        List<AuditEntry> paged = new ArrayList<>();
        List<AuditEntry> page;
        do {
            page = reviews.history("C-1", paged.size(), 100);
            paged.addAll(page);
        } while (!page.isEmpty());
        assertThat(paged).isEqualTo(history.entries());
    }

    @Test
    void theStateIsRebuiltFromTheTransitionsAlone() {
        reviews.open("C-1", BY_ALICE).orThrow();
        List<State> states = new ArrayList<>(List.of(State.CREATED));
        for (String step : List.of("START_REVIEW", "REQUEST_INFO", "RESUME", "ESCALATE", "REJECT", "CLOSE")) {
            states.add(reviews.fire("C-1", step, ALL_TRUE, BY_ALICE).orThrow().state());
        }
        History history = reviews.history("C-1");
        for (int seq = 1; seq <= states.size(); seq++) {
            assertThat(new History(history.entries().subList(0, seq)).rebuild(CaseReview.DEFINITION))
                    .isEqualTo(states.get(seq - 1));
        }
        List<AuditEntry> withoutThird = new ArrayList<>(history.entries());
        withoutThird.remove(2);
        assertThatThrownBy(() -> new History(withoutThird).rebuild(CaseReview.DEFINITION))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("step 4 is RESUME from UNDER_REVIEW");
        assertThat(new History(withoutThird).check(CaseReview.DEFINITION)).isNotEmpty();
    }

    private void assertAsOf(History history, Instant time, Long seq) {
        assertThat(reviews.asOf("C-1", time).map(AuditEntry::seq))
                .as("stored, " + time)
                .isEqualTo(Optional.ofNullable(seq));
        assertThat(history.asOf(time).map(AuditEntry::seq)).as("read, " + time).isEqualTo(Optional.ofNullable(seq));
    }

    private static Long naiveAsOf(History history, Instant time) {
        Long newest = null;
        for (AuditEntry entry : history.entries()) {
            newest = entry.recordedAt().compareTo(time) <= 0 ? Long.valueOf(entry.seq()) : newest;
        }
        return newest;
    }
}
