package org.workflowengine.dashboard;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.workflowengine.http.FactSource;
import org.workflowengine.http.Redaction;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.Definition;

/** What a dashboard was given. */
record Settings(
        WorkflowRuntime runtime,
        String name,
        FactSource facts,
        Redaction redaction,
        Optional<RefusalCounter> refusals,
        IntegritySource integrity,
        List<Definition> definitions,
        List<Definition> commands,
        Map<String, Set<String>> claimable,
        Seals seals,
        InstantSource clock,
        String reports) {

    /** All compiled definitions that were given. */
    List<Definition> compiled() {
        return Stream.concat(definitions.stream(), commands.stream()).toList();
    }

    Settings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** The same settings while one of them is changed. */
    static final class Draft {
        private final WorkflowRuntime runtime;
        String name;
        FactSource facts;
        Redaction redaction;
        Optional<RefusalCounter> refusals;
        IntegritySource integrity;
        List<Definition> definitions;
        List<Definition> commands;
        Map<String, Set<String>> claimable;
        Seals seals;
        InstantSource clock;
        String reports;

        private Draft(Settings of) {
            this.runtime = of.runtime;
            this.name = of.name;
            this.facts = of.facts;
            this.redaction = of.redaction;
            this.refusals = of.refusals;
            this.integrity = of.integrity;
            this.definitions = of.definitions;
            this.commands = of.commands;
            this.claimable = of.claimable;
            this.seals = of.seals;
            this.clock = of.clock;
            this.reports = of.reports;
        }

        private Settings settings() {
            return new Settings(
                    runtime,
                    name,
                    facts,
                    redaction,
                    refusals,
                    integrity,
                    definitions,
                    commands,
                    claimable,
                    seals,
                    clock,
                    reports);
        }
    }
}
