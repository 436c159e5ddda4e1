package org.workflowengine.processor.generate;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.UnnamedPackage;
import org.workflowengine.processor.model.WorkflowModel;

/**
 * What the writers print: the model, and, when it is faulty, the codes of its faults.
 *
 * <p>The API of a faulty definition is printed too, so that one mistake does not become two hundred missing symbols. Of names
 * that collide only the first is printed then, and its engine throws when created.
 */
final class Sheet {
    private final WorkflowModel model;
    private final Names names;
    private final Optional<String> faults;
    private final Map<String, StateNode> states;
    private final Map<String, FactNode> facts;
    private final Map<String, TransitionEdge> rows;

    /**
     * A sheet to print.
     *
     * @param model the definition
     * @param faults the codes of its errors, empty when it is sound
     */
    Sheet(WorkflowModel model, Optional<String> faults) {
        this.model = model;
        this.names = new Names(model);
        this.faults = faults;
        List<StateNode> usable = new ArrayList<>();
        for (StateNode state : model.states()) {
            if (names.canBeHandle(state.name())) {
                usable.add(state);
            }
        }
        this.states = first(first(usable, StateNode::constant).values(), StateNode::name);
        List<FactNode> named = new ArrayList<>();
        for (FactNode fact : model.facts()) {
            if (!UnnamedPackage.isLostInEnums(fact)) {
                named.add(fact);
            }
        }
        this.facts = first(first(named, FactNode::factory).values(), Names::constant);
        List<TransitionEdge> whole = new ArrayList<>();
        for (TransitionEdge edge : model.transitions()) {
            if (states.containsKey(edge.source())
                    && edge.target().isPresent()
                    && states.containsKey(edge.target().get())) {
                whole.add(edge);
            }
        }
        this.rows = first(whole, TransitionEdge::constant);
    }

    WorkflowModel model() {
        return model;
    }

    Names names() {
        return names;
    }

    Optional<String> faults() {
        return faults;
    }

    Collection<StateNode> states() {
        return states.values();
    }

    Collection<StateNode> statesById() {
        return first(states(), StateNode::id).values();
    }

    /** The enum constant of a state that has one. */
    String constantOf(String state) {
        StateNode node = states.get(state);
        if (node == null) {
            throw new IllegalArgumentException("no state is printed under the name " + state);
        }
        return node.constant();
    }

    /** The handle type of a state; the common one when no state of that name is printed. */
    ClassName handle(Optional<String> state) {
        return state.isPresent() && states.containsKey(state.get())
                ? names.handle(state.get())
                : names.type(GeneratedType.CASE);
    }

    /** The handle type of a case that was just opened. */
    ClassName opened() {
        List<StateNode> initial = model.initialStates();
        return handle(initial.size() == 1 ? Optional.of(initial.get(0).name()) : Optional.empty());
    }

    /** The handle type that all these transitions enter; the common one when they enter several states. */
    ClassName moved(List<TransitionEdge> edges) {
        Set<ClassName> targets = new HashSet<>();
        for (TransitionEdge edge : edges) {
            targets.add(handle(edge.target()));
        }
        return targets.size() == 1 ? targets.iterator().next() : names.type(GeneratedType.CASE);
    }

    Collection<FactNode> facts() {
        return facts.values();
    }

    boolean knows(FactNode fact) {
        FactNode known = facts.get(Names.constant(fact));
        return known != null && known.type().canonical().equals(fact.type().canonical());
    }

    /** The rows of the table: the transitions whose target is known. */
    Collection<TransitionEdge> rows() {
        return rows.values();
    }

    boolean isRow(TransitionEdge edge) {
        TransitionEdge row = rows.get(edge.constant());
        return row != null && row.source().equals(edge.source()) && row.name().equals(edge.name());
    }

    Collection<TransitionEdge> movesOf(StateNode state) {
        return first(state.transitions(), TransitionEdge::name).values();
    }

    /** All transitions by the name of their method, the names in alphabetical order. */
    Map<String, List<TransitionEdge>> byName() {
        Map<String, List<TransitionEdge>> byName = new TreeMap<>();
        for (TransitionEdge edge : model.transitions()) {
            List<TransitionEdge> edges = byName.get(edge.name());
            if (edges == null) {
                edges = new ArrayList<>();
                byName.put(edge.name(), edges);
            }
            edges.add(edge);
        }
        return byName;
    }

    /** A member's name, with an underscore behind what Java reserves: that is reported, and must not add another error. */
    static String usable(String member) {
        return IdDerivation.isReserved(member) ? member + "_" : member;
    }

    /** By name, in order; of those that share a name the first. */
    private static <T> Map<String, T> first(Collection<T> items, Function<T, String> name) {
        Map<String, T> first = new LinkedHashMap<>();
        for (T item : items) {
            first.putIfAbsent(name.apply(item), item);
        }
        return first;
    }
}
