package org.workflowengine.processor.proof;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A definition as it was drawn: plain data, from which both the source and the expected faults are made.
 *
 * @param name the name of the interface
 * @param facts its facts and composed guards, the carried ones before those that carry them
 * @param types its states and superstates in declaration order
 */
record DrawnDefinition(String name, List<Fact> facts, List<Type> types) {

    /** What a fact can be; a guard without a value is only a name for what it carries. */
    enum Kind {
        BOOLEAN,
        ENUM,
        ANY_OF,
        NAME
    }

    /** A fact with its values, none for a mere name, and the demands that it carries. */
    record Fact(String name, Kind kind, List<String> values, List<Demand> carried) {}

    /** A fact annotation as it is written. */
    record Demand(String fact, Set<String> accepted) {}

    /** A state, or a superstate when it is not marked. */
    record Type(
            String name,
            boolean state,
            boolean initial,
            boolean terminal,
            List<String> parents,
            List<Transition> transitions) {

        Type flagged(boolean nowInitial, boolean nowTerminal) {
            return new Type(name, state, nowInitial, nowTerminal, parents, transitions);
        }

        Type with(List<Transition> others) {
            return new Type(name, state, initial, terminal, parents, List.copyOf(others));
        }
    }

    /** One method. */
    record Transition(String name, String target, List<Demand> demands) {}

    List<Type> states() {
        return types.stream().filter(Type::state).toList();
    }

    Type type(String wanted) {
        return types.stream()
                .filter(type -> type.name().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    Fact fact(String wanted) {
        return find(wanted).orElseThrow();
    }

    private Optional<Fact> find(String wanted) {
        return facts.stream().filter(fact -> fact.name().equals(wanted)).findFirst();
    }
}
