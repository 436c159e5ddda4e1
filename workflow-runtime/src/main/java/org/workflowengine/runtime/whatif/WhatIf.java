package org.workflowengine.runtime.whatif;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.bundle.RecordedStep;
import org.workflowengine.runtime.internal.bundle.StepSource;
import org.workflowengine.runtime.internal.text.Arguments;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * What would the new rules have done? {@code WhatIf.run(rules, cases)} makes the recorded steps of past cases again, under another
 * definition of the same workflow and on the facts that were recorded. Nothing is written, and no code of anybody's runs: the answer is exact,
 * because a definition is data.
 *
 * <p>Each case is <em>same</em>, <em>refused at a step</em>, or <em>not comparable after a step</em>. After the first step that would not have
 * been the same nothing is said: people would have decided otherwise, on other facts.
 *
 * <ul>
 *   <li>A recorded state corresponds to the state of the rules to which their migration from its version leads, and otherwise to the one that
 *       has its id.
 *   <li>Recorded facts that the rules do not know are left out. A value that they do not know satisfies nothing.
 *   <li>Erasures keep the state and are passed over. Where the facts of a step are erased, it is not comparable if the rules have a guard
 *       there, unless the guard under which it was recorded is known and requires as much.
 *   <li>An import begins in the recorded state, if the rules have it. A migration keeps what was compared, if the state that it has led to
 *       corresponds to the one under the rules.
 * </ul>
 */
public final class WhatIf {
    private WhatIf() {}

    /**
     * Compares cases.
     *
     * @param rules the definition that is tried: of any version, released or not
     * @param cases the past cases, of the same workflow
     * @return the totals
     * @throws RefusedException if a case is of another workflow, or the workflow is not installed in the database
     * @throws BundleException if a file is not a bundle, or what is stored of a step cannot be read
     * @throws UncheckedIOException if a file cannot be read
     * @throws UnchangedException if the database cannot be read
     */
    public static WhatIfReport run(Definition rules, RecordedCases cases) {
        return run(rules, cases, comparison -> {});
    }

    /**
     * Compares cases, and tells of each.
     *
     * @param rules as {@link #run(Definition, RecordedCases)}
     * @param cases as {@link #run(Definition, RecordedCases)}
     * @param each is given every comparison at once, while the cases are being read, in their order
     * @return the totals
     * @throws RefusedException as {@link #run(Definition, RecordedCases)}
     * @throws BundleException as {@link #run(Definition, RecordedCases)}
     * @throws UncheckedIOException as {@link #run(Definition, RecordedCases)}
     * @throws UnchangedException as {@link #run(Definition, RecordedCases)}
     */
    public static WhatIfReport run(Definition rules, RecordedCases cases, Consumer<CaseComparison> each) {
        Objects.requireNonNull(each, "each");
        WhatIfReport.Builder report = new WhatIfReport.Builder(Objects.requireNonNull(rules, "rules"));
        Run run = new Run(rules, Objects.requireNonNull(cases, "cases"), comparison -> {
            report.add(comparison);
            each.accept(comparison);
        });
        cases.read(rules.workflow(), run);
        run.end();
        return report.build();
    }

    /**
     * Compares one case.
     *
     * @param rules the definition that is tried
     * @param history all entries of the case, such as {@code engine.history("C-1").entries()}
     * @return what the rules would have done with it
     * @throws IllegalArgumentException if these are not the entries of exactly one case
     * @throws RefusedException if the case is of another workflow
     */
    public static CaseComparison compare(Definition rules, List<AuditEntry> history) {
        Objects.requireNonNull(rules, "rules");
        long cases = Objects.requireNonNull(history, "history").stream()
                .map(AuditEntry::caseId)
                .distinct()
                .count();
        if (cases != 1) {
            throw Arguments.wrong("history", "entries of " + cases + " cases", "those of one");
        }
        CaseComparison[] found = new CaseComparison[1];
        run(rules, RecordedCases.of(history), comparison -> found[0] = comparison);
        return found[0];
    }

    /** One pass over all steps. */
    private static final class Run implements StepSource.Reader {
        private final Rules rules;
        private final RecordedCases cases;
        private final Consumer<CaseComparison> each;
        private @Nullable String caseId;
        private @Nullable Replay replay;

        Run(Definition definition, RecordedCases cases, Consumer<CaseComparison> each) {
            this.rules = new Rules(definition);
            this.cases = cases;
            this.each = each;
        }

        @Override
        public void definition(String graph) {
            rules.past().add(graph);
        }

        @Override
        public void step(RecordedStep step) {
            if (!step.caseId().equals(caseId)) {
                end();
                demandWorkflow(step);
                caseId = step.caseId();
                replay = cases.include(step) ? new Replay(rules) : null;
            }
            if (replay != null) {
                replay.step(step);
            }
        }

        private void demandWorkflow(RecordedStep first) {
            String workflow = rules.definition().workflow();
            if (!first.workflow().equals(workflow)) {
                throw new RefusedException(new InvalidInput(
                        "workflow",
                        Texts.quoted(first.workflow()) + " as that of case " + Texts.quoted(first.caseId()),
                        workflow + ", as that of the rules"));
            }
        }

        void end() {
            if (replay != null) {
                each.accept(replay.end());
                replay = null;
            }
        }
    }
}
