package org.workflowengine.processor.spi;

import java.util.List;
import javax.lang.model.element.TypeElement;

/** A state of a sound definition. The processor implements it and may add methods. */
public interface StateView {

    /**
     * Its Java name.
     *
     * @return for example {@code UnderReview}
     */
    String name();

    /**
     * The id under which it is stored.
     *
     * @return for example {@code UNDER_REVIEW}
     */
    String id();

    /**
     * Its constant in the generated {@code …State}.
     *
     * @return for example {@code UNDER_REVIEW}
     */
    String constant();

    /**
     * Whether cases begin here.
     *
     * @return {@code true} for one state of each definition
     */
    boolean isInitial();

    /**
     * Whether cases end here.
     *
     * @return {@code true} for a state without a way out; a definition has such a state, or one that is resting
     */
    boolean isTerminal();

    /**
     * Whether a case may rest here for good, although it can still leave.
     *
     * @return {@code true} for a state that is marked so
     */
    boolean isResting();

    /**
     * The transitions that leave it, its own and those it inherits.
     *
     * @return by name; none for a terminal state
     */
    List<TransitionView> transitions();

    /**
     * The interface that carries {@code @State}. Annotations on the superstates that it extends are not among its own.
     *
     * @return the state
     */
    TypeElement element();
}
