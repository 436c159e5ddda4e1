package org.workflowengine.benchmark.durable;

import java.util.Optional;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.workflowengine.benchmark.decision.PlainSwitch;
import org.workflowengine.runtime.fixture.CaseReview.State;

/** The same four statements by hand in MyBatis, as its documentation has it, and a switch to decide. */
final class HandWrittenMyBatis implements Contender {
    private final SqlSessionFactory sessions;
    private final PlainSwitch decider = new PlainSwitch();
    private final byte[] origin;

    HandWrittenMyBatis(DataSource dataSource) {
        Configuration configuration =
                new Configuration(new Environment("benchmark", new JdbcTransactionFactory(), dataSource));
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.setArgNameBasedConstructorAutoMapping(true);
        configuration.addMapper(Statements.class);
        this.sessions = new SqlSessionFactoryBuilder().build(configuration);
        try (SqlSession session = sessions.openSession()) {
            this.origin = session.getMapper(Statements.class).origin().digest();
        }
    }

    /** What the opening of each case continues. MyBatis reads an array that a method returns as many rows. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Origin(byte[] digest) {}

    /** The statements. */
    interface Statements {
        @Select("SELECT origin_digest AS digest FROM workflow_installation")
        Origin origin();

        @Select("SELECT state, seq, digest FROM workflow_case WHERE case_id = #{caseId}")
        Head head(String caseId);

        @Insert("""
                INSERT INTO workflow_audit (case_id, seq, workflow, from_version, version, fingerprint, transition,
                  from_state, to_state, actor_kind, actor, reason, facts, salt, payload_digest, request_id, source,
                  recorded_at, previous_digest, format, digest)
                VALUES (#{row.caseId}, #{row.seq}, #{workflow}, #{version}, #{version}, #{fingerprint}, #{row.transition},
                  #{row.fromState}, #{row.toState}, #{actorKind}, #{actor}, #{reason}, #{row.facts}, #{row.salt},
                  #{row.payloadDigest}, NULL, #{source}, #{row.recordedAt}, #{row.previousDigest}, #{format},
                  #{row.digest})
                """)
        int insert(
                HandWrittenRow row,
                String workflow,
                int version,
                byte[] fingerprint,
                String actorKind,
                String actor,
                String reason,
                String source,
                int format);

        @Insert("""
                INSERT INTO workflow_case (case_id, workflow, version, state, seq, digest, entered_at, moved_at)
                VALUES (#{row.caseId}, #{workflow}, #{version}, #{row.toState}, #{row.seq}, #{row.digest}, #{row.recordedAt},
                  #{row.recordedAt})
                """)
        int open(HandWrittenRow row, String workflow, int version);

        @Update("""
                UPDATE workflow_case
                SET version = #{version}, state = #{row.toState}, seq = #{row.seq}, digest = #{row.digest},
                    entered_at = #{row.recordedAt}, moved_at = #{row.recordedAt}
                WHERE case_id = #{row.caseId} AND seq = #{row.seq} - 1 AND digest = #{row.previousDigest}
                """)
        int advance(HandWrittenRow row, int version);
    }

    @Override
    public void open(String caseId) {
        try (SqlSession session = sessions.openSession()) {
            Statements statements = session.getMapper(Statements.class);
            HandWrittenRow row = HandWrittenRow.opening(caseId, origin);
            one(insert(statements, row));
            one(statements.open(row, HandWrittenRow.WORKFLOW, HandWrittenRow.VERSION));
            session.commit();
        }
    }

    @Override
    public void move(String caseId, Step step) {
        try (SqlSession session = sessions.openSession()) {
            Statements statements = session.getMapper(Statements.class);
            Head head = statements.head(caseId);
            Optional<State> to = decider.next(head.state(), step.row().id(), step.trueFacts());
            HandWrittenRow row = HandWrittenRow.step(
                    caseId,
                    head,
                    step.row().id(),
                    to.orElseThrow(),
                    step.facts().canonicalText());
            one(insert(statements, row));
            one(statements.advance(row, HandWrittenRow.VERSION));
            session.commit();
        }
    }

    private static int insert(Statements statements, HandWrittenRow row) {
        return statements.insert(
                row,
                HandWrittenRow.WORKFLOW,
                HandWrittenRow.VERSION,
                HandWrittenRow.FINGERPRINT,
                HandWrittenRow.ACTOR_KIND,
                Step.ACTOR,
                Step.REASON,
                Step.SOURCE,
                HandWrittenRow.FORMAT);
    }

    private static void one(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("expected 1 row, found " + rows);
        }
    }

    @Override
    public State state(String caseId) {
        try (SqlSession session = sessions.openSession()) {
            return session.getMapper(Statements.class).head(caseId).state();
        }
    }
}
