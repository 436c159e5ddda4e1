package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.text.Normalizer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.InvalidFactsException;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.ReviewFacts;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Every text that comes in is refused before any SQL, or comes back byte for byte; an id shows all that is in it. */
class HostileValuesIT {
    /** On one line, and with nothing in it that is not seen or that turns the text around. */
    private static final Pattern SAFE_TO_PRINT = Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

    /** What no id may hold or have around it, as this JDK sees it: it knows the version of Unicode that ids are bound to, or a later. */
    private static final Pattern NOT_SEEN = Pattern.compile("[\\p{C}\\p{Z}&&[^ ]]|^ | $|  |^\\p{M}"
            + "|[\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0\\ufffc\\ufffd]"
            + "|[\\x{e0000}-\\x{e0fff}]");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void refusedOrReadBack(Databases kind) throws Exception {
        try (Run run = Run.whole("hostile values", kind.toString());
                TestDatabase database = kind.open(folder)) {
            boolean most = kind == Databases.H2_MEMORY;
            values(run, database, run.times(most ? 6_000 : 2_000));
        }
    }

    static void values(Run run, TestDatabase database, int wanted) throws Exception {
        Engine.on(database.runtime());
        AtomicInteger connections = new AtomicInteger();
        DataSource counted = Intercepted.dataSource(database.pool(), (call, argument, effect) -> {
            if (call.equals("DataSource.getConnection")) {
                connections.incrementAndGet();
            }
            return effect.make();
        });
        Engine reviews = Engine.on(WorkflowRuntime.on(counted));
        Journal journal = new Journal();
        Invariants invariants = new Invariants(database.pool(), CaseReview.DEFINITION);
        HostileValues values = new HostileValues(run.random(0));
        for (int i = 0; i < wanted; i++) {
            String value = values.next();
            Field field = Field.values()[i % Field.values().length];
            connections.set(0);
            boolean kept = switch (field) {
                case CASE_ID ->
                    opened(database, reviews, journal, value, "by case id " + i, "alice", "r" + i, "case_id", value);
                case ACTOR -> opened(database, reviews, journal, "A-" + i, "by actor " + i, value, "r", "actor", value);
                case REASON -> opened(database, reviews, journal, "R-" + i, value, "alice", "r", "reason", value);
                case REQUEST_ID ->
                    opened(
                            database,
                            reviews,
                            journal,
                            "Q-" + i,
                            "by request " + i,
                            "alice",
                            value,
                            "request_id",
                            value);
                case TRANSITION -> isNoTransition(reviews, "T-" + i, value);
                case FACTS -> areNoFacts(value);
                case SOURCE -> isRecordedAsSource(database, journal, "S-" + i, value);
            };
            if (kept && field.isId) {
                assertThat(NOT_SEEN.matcher(value).find())
                        .as("%s %s", field, value)
                        .isFalse();
                assertThat(Normalizer.isNormalized(value, Normalizer.Form.NFC))
                        .as("%s %s", field, value)
                        .isTrue();
            }
            run.count("values", 1);
            run.count(kept ? "read back" : "refused", 1);
            if (!kept && field != Field.TRANSITION && field != Field.SOURCE) {
                assertThat(connections)
                        .as("%s refused %s only after SQL", field, value)
                        .hasValue(0);
            }
        }
        assertThat(invariants.violations(journal)).isEmpty();
        run.proven("wrong");
        assertThat(run.counted("read back")).isGreaterThan(wanted / 20);
    }

    /** Where texts come in. */
    private enum Field {
        CASE_ID(true),
        ACTOR(true),
        REASON(false),
        REQUEST_ID(true),
        TRANSITION(false),
        FACTS(false),
        SOURCE(true);

        private final boolean isId;

        Field(boolean isId) {
            this.isId = isId;
        }
    }

    private static boolean opened(
            TestDatabase database,
            Engine reviews,
            Journal journal,
            String caseId,
            String reason,
            String actor,
            String requestId,
            String column,
            String value)
            throws Exception {
        Decision decision =
                Decision.by(new Actor(Actor.Kind.PERSON, actor)).because(reason).requestId(requestId);
        Outcome<?> outcome = reviews.open(caseId, decision);
        if (outcome instanceof Refused<?> refused) {
            assertThat(refused.refusal().explanation()).matches(SAFE_TO_PRINT);
            if (refused.refusal() instanceof InvalidInput) {
                return false;
            }
            // The same case id was sent before.
            assertThat(stored(database, column, caseId)).isEqualTo(value);
            return true;
        }
        assertThat(stored(database, column, caseId)).isEqualTo(value);
        Answer again = journal.ask(caseId, reason, true, () -> reviews.open(caseId, decision));
        assertThat(again.verdict()).as(value).isEqualTo(Verdict.APPLIED);
        assertThat(again.replayed()).as(value).isTrue();
        assertThat(reviews.load(caseId).caseId()).isEqualTo(caseId);
        return true;
    }

    private static String stored(TestDatabase database, String column, String caseId) throws Exception {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT " + column + " FROM workflow_audit WHERE case_id = ?")) {
            statement.setString(1, caseId);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).as(caseId).isTrue();
                String found = rows.getString(1);
                assertThat(rows.next()).as("one row for %s", caseId).isFalse();
                return found;
            }
        }
    }

    private static boolean isNoTransition(Engine reviews, String caseId, String value) {
        Outcome<?> outcome =
                reviews.fire(caseId, value, ALL_TRUE, Decision.by("alice").because("transition"));
        assertThat(outcome.isApplied()).isFalse();
        assertThat(((Refused<?>) outcome).refusal().explanation()).matches(SAFE_TO_PRINT);
        return false;
    }

    private static boolean areNoFacts(String value) {
        String asName = "{\"" + value + "\":true}";
        String asValue = "{\"HIGH_AMOUNT\":\"" + value + "\"}";
        for (String json : new String[] {value, asName, asValue}) {
            try {
                assertThat(ReviewFacts.ofJson(json).canonicalText()).isEqualTo("{}");
            } catch (InvalidFactsException e) {
                assertThat(e.getMessage()).matches(SAFE_TO_PRINT);
            }
        }
        return false;
    }

    private static boolean isRecordedAsSource(TestDatabase database, Journal journal, String caseId, String value)
            throws Exception {
        RuntimeOptions options;
        try {
            options = RuntimeOptions.defaults().source(value);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).matches(SAFE_TO_PRINT);
            return false;
        }
        Engine reviews = Engine.on(WorkflowRuntime.on(database.pool(), options));
        Decision decision = Decision.by("alice").because("source").requestId("source");
        journal.ask(caseId, "source", true, () -> reviews.open(caseId, decision));
        assertThat(stored(database, "source", caseId)).isEqualTo(value);
        return true;
    }
}
