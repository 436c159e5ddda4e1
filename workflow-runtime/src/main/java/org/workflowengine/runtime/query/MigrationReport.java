package org.workflowengine.runtime.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.query.MigrationLine.Kind;

/**
 * What a definition means for all cases of its workflow, whether it is installed or about to be: which can be migrated to it, which stay,
 * and which it would strand. Immutable.
 */
public final class MigrationReport {
    private final Definition definition;
    private final List<MigrationLine> lines;
    private final List<Integer> mismatched;

    private MigrationReport(Definition definition, List<MigrationLine> lines, List<Integer> mismatched) {
        this.definition = definition;
        this.lines = List.copyOf(lines);
        this.mismatched = List.copyOf(mismatched);
    }

    static MigrationReport of(Reading reading, Definition definition) {
        Map<Integer, InstalledDefinition> installed = new HashMap<>();
        List<Integer> mismatched = new ArrayList<>();
        for (InstalledDefinition each : reading.definitions()) {
            if (each.workflow().equals(definition.workflow())) {
                installed.put(each.version(), each);
                definition
                        .migration(each.version())
                        .filter(migration -> !migration.fromFingerprint().equals(each.fingerprint()))
                        .ifPresent(migration -> mismatched.add(each.version()));
            }
        }
        List<MigrationLine> lines = new ArrayList<>();
        if (!installed.isEmpty()) {
            for (StateCount count :
                    reading.cases().workflow(definition.workflow()).countByState(CaseSearch.LARGEST_COUNT)) {
                lines.add(line(definition, installed.get(count.version()), count));
            }
        }
        lines.sort(Comparator.comparing(MigrationLine::version).thenComparing(MigrationLine::state));
        return new MigrationReport(definition, lines, mismatched);
    }

    private static MigrationLine line(Definition definition, @Nullable InstalledDefinition own, StateCount count) {
        Optional<Migration> migration = definition.migration(count.version());
        Optional<WorkflowTransition> mapping = migration.flatMap(each -> each.mapping(count.state()));
        boolean ended = own != null
                && own.states().stream().anyMatch(state -> state.id().equals(count.state()) && state.isTerminal());
        Kind kind;
        if (count.version() >= definition.version()) {
            kind = count.version() == definition.version() ? Kind.FOLLOW : Kind.LATER;
        } else if (mapping.isPresent()) {
            kind = Kind.CAN_COME;
        } else if (ended) {
            kind = Kind.ENDED;
        } else {
            kind = migration.isPresent() ? Kind.STAY : Kind.STRANDED;
        }
        return new MigrationLine(count.version(), count.state(), count.cases(), kind, mapping);
    }

    /** {@return the definition that is asked about} */
    public Definition definition() {
        return definition;
    }

    /** {@return one line for each state of each version that has cases, by version and state} */
    public List<MigrationLine> lines() {
        return lines;
    }

    /**
     * The versions that are installed with another fingerprint than the one that the definition migrates cases from. As long as there is
     * one, the definition cannot be installed here.
     *
     * @return the versions; empty if all is well
     */
    public List<Integer> mismatched() {
        return mismatched;
    }

    /**
     * How many cases are in lines of a kind.
     *
     * @param kind the kind
     * @return the sum; exact as long as no line is {@linkplain CappedCount#isExact() capped}
     */
    public long cases(Kind kind) {
        Objects.requireNonNull(kind, "kind");
        return lines.stream()
                .filter(line -> line.kind() == kind)
                .mapToLong(line -> line.cases().value())
                .sum();
    }
}
