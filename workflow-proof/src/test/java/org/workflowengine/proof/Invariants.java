package org.workflowengine.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Key;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.runtime.core.WorkflowTable;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * What holds whatever happens, checked with plain SQL and nothing of the engine but the compiled table:
 *
 * <ul>
 *   <li>I1 every audit row is legal in the compiled definition and continues the row before it;
 *   <li>I2 the case's state is its newest audit row;
 *   <li>I3 everything acknowledged is in the audit exactly once;
 *   <li>I4 what was refused, or reported as certainly unchanged, is not;
 *   <li>I5 what was reported as outcome unknown is there zero times or once, and after a retry with the same request id
 *       exactly once, unless the retry was refused: then it is not there;
 *   <li>I6 audit rows never change;
 *   <li>I7 digests verify.
 * </ul>
 */
final class Invariants {
    private final DataSource dataSource;
    private final WorkflowTable table;
    /** What each row held when it was first looked at. */
    private final Map<String, int[]> seen;

    Invariants(DataSource dataSource, WorkflowTable table) {
        this(dataSource, table, new HashMap<>());
    }

    private Invariants(DataSource dataSource, WorkflowTable table, Map<String, int[]> seen) {
        this.dataSource = dataSource;
        this.table = table;
        this.seen = seen;
    }

    /** The same, with all that it has seen, of the same database through another connection. */
    Invariants on(DataSource other) {
        return new Invariants(other, table, seen);
    }

    private record CaseRow(
            String caseId,
            String workflow,
            int version,
            String state,
            long seq,
            byte[] digest,
            LocalDateTime enteredAt) {}

    /** What is violated in the whole database, at most the first hundred; empty when all holds. */
    List<String> violations(Journal journal) throws SQLException {
        return violations(journal, null);
    }

