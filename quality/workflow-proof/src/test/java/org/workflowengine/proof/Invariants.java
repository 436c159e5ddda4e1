package org.workflowengine.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.workflowengine.proof.Journal.Key;
import org.workflowengine.runtime.core.Definition;

/**
 * What holds whatever happens, checked with plain SQL and nothing of the engine but the compiled table:
 *
 * <ul>
 *   <li>I1 every audit row is legal in the compiled definition, made by somebody whom it permits, and continues the row before it;
 *   <li>I2 the case's state is its newest audit row, and it is in it since the newest row that entered a state;
 *   <li>I3 everything acknowledged is in the audit exactly once, with all that came with it;
 *   <li>I4 what was refused, or reported as certainly unchanged, is not;
 *   <li>I5 what was reported as outcome unknown is there zero times or once, and after a retry with the same request id
 *       exactly once, unless the retry was refused: then it is not there;
 *   <li>I6 audit rows never change;
 *   <li>I7 digests verify, from the origin of the installation on, and so do the seals that are due;
 *   <li>I8 a case counts the legal holds that stand: each matter is held once at a time, nothing is erased meanwhile, and who ordered a
 *       hold or a release stays;
 *   <li>I9 what is gone has a tombstone, of a case that was finished and not held, and never comes back; tombstones continue each other.
 * </ul>
 */
final class Invariants {
    private final DataSource dataSource;
    /** Of one workflow, by number. */
    private final Map<Integer, Definition> versions;
    /** What each row held when it was first looked at. */
    private final Map<String, int[]> seen;
    /** What has been seen of cases and of tombstones. */
    private final Departures.Memory memory;

