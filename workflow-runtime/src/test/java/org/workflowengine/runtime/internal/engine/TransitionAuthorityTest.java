package org.workflowengine.runtime.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal.DefinitionMismatch;
import org.workflowengine.runtime.core.Refusal.Stale;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.Loan;

/** A move of a case in hand whose transition has four eyes, on what the transaction shows. */
class TransitionAuthorityTest {
    private static final Digest ANY = Digest.of(new byte[Digest.BYTES]);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final CaseHead HELD = head(2, 5);
    private static final Decision BY_BOB = by("bob").because("seen");

    /** What the unit of work answers, by method. Whatever else is asked is not expected. */
    private final Map<String, Object> answers =
            new HashMap<>(Map.of("close", "nothing", "append", true, "brought", Optional.of(submitted())));

    private final TransitionAuthority authority = new TransitionAuthority(
            Loan.SECOND,
            proxy(Store.class, Map.of("begin", proxy(Store.Unit.class, answers))),
            new AuditEntries(
                    "test",
                    InstantSource.fixed(NOW),
                    new Random(1),
                    Installation.of(new byte[Installation.BYTES]),
                    null),
            Observers.NONE);

    @Test
    void whatIsNewestIsNotReadAgain() {
        answers.put("seesLatest", true);
        assertThat(approve(HELD)).isInstanceOf(Applied.class);
    }

    @Test
    void aSnapshotThatShowsTheStepInHand() {
        answers.put("seesLatest", false);
        answers.put("head", Optional.of(HELD));
        assertThat(approve(HELD)).isInstanceOf(Applied.class);
    }

    @Test
    void aSnapshotFromBefore() {
        answers.put("seesLatest", false);
        for (Optional<CaseHead> shown : List.of(Optional.<CaseHead>empty(), Optional.of(head(2, 4)))) {
            answers.put("head", shown);
            assertThatThrownBy(() -> approve(HELD))
                    .isInstanceOf(UnchangedException.class)
                    .hasMessage(UnchangedException.hidden("C-1", 5).getMessage());
        }
    }

    /** Nothing is read or written. */
    @Test
    void aHeadOfAnotherVersion() {
        answers.clear();
        CaseHead other = head(1, 5);
        assertThat(approve(other))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(new DefinitionMismatch(other, "loan", 2)));
    }

    /** The migration and the move were both permitted, and somebody was quicker: nothing is written. */
    @Test
    void aMoveThatMigratesFirstAndLoses() {
        CaseHead before = new CaseHead("C-1", "loan", 1, "SUBMITTED", 5, ANY, NOW);
        AuditEntry winner = submitted().toBuilder().seq(6).build();
        for (boolean latest : List.of(true, false)) {
            Iterator<CaseHead> heads = List.of(before, head(2, 6)).iterator();
            answers.put("head", (Supplier<Object>) () -> Optional.of(heads.next()));
            answers.put("appendBoth", false);
            answers.put("entry", Optional.of(winner));
            answers.put("seesLatest", latest);
            assertThat(authority.migratingOnTouch().apply(Request.move("C-1", "APPROVE", new Facts(List.of()), BY_BOB)))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.refusal()).isEqualTo(new Stale(5, 6, winner)));
        }
    }

    private Outcome<CaseHead> approve(CaseHead held) {
        return authority.move(
                held, Loan.SECOND.transition("REVIEW", "APPROVE").orElseThrow(), new Facts(List.of()), BY_BOB);
    }

    private static CaseHead head(int version, long seq) {
        return new CaseHead("C-1", "loan", version, "REVIEW", seq, ANY, NOW);
    }

    private static AuditEntry submitted() {
        return ObligationsTest.entry(5, "OPENED", "REVIEW")
                .fromVersion(2)
                .version(2)
                .build();
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    assertThat(answers).containsKey(method.getName());
                    Object answer = answers.get(method.getName());
                    if (method.getReturnType() == void.class) {
                        return null;
                    }
                    return answer instanceof Supplier<?> next ? next.get() : answer;
                }));
    }
}
