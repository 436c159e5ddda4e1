package org.workflowengine.processor.spi;

import java.util.List;
import javax.lang.model.element.ExecutableElement;

/** A transition out of one state of a sound definition. The processor implements it and may add methods. */
public interface TransitionView {

    /**
     * Its Java name.
     *
     * @return for example {@code startReview}
     */
    String name();

    /**
     * The id under which it is stored.
     *
     * @return for example {@code START_REVIEW}
     */
    String id();

    /**
     * Its constant in the generated {@code …Transition}.
     *
     * @return for example {@code CREATED_START_REVIEW}
     */
    String constant();

    /**
     * The state that it leaves.
     *
     * @return a state of this definition
     */
    StateView from();

    /**
     * The state that it enters.
     *
     * @return a state of this definition, perhaps the same
     */
    StateView to();

    /**
     * What its guard requires, all of it; composed guards and what is inherited are worked in.
     *
     * @return one condition for each fact, none when it has no guard
     */
    List<ConditionView> guard();

    /**
     * Whether a superstate declares it.
     *
     * @return {@code false} when the state itself does
     */
    boolean isInherited();

    /**
     * The method that declares it: the state's own, else the superstate's. A method that declares an inherited transition again takes over its guard,
     * but not its other annotations.
     *
     * @return the method that carries {@code @Transition}
     */
    ExecutableElement element();
}
