package org.workflowengine.processor.spi;

import java.util.List;
import javax.lang.model.element.TypeElement;

/** A fact of a sound definition. The processor implements it and may add methods. */
public interface FactView {

    /**
     * Its Java name.
     *
     * @return for example {@code RiskRulesPassed}
     */
    String name();

    /**
     * The id under which it is recorded.
     *
     * @return for example {@code RISK_RULES_PASSED}
     */
    String id();

    /**
     * Its factory method in the generated {@code …Fact}.
     *
     * @return for example {@code riskRulesPassed}
     */
    String factory();

    /**
     * What it means, for people.
     *
     * @return {@code @Fact(message = …)}, or empty
     */
    String message();

    /**
     * Whether it is true or false; otherwise it is one constant of an enum.
     *
     * @return {@code true} for a boolean fact
     */
    boolean isBoolean();

    /**
     * The values that it can have.
     *
     * @return {@code true} and {@code false}, or the constants of its enum in declaration order
     */
    List<String> values();

    /**
     * Whether it is declared outside the definition.
     *
     * @return {@code true} for a shared fact
     */
    boolean isShared();

    /**
     * The annotation type that carries {@code @Fact}.
     *
     * @return the fact
     */
    TypeElement element();
}
