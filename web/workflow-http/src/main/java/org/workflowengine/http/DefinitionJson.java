package org.workflowengine.http;

import java.util.List;
import java.util.Set;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/** A definition as data: what it permits, and on which conditions. */
final class DefinitionJson {
    private DefinitionJson() {}

    static JsonObject summary(Installed installed, Links links) {
        return new JsonObject()
                .with("workflow", installed.row().workflow())
                .with("version", installed.row().version())
                .with("fingerprint", installed.row().fingerprint().hex())
                .with("installedAt", installed.row().installedAt())
                .with("erasable", installed.row().isErasable())
                .with(
                        "links",
                        links.ofVersion(
                                installed.row().workflow(), installed.row().version()));
    }

    static JsonObject of(Installed installed, Set<String> claimable, Links links) {
        Definition definition = installed.definition();
        return summary(installed, links)
                .with(
                        "states",
                        definition.states().stream().map(DefinitionJson::state).toList())
                .with(
                        "transitions",
                        definition.transitions().stream()
                                .map(transition -> transition(definition, transition))
                                .toList())
                .with(
                        "facts",
                        definition.vocabulary().stream()
                                .map(fact -> fact(fact).with("claimable", claimable.contains(fact.id())))
                                .toList())
                .with(
                        "migrations",
                        definition.migrations().stream()
                                .map(DefinitionJson::migration)
                                .toList());
    }

    private static JsonObject state(WorkflowState state) {
        return new JsonObject()
                .with("id", state.id())
                .with("initial", state.isInitial())
                .with("terminal", state.isTerminal())
                .with("resting", state.isResting())
                .with("importable", state.isImportable());
    }

    private static JsonObject transition(Definition definition, WorkflowTransition transition) {
        return mapping(transition).with("id", transition.id()).with("obligations", obligations(definition, transition));
    }

    static List<JsonObject> obligations(Definition definition, WorkflowTransition transition) {
        return definition.obligations(transition).stream()
                .map(DefinitionJson::obligation)
                .toList();
    }

    private static JsonObject obligation(Obligation obligation) {
        JsonObject json = new JsonObject().with("kind", obligation.kind()).with("subject", obligation.subject());
        return obligation.kind() == Obligation.Kind.QUORUM ? json.with("persons", obligation.persons()) : json;
    }

    private static JsonObject mapping(WorkflowTransition transition) {
        return new JsonObject()
                .with("from", transition.from().id())
                .with("to", transition.to().id())
                .with(
                        "requires",
                        transition.guard().stream()
                                .map(DefinitionJson::condition)
                                .toList());
    }

    static JsonObject condition(Condition condition) {
        return new JsonObject()
                .with("fact", condition.fact().id())
                .with("message", condition.fact().message())
                .with("required", condition.accepted());
    }

    private static JsonObject fact(FactRow fact) {
        return new JsonObject()
                .with("id", fact.id())
                .with("message", fact.message())
                .with("values", fact.values());
    }

    private static JsonObject migration(Migration migration) {
        return new JsonObject()
                .with("fromVersion", migration.fromVersion())
                .with("fromFingerprint", migration.fromFingerprint().hex())
                .with(
                        "states",
                        migration.mappings().stream()
                                .map(DefinitionJson::mapping)
                                .toList());
    }
}
