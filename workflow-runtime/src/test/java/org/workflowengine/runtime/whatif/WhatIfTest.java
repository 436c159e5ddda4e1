package org.workflowengine.runtime.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.workflowengine.runtime.whatif.Past.opened;

import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.core.Refusal.NotAllowedHere;
import org.workflowengine.runtime.core.Refusal.UnknownTransition;
import org.workflowengine.runtime.core.Refusal.UnmetCondition;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.fixture.Graph;
import org.workflowengine.runtime.internal.bundle.RecordedStep;

/** Every answer, on histories made by hand. */
class WhatIfTest {
    private static final FactRow RISK = FactRow.bool("RISK", "the risk was looked at");
    private static final FactRow SIZE = new FactRow("SIZE", List.of("SMALL", "BIG"), "");

    private static final Definition RULES = Graph.of(
            "claim",
            2,
            List.of(RISK, SIZE),
            "CREATED -START-> REVIEW",
            "CREATED -CANCEL-> CANCELLED",
            "REVIEW -APPROVE[RISK=true SIZE=SMALL]-> APPROVED",
            "REVIEW -REJECT-> REJECTED",
            "REVIEW -ESCALATE-> CHECK",
            "REVIEW -NOTE-> REVIEW",
            "CHECK -APPROVE-> APPROVED");

    private static final String GOOD = "{\"RISK\":true,\"SIZE\":\"SMALL\"}";

    private static Past review() {
        return opened(1, "CREATED").step("START", "REVIEW");
    }

