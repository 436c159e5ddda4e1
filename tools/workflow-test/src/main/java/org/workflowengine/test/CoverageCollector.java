package org.workflowengine.test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Refusal.ActorNotPermitted.Cause;
import org.workflowengine.runtime.query.CasePage;
import org.workflowengine.runtime.query.CaseSearch;
import org.workflowengine.runtime.spi.Answer;
import org.workflowengine.runtime.spi.WorkflowObserver;

/**
 * Collects what the tests of one database cover. Steps are read from the audit when the tests are over, so what was rolled back does not
 * count. A refusal is not in the audit: the engine tells of it. It counts for the one condition that caused it; where several were not
 * satisfied, none of them has been shown to be needed. Thread-safe.
 */
final class CoverageCollector implements WorkflowObserver {
    private static final int PAGE = 1_000;

    private record Refused(String workflow, int version, String from, String transition, String subject) {}

    private final Map<Refused, Long> refused = new ConcurrentHashMap<>();

    @Override
    public void answered(Answer answer) {
        boolean isCheck = answer.caseId().orElse("").startsWith(Marks.CHECKED);
        Set<String> unmet = Set.copyOf(answer.unmet());
        // Where nobody can be permitted, nothing shows that four eyes are looked at.
        boolean isForEverybody = answer.cause()
                .filter(cause -> !cause.equals(Cause.SAME_NAME.name()))
                .isPresent();
        if (isCheck || isForEverybody || unmet.size() != 1) {
            return;
        }
        String subject = subject(answer.refusal().orElse(""), unmet.iterator().next());
        refused.merge(
                new Refused(
                        answer.workflow(),
                        answer.version(),
                        answer.state().orElseThrow(),
                        answer.unmetTransition().orElseThrow(),
                        subject),
                1L,
                Long::sum);
    }

    private static String subject(String kind, String unmet) {
        return switch (kind) {
            case "actor-not-permitted" -> CoverageItem.fourEyes(unmet);
            case "quorum-not-reached" -> CoverageItem.quorum(unmet);
            default -> unmet;
        };
    }

    CoverageData read(WorkflowRuntime runtime) {
        CoverageData data = new CoverageData();
        Map<String, Definition> definitions = runtime.definitions().stream()
                .collect(Collectors.toMap(
                        installed -> installed.workflow() + " " + installed.version(),
                        installed -> Definition.read(installed.graph())));
        definitions.values().forEach(data::shows);
        Optional<String> next = Optional.empty();
        CaseSearch cases = runtime.cases().limit(PAGE);
        do {
            CasePage page = next.map(cases::after).orElse(cases).list();
            page.cases().forEach(head -> readCase(runtime, head, definitions, data));
            next = page.next();
        } while (next.isPresent());
        refused.forEach((refusal, times) -> data.count(
                definition(definitions, refusal.workflow(), refusal.version()),
                CoverageItem.refusal(refusal.from(), refusal.transition(), refusal.subject()),
                times));
        return data;
    }

    private static void readCase(
            WorkflowRuntime runtime, CaseHead head, Map<String, Definition> definitions, CoverageData data) {
        if (head.caseId().startsWith(Marks.CHECKED)) {
            return;
        }
        long after = 0;
        while (after < head.seq()) {
            List<AuditEntry> page = runtime.steps().ofCase(head.caseId(), after, PAGE);
            for (AuditEntry entry : page) {
                String requestId = entry.requestId();
                if (requestId == null || !requestId.startsWith(Marks.GIVEN)) {
                    data.count(
                            definition(definitions, entry.workflow(), entry.version()),
                            CoverageItem.step(entry.fromState(), entry.transition(), entry.toState()),
                            1);
                }
            }
            after = page.get(page.size() - 1).seq();
        }
    }

    private static Definition definition(Map<String, Definition> definitions, String workflow, int version) {
        Definition found = definitions.get(workflow + " " + version);
        if (found == null) {
            throw new IllegalStateException(workflow + " version " + version + " is not installed, but has answered");
        }
        return found;
    }
}