    private final List<SealKey> due;
    private final Legality legality;

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
                new Departures.Memory(),
                List.of(due));
    }

    private Invariants(
            DataSource dataSource,
            Map<Integer, Definition> versions,
            Map<String, int[]> seen,
            Departures.Memory memory,
            List<SealKey> due) {
        this.dataSource = dataSource;
        this.versions = versions;
        this.seen = seen;
        this.memory = memory;
        this.due = due;
        this.legality = new Legality(versions);
    }

    /** The same, with all that it has seen, of the same database through another connection. */
    Invariants on(DataSource other) {
        return new Invariants(other, versions, seen, memory, due);
    }

    /** What is violated in the whole database, at most the first hundred; empty when all holds. */
    List<String> violations(Journal journal) throws SQLException {
        return violations(journal, null);
    }

    /** What is violated in one case. */
    List<String> violations(Journal journal, String caseId) throws SQLException {
        List<String> violations = new ArrayList<>();
        Requested requested = new Requested(versions, journal);
        String which = caseId == null ? "" : " WHERE case_id = ?";
        Map<String, CaseRow> cases = new HashMap<>();
        Map<Key, List<AuditRow>> byMark = new HashMap<>();
        Map<String, Step> bySeq = new HashMap<>();
        Departures departures;
        try (Connection connection = dataSource.getConnection()) {
            // One snapshot: a server may still be busy with the commit of a client that is gone.
            connection.setAutoCommit(false);
            int usual = connection.getTransactionIsolation();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            byte[] installation = installation(connection, violations);
            departures = new Departures(installation, versions, due, memory, violations);
            read(
                    connection,
                    "SELECT * FROM workflow_tombstone ORDER BY seq",
                    null,
                    row -> departures.tombstone(TombstoneRow.read(row)));
            departures.end();
            read(connection, "SELECT * FROM workflow_case" + which, caseId, row -> {
                CaseRow found = CaseRow.read(row);
                cases.put(found.caseId(), found);
            });
            List<AuditRow> ofOneCase = new ArrayList<>();
            String order = " ORDER BY case_id, seq";
            read(connection, "SELECT " + AuditRow.COLUMNS + " FROM workflow_audit" + which + order, caseId, row -> {
                AuditRow found = AuditRow.read(row);
                if (!ofOneCase.isEmpty() && !ofOneCase.get(0).caseId().equals(found.caseId())) {
                    history(
                            ofOneCase,
                            cases.remove(ofOneCase.get(0).caseId()),
                            bySeq,
                            requested,
                            installation,
                            violations);
                    ofOneCase.clear();
                }
                ofOneCase.add(found);
                if (found.reason() != null && !found.isOnTheWay()) {
                    byMark.computeIfAbsent(new Key(found.caseId(), found.reason()), key -> new ArrayList<>(1))
                            .add(found);
                }
                Step before = bySeq.get(Step.place(found.caseId(), found.seq() - 1));
                bySeq.put(Step.place(found.caseId(), found.seq()), Step.of(found, before));
            });
            if (!ofOneCase.isEmpty()) {
                history(ofOneCase, cases.remove(ofOneCase.get(0).caseId()), bySeq, requested, installation, violations);
            }
            connection.rollback();
            connection.setTransactionIsolation(usual);
            connection.setAutoCommit(true);
        }
        cases.keySet().forEach(id -> violations.add("I2 " + id + ": a case without audit rows"));
        departures.known(bySeq.values());
        new Answered(byMark, bySeq, violations).compare(journal, caseId, departures);
        seen.keySet().stream()
                .filter(place -> caseId == null || place.startsWith(caseId + "#"))
                .filter(place -> !bySeq.containsKey(place))
                .filter(place -> !departures.isPurged(place.substring(0, place.lastIndexOf('#'))))
                .forEach(place -> violations.add("I6 " + place + ": an audit row is gone"));
        return violations.size() > 100 ? violations.subList(0, 100) : violations;
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
            Requested requested,
            byte[] installation,
            List<String> violations) {
        byte[] origin = AuditRow.originDigest(installation);
        AuditRow before = null;
        Held held = new Held(rows.get(0).caseId(), violations);
        for (int i = 0; i < rows.size(); i++) {
            AuditRow row = rows.get(i);
            String place = Step.place(row.caseId(), row.seq());
            String gap = Legality.gap(before, row, origin);
            if (gap != null) {
                violations.add("I1 " + place + ": does not continue the row before it: " + gap);
            }
            requested.faults(before, row).forEach(fault -> violations.add("I1 " + place + ": " + fault));
            String fault = legality.fault(row);
            if (fault != null) {
                violations.add("I1 " + place + ": " + row.fromState() + " -" + row.transition() + "-> " + row.toState()
                        + " on " + row.facts() + " is not legal: " + fault);
            }
            Definition definition = versions.get(row.version());
            String obliged = definition == null ? null : Obliged.fault(definition, rows.subList(0, i), row);
            if (obliged != null) {
                violations.add("I1 " + place + ": " + row.transition() + " may not be made by who made it: " + obliged);
            }
            if (!row.isErased() && (row.actor() == null || row.reason() == null || row.facts() == null)) {
                violations.add("I1 " + place + ": not erased, but by actor " + row.actor() + " for reason "
                        + row.reason() + " on facts " + row.facts());
            }
            unaltered(row, place, violations);
            proven(row, place, installation, violations);
            if (row.isErased() != isErasureRecorded(rows, row)) {
                violations.add("I6 " + place + ": erased and recorded as erased are two things");
            }
            held.row(row);
            before = row;
        }
        AuditRow newest = rows.get(rows.size() - 1);
        requested.faults(newest, null).forEach(fault -> violations.add("I1 " + newest.caseId() + ": " + fault));
        List<Integer> left = rows.stream()
                .filter(AuditRow::isMigration)
                .map(AuditRow::fromVersion)
                .toList();
        if (left.size() > Set.copyOf(left).size()) {
            violations.add("I1 " + newest.caseId() + ": migrated a second time from the same version");
        }
        Step last = bySeq.get(Step.place(newest.caseId(), newest.seq()));
        List<String> faults = standing == null
                ? List.of("newest audit row " + newest.seq() + " " + newest.toState() + ", case missing")
                : standing.faults(last);
        faults.forEach(fault -> violations.add("I2 " + newest.caseId() + ": " + fault));
        if (standing != null) {
            held.end(standing);
            memory.stands(newest, standing.holds());
        }
    }

    private void unaltered(AuditRow row, String place, List<String> violations) {
        int[] now = {row.lasting(), row.payload()};
        int[] first = seen.putIfAbsent(place, now);
        if (first != null && (first[0] != now[0] || (first[1] != now[1] && !row.isErased()))) {
            violations.add("I6 " + place + ": the audit row has changed");
        }
    }

    private void proven(AuditRow row, String place, byte[] installation, List<String> violations) {
        if (!row.isErased() && !Arrays.equals(row.payloadDigest(), row.payloadDigestAgain())) {
            violations.add("I7 " + place + ": the payload digest is wrong");
        }
        if (!Arrays.equals(row.digest(), row.digestAgain())) {
            violations.add("I7 " + place + ": the digest is wrong");
        }
        String seal = SealKey.fault(due, row, installation);
        if (seal != null) {
            violations.add("I7 " + place + ": " + seal);
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
}