    /** What is violated in one case. */
    List<String> violations(Journal journal, String caseId) throws SQLException {
        List<String> violations = new ArrayList<>();
        String which = caseId == null ? "" : " WHERE case_id = ?";
        Map<String, CaseRow> cases = new HashMap<>();
        Map<Key, List<AuditRow>> byMark = new HashMap<>();
        Map<String, AuditRow> bySeq = new HashMap<>();
        try (Connection connection = dataSource.getConnection()) {
            // One snapshot: a server may still be busy with the commit of a client that is gone.
            connection.setAutoCommit(false);
            int usual = connection.getTransactionIsolation();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            read(connection, "SELECT * FROM workflow_case" + which, caseId, row -> {
                CaseRow found = new CaseRow(
                        row.getString("case_id"),
                        row.getString("workflow"),
                        row.getInt("version"),
                        row.getString("state"),
                        row.getLong("seq"),
                        row.getBytes("digest"),
                        row.getObject("entered_at", LocalDateTime.class));
                cases.put(found.caseId(), found);
            });
            List<AuditRow> ofOneCase = new ArrayList<>();
            String order = " ORDER BY case_id, seq";
            read(connection, "SELECT " + AuditRow.COLUMNS + " FROM workflow_audit" + which + order, caseId, row -> {
                AuditRow found = AuditRow.read(row);
                if (!ofOneCase.isEmpty() && !ofOneCase.get(0).caseId().equals(found.caseId())) {
                    history(ofOneCase, cases.remove(ofOneCase.get(0).caseId()), violations);
                    ofOneCase.clear();
                }
                ofOneCase.add(found);
                if (found.reason() != null) {
                    byMark.computeIfAbsent(new Key(found.caseId(), found.reason()), key -> new ArrayList<>(1))
                            .add(found);
                }
                bySeq.put(place(found.caseId(), found.seq()), found);
            });
            if (!ofOneCase.isEmpty()) {
                history(ofOneCase, cases.remove(ofOneCase.get(0).caseId()), violations);
            }
            connection.rollback();
            connection.setTransactionIsolation(usual);
            connection.setAutoCommit(true);
        }
        cases.keySet().forEach(id -> violations.add("I2 " + id + ": a case without audit rows"));
        answers(journal, caseId, byMark, bySeq, violations);
        seen.keySet().stream()
                .filter(place -> caseId == null || place.startsWith(caseId + "#"))
                .filter(place -> !bySeq.containsKey(place))
                .forEach(place -> violations.add("I6 " + place + ": an audit row is gone"));
        return violations.size() > 100 ? violations.subList(0, 100) : violations;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void read(Connection connection, String query, String caseId, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            if (caseId != null) {
                statement.setString(1, caseId);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    private void history(List<AuditRow> rows, CaseRow standing, List<String> violations) {
        AuditRow before = null;
        for (AuditRow row : rows) {
            String place = place(row.caseId(), row.seq());
            if (!continues(before, row)) {
                violations.add("I1 " + place + ": does not continue the row before it");
            }
            if (!isLegal(row)) {
                violations.add("I1 " + place + ": " + row.fromState() + " -" + row.transition() + "-> " + row.toState()
                        + " on " + row.facts() + " is not legal");
            }
            int[] now = {row.lasting(), row.payload()};
            int[] first = seen.putIfAbsent(place, now);
            if (first != null && (first[0] != now[0] || (first[1] != now[1] && !row.isErased()))) {
                violations.add("I6 " + place + ": the audit row has changed");
            }
            if (!row.isErased() && !Arrays.equals(row.payloadDigest(), row.payloadDigestAgain())) {
                violations.add("I7 " + place + ": the payload digest is wrong");
            }
            if (!Arrays.equals(row.digest(), row.digestAgain())) {
                violations.add("I7 " + place + ": the digest is wrong");
            }
            if (row.isErased() != isErasureRecorded(rows, row)) {
                violations.add("I6 " + place + ": erased and recorded as erased are two things");
            }
            before = row;
        }
        AuditRow newest = rows.get(rows.size() - 1);
        if (standing == null
                || standing.seq() != newest.seq()
                || !standing.workflow().equals(newest.workflow())
                || standing.version() != newest.version()
                || !standing.state().equals(newest.toState())
                || !Arrays.equals(standing.digest(), newest.digest())
                || !standing.enteredAt().equals(enteredAt(rows))) {
            violations.add("I2 " + newest.caseId() + ": newest audit row " + newest.seq() + " " + newest.toState()
                    + ", case " + (standing == null ? "missing" : standing.seq() + " " + standing.state()));
        }
    }

    private static boolean isErasureRecorded(List<AuditRow> rows, AuditRow erased) {
        String facts = "{\"ERASED_SEQ\":\"" + erased.seq() + "\"}";
        return rows.stream()
                .anyMatch(row -> row.seq() > erased.seq()
                        && row.transition().equals(WorkflowTable.ERASURE)
                        && facts.equals(row.facts()));
    }

    /** An entry that leaves the state as it was does not enter it anew. */
    private static LocalDateTime enteredAt(List<AuditRow> rows) {
        int newest = rows.size() - 1;
        while (newest > 0 && rows.get(newest).transition().equals(WorkflowTable.ERASURE)) {
            newest--;
        }
        return rows.get(newest).recordedAt();
    }

    private boolean continues(AuditRow before, AuditRow row) {
        return before == null
                ? row.seq() == 1
                        && row.fromState().equals(WorkflowTable.NEW)
                        && row.fromVersion() == row.version()
                        && Arrays.equals(row.previousDigest(), new byte[32])
                : row.seq() == before.seq() + 1
                        && row.workflow().equals(before.workflow())
                        && row.fromVersion() == before.version()
                        && row.fromState().equals(before.toState())
                        && Arrays.equals(row.previousDigest(), before.digest());
    }

    private boolean isLegal(AuditRow row) {
        if (!row.workflow().equals(table.workflow())
                || row.version() != table.version()
                || !HexFormat.of()
                        .formatHex(row.fingerprint())
                        .equals(table.fingerprint().hex())) {
            return false;
        }
        if (row.seq() == 1) {
            return row.transition().equals(WorkflowTable.OPENING)
                    && row.toState().equals(table.initial().id());
        }
        if (row.transition().equals(WorkflowTable.ERASURE)) {
            return row.toState().equals(row.fromState());
        }
        for (WorkflowTransition legal : table.transitions()) {
            if (legal.from().id().equals(row.fromState()) && legal.id().equals(row.transition())) {
                return legal.to().id().equals(row.toState()) && (row.isErased() || isSatisfied(legal, row.facts()));
            }
        }
        return false;
    }

    /** Every condition of the reference workflow is a boolean fact that must be true. */
    private static boolean isSatisfied(WorkflowTransition legal, String facts) {
        return legal.guard().stream()
                .allMatch(part -> facts.contains("\"" + part.fact().id() + "\":true"));
    }

    private static void answers(
            Journal journal,
            String caseId,
            Map<Key, List<AuditRow>> byMark,
            Map<String, AuditRow> bySeq,
            List<String> violations) {
        journal.answers().forEach((key, answers) -> {
            if (caseId == null || caseId.equals(key.caseId())) {
                answered(key, answers, byMark.getOrDefault(key, List.of()), bySeq, violations);
            }
        });
        byMark.keySet().stream()
                .filter(key -> !journal.answers().containsKey(key))
                .forEach(key -> violations.add("I4 " + key + ": recorded, but nobody asked for it"));
    }

    private static void answered(
            Key key,
            List<Answer> answers,
            List<AuditRow> recorded,
            Map<String, AuditRow> bySeq,
            List<String> violations) {
        boolean uncertain = false;
        Answer acknowledged = null;
        boolean refusedAfterwards = false;
        for (Answer answer : answers) {
            if (answer.verdict() == Verdict.APPLIED) {
                AuditRow row = bySeq.get(place(key.caseId(), answer.seq()));
                if (row == null
                        || !row.digestHex().equals(answer.digest())
                        || !(row.isErased() || key.mark().equals(row.reason()))) {
                    violations.add(
                            "I3 " + key + ": acknowledged as step " + answer.seq() + ", where " + row + " stands");
                }
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
        boolean isThere = acknowledged != null && bySeq.get(place(key.caseId(), acknowledged.seq())) != null;
        if (recorded.size() > 1) {
            violations.add((acknowledged != null ? "I3 " : "I5 ") + key + ": recorded " + recorded.size() + " times");
        } else if (acknowledged == null && !recorded.isEmpty() && !uncertain) {
            violations.add("I4 " + key + ": recorded, but answered " + answers.get(answers.size() - 1));
        } else if (acknowledged == null && !recorded.isEmpty() && refusedAfterwards) {
            violations.add("I5 " + key + ": recorded, but its retry was refused");
        } else if (acknowledged != null && !isThere) {
            violations.add("I3 " + key + ": acknowledged, and not recorded");
        }
    }

    private static String place(String caseId, long seq) {
        return caseId + "#" + seq;
    }
}
