package org.workflowengine.runtime.spi;

/**
 * Receives every answer that the engine gives to a move, an opening or an erasure: for metrics, traces, and hints to wake somebody up.
 * {@code RuntimeOptions.defaults().observer(answer -> …)}.
 *
 * <p>It is told by the thread that made the call, after the engine's own transaction has ended and its connection is given back, and before the
 * call returns: it cannot veto, and the time it takes is added to the call. Inside a transaction of the caller's, that transaction is
 * still open then, with the locks of its steps. Whatever an observer throws, errors too, is caught and changes no answer; it is logged as
 * a warning once for each class of observer, and then at level DEBUG.
 *
 * <p>A request by names for which there is no definition, such as one for an unknown workflow, is not told: no definition has answered it,
 * and the workflow's name would be text that a caller made up. Its refusal goes to the caller.
 *
 * <p>It is not part of the record: a process that dies between the commit and this call has told nobody. The audit is the record.
 *
 * <p>Implementations are thread-safe. They do not call the engine of a joined transaction, nor wait for anything.
 */
@FunctionalInterface
public interface WorkflowObserver {
    /**
     * An answer was given. Each request of {@code applyAll} has its own, told after the commit of its chunk.
     *
     * @param answer what was asked and what was answered; nothing that could be erased is in it
     */
    void answered(Answer answer);

    /**
     * The caller's transaction in which a step was written is over. Told once for each answer that
     * {@linkplain Answer#isFollowed() is followed}, by the thread that ends the transaction. That transaction may still be bound to the
     * thread: do not call the engine.
     *
     * @param answer what was told when the step was written
     * @param completion how the transaction ended
     */
    default void completed(Answer answer, Completion completion) {}
}
