package org.workflowengine.runtime.internal.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.audit.Verdict;

/** Passes findings on, counts them and keeps the first: the memory for them is bounded, however many there are. */
final class Findings {
    private final Consumer<Finding> listener;
    private final List<Finding> first = new ArrayList<>();
    private long count;
    private long ofCheckpoints;

    Findings(Consumer<Finding> listener) {
        this.listener = listener;
    }

    void report(Subject subject, String id, long seq, String expected, String found) {
        add(new Finding(subject, id, seq, expected, found));
    }

    void add(Finding finding) {
        count++;
        ofCheckpoints += finding.subject() == Subject.CHECKPOINT ? 1 : 0;
        if (first.size() < Verdict.KEPT) {
            first.add(finding);
        }
        listener.accept(finding);
    }

    long count() {
        return count;
    }

    /** How many of them are about the files of checkpoints. */
    long ofCheckpoints() {
        return ofCheckpoints;
    }

    List<Finding> first() {
        return first;
    }
}
