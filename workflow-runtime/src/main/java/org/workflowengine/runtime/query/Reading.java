package org.workflowengine.runtime.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.internal.engine.Answers;
import org.workflowengine.runtime.internal.engine.CaseLists.StoredDefinition;
import org.workflowengine.runtime.internal.engine.CaseLists.StoredState;
import org.workflowengine.runtime.internal.engine.Store;

/** What a host reads with. Users ask the host, {@code runtime.cases()}, and need no object of this class. Thread-safe. */
public final class Reading {
    private final Store store;

    /**
     * Made by a host alone.
     *
     * @param store where cases are kept
     */
    @SuppressWarnings("exports") // nobody else has a store
    public Reading(Store store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    /** {@return a search over all cases} */
    public CaseSearch cases() {
        return new CaseSearch(store, new Criteria());
    }

    /** {@return the steps of all cases} */
    public Steps steps() {
        return new Steps(store);
    }

    /**
     * Where a case is.
     *
     * @param caseId the case
     * @return its head, or empty if there is no such case
     * @throws RefusedException if the id is invalid
     */
    public Optional<CaseHead> findCase(String caseId) {
        Inputs.checkCaseId(caseId);
        try (Store.Unit unit = store.begin()) {
            return unit.head(caseId);
        }
    }

    /**
     * Why there is no such case.
     *
     * @param caseId an id that no case has
     * @return that it was purged, or that there never was one
     */
    public Refusal missing(String caseId) {
        try (Store.Unit unit = store.begin()) {
            return Answers.missing(unit, Objects.requireNonNull(caseId, "caseId"));
        }
    }

    /**
     * What a definition means for all cases of its workflow.
     *
     * @param definition the definition, installed or not
     * @return the report
     */
    public MigrationReport migrations(Definition definition) {
        return MigrationReport.of(this, Objects.requireNonNull(definition, "definition"));
    }

    /** {@return all installed definitions, by workflow and version} */
    public List<InstalledDefinition> definitions() {
        List<StoredDefinition> stored;
        Map<List<Object>, List<InstalledState>> states = new HashMap<>();
        try (Store.Unit unit = store.begin()) {
            stored = unit.lists().definitions();
            for (StoredState state : unit.lists().states(List.of())) {
                states.computeIfAbsent(List.of(state.workflow(), state.version()), key -> new ArrayList<>())
                        .add(InstalledState.of(state));
            }
        }
        Comparator<InstalledState> inOrder =
                Comparator.comparing(InstalledState::isInitial).reversed().thenComparing(InstalledState::id);
        return stored.stream()
                .map(row -> new InstalledDefinition(
                        row,
                        states.getOrDefault(List.<Object>of(row.workflow(), row.version()), List.of()).stream()
                                .sorted(inOrder)
                                .toList()))
                .sorted(Comparator.comparing(InstalledDefinition::workflow).thenComparing(InstalledDefinition::version))
                .toList();
    }
}
