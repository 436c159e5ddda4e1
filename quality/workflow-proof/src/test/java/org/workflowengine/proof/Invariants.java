package org.workflowengine.proof;

import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Key;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * What holds whatever happens, checked with plain SQL and nothing of the engine but the compiled table:
 *
 * <ul>
 *   <li>I1 every audit row is legal in the compiled definition and continues the row before it;
 *   <li>I2 the case's state is its newest audit row, and it is in it since the newest row that entered a state;
 *   <li>I3 everything acknowledged is in the audit exactly once, with all that came with it;
 *   <li>I4 what was refused, or reported as certainly unchanged, is not;
 *   <li>I5 what was reported as outcome unknown is there zero times or once, and after a retry with the same request id
 *       exactly once, unless the retry was refused: then it is not there;
 *   <li>I6 audit rows never change;
 *   <li>I7 digests verify, from the origin of the installation on, and so do the seals that are due.
 * </ul>
 */
final class Invariants {
    private final DataSource dataSource;
    /** Of one workflow, by number. */
    private final Map<Integer, Definition> versions;
    /** What each row held when it was first looked at. */
    private final Map<String, int[]> seen;

    private final List<SealKey> due;

    /**
     * The invariants of a database.
     *
     * @param due each row has the seal of one of these keys; without any, no row has one
     */
    Invariants(DataSource dataSource, Definition definition, SealKey... due) {
        this(dataSource, List.of(definition), due);
    }

    /** The invariants of a database with several versions of one workflow. */
    Invariants(DataSource dataSource, List<Definition> versions, SealKey... due) {
        this(
                dataSource,
                versions.stream().collect(Collectors.toMap(Definition::version, Function.identity())),
                new HashMap<>(),
                List.of(due));
    }

    private Invariants(
            DataSource dataSource, Map<Integer, Definition> versions, Map<String, int[]> seen, List<SealKey> due) {
        this.dataSource = dataSource;
        this.versions = versions;
        this.seen = seen;
        this.due = due;
    }

    /** The same, with all that it has seen, of the same database through another connection. */
    Invariants on(DataSource other) {
        return new Invariants(other, versions, seen, due);
    }

    private record CaseRow(
            String caseId,
            String workflow,
            int version,
            String state,
            long seq,
            byte[] digest,
            LocalDateTime enteredAt,
            LocalDateTime movedAt) {}

