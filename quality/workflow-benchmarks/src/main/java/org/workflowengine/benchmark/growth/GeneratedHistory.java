package org.workflowengine.benchmark.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.workflowengine.benchmark.durable.Constraints;
import org.workflowengine.benchmark.durable.Step;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;

/**
 * Writes many cases of ten steps each straight into PostgreSQL, digests and all, without the engine: the server computes the
 * canonical form of docs/reference/audit-format.md. Triggers and foreign keys are out of the way meanwhile; that all is as the engine would
 * have written it is for its verification to say.
 */
final class GeneratedHistory {
    static final int STEPS = 10;

    /** Every case rests under review. */
    private static final List<Step> WAY = List.of(
            Step.of(State.CREATED, "START_REVIEW"),
            Step.of(State.UNDER_REVIEW, "ESCALATE"),
            Step.of(State.ESCALATED, "RETURN_TO_REVIEW"),
            Step.of(State.UNDER_REVIEW, "REQUEST_INFO"),
            Step.of(State.WAITING_INFO, "RESUME"),
            Step.of(State.UNDER_REVIEW, "ESCALATE"),
            Step.of(State.ESCALATED, "RETURN_TO_REVIEW"),
            Step.of(State.UNDER_REVIEW, "ESCALATE"),
            Step.of(State.ESCALATED, "RETURN_TO_REVIEW"));

    private static final int CASES_AT_A_TIME = 10_000;

    private GeneratedHistory() {}

    static String caseId(int number) {
        return "grown-" + number;
    }

    /** The tables are complete, and hold nothing. They are without their triggers afterwards. */
    static void write(DataSource dataSource, int cases) throws SQLException {
        write(dataSource, cases, 0);
    }

    /** The first of them are closed: a multiple of {@value #CASES_AT_A_TIME}. */
    static void write(DataSource dataSource, int cases, int closed) throws SQLException {
        generating(dataSource, statement -> {
            for (int first = 1; first <= cases; first += CASES_AT_A_TIME) {
                int last = Math.min(cases, first + CASES_AT_A_TIME - 1);
                opening(statement, first, last);
                for (int seq = 2; seq <= STEPS; seq++) {
                    step(statement, first, last, 0, seq, (last <= closed ? Step.WALK : WAY).get(seq - 2));
                }
            }
            statement.execute("""
                    INSERT INTO workflow_case (case_id, workflow, version, state, seq, digest, entered_at, moved_at)
                    SELECT case_id, workflow, version, to_state, seq, digest, recorded_at, recorded_at
                    FROM workflow_audit WHERE seq = %s ORDER BY case_id
                    """.formatted(STEPS));
        });
    }

    /**
     * Cases as they stand while people work on them: of ten, one has only been opened, five are under review (one of them for the second
     * time), two are escalated, one waits, and one is closed after ten steps. The tables are without their triggers afterwards.
     */
    static void writeAtWork(DataSource dataSource, int cases) throws SQLException {
        generating(dataSource, statement -> {
            for (int first = 1; first <= cases; first += CASES_AT_A_TIME) {
                int last = Math.min(cases, first + CASES_AT_A_TIME - 1);
                opening(statement, first, last);
                for (int seq = 2; seq <= STEPS; seq++) {
                    step(statement, first, last, firstWith(seq), seq, Step.WALK.get(seq - 2));
                }
            }
            statement.execute("""
                    INSERT INTO workflow_case (case_id, workflow, version, state, seq, digest, entered_at, moved_at)
                    SELECT DISTINCT ON (case_id) case_id, workflow, version, to_state, seq, digest, recorded_at, recorded_at
                    FROM workflow_audit ORDER BY case_id, seq DESC
                    """);
        });
    }

    /** How many steps a case at work has. */
    static int stepsAtWork(int number) {
        int steps = 1;
        while (steps < STEPS && number % 10 >= firstWith(steps + 1)) {
            steps++;
        }
        return steps;
    }

    /** The lowest last digit of the numbers of the cases that have so many steps. */
    private static int firstWith(int steps) {
        return switch (steps) {
            case 1 -> 0;
            case 2 -> 1;
            case 3 -> 5;
            case 4 -> 7;
            case 5 -> 8;
            default -> 9;
        };
    }

