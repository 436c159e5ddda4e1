package org.workflowengine.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.query.CaseSearch;
import org.workflowengine.runtime.query.Steps;

/**
 * The steps of a case that a page needs, read with few statements however long the case is: the newest thousand for the path, and the fifty
 * that are shown.
 *
 * @param head where the case is now
 * @param end the last step of the moment that is shown
 * @param entries up to a thousand steps that end with that one
 * @param after the step that follows it
 * @param known all that was read, in which erasures of these steps are looked for
 * @param shown the steps of the page, the newest first
 */
record History(
        CaseHead head,
        long end,
        List<AuditEntry> entries,
        Optional<AuditEntry> after,
        List<AuditEntry> known,
        List<AuditEntry> shown) {
    static final int PAGE = 50;
    private static final int MOST = CaseSearch.LARGEST_LIMIT - 1;

    static History of(Steps steps, CaseHead head, long end, long before) {
        long from = Math.max(0, end - MOST);
        List<AuditEntry> read = steps.ofCase(head.caseId(), from, CaseSearch.LARGEST_LIMIT);
        List<AuditEntry> entries =
                read.stream().filter(entry -> entry.seq() <= end).toList();
        Optional<AuditEntry> after =
                read.stream().filter(entry -> entry.seq() == end + 1).findFirst();
        long top = Math.min(end, before - 1);
        long bottom = Math.max(0, top - PAGE);
        List<AuditEntry> page = bottom >= from ? entries : steps.ofCase(head.caseId(), bottom, PAGE);
        List<AuditEntry> shown = page.stream()
                .filter(entry -> entry.seq() > bottom && entry.seq() <= top)
                .sorted((a, b) -> Long.compare(b.seq(), a.seq()))
                .toList();
        return new History(head, end, entries, after, read, shown);
    }

    boolean isPast() {
        return end < head.seq();
    }

    AuditEntry last() {
        return entries.get(entries.size() - 1);
    }

    /** Since when the case was in its state then; empty if that is further back than what was read. */
    Optional<Instant> since() {
        for (int i = entries.size() - 1; i >= 0; i--) {
            AuditEntry entry = entries.get(i);
            if (!entry.keepsState()) {
                return Optional.of(entry.enteredAt());
            }
        }
        return Optional.empty();
    }
}
