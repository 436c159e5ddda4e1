package org.workflowengine.runtime.whatif;

import java.util.Optional;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.internal.bundle.RecordedStep;

/** The definition that is tried, and which of its states corresponds to a recorded one. Not thread-safe. */
final class Rules {
    private final Definition definition;
    private final RecordedFacts facts;
    private final PastRules past;

    Rules(Definition definition) {
        this.definition = definition;
        this.facts = new RecordedFacts(definition);
        this.past = new PastRules(definition);
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

    PastRules past() {
        return past;
    }

    /** The state that corresponds to the one that a step has entered, in the version that the case follows since. */
    Optional<String> corresponding(RecordedStep step) {
        return definition.migrations().stream()
                .filter(migration -> migration.fromVersion() == step.version())
                .findFirst()
                .flatMap(migration -> migration.mapping(step.toState()))
                .map(WorkflowTransition::to)
                .or(() -> definition.state(step.toState()))
                .map(WorkflowState::id);
    }
}
