package org.workflowengine.processor.extension;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.workflowengine.processor.collect.Place;
import org.workflowengine.processor.generate.Generators;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.JavaName;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.WorkflowModel;
import org.workflowengine.processor.spi.DefinitionView;
import org.workflowengine.processor.spi.FactView;
import org.workflowengine.processor.spi.StateView;
import org.workflowengine.processor.spi.TransitionView;

/** Shows a sound model to extensions. */
final class ModelView implements DefinitionView {

    private final WorkflowModel model;
    private final TypeElement element;
    private final Elements elements;
    private final Types types;
    private final Map<String, StateView> states = new LinkedHashMap<>();
    private final Map<JavaName, FactView> facts = new LinkedHashMap<>();

    ModelView(WorkflowModel model, TypeElement element, Elements elements, Types types) {
        this.model = model;
        this.element = element;
        this.elements = elements;
        this.types = types;
        for (FactNode fact : model.facts()) {
            facts.put(fact.type(), new ModelFact(fact, element, elements));
        }
        for (StateNode state : model.states()) {
            states.put(state.name(), new State(state));
        }
    }

    @Override
    public String workflow() {
        return model.id();
    }

    @Override
    public int version() {
        return model.version();
    }

    @Override
    public String fingerprint() {
        return Generators.fingerprint(model);
    }

    @Override
    public boolean isErasable() {
        return model.erasable();
    }

    @Override
    public TypeElement element() {
        return element;
    }

    @Override
    public String generatedType(String suffix) {
        for (GeneratedType type : GeneratedType.values()) {
            if (type.suffix().equals(suffix)) {
                return model.nameOf(type).canonical();
            }
        }
        throw new IllegalArgumentException("nothing is generated under the suffix \"" + suffix + "\", expected one of "
                + Arrays.stream(GeneratedType.values())
                        .map(GeneratedType::suffix)
                        .toList());
    }

    @Override
    public List<StateView> states() {
        return List.copyOf(states.values());
    }

    @Override
    public List<TransitionView> transitions() {
        var transitions = new ArrayList<TransitionView>();
        for (StateView state : states.values()) {
            transitions.addAll(state.transitions());
        }
        return List.copyOf(transitions);
    }

    @Override
    public List<FactView> facts() {
        return List.copyOf(facts.values());
    }

    @Override
    public Elements elements() {
        return elements;
    }

    @Override
    public Types types() {
        return types;
    }

    @Override
    public String toString() {
        return "workflow " + workflow() + " version " + version();
    }

    StateView state(String name) {
        return Objects.requireNonNull(states.get(name), name);
    }

    FactView fact(JavaName type) {
        return Objects.requireNonNull(facts.get(type), type::canonical);
    }

    static Element elementAt(Anchor anchor) {
        return ((Place) anchor).element();
    }

    private final class State implements StateView {
        private final StateNode node;
        private final List<TransitionView> transitions = new ArrayList<>();

        State(StateNode node) {
            this.node = node;
            node.transitions().forEach(edge -> transitions.add(new ModelTransition(edge, ModelView.this)));
        }

        @Override
        public String name() {
            return node.name();
        }

        @Override
        public String id() {
            return node.id();
        }

        @Override
        public String constant() {
            return node.constant();
        }

        @Override
        public boolean isInitial() {
            return node.initial();
        }

        @Override
        public boolean isTerminal() {
            return node.terminal();
        }

        @Override
        public boolean isResting() {
            return node.resting();
        }

        @Override
        public List<TransitionView> transitions() {
            return List.copyOf(transitions);
        }

        @Override
        public TypeElement element() {
            return (TypeElement) elementAt(node.anchor());
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
