package org.workflowengine.runtime.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.engine.Bulk;
import org.workflowengine.runtime.internal.engine.TransitionAuthority;
import org.workflowengine.runtime.query.CasePage;
import org.workflowengine.runtime.query.CaseSearch;
import org.workflowengine.runtime.query.MigrationLine;

/** One sweep over the cases that can come to a definition. Used by one thread. */
final class MigrationSweep {
    private final WorkflowHost host;
    private final TransitionAuthority authority;
    private final BulkOptions options;
    private final BiConsumer<String, BulkOutcome<CaseHead>> each;
    private final Map<String, Long> refused = new TreeMap<>();
    private long migrated;
    private long failed;
    private int tried;

    MigrationSweep(
            WorkflowHost host,
            TransitionAuthority authority,
            BulkOptions options,
            BiConsumer<String, BulkOutcome<CaseHead>> each) {
        this.host = host;
        this.authority = authority;
        this.options = options;
        this.each = each;
    }

    MigrationSummary run(Function<String, Request> request) {
        for (MigrationLine line : host.migrations(authority.definition()).lines()) {
            if (line.kind() == MigrationLine.Kind.CAN_COME) {
                sweep(line, request);
            }
        }
        return new MigrationSummary(migrated, refused, failed);
    }

    /** The list is read behind the last case of each page, so that cases that were refused are not tried again. */
    private void sweep(MigrationLine line, Function<String, Request> request) {
        CaseSearch search = host.cases()
                .workflow(authority.definition().workflow())
                .version(line.version())
                .state(line.state())
                .limit(Math.min(options.chunkSize(), CaseSearch.LARGEST_LIMIT));
        List<String> chunk = new ArrayList<>();
        Optional<String> next;
        do {
            CasePage page = page(search);
            page.cases().forEach(head -> chunk.add(head.caseId()));
            next = page.next();
            if (next.isEmpty() || chunk.size() + CaseSearch.LARGEST_LIMIT > options.chunkSize()) {
                migrate(chunk, request);
                chunk.clear();
            }
            search = next.map(search::after).orElse(search);
        } while (next.isPresent());
    }

    private CasePage page(CaseSearch search) {
        try {
            return search.list();
        } catch (UnchangedException e) {
            if (tried == 0) {
                throw e;
            }
            throw new UnchangedException(
                    "reading the next cases, after " + tried + " that were tried and stay as each was told,",
                    e.isTransient(),
                    e);
        }
    }

    private void migrate(List<String> caseIds, Function<String, Request> request) {
        List<BulkOutcome<CaseHead>> outcomes = new Bulk(
                        authority, BulkOptions.defaults().chunkSize(options.chunkSize()))
                .applyAll(caseIds.stream().map(request).toList());
        for (int i = 0; i < caseIds.size(); i++) {
            count(caseIds.get(i), outcomes.get(i));
        }
        tried += caseIds.size();
        options.progress().accept(tried);
    }

    private void count(String caseId, BulkOutcome<CaseHead> outcome) {
        if (outcome.isApplied()) {
            migrated++;
        } else if (outcome instanceof BulkOutcome.Answered<CaseHead> answered) {
            refused.merge(((Refused<CaseHead>) answered.outcome()).refusal().kind(), 1L, Long::sum);
        } else {
            failed++;
        }
        each.accept(caseId, outcome);
    }
}
