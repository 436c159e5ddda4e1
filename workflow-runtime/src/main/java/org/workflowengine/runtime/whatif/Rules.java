package org.workflowengine.runtime.whatif;

import java.util.Optional;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.internal.bundle.RecordedStep;

/** The definition that is tried, and which of its states corresponds to a recorded one. Immutable. */
final class Rules {
    private final Definition definition;
    private final RecordedFacts facts;

    Rules(Definition definition) {
        this.definition = definition;
        this.facts = new RecordedFacts(definition);
    }

    Definition definition() {
        return definition;
    }

    RecordedFacts facts() {
        return facts;
    }

    String initial() {
        return definition.initial().id();
    }

    /** The state that corresponds to the one that a step has entered, in the version that the case follows since. */
    Optional<String> corresponding(RecordedStep step) {
        return definition.state(step.toState()).map(WorkflowState::id);
    }
}
