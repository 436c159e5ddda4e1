package org.workflowengine.examples.loans;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.engine.History;

/** Proves every case in the database from its history: the chain is sound, and the transitions alone lead to its state. */
final class HistoryCheck {
    private static final int PAGE = 500;
    private static final int EXAMPLES = 5;

    private final LoanApplicationEngine applications;
    private final Progress progress;
    private final List<String> examples = new ArrayList<>();
    private long sound;
    private long broken;

    /**
     * What was found.
     *
     * @param sound how many cases are proven
     * @param broken how many are not
     * @param examples what is wrong with the first of those
     */
    record Result(long sound, long broken, List<String> examples) {}

    private HistoryCheck(LoanApplicationEngine applications, Progress progress) {
        this.applications = applications;
        this.progress = progress;
    }

    /** Reads the cases of one state after the other, a page at a time. */
    static Result ofEveryCase(LoanApplicationEngine applications, Progress progress) {
        HistoryCheck check = new HistoryCheck(applications, progress);
        for (LoanApplicationState state : LoanApplicationState.values()) {
            check.casesIn(state);
        }
        return new Result(check.sound, check.broken, List.copyOf(check.examples));
    }

    private void casesIn(LoanApplicationState state) {
        var query = applications.cases().inState(state).limit(PAGE);
        for (var page = query.list();
                !page.isEmpty();
                page = query.after(page.get(page.size() - 1)).list()) {
            page.forEach(this::check);
        }
    }

    private void check(LoanApplicationCase application) {
        Optional<String> wrong = wrongWith(application);
        wrong.filter(what -> examples.size() < EXAMPLES).ifPresent(examples::add);
        if (wrong.isEmpty()) {
            sound++;
        } else {
            broken++;
        }
        progress.step();
    }

    private Optional<String> wrongWith(LoanApplicationCase application) {
        History history = applications.history(application.caseId());
        List<Finding> findings = history.check(applications.definition());
        if (!findings.isEmpty()) {
            return Optional.of(findings.get(0).toString());
        }
        AuditEntry newest = history.entries().get(history.entries().size() - 1);
        if (newest.seq() != application.seq() || !newest.digest().equals(application.digest())) {
            return Optional.of(application + " is not at its newest recorded step: " + newest);
        }
        try {
            WorkflowState rebuilt = history.rebuild(applications.definition());
            return rebuilt == application.state()
                    ? Optional.empty()
                    : Optional.of(application + ", but its history leads to " + rebuilt.id());
        } catch (IntegrityException e) {
            return Optional.of(e.getMessage());
        }
    }
}
