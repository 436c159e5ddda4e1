package org.workflowengine.runtime.internal.persistence;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.audit.StoredTombstone;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SqlStates;
import org.workflowengine.runtime.internal.engine.CaseLists;
import org.workflowengine.runtime.internal.engine.Store;
import org.workflowengine.runtime.internal.engine.Store.RequestKey;
import org.workflowengine.runtime.internal.engine.Times;
import org.workflowengine.runtime.internal.persistence.CaseMapper.StateCount;
import org.workflowengine.runtime.internal.transaction.Deadline;
import org.workflowengine.runtime.internal.transaction.ReadOnly;
import org.workflowengine.runtime.internal.transaction.Transaction;
import org.workflowengine.runtime.spi.Completion;

/** What a unit of work reads. */
abstract class MyBatisReads implements Store.Unit {
    final Transaction transaction;
    final Dialect dialect;
    final StoreRules rules;
    final AuditMapper audit;
    final CaseMapper cases;

    final TombstoneMapper tombstones;
    private final Function<String, Digest> caseHash;

    MyBatisReads(Transaction transaction, Dialect dialect, Function<String, Digest> caseHash) {
        this.transaction = transaction;
        this.dialect = dialect;
        this.rules = StoreRules.of(dialect);
        this.audit = transaction.mapper(AuditMapper.class);
        this.cases = transaction.mapper(CaseMapper.class);
        this.tombstones = transaction.mapper(TombstoneMapper.class);
        this.caseHash = caseHash;
    }

    @Override
    public boolean seesLatest() {
        try {
            return transaction.seesLatest();
        } catch (SQLException | RuntimeException e) {
            throw unchanged("looking at the isolation level", e);
        }
    }

    @Override
    public boolean isJoined() {
        return transaction.isJoined();
    }

    @Override
    public boolean afterCompletion(Consumer<Completion> listener) {
        return transaction.afterCompletion(listener);
    }

    @Override
    public Optional<CaseHead> head(String caseId) {
        return attempt("reading a case", () -> cases.head(caseId));
    }

    @Override
    public Optional<AuditEntry> entry(String caseId, long seq) {
        return attempt("reading a step", () -> audit.entry(caseId, seq));
    }

    @Override
    public Optional<AuditEntry> entryOfRequest(String caseId, String requestId) {
        return attempt("looking for a request", () -> audit.ofRequest(caseId, requestId));
    }

    @Override
    public Optional<Instant> enteredAt(String caseId, long seq) {
        return attempt("looking when a state was entered", () -> audit.enteredAt(caseId, seq));
    }

    @Override
    public Optional<AuditEntry> brought(String caseId, long upTo, int version, String state) {
        return attempt("looking who brought a case into a state", () -> audit.brought(caseId, upTo, version, state));
    }

    @Override
    public List<Store.Makers> makers(
            String caseId, long afterSeq, long upTo, int version, String state, String transition) {
        return attempt(
                "looking who made a step", () -> audit.makers(caseId, afterSeq, upTo, version, state, transition));
    }

    @Override
    public List<AuditEntry> holds(String caseId) {
        return attempt("looking for legal holds", () -> audit.holds(caseId));
    }

    @Override
    public Optional<StoredTombstone> tombstone(String caseId) {
        return attempt("looking for a tombstone", () -> tombstones.ofCase(caseHash.apply(caseId)));
    }

    @Override
    public Map<String, StoredTombstone> tombstones(Collection<String> caseIds) {
        Map<Digest, String> hashes = new HashMap<>();
        caseIds.forEach(caseId -> hashes.put(caseHash.apply(caseId), caseId));
        Map<String, StoredTombstone> found = new HashMap<>();
        for (StoredTombstone stone :
                attempt("looking for tombstones", () -> tombstones.ofCases(List.copyOf(hashes.keySet())))) {
            found.put(hashes.get(stone.caseHash()), stone);
        }
        return found;
    }

    @Override
    public Set<String> held(Collection<String> caseIds) {
        return attempt("looking for legal holds", () -> Set.copyOf(tombstones.held(List.copyOf(caseIds))));
    }

    @Override
    public List<CaseHead> heads(Collection<String> caseIds) {
        return attempt("reading cases", () -> cases.heads(List.copyOf(caseIds)));
    }

    @Override
    public List<AuditEntry> entriesOfRequests(Collection<RequestKey> requests) {
        return attempt("looking for requests", () -> audit.ofRequests(List.copyOf(requests)));
    }

    @Override
    public List<AuditEntry> entries(String caseId, long afterSeq, int limit) {
        return attempt("reading a history", () -> audit.entries(caseId, afterSeq, limit));
    }

    @Override
    public Optional<AuditEntry> entryAsOf(String caseId, Instant time) {
        return attempt(
                "reading a history", () -> audit.asOf(caseId, Times.within(time).truncatedTo(ChronoUnit.MICROS)));
    }

    @Override
    public List<CaseHead> heads(
            String workflow,
            int version,
            String state,
            @Nullable Instant enteredBefore,
            @Nullable CaseHead after,
            int limit) {
        Instant until = enteredBefore == null ? Times.LATEST : lastBefore(enteredBefore);
        return attempt(
                "reading a work list",
                () -> rules.readsByRange()
                        ? pageOfRanges(workflow, version, state, until, after, limit)
                        : cases.page(
                                workflow,
                                version,
                                state,
                                until,
                                after == null ? Times.EARLIEST : after.enteredAt(),
                                after == null ? "" : after.caseId(),
                                limit));
    }

    /** In two statements: the second fills what the first has left of the page. */
    private List<CaseHead> pageOfRanges(
            String workflow, int version, String state, Instant until, @Nullable CaseHead after, int limit) {
        Map<String, CaseHead> page = new LinkedHashMap<>();
        Instant from = Times.EARLIEST;
        if (after != null) {
            from = after.enteredAt().plus(1, ChronoUnit.MICROS);
            cases.pageAt(workflow, version, state, until, after.enteredAt(), after.caseId(), limit)
                    .forEach(head -> page.put(head.caseId(), head));
        }
        if (page.size() < limit) {
            for (CaseHead head : cases.pageFrom(workflow, version, state, until, from, limit - page.size())) {
                // A case that has left the state in between and has come back appears where it is now.
                page.remove(head.caseId());
                page.put(head.caseId(), head);
            }
        }
        return List.copyOf(page.values());
    }

    @Override
    public Map<String, Long> countByState(Definition definition) {
        Map<String, Long> counts = new TreeMap<>();
        for (StateCount count :
                attempt("counting cases", () -> cases.countByState(definition.workflow(), definition.version()))) {
            counts.put(count.state(), count.cases());
        }
        return counts;
    }

    @Override
    public CaseLists lists() {
        return new MyBatisLists(transaction.mapper(CaseListMapper.class), rules, this::attempt);
    }

    /** The last time before a given one: stored times are whole microseconds. */
    private static Instant lastBefore(Instant time) {
        return time.isAfter(Times.LATEST)
                ? Times.LATEST
                : Times.within(time).minusNanos(1).truncatedTo(ChronoUnit.MICROS);
    }

    final <T> T attempt(String doing, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw unchanged(doing, e);
        }
    }

    final UnchangedException unchanged(String doing, Throwable failure) {
        transaction.failed();
        if (transaction.isPastDeadline()) {
            return SqlStates.unchanged(doing + " (" + Deadline.PASSED + ")", failure);
        }
        return SqlStates.isReadOnly(failure)
                ? ReadOnly.unchanged(doing, transaction, dialect, failure)
                : SqlStates.unchanged(doing, failure);
    }
}
