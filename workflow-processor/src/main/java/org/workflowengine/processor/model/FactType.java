package org.workflowengine.processor.model;

import java.util.List;

/** The closed set of values that a fact can have, which is why everything about guards can be decided. */
public sealed interface FactType {

    /**
     * Every value by its Java name.
     *
     * @return {@code true} and {@code false}, or the constants in declaration order
     */
    List<String> values();

    /** Yes or no. */
    record OfBoolean() implements FactType {
        @Override
        public List<String> values() {
            return List.of("true", "false");
        }
    }

    /**
     * One constant of an enum.
     *
     * @param name the enum
     * @param values its constants in declaration order
     */
    record OfEnum(JavaName name, List<String> values) implements FactType {
        public OfEnum {
            values = List.copyOf(values);
        }
    }
}
