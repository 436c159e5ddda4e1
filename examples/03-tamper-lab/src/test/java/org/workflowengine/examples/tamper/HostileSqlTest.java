package org.workflowengine.examples.tamper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.internal.audit.DigestChain;

/** Random SQL with the logins of an application and of who purges: whatever is taken, no case stands where no recorded legal step has led it. */
class HostileSqlTest {
    private static final int STATEMENTS_PER_LOOK = 1_000;

    private final Map<String, String> steps = new HashMap<>();
    private final Map<String, Long> heads = new HashMap<>();
    private final Map<Long, String> tombstones = new HashMap<>();

    /** Of which a tombstone has been seen, and nothing is compared any more. */
    private final Set<String> gone = new HashSet<>();

    private Installation installation;
    private int statements;
    private int taken;
    private int committed;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"H2, 14000", "POSTGRESQL, 12000", "MARIADB, 6000"})
    void nothingIllegalUnauditedRewoundOrAltered(Product product, int count) throws SQLException, IOException {
        int wanted = count * Integer.getInteger("proof.times", 1);
        Long given = Long.getLong("seed");
        long seed = given == null ? new SecureRandom().nextLong() : given;
        System.out.println("HostileSqlTest: " + product.title() + " -Dseed=" + seed);
        Random random = new Random(seed);
        HostileSql sql = new HostileSql(random, product);
        try (Server server = TestServers.of(product);
                Place place = server.fresh()) {
            WorkflowRuntime runtime =
                    WorkflowRuntime.on(place.owner(), ClaimHistory.options().schemaMode(SchemaMode.VALIDATE));
            installation = runtime.installation();
            Verification verification = runtime.verification();
            StringBuilder checkpoint = new StringBuilder();
            verification.checkpoint(checkpoint);
            look(place.owner());
            Map<String, Long> byTheEngine = Map.copyOf(heads);
            List<String> definitions = definitions(place.owner());
            try (Connection application = place.application().getConnection();
                    Connection purge = place.purge().getConnection()) {
                application.setAutoCommit(false);
                purge.setAutoCommit(false);
                while (statements < wanted) {
                    int before = statements;
                    if (random.nextInt(5) == 0) {
                        run(purge, sql.purge(), product, random);
                    } else {
                        run(application, sql.transaction(), product, random);
                    }
                    if (before / STATEMENTS_PER_LOOK < statements / STATEMENTS_PER_LOOK) {
                        look(place.owner());
                    }
                }
            }
            look(place.owner());
            long ahead = number(place.owner(), """
                    SELECT COUNT(*) FROM workflow_audit a LEFT JOIN workflow_case c ON c.case_id = a.case_id
                    WHERE c.seq IS NULL OR c.seq < a.seq
                    """);
            System.out.println("HostileSqlTest: " + product.title() + ": " + statements + " statements, " + taken
                    + " had an effect, " + committed + " of them in transactions that were committed; " + steps.size()
                    + " steps of " + heads.size() + " cases, " + ahead + " steps ahead of their case");

            // Otherwise nothing would have been tried.
            assertThat(committed).isGreaterThan(statements / 20);
            long migrations = byHand(place.owner(), "(migrate:%");
            long imports = byHand(place.owner(), "(import)");
            System.out.println("HostileSqlTest: " + product.title() + ": among them " + migrations + " migrations and "
                    + imports + " imports");
            long holds = byHand(place.owner(), "(hold)");
            long purges = number(place.owner(), "SELECT COUNT(*) FROM workflow_tombstone WHERE case_id IS NULL") - 1;
            System.out.println("HostileSqlTest: " + product.title() + ": and " + holds + " holds and " + purges
                    + " purges that were finished");
            assertThat(holds).isPositive();
            assertThat(purges).isPositive();
            assertThat(migrations).isPositive();
            assertThat(imports).isPositive();
            assertThat(definitions(place.owner())).isEqualTo(definitions);
            if (product == Product.POSTGRESQL) {
                assertThat(ahead).isZero();
            }
            // The key tells every step that was made by hand; of the engine's own, none has suffered.
            assertThat(verification
                            .against(Files.writeString(folder.resolve("checkpoint"), checkpoint))
                            .verifyAll(
                                    finding -> {
                                        if (finding.subject() == Subject.TOMBSTONE) {
                                            assertThat(finding.seq())
                                                    .as(finding.toString())
                                                    .isGreaterThan(1);
                                        } else if (!gone.contains(finding.id())) {
                                            assertThat(finding.subject())
                                                    .as(finding.toString())
                                                    .isEqualTo(Subject.CASE);
                                            assertThat(finding.seq())
                                                    .as(finding.toString())
                                                    .isGreaterThan(byTheEngine.getOrDefault(finding.id(), 0L));
                                        }
                                    },
                                    (done, all) -> {})
                            .faults())
                    .isGreaterThanOrEqualTo(steps.keySet().stream()
                            .map(step -> step.split(" #"))
                            .filter(step -> Long.parseLong(step[1]) > byTheEngine.getOrDefault(step[0], 0L))
                            .count());
        }
    }

    private void run(Connection connection, List<String> transaction, Product product, Random random)
            throws SQLException {
        int effects = 0;
        for (String command : transaction) {
            statements++;
            Savepoint savepoint = random.nextBoolean() ? connection.setSavepoint() : null;
            try (Statement statement = connection.createStatement()) {
                effects += statement.executeUpdate(command) > 0 && !command.startsWith("SELECT") ? 1 : 0;
            } catch (SQLException e) {
                assertThat(e.getSQLState()).as(command + ": " + e.getMessage()).isNotIn("42601", "42703", "42P01");
                if (savepoint != null) {
                    connection.rollback(savepoint);
                } else if (product == Product.POSTGRESQL) {
                    // Nothing more is taken in a transaction in which a statement has failed.
                    connection.rollback();
                    return;
                }
                // The others go on regardless.
            }
        }
        taken += effects;
        if (random.nextInt(20) == 0) {
            connection.rollback();
            return;
        }
        try {
            connection.commit();
            committed += effects;
        } catch (SQLException e) {
            connection.rollback();
        }
    }

    /** What was there before is there still, as it was; and everything that is there holds together. */
    private void look(DataSource owner) throws SQLException {
        Map<String, String> stepsNow = new HashMap<>();
        Map<String, Long> headsNow = new HashMap<>();
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT * FROM workflow_audit")) {
                while (row.next()) {
                    stepsNow.put(row.getString("case_id") + " #" + row.getLong("seq"), values(row));
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT case_id, seq FROM workflow_case")) {
                while (row.next()) {
                    headsNow.put(row.getString(1), row.getLong(2));
                }
            }
        }
        purged(owner, stepsNow.keySet());
        assertThat(stepsNow).containsAllEntriesOf(steps);
        heads.forEach((caseId, seq) ->
                assertThat(headsNow.getOrDefault(caseId, 0L)).as(caseId).isGreaterThanOrEqualTo(seq));
        steps.putAll(stepsNow);
        heads.putAll(headsNow);
        steps.keySet().removeIf(step -> gone.contains(step.replaceFirst(" #.*", "")));
        for (String lie : List.of(
                // Illegal.
                """
                SELECT COUNT(*) FROM workflow_audit a LEFT JOIN workflow_transition t
                ON t.workflow = a.workflow AND t.version = a.version AND t.from_state = a.from_state
                AND t.transition = a.transition AND t.to_state = a.to_state WHERE t.workflow IS NULL
                """,
                // Not continuing the step before, or beginning with no opening of this installation.
                """
                SELECT COUNT(*) FROM workflow_audit a CROSS JOIN workflow_installation i LEFT JOIN workflow_audit p
                ON p.case_id = a.case_id AND p.seq = a.seq - 1 AND p.to_state = a.from_state AND p.digest = a.previous_digest
                AND p.workflow = a.workflow AND p.version = a.from_version
                WHERE p.case_id IS NULL
                AND NOT (a.seq = 1 AND a.from_state = '(new)' AND a.previous_digest = i.origin_digest)
                """,
                // Under another version than the case followed, by anything but the migration from that very version;
                // or such a
                // migration from another.
                """
                SELECT COUNT(*) FROM workflow_audit
                WHERE from_version <> version AND transition <> CONCAT('(migrate:', from_version, ')')
                OR transition LIKE '(migrate:%' AND (from_version = version OR transition <> CONCAT('(migrate:', from_version, ')'))
                """,
                // Recorded or occurred at a time that cannot be.
                """
                SELECT COUNT(*) FROM workflow_audit
                WHERE recorded_at < TIMESTAMP '1900-01-01 00:00:00' OR recorded_at >= TIMESTAMP '2200-01-01 00:00:00'
                OR occurred_at < TIMESTAMP '1900-01-01 00:00:00' OR occurred_at >= TIMESTAMP '2200-01-01 00:00:00'
                """,
                // A seal without its names, or names without a seal.
                """
                SELECT COUNT(*) FROM workflow_audit WHERE NOT (
                (seal IS NULL AND algorithm IS NULL AND key_id IS NULL)
                OR (seal IS NOT NULL AND algorithm IS NOT NULL AND key_id IS NOT NULL))
                """,
                // Granted or refused by who submitted it, or for whom, or where nobody did; the first obligation of its
                // kind is the only
                // one of these definitions.
                """
                SELECT COUNT(*) FROM workflow_audit a
                JOIN workflow_obligation o ON o.workflow = a.workflow AND o.version = a.version
                AND o.from_state = a.from_state AND o.transition = a.transition AND o.kind = 'FOUR_EYES'
                LEFT JOIN workflow_audit b ON b.case_id = a.case_id AND b.seq = (
                SELECT MAX(e.seq) FROM workflow_audit e WHERE e.case_id = a.case_id AND e.seq < a.seq
                AND e.to_state = o.of_state AND e.from_state <> e.to_state
                AND e.transition <> '(import)' AND e.transition NOT LIKE '(migrate:%')
                WHERE b.seq IS NULL OR a.actor = b.actor OR a.actor = b.on_behalf_of
                OR a.on_behalf_of = b.actor OR a.on_behalf_of = b.on_behalf_of
                """,
                // Granted before so many different persons had endorsed it in that stay.
                """
                SELECT COUNT(*) FROM workflow_audit a
                JOIN workflow_obligation o ON o.workflow = a.workflow AND o.version = a.version
                AND o.from_state = a.from_state AND o.transition = a.transition AND o.kind = 'QUORUM'
                WHERE o.persons > (
                SELECT COUNT(DISTINCT e.actor) FROM workflow_audit e WHERE e.case_id = a.case_id AND e.seq < a.seq
                AND e.transition = o.subject AND e.actor_kind = 'PERSON' AND e.seq > (
                SELECT MAX(b.seq) FROM workflow_audit b WHERE b.case_id = a.case_id AND b.seq < a.seq
                AND b.to_state = o.of_state AND b.from_state <> b.to_state))
                """,
                // Another number of holds than stand.
                """
                SELECT COUNT(*) FROM workflow_case c WHERE c.holds <> (
                SELECT COALESCE(SUM(CASE a.transition WHEN '(hold)' THEN 1 WHEN '(release)' THEN -1 ELSE 0 END), 0)
                FROM workflow_audit a WHERE a.case_id = c.case_id AND a.seq <= c.seq)
                """,
                // A hold for no matter or for one that is held, or a release of one that is not.
                """
                SELECT COUNT(*) FROM workflow_audit a LEFT JOIN workflow_audit b ON b.case_id = a.case_id AND b.seq = (
                SELECT MAX(e.seq) FROM workflow_audit e WHERE e.case_id = a.case_id AND e.seq < a.seq
                AND e.transition IN ('(hold)', '(release)') AND e.facts = a.facts)
                WHERE a.transition IN ('(hold)', '(release)') AND (a.facts NOT LIKE '_"MATTER":"%'
                OR (a.transition = '(hold)') = (COALESCE(b.transition, '(release)') = '(hold)'))
                """,
                // A tombstone of a case that was not finished, or that does not continue the one before it.
                """
                SELECT COUNT(*) FROM workflow_tombstone b CROSS JOIN workflow_installation i
                LEFT JOIN workflow_state s ON s.workflow = b.workflow AND s.version = b.version AND s.state = b.state
                LEFT JOIN workflow_tombstone p ON p.seq = b.seq - 1 AND p.digest = b.previous_digest
                WHERE s.state IS NULL OR NOT (s.terminal OR s.resting)
                OR (p.seq IS NULL AND NOT (b.seq = 1 AND b.previous_digest = i.origin_digest))
                """,
                // Unaudited, or moved at another time than recorded.
                """
                SELECT COUNT(*) FROM workflow_case c LEFT JOIN workflow_audit a
                ON a.case_id = c.case_id AND a.seq = c.seq AND a.workflow = c.workflow AND a.version = c.version
                AND a.to_state = c.state AND a.digest = c.digest AND a.recorded_at = c.moved_at WHERE a.case_id IS NULL
                """,
                // In its state since another time than that of the step that led there, or than the one given at its
                // import.
                """
                SELECT COUNT(*) FROM workflow_case c WHERE c.entered_at <> (
                SELECT CASE a.transition WHEN '(import)' THEN COALESCE(a.occurred_at, a.recorded_at) ELSE a.recorded_at END FROM workflow_audit a WHERE a.case_id = c.case_id AND a.seq = (
                SELECT MAX(e.seq) FROM workflow_audit e
                WHERE e.case_id = c.case_id AND e.seq <= c.seq AND e.from_state <> e.to_state))
                """)) {
            assertThat(number(owner, lie)).as(lie).isZero();
        }
    }

    /** What has a tombstone may go, with all of its steps; the tombstone stays as it was, and the id is not used again. */
    private void purged(DataSource owner, Set<String> stepsNow) throws SQLException {
        Map<String, Long> ends = new HashMap<>();
        Set<String> underWay = new HashSet<>();
        Map<Long, String> now = new HashMap<>();
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM workflow_tombstone")) {
            while (row.next()) {
                String hash = HexFormat.of().formatHex(row.getBytes("case_hash"));
                ends.put(hash, row.getLong("last_seq"));
                if (row.getString("case_id") != null) {
                    underWay.add(hash);
                } else {
                    now.put(row.getLong("seq"), values(row));
                }
            }
        }
        assertThat(now).containsAllEntriesOf(tombstones);
        tombstones.putAll(now);
        heads.entrySet().removeIf(head -> {
            Long end = ends.get(DigestChain.ofCase(installation, head.getKey()).hex());
            if (end != null) {
                assertThat(end).as(head.getKey()).isGreaterThanOrEqualTo(head.getValue());
                gone.add(head.getKey());
            }
            return end != null;
        });
        // A step that was ahead of its case when it was seen: the case came and went since.
        for (String step : steps.keySet()) {
            String caseId = step.replaceFirst(" #.*", "");
            if (ends.containsKey(DigestChain.ofCase(installation, caseId).hex())) {
                gone.add(caseId);
            }
        }
        steps.keySet().removeIf(step -> gone.contains(step.replaceFirst(" #.*", "")));
        for (String step : stepsNow) {
            String hash = DigestChain.ofCase(installation, step.replaceFirst(" #.*", ""))
                    .hex();
            assertThat(!ends.containsKey(hash) || underWay.contains(hash))
                    .as(step)
                    .isTrue();
        }
    }

    private static String values(ResultSet row) throws SQLException {
        StringBuilder values = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            values.append(
                            row.getObject(i) instanceof byte[] bytes
                                    ? HexFormat.of().formatHex(bytes)
                                    : row.getString(i))
                    .append('|');
        }
        return values.toString();
    }

    private static List<String> definitions(DataSource owner) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of(
                    // On H2 it also has the number of the newest tombstone, which grows.
                    "(SELECT only_row, installation, origin_digest, schema_version FROM workflow_installation) i",
                    "workflow_definition",
                    "workflow_state",
                    "workflow_transition",
                    "workflow_obligation")) {
                try (ResultSet row = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1, 2, 3, 4")) {
                    while (row.next()) {
                        rows.add(values(row));
                    }
                }
            }
        }
        return rows;
    }

    /** How many such steps the hostile login has made: the schema lets it, and the seal tells. */
    private static long byHand(DataSource owner, String transition) throws SQLException {
        return number(
                owner,
                "SELECT COUNT(*) FROM workflow_audit WHERE actor = 'mallory' AND transition LIKE '" + transition + "'");
    }

    private static long number(DataSource owner, String query) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
