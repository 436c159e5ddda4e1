package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.engine.AuditEntries;

/** Cases of two versions are opened, imported, moved and migrated. What an engine could do wrong with that is found, and nothing else is. */
class PlantedVersionFaultsIT {
    private static final int CLIENTS = 3;
    private static final int REQUESTS = 350;

    @Test
    void eachIsFound() throws Exception {
        try (Run run = Run.whole("planted faults of versions", "H2 in memory")) {
            findEach(run, VersionFault.values(), run.times(1));
        }
    }

    static void findEach(Run run, VersionFault[] faults, int times) throws Exception {
        for (int time = 0; time < times; time++) {
            for (VersionFault fault : faults) {
                List<String> violations = violationsOf(run, fault, time);
                if (fault == VersionFault.NONE) {
                    assertThat(violations).as("nothing is planted").isEmpty();
                } else {
                    List<String> found = violations.stream()
                            .filter(violation -> violation.contains(fault.found))
                            .toList();
                    assertThat(found).as(fault + ": " + violations).isNotEmpty();
                    System.out.println("  " + fault + ": found " + found.size() + " times, as " + found.get(0));
                    run.count("planted and found", 1);
                }
            }
        }
        run.proven("not found");
    }

    private static List<String> violationsOf(Run run, VersionFault fault, int time) throws Exception {
        try (TestDatabase database = TestDatabase.inMemory()) {
            String request = fault == VersionFault.REQUEST_OF_THE_OLD_VERSION_MADE_AGAIN ? ", version" : "";
            for (String table :
                    NaiveStore.tables(", PRIMARY KEY (case_id, seq), UNIQUE (case_id, request_id" + request + ")")) {
                database.sql(table);
            }
            Journal journal = new Journal();
            AuditEntries entries = FaultyEntries.of(PlantedFault.NONE);
            Random random = run.random(fault.ordinal() + 100 * time);
            String name = fault.name() + time;
            PolicyClient before = new PolicyClient(
                    name + "-before", name + "-", node(database.dataSource(), fault, random, entries), journal, random);
            before.prepare();
            List<Answer> settled = Crowd.work(
                    run,
                    name,
                    CLIENTS,
                    REQUESTS,
                    List.of(database.dataSource()),
                    (client, cases, dataSource, own) ->
                            new PolicyClient(client, cases, node(dataSource, fault, random, entries), journal, own));
            List<Answer> reminded = before.remindAgain();
            run.count("requests", journal.count());
            if (fault == VersionFault.NONE) {
                everythingIsDone(run, database, journal);
                assertThat(settled)
                        .allMatch(answer -> answer.verdict() == Verdict.APPLIED || answer.verdict() == Verdict.REFUSED);
                assertThat(reminded).isNotEmpty().allMatch(Answer::replayed);
            }
            return new Invariants(database.dataSource(), List.of(Policy.FIRST, Policy.SECOND), SealKey.HMAC)
                    .violations(journal);
        }
    }

    private static PolicyNode node(DataSource dataSource, VersionFault fault, Random random, AuditEntries entries) {
        return PolicyNode.on(version -> {
            Random chance = new Random(random.nextLong());
            return new OnStore(
                    new NaiveStore(
                            dataSource,
                            connection ->
                                    new FaultyVersionUnit(dataSource, connection, fault, version.version(), chance)),
                    entries);
        });
    }

    /** A control in which nothing happens would find nothing either. */
    private static void everythingIsDone(Run run, TestDatabase database, Journal journal) throws SQLException {
        made(run, database, "migrated by name", "transition = '(migrate:1)' AND request_id IS NOT NULL");
        made(run, database, "migrated on touch", "transition = '(migrate:1)' AND request_id IS NULL");
        made(run, database, "migrated under a condition", "transition = '(migrate:1)' AND from_state = 'ESCALATED'");
        made(run, database, "imported as of an earlier time", "transition = '(import)' AND occurred_at IS NOT NULL");
        made(run, database, "moved under version 1", "version = 1 AND transition NOT LIKE '(%'");
        made(run, database, "moved under version 2", "version = 2 AND transition NOT LIKE '(%'");
        made(run, database, "erased", "transition = '" + Definition.ERASURE + "'");
        assertThat(journal.count(Verdict.REFUSED)).isPositive();
    }

    private static void made(Run run, TestDatabase database, String what, String which) throws SQLException {
        int rows = database.rows("SELECT case_id FROM workflow_audit WHERE " + which)
                .size();
        assertThat(rows).as(what).isPositive();
        run.count(what, rows);
    }
}
