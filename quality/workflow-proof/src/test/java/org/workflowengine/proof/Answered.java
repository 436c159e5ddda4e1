package org.workflowengine.proof;

import java.time.ZoneOffset;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Key;
import org.workflowengine.proof.Journal.Shown;
import org.workflowengine.proof.Journal.Verdict;

/** I3 to I5: what clients were told of their requests is what the audit has. */
final class Answered {
    private final Map<Key, List<AuditRow>> byMark;
    private final Map<String, Step> bySeq;
    private final List<String> violations;

    /**
     * What is in the audit.
     *
     * @param byMark the rows that a request has made, without the migrations that were made on the way
     * @param bySeq all rows, by their place
     * @param violations gets what is violated
     */
    Answered(Map<Key, List<AuditRow>> byMark, Map<String, Step> bySeq, List<String> violations) {
        this.byMark = byMark;
        this.bySeq = bySeq;
        this.violations = violations;
    }

    /** Compares it with what clients were told, of one case or, when that is null, of all. */
    void compare(Journal journal, String caseId, Departures departures) {
        journal.answers().forEach((key, answers) -> {
            if (caseId != null && !caseId.equals(key.caseId())) {
                return;
            }
            if (departures.isPurged(key.caseId())) {
                answers.stream()
                        .filter(answer -> answer.verdict() == Verdict.APPLIED)
                        .forEach(answer -> departures.acknowledged(key.caseId(), answer.seq(), answer.digest()));
            } else {
                List<AuditRow> recorded = byMark.getOrDefault(key, List.of());
                answered(key, answers, recorded);
                beside(journal.beside(key), key, answers, recorded);
            }
        });
        byMark.keySet().stream()
                .filter(key -> !journal.answers().containsKey(key))
                .forEach(key -> violations.add("I4 " + key + ": recorded, but nobody asked for it"));
    }

    private void answered(Key key, List<Answer> answers, List<AuditRow> recorded) {
        boolean uncertain = false;
        Answer acknowledged = null;
        boolean refusedAfterwards = false;
        for (Answer answer : answers) {
            if (answer.verdict() == Verdict.APPLIED) {
                Step step = bySeq.get(Step.place(key.caseId(), answer.seq()));
                AuditRow row = step == null ? null : step.row();
                if (row == null
                        || !row.digestHex().equals(answer.digest())
                        || !(row.isErased() || key.mark().equals(row.reason()))) {
                    violations.add(
                            "I3 " + key + ": acknowledged as step " + answer.seq() + ", where " + row + " stands");
                }
                shown(key, answer);
                acknowledged = answer;
            }
            Answer applied = acknowledged;
            if (answer.verdict() == Verdict.REFUSED
                    && answer.hasRequestId()
                    && applied != null
                    && answer.begun() > applied.ended()) {
                violations.add("I3 " + key + ": acknowledged, and refused when it was sent again");
            }
            uncertain |= answer.isUncertain();
            refusedAfterwards = uncertain && answer.verdict() == Verdict.REFUSED && answer.hasRequestId();
        }
        boolean isThere = acknowledged != null && bySeq.get(Step.place(key.caseId(), acknowledged.seq())) != null;
        if (recorded.size() > 1) {
            violations.add((acknowledged != null ? "I3 " : "I5 ") + key + ": recorded " + times(recorded));
        } else if (acknowledged == null && !recorded.isEmpty() && !uncertain) {
            violations.add("I4 " + key + ": recorded, but answered " + answers.get(answers.size() - 1));
        } else if (acknowledged == null && !recorded.isEmpty() && refusedAfterwards) {
            violations.add("I5 " + key + ": recorded, but its retry was refused");
        } else if (acknowledged != null && !isThere) {
            violations.add("I3 " + key + ": acknowledged, and not recorded");
        }
    }

    private void shown(Key key, Answer answer) {
        Shown shown = answer.shown();
        Step step = shown == null ? null : bySeq.get(Step.place(key.caseId(), shown.seq()));
        if (step != null && !shown.enteredAt().equals(step.enteredAt().toInstant(ZoneOffset.UTC))) {
            violations.add("I3 " + key + ": in its state since " + step.enteredAt() + ", but acknowledged as since "
                    + shown.enteredAt());
        }
    }

    /** Whether what came with a request stands in its step, which after an erasure only an acknowledgement tells. */
    private void beside(Beside beside, Key key, List<Answer> answers, List<AuditRow> recorded) {
        if (beside == null) {
            return;
        }
        Set<AuditRow> made = Collections.newSetFromMap(new IdentityHashMap<>());
        made.addAll(recorded);
        for (Answer answer : answers) {
            Step step = answer.verdict() == Verdict.APPLIED ? bySeq.get(Step.place(key.caseId(), answer.seq())) : null;
            if (step != null) {
                made.add(step.row());
            }
        }
        for (AuditRow row : made) {
            String missed = beside.missedIn(row);
            if (missed != null) {
                violations.add("I3 " + key + ": recorded with " + missed + " than was sent");
            }
        }
    }

    private static String times(List<AuditRow> recorded) {
        String versions = recorded.stream()
                .map(row -> Integer.toString(row.version()))
                .distinct()
                .collect(Collectors.joining(" and again under version "));
        return recorded.size() + " times" + (versions.length() > 1 ? ", under version " + versions : "");
    }
}
