package org.workflowengine.runtime.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.core.WorkflowTable;
import org.workflowengine.runtime.engine.Store;
import org.workflowengine.runtime.persistence.CaseMapper.StateCount;
import org.workflowengine.runtime.persistence.StepMapper.Written;

/** One unit of work: one transaction, one session, at most one commit. */
final class MyBatisUnit implements Store.Unit {
    private static final Logger LOG = LoggerFactory.getLogger(MyBatisUnit.class);

    /** What a {@code TIMESTAMP} can hold in every database. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final Transaction transaction;
    private final Sessions sessions;
    private final AuditMapper audit;
    private final CaseMapper cases;
    private final StepMapper steps;

    MyBatisUnit(Transaction transaction, Sessions sessions) {
        this.transaction = transaction;
        this.sessions = sessions;
        this.audit = transaction.mapper(AuditMapper.class);
        this.cases = transaction.mapper(CaseMapper.class);
        this.steps = transaction.mapper(StepMapper.class);
    }

    @Override
    public boolean seesLatest() {
        try {
            return transaction.connection().getTransactionIsolation() <= Connection.TRANSACTION_READ_COMMITTED;
        } catch (SQLException | RuntimeException e) {
            throw unchanged("looking at the isolation level", e);
        }
    }

    @Override
    public boolean append(AuditEntry entry) {
        return unlessTaken(entry, () -> write(entry));
    }

    private boolean write(AuditEntry entry) {
        beforeWriting();
        boolean written = sessions.dialect() == Dialect.POSTGRESQL ? writtenAtOnce(entry) : writtenInTurn(entry);
        if (written) {
            commit(entry);
        }
        return written;
    }

    /** Insert first: who loses a race waits here for the key, and never overwrites. */
    private boolean writtenInTurn(AuditEntry entry) {
        if (!inserted(entry)) {
            return false;
        }
        requireMoved(
                entry,
                attempt(
                        "making step " + entry.seq(),
                        () -> entry.seq() == 1 ? cases.open(entry) : cases.advance(entry)));
        return true;
    }

    private boolean writtenAtOnce(AuditEntry entry) {
        Written written = attempt(
                "recording step " + entry.seq(), () -> entry.seq() == 1 ? steps.open(entry) : steps.advance(entry));
        if (written.recorded() == 0) {
            return false;
        }
        requireMoved(entry, written.moved());
        return true;
    }

    @Override
    public boolean erase(AuditEntry erasure, long seq) {
        return unlessTaken(erasure, () -> writeErasure(erasure, seq));
    }

    private boolean writeErasure(AuditEntry erasure, long seq) {
        beforeWriting();
        if (!inserted(erasure)) {
            return false;
        }
        if (attempt("erasing step " + seq, () -> audit.erase(erasure.caseId(), seq)) != 1) {
            // No race here either: whoever erases holds the key that was just inserted.
            throw new IntegrityException(
                    erasure.caseId(), "step " + seq + " has no payload, but no erasure is recorded");
        }
        requireMoved(erasure, attempt("making step " + erasure.seq(), () -> cases.advanceInPlace(erasure)));
        commit(erasure);
        return true;
    }

    /**
     * A database that rolls a transaction back for the sake of another one may have let that one take the place. Galera tells the
     * loser of a race between two nodes so, at the commit.
     */
    private boolean unlessTaken(AuditEntry entry, BooleanSupplier writing) {
        try {
            return writing.getAsBoolean();
        } catch (UnchangedException e) {
            if (SqlStates.isRolledBack(e) && isTaken(entry, e)) {
                return false;
            }
            throw e;
        }
    }

    private boolean isTaken(AuditEntry entry, UnchangedException failure) {
        try {
            return transaction.startOver()
                    && audit.entry(entry.caseId(), entry.seq()).isPresent();
        } catch (SQLException | RuntimeException second) {
            failure.addSuppressed(second);
            return false;
        }
    }

    private static void requireMoved(AuditEntry entry, int rows) {
        if (rows != 1) {
            // No race: whoever moves the case holds the key that was just inserted.
            throw new IntegrityException(
                    entry.caseId(), "it is not where its newest recorded step, " + (entry.seq() - 1) + ", has left it");
        }
    }

