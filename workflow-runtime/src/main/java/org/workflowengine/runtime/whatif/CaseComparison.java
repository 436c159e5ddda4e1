package org.workflowengine.runtime.whatif;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.core.Refusal.NotAllowedHere;
import org.workflowengine.runtime.internal.bundle.RecordedStep;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * What other rules would have done with one past case. Nothing is said about the steps after the first one that would not have been the
 * same: their facts belong to a path that did not happen. Immutable.
 */
public final class CaseComparison {
    private final RecordedStep step;
    private final Answer answer;
    private final String state;
    private final long seq;
    private final @Nullable Refusal refusal;
    private final @Nullable Cause cause;
    private final String explanation;
    private final long steps;

    private CaseComparison(
            RecordedStep step,
            Answer answer,
            String state,
            long seq,
            @Nullable Refusal refusal,
            @Nullable Cause cause,
            String explanation,
            long steps) {
        this.step = step;
        this.answer = answer;
        this.state = state;
        this.seq = seq;
        this.refusal = refusal;
        this.cause = cause;
        this.explanation = explanation;
        this.steps = steps;
    }

    static CaseComparison same(RecordedStep last, String state) {
        return new CaseComparison(last, Answer.SAME, state, last.seq(), null, null, "", 0);
    }

    static CaseComparison refused(RecordedStep step, String state, Refusal refusal) {
        return new CaseComparison(step, Answer.REFUSED, state, step.seq(), refusal, null, refusal.explanation(), 0);
    }

    static CaseComparison notComparable(RecordedStep step, String state, long after, Cause cause, String explanation) {
        return new CaseComparison(step, Answer.NOT_COMPARABLE, state, after, null, cause, explanation, 0);
    }

    CaseComparison of(long recordedSteps) {
        return new CaseComparison(step, answer, state, seq, refusal, cause, explanation, recordedSteps);
    }

    /** {@return the case's id} */
    public String caseId() {
        return step.caseId();
    }

    /** {@return what the rules would have done} */
    public Answer answer() {
        return answer;
    }

    /**
     * How far the answer reaches.
     *
     * @return of {@code SAME} the last step; of {@code REFUSED} the step that the rules refuse; of {@code NOT_COMPARABLE} the last step about
     *     which something can be said, 0 if there is none
     */
    public long seq() {
        return seq;
    }

    /** {@return how many steps are recorded, erasures and migrations among them; at least 1} */
    public long steps() {
        return steps;
    }

    /**
     * The state in which the case is under the rules: of {@code SAME} at the end, of the others where the two paths part, before the step that
     * is not the same.
     *
     * @return a state's id of the rules; {@link Definition#NEW} if the paths part with the first step
     */
    public String state() {
        return state;
    }

    /**
     * What was recorded as the step that is not the same; of {@code SAME}, as the last step.
     *
     * @return a transition's id, or what stands in place of one
     */
    public String transition() {
        return step.transition();
    }

    /** {@return when that step was recorded, UTC, in whole microseconds} */
    public Instant recordedAt() {
        return step.recordedAt();
    }

    /**
     * Why the rules refuse the step: {@link NotAllowedHere}, {@link Refusal.UnknownTransition} or {@link GuardNotSatisfied}. Its facts are those
     * that were recorded, also those values that the rules do not know.
     *
     * @return the refusal; empty for the other answers
     */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** {@return why the rest cannot be compared; empty for the other answers} */
    public Optional<Cause> cause() {
        return Optional.ofNullable(cause);
    }

    /** {@return the reason in a sentence, safe to print; it may show recorded facts. Empty for {@code SAME}} */
    public String explanation() {
        return explanation;
    }

    /**
     * All of it as one line of JSON, in ASCII: {@code line} is {@code case}. What is empty is left out.
     *
     * @return a line without its end
     */
    public String json() {
        JsonLine line = JsonLine.of("case")
                .put("case", caseId())
                .put("answer", answer.id())
                .put("seq", seq)
                .put("steps", steps)
                .put("state", state)
                .put("transition", transition())
                .put("recorded_at", recordedAt().toString())
                .putIfThere("reason", reason());
        return (explanation.isEmpty() ? line : line.put("explanation", explanation)).toString();
    }

    /** The id of the refusal's kind, or of the cause. */
    Optional<String> reason() {
        return refusal == null ? cause().map(Cause::id) : Optional.of(refusal.kind());
    }

    /** Equal when all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CaseComparison that
                && caseId().equals(that.caseId())
                && answer == that.answer
                && seq == that.seq
                && steps == that.steps
                && state.equals(that.state)
                && transition().equals(that.transition())
                && recordedAt().equals(that.recordedAt())
                && Objects.equals(refusal, that.refusal)
                && cause == that.cause
                && explanation.equals(that.explanation);
    }

    @Override
    public int hashCode() {
        return Objects.hash(caseId(), answer, seq);
    }

    /** For people, on one line, without recorded facts: the explanation is not part of it. */
    @Override
    public String toString() {
        String what = switch (answer) {
            case SAME -> "same, " + steps + (steps == 1 ? " step" : " steps");
            case REFUSED -> "refused at step " + seq;
            case NOT_COMPARABLE -> seq == 0 ? "not comparable from the start" : "not comparable after step " + seq;
        };
        return Texts.quoted(caseId()) + ": " + what;
    }
}
