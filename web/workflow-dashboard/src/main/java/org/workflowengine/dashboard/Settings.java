package org.workflowengine.dashboard;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    Settings named(String other) {
        return new Settings(
                runtime,
                other,
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

    Settings knowing(FactSource other) {
        return new Settings(
                runtime,
                name,
                other,
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

    Settings redacted(Redaction other) {
        return new Settings(
                runtime,
                name,
                facts,
                other,
                refusals,
                integrity,
                definitions,
                commands,
                claimable,
                seals,
                clock,
                reports);
    }

    Settings counting(RefusalCounter other) {
        return new Settings(
                runtime,
                name,
                facts,
                redaction,
                Optional.of(other),
                integrity,
                definitions,
                commands,
                claimable,
                seals,
                clock,
                reports);
    }

    Settings verified(IntegritySource other) {
        return new Settings(
                runtime,
                name,
                facts,
                redaction,
                refusals,
                other,
                definitions,
                commands,
                claimable,
                seals,
                clock,
                reports);
    }

    Settings commanding(List<Definition> other) {
        return new Settings(
                runtime,
                name,
                facts,
                redaction,
                refusals,
                integrity,
                definitions,
                other,
                claimable,
                seals,
                clock,
                reports);
    }

    Settings describing(List<Definition> other) {
        return new Settings(
                runtime, name, facts, redaction, refusals, integrity, other, commands, claimable, seals, clock,
                reports);
    }

    Settings claiming(Map<String, Set<String>> other) {
        return new Settings(
                runtime,
                name,
                facts,
                redaction,
                refusals,
                integrity,
                definitions,
                commands,
                other,
                seals,
                clock,
                reports);
    }

    Settings sealed(Seals other) {
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
                other,
                clock,
                reports);
    }

    Settings timed(InstantSource other) {
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
                other,
                reports);
    }

    Settings reporting(String other) {
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
                other);
    }
}
