package org.workflowengine.runtime.internal.persistence;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.ibatis.executor.BatchResult;
import org.apache.ibatis.session.SqlSession;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Definition;

/** Writes many steps with a few round trips: all audit entries, then all cases. */
final class Batch {
    private Batch() {}

    /**
     * Writes the steps.
     *
     * @param session collects statements
     * @param entries in the order in which they continue each other
     * @return {@code false} if a statement did not write its row
     */
    static boolean write(SqlSession session, List<AuditEntry> entries) {
        AuditMapper audit = session.getMapper(AuditMapper.class);
        CaseMapper cases = session.getMapper(CaseMapper.class);
        entries.forEach(audit::insert);
        if (!flushed(session, entries.size())) {
            return false;
        }
        // A statement is sent together with preceding ones of the same text.
        entries.stream().filter(Batch::isOpening).forEach(cases::open);
        entries.stream().filter(entry -> entry.seq() == 1 && !isOpening(entry)).forEach(cases::openImported);
        entries.stream().filter(entry -> entry.seq() > 1).forEach(cases::advance);
        return flushed(session, entries.size());
    }

    private static boolean isOpening(AuditEntry entry) {
        return entry.transition().equals(Definition.OPENING);
    }

    private static boolean flushed(SqlSession session, int statements) {
        int[] counts = flush(session).toArray();
        return counts.length == statements && IntStream.of(counts).allMatch(Batch::isOneRow);
    }

    /**
     * Sends what a session has collected, and returns the number of rows that each statement has written. Its time limit is set when it
     * is collected.
     */
    static IntStream flush(SqlSession session) {
        return session.flushStatements().stream()
                .map(BatchResult::getUpdateCounts)
                .flatMapToInt(IntStream::of);
    }

    private static boolean isOneRow(int count) {
        return count == 1;
    }
}