    private static Arguments answer(String name, Past past, String line, String state, String explanation) {
        return Arguments.of(name, past, line, state, explanation);
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                answer("opened only", opened(1, "CREATED"), "same, 1 step", "CREATED", ""),
                answer("all steps", review().step("APPROVE", "APPROVED", GOOD), "same, 3 steps", "APPROVED", ""),
                answer(
                        "a step that keeps the state",
                        review().step("NOTE", "REVIEW").step("REJECT", "REJECTED"),
                        "same, 4 steps",
                        "REJECTED",
                        ""),
                answer(
                        "facts that the rules do not know",
                        review().step("APPROVE", "APPROVED", "{\"OLD\":\"X\",\"RISK\":true,\"SIZE\":\"SMALL\"}"),
                        "same, 3 steps",
                        "APPROVED",
                        ""),
                answer(
                        "a guard that is not satisfied",
                        review().step("APPROVE", "APPROVED", "{\"RISK\":false,\"SIZE\":\"SMALL\"}"),
                        "refused at step 3",
                        "REVIEW",
                        "APPROVE from REVIEW requires RISK (the risk was looked at) = true, found false"),
                answer(
                        "unknown facts, and a value that the rules do not know",
                        review().step("APPROVE", "APPROVED", "{\"SIZE\":\"HUGE\"}"),
                        "refused at step 3",
                        "REVIEW",
                        "APPROVE from REVIEW requires RISK (the risk was looked at) = true, found unknown;"
                                + " SIZE = SMALL, found HUGE"),
                answer(
                        "a value of another type",
                        review().step("APPROVE", "APPROVED", "{\"RISK\":\"LOW\",\"SIZE\":true}"),
                        "refused at step 3",
                        "REVIEW",
                        "APPROVE from REVIEW requires RISK (the risk was looked at) = true, found LOW;"
                                + " SIZE = SMALL, found true"),
                answer(
                        "a transition that is elsewhere",
                        opened(1, "CREATED").step("REJECT", "REJECTED"),
                        "refused at step 2",
                        "CREATED",
                        "REJECT is not allowed in state CREATED; allowed: START, CANCEL"),
                answer(
                        "a step after the end",
                        review().step("REJECT", "REJECTED").step("APPROVE", "APPROVED", GOOD),
                        "refused at step 4",
                        "REJECTED",
                        "APPROVE is not allowed in state REJECTED; the state is terminal"),
                answer(
                        "a transition that is nowhere",
                        opened(1, "CREATED").step("STRAT", "REVIEW").step("REJECT", "REJECTED"),
                        "refused at step 2",
                        "CREATED",
                        "the workflow has no transition \"STRAT\"; did you mean START?"),
                answer(
                        "a target that is another state",
                        review().step("ESCALATE", "HEARING").step("NO_SUCH", "NOWHERE"),
                        "not comparable after step 3",
                        "REVIEW",
                        "step 3 leads to CHECK under the rules, and has led to HEARING"),
                answer(
                        "a target that is another state of the rules",
                        opened(1, "CREATED").step("START", "CHECK").step("APPROVE", "APPROVED"),
                        "not comparable after step 2",
                        "CREATED",
                        "step 2 leads to REVIEW under the rules, and has led to CHECK"),
                answer(
                        "opened in another state",
                        opened(1, "REVIEW").step("REJECT", "REJECTED"),
                        "not comparable after step 1",
                        "(new)",
                        "step 1 leads to CREATED under the rules, and has led to REVIEW"),
                answer(
                        "erased facts where a guard is",
                        review().step("APPROVE", "APPROVED", null).step("(erase)", "APPROVED"),
                        "not comparable after step 2",
                        "REVIEW",
                        "the facts of step 3 are erased, and APPROVE from REVIEW has a guard"),
                answer(
                        "erased facts where no guard is",
                        new Past("C-1", 1)
                                .step("(open)", "CREATED", null)
                                .step("START", "REVIEW", null)
                                .step("(erase)", "REVIEW")
                                .step("(erase)", "REVIEW")
                                .step("REJECT", "REJECTED"),
                        "same, 5 steps",
                        "REJECTED",
                        ""),
                answer(
                        "erased facts of a transition that is not allowed",
                        opened(1, "CREATED").step("REJECT", "REJECTED", null),
                        "refused at step 2",
                        "CREATED",
                        "REJECT is not allowed in state CREATED; allowed: START, CANCEL"),
                answer(
                        "imported",
                        new Past("C-1", 1)
                                .step("(import)", "REVIEW", "{\"ANY\":true}")
                                .step("REJECT", "REJECTED"),
                        "same, 2 steps",
                        "REJECTED",
                        ""),
                answer(
                        "imported into a state that the rules do not have",
                        new Past("C-1", 1).step("(import)", "HEARING").step("REJECT", "REJECTED"),
                        "not comparable from the start",
                        "(new)",
                        "the case was imported into HEARING, to which no state of the rules corresponds"),
                answer(
                        "migrated where it is",
                        review().migrated(2, "REVIEW").step("REJECT", "REJECTED"),
                        "same, 4 steps",
                        "REJECTED",
                        ""),
                answer(
                        "migrated elsewhere",
                        review().migrated(2, "CHECK").step("APPROVE", "APPROVED"),
                        "not comparable after step 2",
                        "REVIEW",
                        "step 3 moved the case to CHECK of version 2, and under the rules it is in REVIEW"),
                answer(
                        "a step of a later release",
                        review().step("(split)", "REVIEW").step("REJECT", "REJECTED"),
                        "not comparable after step 2",
                        "REVIEW",
                        "step 3 is \"(split)\", which this release does not know"),
                answer(
                        "a step that is missing",
                        opened(1, "CREATED").add(review().entry(3, "REJECT", "CREATED", "REJECTED", "{}")),
                        "not comparable after step 1",
                        "CREATED",
                        "step 3 follows step 1"),
                answer(
                        "a history without its beginning",
                        new Past("C-1", 1).add(review().entry(7, "REJECT", "REVIEW", "REJECTED", "{}")),
                        "not comparable from the start",
                        "(new)",
                        "the history begins with step 7"),
                answer(
                        "a step from elsewhere",
                        opened(1, "CREATED").add(review().entry(2, "REJECT", "REVIEW", "REJECTED", "{}")),
                        "not comparable after step 1",
                        "CREATED",
                        "step 2 leaves REVIEW, but the case is in CREATED"),
                answer(
                        "opened twice",
                        opened(1, "CREATED").add(review().entry(2, "(open)", "CREATED", "CREATED", "{}")),
                        "not comparable after step 1",
                        "CREATED",
                        "step 2 is \"(open)\""),
                answer(
                        "not opened",
                        new Past("C-1", 1).add(review().entry(1, "START", "(new)", "REVIEW", "{}")),
                        "not comparable from the start",
                        "(new)",
                        "step 1 is START"),
                answer(
                        "a silent hop to another version",
                        opened(1, "CREATED").add(new Past("C-1", 2).entry(2, "START", "CREATED", "REVIEW", "{}")),
                        "not comparable after step 1",
                        "CREATED",
                        "step 2 follows claim version 2, but the case claim version 1"),
                answer(
                        "facts that are none",
                        review().step("APPROVE", "APPROVED", "{\"RISK\":1}"),
                        "not comparable after step 2",
                        "REVIEW",
                        "the facts of step 3 cannot be read"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void eachAnswer(String name, Past past, String line, String state, String explanation) {
        CaseComparison found = WhatIf.compare(RULES, past.entries());
        assertThat(found).hasToString("\"C-1\": " + line);
        assertThat(found.explanation()).isEqualTo(explanation);
        assertThat(found.state()).isEqualTo(state);
        assertThat(found.steps()).isEqualTo(past.entries().size());
        assertThat(found.refusal().isPresent()).isEqualTo(found.answer() == Answer.REFUSED);
        assertThat(found.cause().isPresent()).isEqualTo(found.answer() == Answer.NOT_COMPARABLE);
        assertThat(WhatIf.compare(RULES, past.entries())).isEqualTo(found).hasSameHashCodeAs(found);
    }

    /** What comes after the first difference changes nothing but the number of steps. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void nothingIsSaidAfterTheFirstDifference(String name, Past past) {
        CaseComparison found = WhatIf.compare(RULES, past.entries());
        if (found.answer() == Answer.SAME) {
            return;
        }
        CaseComparison later = WhatIf.compare(
                RULES,
                past.step("REJECT", "REJECTED", "no facts").step("(?)", "X").entries());
        assertThat(later.explanation()).isEqualTo(found.explanation());
        assertThat(later.seq()).isEqualTo(found.seq());
        assertThat(later.recordedAt()).isEqualTo(found.recordedAt());
        assertThat(later.steps()).isEqualTo(found.steps() + 2);
    }

    @Test
    void theRefusalIsData() {
        Past past = review().step("APPROVE", "APPROVED", "{\"SIZE\":\"HUGE\"}");
        CaseComparison refused = WhatIf.compare(RULES, past.entries());
        assertThat(refused.refusal())
                .contains(new GuardNotSatisfied(
                        "REVIEW",
                        "APPROVE",
                        List.of(
                                new UnmetCondition(RISK, List.of("true"), Optional.empty()),
                                new UnmetCondition(SIZE, List.of("SMALL"), Optional.of("HUGE")))));
        assertThat(refused.seq()).isEqualTo(3);
        assertThat(refused.transition()).isEqualTo("APPROVE");
        assertThat(refused.recordedAt()).isEqualTo(Instant.parse("2026-02-01T12:00:00Z"));
        assertThat(WhatIf.compare(
                                RULES,
                                opened(1, "CREATED").step("REJECT", "REJECTED").entries())
                        .refusal())
                .contains(new NotAllowedHere("CREATED", "REJECT", List.of("START", "CANCEL")));
        assertThat(WhatIf.compare(
                                RULES, opened(1, "CREATED").step("X", "REVIEW").entries())
                        .refusal())
                .contains(new UnknownTransition("X", List.of()));
    }

    // ---- other versions
    // -----------------------------------------------------------------------------------------------

    private static final Definition OLD =
            Graph.of("claim", 1, List.of(RISK), "CREATED -START-> CHECKING", "CHECKING -APPROVE[RISK=true]-> APPROVED");
    private static final Definition NEW = Graph.migrating(
            OLD,
            Graph.of(
                    "claim",
                    2,
                    List.of(RISK),
                    "CREATED -START-> REVIEW",
                    "REVIEW -APPROVE[RISK=true|false]-> APPROVED",
                    "REVIEW -STOP-> CHECKING"),
            "CREATED -> CREATED",
            "CHECKING -> REVIEW");

    private static String told(Definition rules, Past past) {
        return WhatIf.compare(rules, past.entries()).toString().replace("\"C-1\": ", "");
    }

    @Test
    void aStateCorrespondsToTheOneToWhichTheMigrationOfItsVersionLeads() {
        assertThat(told(NEW, opened(1, "CREATED").step("START", "CHECKING"))).isEqualTo("same, 2 steps");
        assertThat(told(
                        NEW,
                        opened(1, "CREATED").step("START", "CHECKING").step("APPROVE", "APPROVED", "{\"RISK\":true}")))
                .isEqualTo("same, 3 steps");
        // Of another version, the id alone counts; and no mapping leads to what has another one.
        assertThat(told(NEW, opened(2, "CREATED").step("START", "CHECKING"))).isEqualTo("not comparable after step 2");
        assertThat(told(NEW, opened(1, "CREATED").step("START", "REVIEW"))).isEqualTo("same, 2 steps");
        assertThat(told(NEW, new Past("C-1", 1).step("(import)", "CHECKING").migrated(2, "REVIEW")))
                .isEqualTo("same, 2 steps");
    }

    @Test
    void aMigrationIsFollowedIfItLeadsToWhereTheCaseIsUnderTheRules() {
        Past checking = opened(1, "CREATED").step("START", "CHECKING");
        assertThat(told(NEW, checking.migrated(2, "REVIEW").step("STOP", "CHECKING")))
                .isEqualTo("same, 4 steps");
        assertThat(told(NEW, opened(1, "CREATED").step("START", "CHECKING").migrated(3, "CHECKING")))
                .isEqualTo("not comparable after step 2");
        assertThat(told(OLD, opened(1, "CREATED").step("START", "CHECKING").migrated(2, "REVIEW")))
                .isEqualTo("not comparable after step 2");
    }

    /** Its own guard required as much: otherwise it would not have been made. */
    @Test
    void erasedFactsOfAStepWhoseOwnGuardIsKnown() {
        List<AuditEntry> erased = opened(1, "CREATED")
                .step("START", "CHECKING")
                .step("APPROVE", "APPROVED", null)
                .entries();
        assertThat(WhatIf.compare(NEW, erased).cause()).contains(Cause.FACTS_ERASED);
        List<AuditEntry> known = erased.stream()
                .map(entry -> entry.toBuilder().fingerprint(OLD.fingerprint()).build())
                .toList();
        assertThat(WhatIf.compare(OLD, known).answer()).isEqualTo(Answer.SAME);
        assertThat(withPast(OLD.graph(), NEW, known)).isEqualTo(Answer.SAME);
        Definition stricter = Graph.of(
                "claim",
                3,
                List.of(RISK, SIZE),
                "CREATED -START-> CHECKING",
                "CHECKING -APPROVE[RISK=true SIZE=SMALL]-> APPROVED");
        assertThat(withPast(OLD.graph(), stricter, known)).isEqualTo(Answer.NOT_COMPARABLE);
        Definition other = Graph.of(
                "claim", 3, List.of(RISK), "CREATED -START-> CHECKING", "CHECKING -APPROVE[RISK=false]-> APPROVED");
        assertThat(withPast(OLD.graph(), other, known)).isEqualTo(Answer.NOT_COMPARABLE);
        assertThat(withPast(NEW.graph(), other, known)).isEqualTo(Answer.NOT_COMPARABLE);
        assertThatThrownBy(() -> withPast("{}", other, known))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("a definition cannot be read: ");
    }

    /** As a database or a bundle gives the definitions of the steps. */
    private static Answer withPast(String graph, Definition rules, List<AuditEntry> entries) {
        List<Answer> answers = new ArrayList<>();
        RecordedCases cases = new RecordedCases((workflow, reader) -> {
            reader.definition(graph);
            entries.forEach(entry -> reader.step(RecordedStep.of(entry)));
        });
        WhatIf.run(rules, cases, comparison -> answers.add(comparison.answer()));
        return answers.get(0);
    }

    // ---- totals
    // ------------------------------------------------------------------------------------------------------

    private static List<AuditEntry> four() {
        List<AuditEntry> entries = new ArrayList<>();
        entries.addAll(new Past("C-1", 1)
                .step("(open)", "CREATED")
                .step("START", "REVIEW")
                .step("APPROVE", "APPROVED", "{}")
                .entries());
        entries.addAll(new Past("C-2", 1).step("(open)", "CREATED").entries());
        entries.addAll(new Past("C-3", 1)
                .step("(open)", "CREATED")
                .step("START", "REVIEW")
                .step("APPROVE", "APPROVED", "{\"RISK\":true}")
                .step("(erase)", "APPROVED")
                .entries());
        entries.addAll(new Past("C-4", 3)
                .step("(open)", "CREATED")
                .step("START", "CHECK")
                .entries());
        return entries;
    }

    @Test
    void theTotals() {
        WhatIfReport report = WhatIf.run(RULES, RecordedCases.of(four()));
        assertThat(report.cases()).isEqualTo(4);
        assertThat(report.same()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(2);
        assertThat(report.notComparable()).isEqualTo(1);
        assertThat(report.byState())
                .extracting(StateTotal::state, row -> row.totals().refused())
                .containsExactly(tuple("CREATED", 0L), tuple("REVIEW", 2L));
        assertThat(report.byMonth())
                .extracting(MonthTotal::month)
                .containsExactly(YearMonth.of(2026, 1), YearMonth.of(2026, 2));
        assertThat(report.text()).isEqualTo("""
                rules: claim version 2, fingerprint %s
                4 cases: 1 same, 2 refused, 1 not comparable
                where:
                  in CREATED: 0 refused, 1 not comparable
                  in REVIEW: 2 refused, 0 not comparable
                why:
                  2 cases, guard-not-satisfied: APPROVE requires SIZE = SMALL, found unknown
                  1 case, guard-not-satisfied: APPROVE requires RISK = true, found unknown
                  1 case, other-target: START
                when:
                  2026-01: 2 cases: 1 same, 0 refused, 1 not comparable
                  2026-02: 2 cases: 0 same, 2 refused, 0 not comparable
                """.formatted(RULES.fingerprint()));
        assertThat(report.jsonLines())
                .isEqualTo("""
                {"line":"rules","workflow":"claim","version":2,"fingerprint":"%s"}
                {"line":"total","cases":4,"same":1,"refused":2,"not_comparable":1}
                {"line":"state","state":"CREATED","refused":0,"not_comparable":1}
                {"line":"state","state":"REVIEW","refused":2,"not_comparable":0}
                {"line":"reason","reason":"guard-not-satisfied","transition":"APPROVE","fact":"SIZE","required":["SMALL"],"cases":2}
                {"line":"reason","reason":"guard-not-satisfied","transition":"APPROVE","fact":"RISK","required":["true"],"cases":1}
                {"line":"reason","reason":"other-target","transition":"START","cases":1}
                {"line":"month","month":"2026-01","cases":2,"same":1,"refused":0,"not_comparable":1}
                {"line":"month","month":"2026-02","cases":2,"same":0,"refused":2,"not_comparable":0}
                """.formatted(RULES.fingerprint().hex()));
    }

    @Test
    void eachCaseIsToldInItsOrderAndAsALineOfJson() {
        List<String> lines = new ArrayList<>();
        WhatIf.run(RULES, RecordedCases.of(four()), comparison -> lines.add(comparison.json()));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1))
                .isEqualTo("{\"line\":\"case\",\"case\":\"C-2\",\"answer\":\"same\",\"seq\":1,\"steps\":1,"
                        + "\"state\":\"CREATED\",\"transition\":\"(open)\",\"recorded_at\":\"2026-01-30T12:00:00Z\"}");
        assertThat(lines.get(3))
                .isEqualTo("{\"line\":\"case\",\"case\":\"C-4\",\"answer\":\"not-comparable\",\"seq\":2,\"steps\":2,"
                        + "\"state\":\"CREATED\",\"transition\":\"START\",\"recorded_at\":\"2026-01-31T12:00:00Z\","
                        + "\"reason\":\"other-target\",\"explanation\":\"step 2 leads to REVIEW under the rules, and has led to"
                        + " CHECK\"}");
    }

    @Test
    void jsonIsAsciiWhateverIsRecorded() {
        List<AuditEntry> entries =
                new Past("Zo\u00eb \u202e\"\n", 1).step("(open)", "\u00c4").entries();
        assertThat(WhatIf.compare(RULES, entries).json())
                .contains("\"case\":\"Zo\\u00eb \\u202e\\\"\\n\"")
                .matches("\\p{ASCII}+");
        assertThat(WhatIf.compare(RULES, entries).toString()).doesNotContain("\u202e", "\n");
    }

    // ---- which cases
    // -------------------------------------------------------------------------------------------------

    @Test
    void casesByTheVersionAndTheTimeOfTheirOpening() {
        RecordedCases all = RecordedCases.of(four());
        Instant opened = Instant.parse("2026-01-30T12:00:00Z");
        assertThat(WhatIf.run(RULES, all.openedUnder(1)).cases()).isEqualTo(3);
        assertThat(WhatIf.run(RULES, all.openedUnder(3)).cases()).isEqualTo(1);
        assertThat(WhatIf.run(RULES, all.openedUnder(2)).cases()).isZero();
        assertThat(WhatIf.run(RULES, all.openedSince(opened)).cases()).isEqualTo(4);
        assertThat(WhatIf.run(RULES, all.openedSince(opened.plusNanos(1))).cases())
                .isZero();
        assertThat(WhatIf.run(RULES, all.openedBefore(opened)).cases()).isZero();
        assertThat(WhatIf.run(
                                RULES,
                                all.openedBefore(opened.plusNanos(1))
                                        .openedSince(opened)
                                        .openedUnder(1))
                        .cases())
                .isEqualTo(3);
        // Opened before, moved since: the whole history is looked at.
        assertThat(WhatIf.run(RULES, all.openedBefore(opened.plusSeconds(60))).refused())
                .isEqualTo(2);
    }

    @Test
    void entriesMayComeInAnyOrder() {
        List<AuditEntry> reversed = new ArrayList<>(four());
        Collections.reverse(reversed);
        assertThat(WhatIf.run(RULES, RecordedCases.of(reversed)).text())
                .isEqualTo(WhatIf.run(RULES, RecordedCases.of(four())).text());
    }

    @Test
    void whatCannotBeAskedFor() {
        Definition others = Graph.of("invoice", 1, List.of(), "A -GO-> B");
        assertThatThrownBy(() -> WhatIf.run(others, RecordedCases.of(four())))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "workflow: found \"claim\" as that of case \"C-1\", expected invoice, as that of the rules");
        assertThatThrownBy(() -> WhatIf.compare(RULES, four()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("history: found entries of 4 cases, expected those of one");
        assertThatThrownBy(() -> WhatIf.compare(RULES, List.of())).isInstanceOf(IllegalArgumentException.class);
        RecordedCases cases = RecordedCases.of(List.of());
        assertThat(WhatIf.run(RULES, cases)).hasToString("0 cases: 0 same, 0 refused, 0 not comparable");
        assertThatThrownBy(() -> WhatIf.run(null, cases)).hasMessage("rules");
        assertThatThrownBy(() -> WhatIf.run(RULES, null)).hasMessage("cases");
        assertThatThrownBy(() -> WhatIf.run(RULES, cases, null)).hasMessage("each");
        assertThatThrownBy(() -> RecordedCases.of(null)).hasMessage("entries");
        assertThatThrownBy(() -> RecordedCases.bundles((Path[]) null)).hasMessage("paths");
        assertThatThrownBy(() -> WhatIf.compare(RULES, null)).hasMessage("history");
        assertThatThrownBy(() -> cases.openedSince(null)).hasMessage("time");
        assertThatThrownBy(() -> cases.openedBefore(null)).hasMessage("time");
    }
}