    /** Does something with a statement that can compute digests, with triggers and foreign keys out of the way. */
    private static void generating(DataSource dataSource, Generation generation) throws SQLException {
        Constraints.LINKS.reduce(dataSource);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute("CREATE FUNCTION pg_temp.field(content bytea) RETURNS bytea LANGUAGE sql STABLE"
                    + " RETURN int4send(octet_length(content)) || content");
            statement.execute("CREATE FUNCTION pg_temp.field(content text) RETURNS bytea LANGUAGE sql STABLE"
                    + " RETURN int4send(octet_length(content)) || convert_to(content, 'UTF8')");
            generation.with(statement);
            statement.execute("SET session_replication_role = DEFAULT");
        }
    }

    /** Writes rows. */
    @FunctionalInterface
    private interface Generation {
        void with(Statement statement) throws SQLException;
    }

    private static void opening(Statement statement, int first, int last) throws SQLException {
        step(
                statement,
                "'grown-' || i",
                "(SELECT origin_digest FROM workflow_installation)",
                "generate_series(%s, %s) i".formatted(first, last),
                1,
                "(open)",
                "(new)",
                State.CREATED,
                "{}");
    }

    /** A step of those cases whose number ends with that digit or a higher one. */
    private static void step(Statement statement, int first, int last, int lowestDigit, int seq, Step step)
            throws SQLException {
        step(
                statement,
                "before.case_id",
                "before.digest",
                """
                generate_series(%s, %s) i JOIN workflow_audit before ON before.case_id = 'grown-' || i AND before.seq = %s
                    AND i %% 10 >= %s
                """.formatted(first, last, seq - 1, lowestDigit),
                seq,
                step.row().id(),
                step.row().from().id(),
                step.row().to(),
                step.facts().canonicalText());
    }

    private static void step(
            Statement statement,
            String caseId,
            String previousDigest,
            String source,
            int seq,
            String transition,
            String from,
            State to,
            String facts)
            throws SQLException {
        statement.executeUpdate("""
                INSERT INTO workflow_audit (case_id, seq, workflow, from_version, version, fingerprint, transition,
                    from_state, to_state, actor_kind, actor, reason, facts, salt, payload_digest, source, recorded_at,
                    previous_digest, format, digest)
                SELECT case_id, seq, workflow, 1, 1, fingerprint, transition, from_state, to_state, 'PERSON', actor, reason,
                    facts, salt, payload_digest, source, recorded_at, previous_digest, 1,
                    sha256('WFE1'::bytea || pg_temp.field(case_id) || pg_temp.field(seq::text) || pg_temp.field(workflow)
                        || pg_temp.field('1'::text) || pg_temp.field('1'::text) || pg_temp.field(fingerprint)
                        || pg_temp.field(transition) || pg_temp.field(from_state) || pg_temp.field(to_state)
                        || pg_temp.field('PERSON'::text) || pg_temp.field(payload_digest)
                        || decode('ffffffff', 'hex') || pg_temp.field(source)
                        || pg_temp.field((EXTRACT(epoch FROM recorded_at) * 1000000)::bigint::text)
                        || decode('ffffffff', 'hex') || pg_temp.field(previous_digest) || pg_temp.field('1'::text)
                        || decode('ffffffffffffffff', 'hex'))
                FROM (SELECT *, sha256('WFP1'::bytea || pg_temp.field(salt) || pg_temp.field(actor)
                        || decode('ffffffff', 'hex') || pg_temp.field(reason) || pg_temp.field(facts)
                        || decode('ffffffff', 'hex')) AS payload_digest
                    FROM (SELECT %s AS case_id, %s::bigint AS seq, '%s'::text AS workflow, '\\x%s'::bytea AS fingerprint,
                            '%s'::text AS transition, '%s'::text AS from_state, '%s'::text AS to_state, '%s'::text AS actor,
                            '%s'::text AS reason, '%s'::text AS facts, uuid_send(gen_random_uuid()) AS salt,
                            '%s'::text AS source,
                            timestamp '2026-01-01' + make_interval(mins => %s, secs => i / 1000.0) AS recorded_at,
                            %s AS previous_digest
                        FROM %s OFFSET 0) given OFFSET 0) digested
                """.formatted(
                        caseId,
                        seq,
                        CaseReview.DEFINITION.workflow(),
                        CaseReview.DEFINITION.fingerprint().hex(),
                        transition,
                        from,
                        to,
                        Step.ACTOR,
                        Step.REASON,
                        facts,
                        Step.SOURCE,
                        seq,
                        previousDigest,
                        source));
    }
}
