package org.workflowengine.processor.spi;

import java.util.List;

/** What a guard requires of one fact. The processor implements it and may add methods. */
public interface ConditionView {

    /**
     * The fact.
     *
     * @return a fact of this definition
     */
    FactView fact();

    /**
     * The values of which the fact must have one.
     *
     * @return {@code true}, {@code false} or constants of the fact's enum, in declaration order; at least one
     */
    List<String> requires();
}
