package org.workflowengine.runtime.whatif;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.internal.bundle.RecordedStep;
import org.workflowengine.runtime.internal.engine.Guards;
import org.workflowengine.runtime.internal.text.JsonException;
import org.workflowengine.runtime.internal.text.Texts;

/** Takes the recorded steps of one case, one after the other, and makes them under other rules, until the two paths part. */
final class Replay {
    private static final Facts NOTHING = new Facts(List.of());

    private final Rules rules;
    private @Nullable RecordedStep last;
    private long steps;

    /** Where the case is under the rules. */
    private String state = Definition.NEW;

    private @Nullable CaseComparison parted;

    Replay(Rules rules) {
        this.rules = rules;
    }

    void step(RecordedStep step) {
        steps++;
        if (parted == null) {
            compare(step);
        }
        last = step;
    }

    /** After the last step; there was one at least. */
    CaseComparison end() {
        RecordedStep end = Objects.requireNonNull(last);
        CaseComparison answer = parted == null ? CaseComparison.same(end, state) : parted;
        return answer.of(steps);
    }

    private void compare(RecordedStep step) {
        Optional<String> fault = fault(step);
        if (fault.isPresent()) {
            partBefore(step, Cause.BROKEN_HISTORY, fault.get());
            return;
        }
        switch (RecordedTransition.of(step.transition())) {
            case OPENING -> enter(step, rules.initial());
            case IMPORT ->
                rules.corresponding(step)
                        .ifPresentOrElse(
                                found -> state = found,
                                () -> partBefore(
                                        step,
                                        Cause.NO_SUCH_STATE,
                                        "the case was imported into " + shown(step.toState())
                                                + ", to which no state of the rules corresponds"));
            case ERASURE, HOLD -> {}
            case MIGRATION -> migrate(step);
            case MOVE -> move(step);
            case UNKNOWN ->
                partBefore(
                        step,
                        Cause.UNKNOWN_STEP,
                        "step " + step.seq() + " is " + shown(step.transition())
                                + ", which this release does not know");
        }
    }

    /** What makes a step no continuation of the one before it. */
    private Optional<String> fault(RecordedStep step) {
        long seq = last == null ? 0 : last.seq();
        String from = last == null ? Definition.NEW : last.toState();
        if (step.seq() != seq + 1) {
            return Optional.of(
                    last == null
                            ? "the history begins with step " + step.seq()
                            : "step " + step.seq() + " follows step " + seq);
        }
        if (!step.fromState().equals(from)) {
            return Optional.of("step " + step.seq() + " leaves " + shown(step.fromState()) + ", but the case is in "
                    + shown(from));
        }
        RecordedTransition sort = RecordedTransition.of(step.transition());
        if (sort != RecordedTransition.UNKNOWN && sort.begins() != (last == null)) {
            return Optional.of("step " + step.seq() + " is " + shown(step.transition()));
        }
        if (last != null
                && (step.fromVersion() != last.version() || !step.workflow().equals(last.workflow()))) {
            return Optional.of("step " + step.seq() + " follows " + shown(step.workflow()) + " version "
                    + step.fromVersion() + ", but the case " + shown(last.workflow()) + " version " + last.version());
        }
        return Optional.empty();
    }

    private void migrate(RecordedStep step) {
        if (!rules.corresponding(step).equals(Optional.of(state))) {
            partBefore(
                    step,
                    Cause.OTHER_MIGRATION,
                    "step " + step.seq() + " moved the case to " + shown(step.toState()) + " of version "
                            + step.version() + ", and under the rules it is in " + state);
        }
    }

    private void move(RecordedStep step) {
        Optional<WorkflowTransition> row = rules.definition().transition(state, step.transition());
        if (row.isEmpty()) {
            Guards.refusal(rules.definition(), state, step.transition(), NOTHING)
                    .ifPresent(refusal -> refuse(step, refusal));
            return;
        }
        WorkflowTransition permitted = row.get();
        if (permitted.guard().isEmpty() || satisfies(step, permitted)) {
            enter(step, permitted.to().id());
        }
    }

    /** Whether the facts of a step satisfy a guard. If not, the paths have parted. */
    private boolean satisfies(RecordedStep step, WorkflowTransition permitted) {
        if (step.facts() == null) {
            if (rules.past().imply(step, permitted.guard())) {
                return true;
            }
            partBefore(
                    step,
                    Cause.FACTS_ERASED,
                    "the facts of step " + step.seq() + " are erased, and " + step.transition() + " from " + state
                            + " has a guard");
            return false;
        }
        try {
            Optional<Refusal> refusal = rules.facts().refusal(permitted, step.facts());
            refusal.ifPresent(why -> refuse(step, why));
            return refusal.isEmpty();
        } catch (JsonException e) {
            partBefore(step, Cause.BROKEN_HISTORY, "the facts of step " + step.seq() + " cannot be read");
            return false;
        }
    }

    /** The rules permit the step. */
    private void enter(RecordedStep step, String target) {
        if (rules.corresponding(step).equals(Optional.of(target))) {
            state = target;
            return;
        }
        part(
                step,
                step.seq(),
                Cause.OTHER_TARGET,
                "step " + step.seq() + " leads to " + target + " under the rules, and has led to "
                        + shown(step.toState()));
    }

    private void refuse(RecordedStep step, Refusal refusal) {
        parted = CaseComparison.refused(step, state, refusal);
    }

    private void partBefore(RecordedStep step, Cause cause, String explanation) {
        part(step, last == null ? 0 : last.seq(), cause, explanation);
    }

    private void part(RecordedStep step, long after, Cause cause, String explanation) {
        parted = CaseComparison.notComparable(step, state, after, cause, explanation);
    }

    private static String shown(String text) {
        return Texts.isId(text) || text.equals(Definition.NEW) ? text : Texts.quoted(text);
    }
}
