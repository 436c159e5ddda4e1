package org.workflowengine.runtime.internal.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.RefusedException;

/** Reads cases and their history. Thread-safe. */
public final class CaseReader {
    private static final int PAGE = 500;

    private final Definition definition;
    private final Store store;

    CaseReader(Definition definition, Store store) {
        this.definition = definition;
        this.store = store;
    }

    public Optional<CaseHead> find(String caseId) {
        checkCaseId(caseId);
        Optional<CaseHead> head;
        try (Store.Unit unit = store.begin()) {
            head = unit.head(caseId);
        }
        head.flatMap(found -> Answers.mismatch(definition, found)).ifPresent(CaseReader::refuse);
        return head;
    }

    /** Looks at a case and at what it needs of its history, in one unit of work. */
    <T> T read(String caseId, BiFunction<Store.View, CaseHead, T> look) {
        checkCaseId(caseId);
        try (Store.Unit unit = store.begin()) {
            CaseHead head = unit.head(caseId).orElseThrow(() -> new RefusedException(Answers.missing(unit, caseId)));
            Answers.mismatch(definition, head).ifPresent(CaseReader::refuse);
            return look.apply(unit, head);
        } catch (IntegrityException failure) {
            throw new RefusedException(Answers.purgedMeanwhile(store, caseId, failure));
        }
    }

    /** Where a case of this workflow is, whatever version it follows. */
    public Optional<CaseHead> anyVersion(String caseId) {
        checkCaseId(caseId);
        try (Store.Unit unit = store.begin()) {
            return unit.head(caseId).filter(head -> head.workflow().equals(definition.workflow()));
        }
    }

    public CaseHead load(String caseId) {
        return read(caseId, (view, head) -> head);
    }

    Optional<Applied<CaseHead>> ofRequest(String caseId, String requestId) {
        checkCaseId(caseId);
        InputChecks.requestId(requestId).ifPresent(CaseReader::refuse);
        Optional<Applied<CaseHead>> answer;
        try (Store.Unit unit = store.begin()) {
            answer = unit.entryOfRequest(caseId, requestId).map(entry -> Answers.replayed(unit, entry));
        } catch (IntegrityException failure) {
            throw new RefusedException(Answers.purgedMeanwhile(store, caseId, failure));
        }
        answer.flatMap(found -> Answers.foreign(definition, found.handle())).ifPresent(CaseReader::refuse);
        return answer;
    }

    /** The steps that record the legal holds that stand, whatever version the case follows. */
    public List<AuditEntry> holds(String caseId) {
        checkCaseId(caseId);
        try (Store.Unit unit = store.begin()) {
            CaseHead head = unit.head(caseId).orElseThrow(() -> new RefusedException(Answers.missing(unit, caseId)));
            Answers.foreign(definition, head).ifPresent(CaseReader::refuse);
            return new Holds(unit, caseId).standing();
        }
    }

    public List<AuditEntry> history(String caseId) {
        checkCaseId(caseId);
        List<AuditEntry> entries = new ArrayList<>();
        try (Store.Unit unit = store.begin()) {
            List<AuditEntry> page;
            do {
                page = unit.entries(
                        caseId,
                        entries.isEmpty() ? 0 : entries.get(entries.size() - 1).seq(),
                        PAGE);
                entries.addAll(page);
            } while (page.size() == PAGE);
            // Between two pages the case may have been purged; what was read of it so far is not its history.
            if (entries.isEmpty()
                    || (entries.size() >= PAGE && unit.entry(caseId, 1).isEmpty())) {
                throw new RefusedException(Answers.missing(unit, caseId));
            }
        }
        return entries;
    }

    public List<AuditEntry> history(String caseId, long afterSeq, int limit) {
        checkCaseId(caseId);
        try (Store.Unit unit = store.begin()) {
            List<AuditEntry> page = unit.entries(caseId, afterSeq, limit);
            if (page.isEmpty() && unit.entry(caseId, 1).isEmpty()) {
                throw new RefusedException(Answers.missing(unit, caseId));
            }
            return page;
        }
    }

    public Optional<AuditEntry> atSeq(String caseId, long seq) {
        checkCaseId(caseId);
        try (Store.Unit unit = store.begin()) {
            return unit.entry(caseId, seq);
        }
    }

    public Optional<AuditEntry> asOf(String caseId, Instant time) {
        checkCaseId(caseId);
        try (Store.Unit unit = store.begin()) {
            return unit.entryAsOf(caseId, time);
        }
    }

    public List<CaseHead> heads(String state, @Nullable Instant enteredBefore, @Nullable CaseHead after, int limit) {
        try (Store.Unit unit = store.begin()) {
            return unit.heads(definition.workflow(), definition.version(), state, enteredBefore, after, limit);
        }
    }

    public Map<String, Long> countByState() {
        try (Store.Unit unit = store.begin()) {
            return unit.countByState(definition);
        }
    }

    private static void checkCaseId(String caseId) {
        InputChecks.caseId(caseId).ifPresent(CaseReader::refuse);
    }

    private static void refuse(Refusal refusal) {
        throw new RefusedException(refusal);
    }
}
