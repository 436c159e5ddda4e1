package org.workflowengine.processor.model;

/**
 * One fact of a workflow's vocabulary.
 *
 * @param type the annotation type
 * @param id the id under which it is recorded
 * @param message what it means, or empty
 * @param valueType the values it can have
 * @param shared whether it is declared outside the workflow
 * @param index its place in declaration order, the shared ones behind the workflow's own
 * @param anchor where it is declared, or used when it was read from a class file
 */
public record FactNode(
        JavaName type, String id, String message, FactType valueType, boolean shared, int index, Anchor anchor) {

    public String name() {
        return type.simple();
    }

    /** The name of its factory method and of the parameters that take it: {@code riskRulesPassed}. */
    public String factory() {
        return IdDerivation.member(name());
    }

    /** The name of its enum constant: {@code RISK_RULES_PASSED}. */
    public String constant() {
        return IdDerivation.constant(name());
    }
}
