package org.workflowengine.processor.extension;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.spi.ConditionView;
import org.workflowengine.processor.spi.FactView;
import org.workflowengine.processor.spi.StateView;
import org.workflowengine.processor.spi.TransitionView;

/** Shows a transition of a sound model, and its guard, to extensions. */
final class ModelTransition implements TransitionView {
    private final TransitionEdge edge;
    private final ModelView model;
    private final List<ConditionView> guard = new ArrayList<>();

    ModelTransition(TransitionEdge edge, ModelView model) {
        this.edge = edge;
        this.model = model;
        edge.guard().conditions().forEach(condition -> guard.add(new Requirement(condition)));
    }

    @Override
    public String name() {
        return edge.name();
    }

    @Override
    public String id() {
        return edge.id();
    }

    @Override
    public String constant() {
        return edge.constant();
    }

    @Override
    public StateView from() {
        return model.state(edge.source());
    }

    @Override
    public StateView to() {
        return model.state(edge.target().orElseThrow());
    }

    @Override
    public List<ConditionView> guard() {
        return List.copyOf(guard);
    }

    @Override
    public boolean isInherited() {
        return edge.inherited();
    }

    @Override
    public ExecutableElement element() {
        return (ExecutableElement) ModelView.elementAt(edge.anchor());
    }

    @Override
    public String toString() {
        return edge.text();
    }

    private final class Requirement implements ConditionView {
        private final Condition condition;

        Requirement(Condition condition) {
            this.condition = condition;
        }

        @Override
        public FactView fact() {
            return model.fact(condition.fact().type());
        }

        @Override
        public List<String> requires() {
            return condition.accepted();
        }

        @Override
        public String toString() {
            return condition.text();
        }
    }
}
