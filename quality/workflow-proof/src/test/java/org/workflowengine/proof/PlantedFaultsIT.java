package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.engine.AuditEntries;

/** A check that finds nothing proves nothing, unless it finds what was hidden for it. */
class PlantedFaultsIT {
    private static final int CLIENTS = 3;

    @Test
    void eachIsFound() throws Exception {
        try (Run run = Run.whole("planted faults", "H2 in memory")) {
            findEach(run, faults(false), run.times(1));
        }
    }

    @Test
    void eachOfHoldsAndPurgesIsFound() throws Exception {
        try (Run run = Run.whole("planted faults of holds and purges", "H2 in memory")) {
            assertThat(PlantedDepartures.violationsOf(PlantedFault.NONE))
                    .as("nothing is planted")
                    .isEmpty();
            findEach(run, faults(true), 1);
        }
    }

    private static PlantedFault[] faults(boolean ofDepartures) {
        return Stream.of(PlantedFault.values())
                .filter(fault -> fault.isOfDepartures() == ofDepartures)
                .toArray(PlantedFault[]::new);
    }

    static void findEach(Run run, PlantedFault[] faults, int times) throws Exception {
        for (int time = 0; time < times; time++) {
            for (PlantedFault fault : faults) {
                List<String> violations =
                        fault.isOfDepartures() ? PlantedDepartures.violationsOf(fault) : violationsOf(run, fault, time);
                if (fault == PlantedFault.NONE) {
                    assertThat(violations).as("nothing is planted").isEmpty();
                } else {
                    assertThat(violations).as(fault.name()).anyMatch(violation -> violation.contains(fault.found));
                    System.out.println("  " + fault + ": found by " + invariants(violations));
                    run.count("planted and found", 1);
                }
            }
        }
        run.proven("not found");
    }

    private static Set<String> invariants(List<String> violations) {
        Set<String> invariants = new TreeSet<>();
        violations.forEach(violation -> invariants.add(violation.substring(0, 2)));
        return invariants;
    }

    private static List<String> violationsOf(Run run, PlantedFault fault, int time) throws Exception {
        try (TestDatabase database = TestDatabase.inMemory()) {
            for (String table : NaiveStore.tables(fault)) {
                database.sql(table);
            }
            Journal journal = new Journal();
            Invariants invariants = new Invariants(database.dataSource(), Reviews.DEFINITION, SealKey.HMAC);
            AuditEntries entries = FaultyEntries.of(fault);
            Random random = run.random(fault.ordinal() + 100 * time);
            int rounds = 0;
            do {
                Crowd.work(
                        run,
                        journal,
                        fault.name() + time + "-" + rounds,
                        CLIENTS,
                        fault.isTampering() ? 60 : 300,
                        List.of(database.dataSource()),
                        fault == PlantedFault.FRESH_REQUEST_ID_ON_RETRY,
                        dataSource -> Engine.on(new OnStore(
                                new NaiveStore(dataSource, fault, new Random(random.nextLong())), entries)));
                rounds++;
                // What is tampered with must be there; which cases get so far is chance.
            } while (fault.isTampering() && target(database).isEmpty() && rounds < 20);
            if (fault.isTampering()) {
                assertThat(invariants.violations(journal)).isEmpty();
                tamper(database, fault);
            }
            run.count("requests", journal.count());
            return invariants.violations(journal);
        }
    }

    /** A case of three steps, each of which moves it, and nothing erased. */
    private static Optional<String> target(TestDatabase database) throws SQLException {
        return database
                .rows(
                        "SELECT case_id FROM workflow_case WHERE seq = 3 AND 3 = (SELECT COUNT(*) FROM workflow_audit"
                                + " WHERE workflow_audit.case_id = workflow_case.case_id AND salt IS NOT NULL AND from_state <> to_state)")
                .stream()
                .findFirst()
                .map(row -> row.substring(1, row.length() - 1));
    }

    private static void tamper(TestDatabase database, PlantedFault fault) throws SQLException {
        String caseId = target(database).orElseThrow();
        String rewinding =
                "UPDATE workflow_case SET (seq, state, digest, entered_at, moved_at) = (SELECT seq, to_state,"
                        + " digest, recorded_at, recorded_at FROM workflow_audit WHERE case_id = workflow_case.case_id AND seq = 2) WHERE case_id = ?";
        switch (fault) {
            case REWOUND_CASE -> database.sql(rewinding, caseId);
            case EDITED_FACTS ->
                database.sql(
                        "UPDATE workflow_audit SET facts = '{\"HIGH_AMOUNT\":false}' WHERE case_id = ? AND seq = 2",
                        caseId);
            case EDITED_EVIDENCE ->
                database.sql(
                        "UPDATE workflow_audit SET evidence = '{\"rules\":{}}' WHERE case_id = ? AND seq = 2", caseId);
            case STRIPPED_SEAL ->
                database.sql(
                        "UPDATE workflow_audit SET seal = NULL, algorithm = NULL, key_id = NULL WHERE case_id = ? AND seq = 2",
                        caseId);
            case SWAPPED_SEAL ->
                database.sql(
                        "UPDATE workflow_audit SET seal = (SELECT seal FROM workflow_audit WHERE case_id = ? AND seq = 1)"
                                + " WHERE case_id = ? AND seq = 2",
                        caseId,
                        caseId);
            case ANOTHER_INSTALLATION -> {
                byte[] another = new byte[16];
                database.sql(
                        "UPDATE workflow_installation SET installation = ?, origin_digest = ?",
                        another,
                        AuditRow.originDigest(another));
            }
            case LOST_TAIL -> {
                database.sql("DELETE FROM workflow_audit WHERE case_id = ? AND seq = 3", caseId);
                database.sql(rewinding, caseId);
            }
            case FORGED_STEP -> {
                database.sql("UPDATE workflow_audit SET to_state = 'CLOSED' WHERE case_id = ? AND seq = 3", caseId);
                byte[] digest = newestDigest(database, caseId);
                database.sql("UPDATE workflow_audit SET digest = ? WHERE case_id = ? AND seq = 3", digest, caseId);
                database.sql("UPDATE workflow_case SET state = 'CLOSED', digest = ? WHERE case_id = ?", digest, caseId);
            }
            default -> throw new AssertionError(fault);
        }
    }

    private static byte[] newestDigest(TestDatabase database, String caseId) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.prepareStatement(
                        "SELECT " + AuditRow.COLUMNS + " FROM workflow_audit WHERE case_id = ? AND seq = 3")) {
            statement.setString(1, caseId);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return AuditRow.read(rows).digestAgain();
            }
        }
    }
}
