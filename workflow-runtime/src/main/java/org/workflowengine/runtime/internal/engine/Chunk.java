package org.workflowengine.runtime.internal.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.internal.audit.StoredTombstone;
import org.workflowengine.runtime.internal.engine.Store.RequestKey;

/** The heads of cases while a chunk of requests is decided: read at once, then moved on by each step that is permitted. */
final class Chunk implements Store.View {
    private final Store.Unit unit;
    private final Map<String, CaseHead> heads = new HashMap<>();
    private final Map<RequestKey, AuditEntry> requests = new HashMap<>();
    private final List<AuditEntry> permitted = new ArrayList<>();
    private final Map<String, StoredTombstone> tombstones;

    /** The requests have passed the input checks. */
    Chunk(Store.Unit unit, List<Request> chunk) {
        this.unit = unit;
        Set<String> caseIds = new TreeSet<>();
        Set<RequestKey> asked = new LinkedHashSet<>();
        for (Request request : chunk) {
            caseIds.add(request.caseId());
            request.decision().requestId().ifPresent(id -> asked.add(new RequestKey(request.caseId(), id)));
        }
        // Heads first, as for a single request: one that is applied in between is then found among the requests.
        if (!caseIds.isEmpty()) {
            unit.heads(caseIds).forEach(head -> heads.put(head.caseId(), head));
        }
        if (!asked.isEmpty()) {
            unit.entriesOfRequests(asked).forEach(this::remember);
        }
        caseIds.removeAll(heads.keySet());
        this.tombstones = caseIds.isEmpty() ? Map.of() : unit.tombstones(caseIds);
    }

    private void remember(AuditEntry entry) {
        if (entry.requestId() != null) {
            requests.put(new RequestKey(entry.caseId(), entry.requestId()), entry);
        }
    }

    @Override
    public Optional<CaseHead> head(String caseId) {
        return Optional.ofNullable(heads.get(caseId));
    }

    @Override
    public Optional<AuditEntry> entry(String caseId, long seq) {
        return permitted.stream()
                .filter(entry -> entry.seq() == seq && entry.caseId().equals(caseId))
                .findFirst()
                .or(() -> unit.entry(caseId, seq));
    }

    @Override
    public Optional<AuditEntry> entryOfRequest(String caseId, String requestId) {
        return Optional.ofNullable(requests.get(new RequestKey(caseId, requestId)));
    }

    @Override
    public Optional<Instant> enteredAt(String caseId, long seq) {
        return permitted.stream()
                .filter(entry -> entry.caseId().equals(caseId) && entry.seq() <= seq && !entry.keepsState())
                .max(Comparator.comparingLong(AuditEntry::seq))
                .map(AuditEntry::enteredAt)
                .or(() -> unit.enteredAt(caseId, seq));
    }

    @Override
    public Optional<AuditEntry> brought(String caseId, long upTo, int version, String state) {
        return permitted.stream()
                .filter(entry -> entry.caseId().equals(caseId)
                        && entry.seq() <= upTo
                        && entry.version() == version
                        && entry.toState().equals(state)
                        && Obligations.isReal(entry))
                .max(Comparator.comparingLong(AuditEntry::seq))
                .or(() -> unit.brought(caseId, upTo, version, state));
    }

    @Override
    public List<Store.Makers> makers(
            String caseId, long afterSeq, long upTo, int version, String state, String transition) {
        List<Store.Makers> makers = new ArrayList<>(unit.makers(caseId, afterSeq, upTo, version, state, transition));
        permitted.stream()
                .filter(entry -> entry.caseId().equals(caseId)
                        && entry.seq() > afterSeq
                        && entry.seq() <= upTo
                        && entry.version() == version
                        && entry.transition().equals(transition)
                        && entry.fromState().equals(state)
                        && entry.toState().equals(state)
                        && entry.actorKind() == Actor.Kind.PERSON)
                .forEach(entry -> makers.add(new Store.Makers(entry.actor(), entry.onBehalfOf(), 1)));
        return makers;
    }

    @Override
    public List<AuditEntry> holds(String caseId) {
        List<AuditEntry> holds = new ArrayList<>(unit.holds(caseId));
        permitted.stream()
                .filter(entry -> entry.caseId().equals(caseId) && entry.matter().isPresent())
                .forEach(holds::add);
        return holds;
    }

    @Override
    public Optional<StoredTombstone> tombstone(String caseId) {
        return Optional.ofNullable(tombstones.get(caseId));
    }

    void moveOn(List<AuditEntry> entries, CaseHead head) {
        permitted.addAll(entries);
        heads.put(head.caseId(), head);
        entries.forEach(this::remember);
    }

    /** The steps to write, always in the same order: two chunks that meet then wait for each other, and do not deadlock. */
    List<AuditEntry> permitted() {
        List<AuditEntry> sorted = new ArrayList<>(permitted);
        sorted.sort(Comparator.comparing(AuditEntry::caseId).thenComparingLong(AuditEntry::seq));
        return sorted;
    }
}
