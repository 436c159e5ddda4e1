package org.workflowengine.processor.model;

/** The types that are generated beside a definition. */
public enum GeneratedType {
    STATE("State"),
    TRANSITION("Transition"),
    FACT("Fact"),
    FACTS("Facts"),
    CASE("Case"),
    ENGINE("Engine");

    private final String suffix;

    GeneratedType(String suffix) {
        this.suffix = suffix;
    }

    /** What its name adds to the definition's. */
    public String suffix() {
        return suffix;
    }
}
