package org.workflowengine.runtime.internal.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.RequestIdReused;
import org.workflowengine.runtime.core.Request;

/** What requests were answered before, as far as their steps record it. A request under a taken id that asks for something else is refused. */
final class RecordedRequests {
    private final Definition definition;

    RecordedRequests(Definition definition) {
        this.definition = definition;
    }

    /** The answer that the request was given before; empty if it has not been applied. */
    Optional<Outcome<CaseHead>> answer(Store.View view, Request request) {
        return request.decision()
                .requestId()
                .flatMap(id -> view.entryOfRequest(request.caseId(), id))
                .map(entry -> answer(view, entry, request));
    }

    private Outcome<CaseHead> answer(Store.View view, AuditEntry entry, Request request) {
        Optional<Refusal> foreign = Answers.foreign(definition, entry.head(entry.recordedAt()));
        if (foreign.isPresent()) {
            return new Refused<>(foreign.get());
        }
        return isRecordedIn(view, request, entry)
                ? Answers.replayed(view, entry)
                : new Refused<>(new RequestIdReused(
                        entry.caseId(), request.decision().requestId().orElseThrow(), entry.seq()));
    }

    /** Whether the entry records this very request, as far as its payload has not been erased. */
    private boolean isRecordedIn(Store.View view, Request request, AuditEntry entry) {
        Decision decision = request.decision();
        boolean sameStep = request.isMigration()
                ? entry.isMigration() && entry.version() == definition.version()
                : entry.transition().equals(request.transition());
        return sameStep
                && request.importedInto()
                        .filter(state -> !state.equals(entry.toState()))
                        .isEmpty()
                && entry.actorKind() == decision.actor().kind()
                && (entry.isErased()
                        || (decision.actor().id().equals(entry.actor())
                                && decision.reason().equals(entry.reason())
                                && (request.facts().canonicalText().equals(entry.facts())
                                        || isRecordedInTwo(view, request, entry))));
    }

    /** Whether the facts of the request are those of a move and of the migration that was written with it. */
    private static boolean isRecordedInTwo(Store.View view, Request request, AuditEntry move) {
        return view.entry(move.caseId(), move.seq() - 1)
                .filter(before -> before.isMigration()
                        && before.requestId() == null
                        && (before.isErased() || isTogether(before.facts(), move.facts(), request.facts())))
                .isPresent();
    }

    private static boolean isTogether(@Nullable String migration, @Nullable String move, Facts given) {
        return migration != null && move != null && Migrations.areTogether(migration, move, given);
    }
}
