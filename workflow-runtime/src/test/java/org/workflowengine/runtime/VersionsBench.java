package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.core.Decision.bySystem;
import static org.workflowengine.runtime.fixture.Policy.facts;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.bundle.BundleVerification;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.Policy.Case;
import org.workflowengine.runtime.fixture.Policy.Engine;
import org.workflowengine.runtime.fixture.Policy.PolicyFacts;
import org.workflowengine.runtime.fixture.Policy.State;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Engines of three versions of one workflow on one database, sealed, with a clock that goes on by a minute each time. */
abstract class VersionsBench {
    static final Decision BY_ALICE = by("alice").because("all papers are there");
    static final Decision BY_OPS = bySystem("release").because("the terms of 2026");
    static final PolicyFacts COMPLETE = facts(PolicyFacts.COMPLETE);
    static final PolicyFacts NOTHING = facts();

    private static final Sealer KEY = Sealer.hmacSha256(
            "versions", "a key of no more than 32 bytes...".substring(0, 32).getBytes(StandardCharsets.US_ASCII));

    final TestDatabase database;
    final WorkflowRuntime runtime;
    final Engine first;
    final Engine second;
    final Engine third;

    private final AtomicLong seconds =
            new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());

    VersionsBench(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.runtime = database.runtime(RuntimeOptions.defaults()
                .sealer(KEY)
                .clock(() -> Instant.ofEpochSecond(seconds.getAndAdd(60), 123_456_000)));
        this.first = Engine.of(runtime, Policy.FIRST);
        this.second = Engine.of(runtime, Policy.SECOND);
        this.third = Engine.of(runtime, Policy.THIRD);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Opened and under review in version 1: at step 2. */
    Case inReview(String caseId) {
        Case opened = first.open(caseId, BY_ALICE).orThrow();
        return opened.make(Policy.Transition.REVIEW_1, BY_ALICE, PolicyFacts.COMPLETE)
                .orThrow();
    }

    /** And in another state of version 1: at step 3. */
    Case moved(String caseId, Policy.Transition by) {
        return inReview(caseId)
                .make(by, BY_ALICE, PolicyFacts.OLD_FORM, PolicyFacts.COVERED)
                .orThrow();
    }

    static Refusal refusal(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused<?>) outcome).refusal();
    }

    static <S> Applied<S> applied(Outcome<S> outcome) {
        assertThat(outcome).isInstanceOf(Applied.class);
        return (Applied<S>) outcome;
    }

    List<AuditEntry> entries(String caseId) {
        return second.history(caseId).entries();
    }

    AuditEntry newest(String caseId) {
        List<AuditEntry> entries = entries(caseId);
        return entries.get(entries.size() - 1);
    }

    CaseHead head(String caseId) {
        return second.head(caseId).orElseThrow();
    }

    State state(String caseId) {
        return State.valueOf(head(caseId).state());
    }

    /** Refused, and nothing is changed. */
    void changesNothing(Runnable attempt) throws SQLException {
        List<String> before = database.content();
        attempt.run();
        assertThat(database.content()).isEqualTo(before);
    }

    /** The database, and a bundle of each case, under these definitions and no others. */
    void isIntact(String... cases) throws IOException {
        Verdict verdict = runtime.verification()
                .trusting(List.of(Policy.FIRST.fingerprint(), Policy.SECOND.fingerprint(), Policy.THIRD.fingerprint()))
                .verifyAll();
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.isIntact()).isTrue();
        for (String caseId : cases) {
            StringWriter bundle = new StringWriter();
            runtime.verification().export(caseId, bundle);
            Verdict alone = BundleVerification.of(Seals.verifiedBy(List.of(KEY)))
                    .verify(new StringReader(bundle.toString()), finding -> {});
            assertThat(alone.findings()).isEmpty();
            assertThat(alone.isIntact()).isTrue();
            assertThat(second.history(caseId).check(Policy.FIRST, Policy.SECOND, Policy.THIRD))
                    .isEmpty();
            assertThat(second.history(caseId)
                            .rebuild(Policy.THIRD, Policy.FIRST, Policy.SECOND)
                            .id())
                    .isEqualTo(head(caseId).state());
        }
    }
}
