package org.workflowengine.benchmark.growth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.Loan;

/** Cases of the workflow whose transitions have obligations, or of the same one without them, with so much behind them. */
final class LoanCases {
    /** What each case with few steps has behind it. */
    static final int FEW = 5;

    private static final int CYCLES = 1_000;
    private static final int STAYING_IN_A_CYCLE = 3;
    private static final int STAYING_AT_THE_END = 15_000;
    private static final int CHUNK = 1_000;

    /** What a case with many steps has behind it. */
    static final int MANY = 2 + CYCLES * (2 + STAYING_IN_A_CYCLE) + STAYING_AT_THE_END;

    private static final Facts NO_FACTS = new Facts(List.of());

    private final Loan.Engine engine;

    LoanCases(DataSource database, Definition definition) {
        this.engine = Loan.Engine.of(
                WorkflowRuntime.on(database, RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE)), definition);
    }

    /** Under review, where bob has brought it; alice has opened it, and given it back. */
    void few(String caseId) {
        apply(List.of(
                opening(caseId),
                move(caseId, "SUBMIT", "bob"),
                move(caseId, "RETURN", "alice"),
                move(caseId, "SUBMIT", "bob"),
                move(caseId, "REMIND", "carol")));
    }

    /** The same after a thousand such rounds, and many steps later. */
    void many(String caseId) {
        List<Request> steps = new ArrayList<>();
        steps.add(opening(caseId));
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            steps.add(move(caseId, "SUBMIT", "bob"));
            steps.addAll(staying(caseId, STAYING_IN_A_CYCLE));
            steps.add(move(caseId, "RETURN", "alice"));
        }
        steps.add(move(caseId, "SUBMIT", "bob"));
        steps.addAll(staying(caseId, STAYING_AT_THE_END));
        apply(steps);
    }

    /** Two persons have endorsed it, so many steps before. */
    void endorsed(String caseId, int staying) {
        List<Request> steps = new ArrayList<>(List.of(
                opening(caseId),
                move(caseId, "SUBMIT", "bob"),
                move(caseId, "ENDORSE", "carol"),
                move(caseId, "ENDORSE", "dora")));
        steps.addAll(staying(caseId, staying));
        apply(steps);
    }

    void open(List<String> caseIds) {
        apply(caseIds.stream().map(LoanCases::opening).toList());
    }

    /** A step that nothing is demanded of, for all cases: in bulk. */
    void all(List<String> caseIds, String transition) {
        apply(caseIds.stream().map(caseId -> move(caseId, transition, "bob")).toList());
    }

    /** One step, alone in its transaction. */
    void make(String caseId, String transition, String person) {
        engine.fire(caseId, transition, NO_FACTS, by(person)).orThrow();
    }

    private void apply(List<Request> requests) {
        engine.applyAll(requests, BulkOptions.defaults().chunkSize(CHUNK))
                .forEach(outcome -> outcome.orThrow().orThrow());
    }

    private static List<Request> staying(String caseId, int times) {
        return Collections.nCopies(times, move(caseId, "REMIND", "carol"));
    }

    private static Request opening(String caseId) {
        return Request.opening(caseId, by("alice"));
    }

    private static Request move(String caseId, String transition, String person) {
        return Request.move(caseId, transition, NO_FACTS, by(person));
    }

    private static Decision by(String person) {
        return Decision.by(person).because("seen");
    }

    static List<String> ids(String prefix, int number) {
        return IntStream.range(0, number).mapToObj(i -> prefix + "-" + i).toList();
    }
}