    /** A row, and since when the case was in its state after that step. */
    private record Step(AuditRow row, LocalDateTime enteredAt) {}

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
        Map<String, Step> bySeq = new HashMap<>();
        try (Connection connection = dataSource.getConnection()) {
            // One snapshot: a server may still be busy with the commit of a client that is gone.
            connection.setAutoCommit(false);
            int usual = connection.getTransactionIsolation();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            byte[] installation = installation(connection, violations);
            read(connection, "SELECT * FROM workflow_case" + which, caseId, row -> {
                CaseRow found = new CaseRow(
                        row.getString("case_id"),
                        row.getString("workflow"),
                        row.getInt("version"),
                        row.getString("state"),
                        row.getLong("seq"),
                        row.getBytes("digest"),
                        row.getObject("entered_at", LocalDateTime.class),
                        row.getObject("moved_at", LocalDateTime.class));
                cases.put(found.caseId(), found);
            });
            List<AuditRow> ofOneCase = new ArrayList<>();
            String order = " ORDER BY case_id, seq";
            read(connection, "SELECT " + AuditRow.COLUMNS + " FROM workflow_audit" + which + order, caseId, row -> {
                AuditRow found = AuditRow.read(row);
                if (!ofOneCase.isEmpty() && !ofOneCase.get(0).caseId().equals(found.caseId())) {
                    history(ofOneCase, cases.remove(ofOneCase.get(0).caseId()), bySeq, installation, violations);
                    ofOneCase.clear();
                }
                ofOneCase.add(found);
                if (found.reason() != null && !found.isOnTheWay()) {
                    byMark.computeIfAbsent(new Key(found.caseId(), found.reason()), key -> new ArrayList<>(1))
                            .add(found);
                }
                LocalDateTime enteredAt = enteredAt(found, bySeq.get(place(found.caseId(), found.seq() - 1)));
                bySeq.put(place(found.caseId(), found.seq()), new Step(found, enteredAt));
            });
            if (!ofOneCase.isEmpty()) {
                history(ofOneCase, cases.remove(ofOneCase.get(0).caseId()), bySeq, installation, violations);
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

    /** A step that leaves the state as it was does not enter it anew; an imported case is in its state since when it says. */
    private static LocalDateTime enteredAt(AuditRow row, Step before) {
        if (before != null && row.keepsState()) {
            return before.enteredAt();
        }
        return row.transition().equals(Definition.IMPORT) && row.occurredAt() != null
                ? row.occurredAt()
                : row.recordedAt();
    }

    /** The id of the installation; empty when it cannot be told. */
    private static byte[] installation(Connection connection, List<String> violations) throws SQLException {
        List<byte[]> ids = new ArrayList<>();
        read(connection, "SELECT installation, origin_digest FROM workflow_installation", null, row -> {
            byte[] id = row.getBytes(1);
            ids.add(id);
            if (!Arrays.equals(row.getBytes(2), AuditRow.originDigest(id))) {
                violations.add("I7 workflow_installation: the origin digest is not the id's");
            }
        });
        if (ids.size() != 1) {
            violations.add("I7 workflow_installation: " + ids.size() + " rows");
            return new byte[0];
        }
        return ids.get(0);
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

    private void history(
            List<AuditRow> rows,
            CaseRow standing,
            Map<String, Step> bySeq,
            byte[] installation,
            List<String> violations) {
        byte[] origin = AuditRow.originDigest(installation);
        AuditRow before = null;
        for (AuditRow row : rows) {
            String place = place(row.caseId(), row.seq());
            if (!continues(before, row, origin)) {
                violations.add("I1 " + place + ": does not continue the row before it");
            }
            if (before != null && before.isOnTheWay() && !isMadeAfter(before, row)) {
                violations.add("I1 " + place + ": the move before which the case was migrated is another one");
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
            String seal = sealFault(row, installation);
            if (seal != null) {
                violations.add("I7 " + place + ": " + seal);
            }
            if (row.isErased() != isErasureRecorded(rows, row)) {
                violations.add("I6 " + place + ": erased and recorded as erased are two things");
            }
            before = row;
        }
        AuditRow newest = rows.get(rows.size() - 1);
        if (newest.isOnTheWay()) {
            violations.add("I1 " + newest.caseId() + ": migrated for the sake of a move that was not made");
        }
        if (standing == null
                || standing.seq() != newest.seq()
                || !standing.workflow().equals(newest.workflow())
                || standing.version() != newest.version()
                || !standing.state().equals(newest.toState())
                || !Arrays.equals(standing.digest(), newest.digest())) {
            violations.add("I2 " + newest.caseId() + ": newest audit row " + newest.seq() + " " + newest.toState()
                    + ", case " + (standing == null ? "missing" : standing.seq() + " " + standing.state()));
            return;
        }
        LocalDateTime enteredAt =
                bySeq.get(place(newest.caseId(), newest.seq())).enteredAt();
        if (!standing.enteredAt().equals(enteredAt)) {
            violations.add("I2 " + newest.caseId() + ": in its state since " + enteredAt + ", but the case says since "
                    + standing.enteredAt());
        }
        if (!standing.movedAt().equals(newest.recordedAt())) {
            violations.add("I2 " + newest.caseId() + ": moved at " + newest.recordedAt() + ", but the case says at "
                    + standing.movedAt());
        }
    }

    private static boolean isErasureRecorded(List<AuditRow> rows, AuditRow erased) {
        String facts = "{\"ERASED_SEQ\":\"" + erased.seq() + "\"}";
        return rows.stream()
                        .filter(row -> row.seq() > erased.seq()
                                && row.transition().equals(Definition.ERASURE)
                                && facts.equals(row.facts()))
                        .count()
                == 1;
    }

    /** What is wrong with the seal; null when nothing is. */
    private String sealFault(AuditRow row, byte[] installation) {
        boolean whole = row.seal() != null && row.algorithm() != null && row.keyId() != null;
        if (!whole && (row.seal() != null || row.algorithm() != null || row.keyId() != null)) {
            return "a part of a seal";
        }
        if (whole != !due.isEmpty()) {
            return whole ? "a seal, where none is due" : "no seal, where one is due";
        }
        if (!whole) {
            return null;
        }
        for (SealKey key : due) {
            if (key.algorithm.equals(row.algorithm()) && key.keyId.equals(row.keyId())) {
                try {
                    return key.verifies(row.sealed(installation), row.seal()) ? null : "the seal is wrong";
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return "a seal of a key that nobody has";
    }

    private static boolean continues(AuditRow before, AuditRow row, byte[] origin) {
        return before == null
                ? row.seq() == 1
                        && row.fromState().equals(Definition.NEW)
                        && Arrays.equals(row.previousDigest(), origin)
                : row.seq() == before.seq() + 1
                        && row.workflow().equals(before.workflow())
                        && row.fromVersion() == before.version()
                        && row.fromState().equals(before.toState())
                        && Arrays.equals(row.previousDigest(), before.digest());
    }

    /** A migration on touch and its move are of the same person, for the same reason. */
    private static boolean isMadeAfter(AuditRow migration, AuditRow move) {
        return move.requestId() != null
                && move.version() == move.fromVersion()
                && move.actorKind().equals(migration.actorKind())
                && move.source().equals(migration.source())
                && (migration.isErased()
                        || move.isErased()
                        || (move.actor().equals(migration.actor())
                                && move.reason().equals(migration.reason())
                                && Objects.equals(move.onBehalfOf(), migration.onBehalfOf())));
    }

    private boolean isLegal(AuditRow row) {
        Definition definition = versions.get(row.version());
        if (definition == null
                || !row.workflow().equals(definition.workflow())
                || !HexFormat.of()
                        .formatHex(row.fingerprint())
                        .equals(definition.fingerprint().hex())) {
            return false;
        }
        if (row.fromVersion() != row.version()) {
            return row.seq() > 1
                    && row.fromVersion() < row.version()
                    && definition
                            .migration(row.fromVersion())
                            .filter(migration -> migration.id().equals(row.transition()))
                            .flatMap(migration -> migration.mapping(row.fromState()))
                            .filter(mapping -> isMade(mapping, row))
                            .isPresent();
        }
        if (row.seq() == 1) {
            return (row.transition().equals(Definition.OPENING)
                            && row.toState().equals(definition.initial().id()))
                    || (row.transition().equals(Definition.IMPORT)
                            && definition
                                    .state(row.toState())
                                    .filter(WorkflowState::isImportable)
                                    .isPresent());
        }
        if (row.transition().equals(Definition.ERASURE)) {
            return row.toState().equals(row.fromState());
        }
        for (WorkflowTransition legal : definition.transitions()) {
            if (legal.from().id().equals(row.fromState()) && legal.id().equals(row.transition())) {
                return isMade(legal, row);
            }
        }
        return false;
    }

    private static boolean isMade(WorkflowTransition legal, AuditRow row) {
        return legal.to().id().equals(row.toState()) && (row.facts() == null || isSatisfied(legal, row.facts()));
    }

    /** Every condition of the workflows of the proofs is a boolean fact that must be true. */
    private static boolean isSatisfied(WorkflowTransition legal, String facts) {
        return legal.guard().stream()
                .allMatch(part -> facts.contains("\"" + part.fact().id() + "\":true"));
    }

    private static void answers(
            Journal journal,
            String caseId,
            Map<Key, List<AuditRow>> byMark,
            Map<String, Step> bySeq,
            List<String> violations) {
        journal.answers().forEach((key, answers) -> {
            if (caseId == null || caseId.equals(key.caseId())) {
                List<AuditRow> recorded = byMark.getOrDefault(key, List.of());
                answered(key, answers, recorded, bySeq, violations);
                beside(journal.beside(key), key, answers, recorded, bySeq, violations);
            }
        });
        byMark.keySet().stream()
                .filter(key -> !journal.answers().containsKey(key))
                .forEach(key -> violations.add("I4 " + key + ": recorded, but nobody asked for it"));
    }

    private static void answered(
            Key key, List<Answer> answers, List<AuditRow> recorded, Map<String, Step> bySeq, List<String> violations) {
        boolean uncertain = false;
        Answer acknowledged = null;
        boolean refusedAfterwards = false;
        for (Answer answer : answers) {
            if (answer.verdict() == Verdict.APPLIED) {
                Step step = bySeq.get(place(key.caseId(), answer.seq()));
                AuditRow row = step == null ? null : step.row();
                if (row == null
                        || !row.digestHex().equals(answer.digest())
                        || !(row.isErased() || key.mark().equals(row.reason()))) {
                    violations.add(
                            "I3 " + key + ": acknowledged as step " + answer.seq() + ", where " + row + " stands");
                }
                if (step != null
                        && answer.enteredAt() != null
                        && !answer.enteredAt().equals(step.enteredAt().toInstant(ZoneOffset.UTC))) {
                    violations.add("I3 " + key + ": in its state since " + step.enteredAt()
                            + ", but acknowledged as since " + answer.enteredAt());
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

    /** Whether what came with a request stands in its step, which after an erasure only an acknowledgement tells. */
    private static void beside(
            Beside beside,
            Key key,
            List<Answer> answers,
            List<AuditRow> recorded,
            Map<String, Step> bySeq,
            List<String> violations) {
        if (beside == null) {
            return;
        }
        Set<AuditRow> made = Collections.newSetFromMap(new IdentityHashMap<>());
        made.addAll(recorded);
        for (Answer answer : answers) {
            Step step = answer.verdict() == Verdict.APPLIED ? bySeq.get(place(key.caseId(), answer.seq())) : null;
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

    private static String place(String caseId, long seq) {
        return caseId + "#" + seq;
    }
}
