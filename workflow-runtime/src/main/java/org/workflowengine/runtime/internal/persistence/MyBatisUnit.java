package org.workflowengine.runtime.internal.persistence;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.ibatis.session.SqlSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.audit.StoredTombstone;
import org.workflowengine.runtime.internal.dialect.SqlStates;
import org.workflowengine.runtime.internal.engine.Store.Newest;
import org.workflowengine.runtime.internal.persistence.StepMapper.Written;
import org.workflowengine.runtime.internal.transaction.Sessions;
import org.workflowengine.runtime.internal.transaction.Transaction;

/** One unit of work: one transaction, one session, at most one commit. Here is what it writes, and how it ends. */
final class MyBatisUnit extends MyBatisReads {
    private static final Logger LOG = LoggerFactory.getLogger(MyBatisUnit.class);

    private final StepMapper steps;

    MyBatisUnit(Transaction transaction, Sessions sessions, Function<String, Digest> caseHash) {
        super(transaction, sessions.dialect(), caseHash);
        this.steps = transaction.mapper(StepMapper.class);
    }

    @Override
    public boolean append(AuditEntry entry) {
        return unlessTaken(entry, () -> write(entry));
    }

    private boolean write(AuditEntry entry) {
        beforeWriting();
        boolean written = rules.writesAtOnce() ? writtenAtOnce(entry) : writtenInTurn(entry);
        if (written) {
            commit(entry);
        }
        return written;
    }

    /** Insert first: the loser of a race waits here for the key, and never overwrites. */
    private boolean writtenInTurn(AuditEntry entry) {
        if (!inserted(entry)) {
            return false;
        }
        requireMoved(
                entry,
                attempt("making step " + entry.seq(), () -> entry.seq() == 1 ? opened(entry) : cases.advance(entry)));
        return true;
    }

    private int opened(AuditEntry entry) {
        return entry.transition().equals(Definition.IMPORT) ? cases.openImported(entry) : cases.open(entry);
    }

    /** One after the other: who loses a race waits for the key of the first, and has written nothing. */
    @Override
    public boolean appendBoth(AuditEntry first, AuditEntry second) {
        return unlessTaken(first, () -> {
            beforeWriting();
            boolean written = writtenInTurn(first) && writtenInTurn(second);
            if (written) {
                commit(second);
            }
            return written;
        });
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
            // No race here either: the erasing transaction holds the key that was just inserted.
            throw new IntegrityException(
                    erasure.caseId(), "step " + seq + " has no payload, but no erasure is recorded");
        }
        requireMoved(erasure, attempt("making step " + erasure.seq(), () -> cases.advance(erasure)));
        commit(erasure);
        return true;
    }

    /**
     * If a database rolls back a transaction in favour of another one, that one may have taken the position. Galera tells the loser of a
     * race between two nodes in this way, at the commit. MariaDB ends a deadlock of two erasures in this way: their trigger locks the
     * step that both then change, and the other one may not have committed yet.
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
            return transaction.startOver() && place(entry).isPresent();
        } catch (SQLException | RuntimeException second) {
            failure.addSuppressed(second);
            return false;
        }
    }

    private Optional<AuditEntry> place(AuditEntry entry) {
        return rules.taken(audit, entry.caseId(), entry.seq());
    }

    private static void requireMoved(AuditEntry entry, int rows) {
        if (rows != 1) {
            // No race: the transaction that moves the case holds the key that was just inserted.
            throw new IntegrityException(
                    entry.caseId(), "it is not where its newest recorded step, " + (entry.seq() - 1) + ", has left it");
        }
    }

    @Override
    public boolean appendAll(List<AuditEntry> entries) {
        beforeWriting();
        boolean written;
        try {
            written = rules.writesAtOnce()
                    ? new StepArrays(transaction, steps).write(entries)
                    : writtenInBatches(entries);
        } catch (SQLException | RuntimeException e) {
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

    @Override
    public Optional<Newest> lockTombstones() {
        beforeWriting();
        return attempt("waiting for other purges", tombstones::lockNewest);
    }

    @Override
    public boolean purge(Map<String, StoredTombstone> stones) {
        List<String> caseIds = List.copyOf(stones.keySet());
        String doing = "purging " + caseIds.size() + " cases";
        long steps =
                stones.values().stream().mapToLong(StoredTombstone::lastSeq).sum();
        long last = stones.values().stream()
                .mapToLong(StoredTombstone::lastSeq)
                .max()
                .orElse(0);
        try (SqlSession batch = transaction.batch()) {
            TombstoneMapper begun = batch.getMapper(TombstoneMapper.class);
            stones.forEach(begun::insert);
            Batch.flush(batch).forEach(rows -> {});
            if (tombstones.deleteCases(caseIds) != caseIds.size()
                    || rules.deletedSteps(tombstones, caseIds, last) != steps
                    || tombstones.finish(caseIds) != caseIds.size()) {
                return false;
            }
        } catch (RuntimeException e) {
            if (SqlStates.isRefused(e)) {
                return false;
            }
            throw unchanged(doing, e);
        }
        try {
            transaction.commit();
        } catch (Throwable e) {
            throw transaction.isUndoneBy(e) ? unchanged(doing, e) : OutcomeUnknownException.ofTransaction(e);
        }
        return true;
    }

    private boolean writtenInBatches(List<AuditEntry> entries) {
        try (SqlSession batch = transaction.batch()) {
            return Batch.write(batch, entries);
        }
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
        if (rows == 0 && rules.writesAtOnce()) {
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
}