    @Override
    public boolean appendAll(List<AuditEntry> entries) {
        beforeWriting();
        boolean written;
        try (SqlSession batch = sessions.batch(transaction.connection())) {
            written = Batch.write(batch, entries);
        } catch (RuntimeException e) {
            if (SqlStates.isDuplicateKey(e)) {
                return false;
            }
            throw unchanged("recording " + entries.size() + " steps", e);
        }
        if (written) {
            commit(entries.get(0));
        }
        return written;
    }

    private void beforeWriting() {
        try {
            transaction.beforeWriting();
        } catch (SQLException | RuntimeException e) {
            throw unchanged("preparing to write", e);
        }
    }

    private boolean inserted(AuditEntry entry) {
        int rows;
        try {
            rows = audit.insert(entry);
        } catch (RuntimeException e) {
            if (SqlStates.isDuplicateKey(e)) {
                return false;
            }
            throw unchanged("recording step " + entry.seq(), e);
        }
        if (rows == 0 && sessions.dialect() == Dialect.POSTGRESQL) {
            return false;
        }
        if (rows != 1) {
            throw new IntegrityException(
                    entry.caseId(), "the database took " + rows + " audit entries for step " + entry.seq());
        }
        return true;
    }

    private void commit(AuditEntry entry) {
        try {
            transaction.commit();
        } catch (Throwable e) {
            throw transaction.isUndoneBy(e)
                    ? unchanged("committing step " + entry.seq(), e)
                    : new OutcomeUnknownException(entry, e);
        }
    }

    /** Rolls back what was not committed. After a commit, nothing that fails here turns the answer into a failure. */
    @Override
    public void close() {
        try {
            transaction.close();
        } catch (Throwable e) {
            if (transaction.isCommitted()) {
                LOG.warn("a step is committed, but its connection could not be given back", e);
            } else if (e instanceof Error error) {
                throw error;
            } else {
                throw unchanged("giving back a connection", e);
            }
        }
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
    public List<CaseHead> heads(Collection<String> caseIds) {
        return attempt("reading cases", () -> cases.heads(caseIds));
    }

    @Override
    public List<AuditEntry> entriesOfRequests(Collection<String> caseIds, Collection<String> requestIds) {
        return attempt("looking for requests", () -> audit.ofRequests(caseIds, requestIds));
    }

    @Override
    public List<AuditEntry> entries(String caseId, long afterSeq, int limit) {
        return attempt("reading a history", () -> audit.entries(caseId, afterSeq, limit));
    }

    @Override
    public Optional<AuditEntry> entryAsOf(String caseId, Instant time) {
        return attempt("reading a history", () -> audit.asOf(caseId, within(time.truncatedTo(ChronoUnit.MICROS))));
    }

    @Override
    public List<CaseHead> heads(
            WorkflowTable table, String state, @Nullable Instant enteredBefore, @Nullable CaseHead after, int limit) {
        return attempt(
                "reading a work list",
                () -> cases.page(
                        table.workflow(),
                        table.version(),
                        state,
                        enteredBefore == null ? LATEST : roundedUp(enteredBefore),
                        after == null ? EARLIEST : after.enteredAt(),
                        after == null ? "" : after.caseId(),
                        limit));
    }

    @Override
    public Map<String, Long> countByState(WorkflowTable table) {
        Map<String, Long> counts = new TreeMap<>();
        for (StateCount count :
                attempt("counting cases", () -> cases.countByState(table.workflow(), table.version()))) {
            counts.put(count.state(), count.cases());
        }
        return counts;
    }

    /** Stored times are whole microseconds: those before a time are those before the next whole one. */
    private static Instant roundedUp(Instant time) {
        return within(time).plusNanos(999).truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant within(Instant time) {
        return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
    }

    private <T> T attempt(String doing, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw unchanged(doing, e);
        }
    }

    private UnchangedException unchanged(String doing, Throwable failure) {
        transaction.failed();
        return SqlStates.unchanged(doing, failure);
    }
}
