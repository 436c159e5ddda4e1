package org.workflowengine.benchmark.durable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.workflowengine.benchmark.decision.Decider;
import org.workflowengine.runtime.fixture.CaseReview.State;

/**
 * Plain JDBC: select the head, decide, insert the audit row, update the case, commit. Who decides is given: a switch, or a state
 * machine library that keeps nothing itself. Without the select it keeps where each case stands.
 */
final class HandWrittenJdbc implements Contender {
    private final DataSource dataSource;
    private final Decider decider;
    private final boolean selects;
    private final Map<String, Head> held = new ConcurrentHashMap<>();
    private final byte[] origin;

    HandWrittenJdbc(DataSource dataSource, Decider decider, boolean selects) {
        this.dataSource = dataSource;
        this.decider = decider;
        this.selects = selects;
        this.origin = transaction(HandWrittenSql::origin);
    }

    /** What one transaction does. */
    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    @Override
    public void open(String caseId) {
        keep(caseId, transaction(connection -> {
            HandWrittenRow row = HandWrittenRow.opening(caseId, origin);
            HandWrittenSql.insert(connection, row);
            HandWrittenSql.open(connection, row);
            return row.head();
        }));
    }

    @Override
    public void move(String caseId, Step step) {
        keep(caseId, transaction(connection -> {
            Head head = selects
                    ? HandWrittenSql.head(connection, caseId)
                    : Objects.requireNonNull(held.get(caseId), caseId);
            String transition = step.row().id();
            State to = decider.next(head.state(), transition, step.trueFacts())
                    .orElseThrow(() -> new IllegalStateException(transition + " is not allowed in " + head.state()));
            HandWrittenRow row = HandWrittenRow.step(
                    caseId, head, transition, to, step.facts().canonicalText());
            HandWrittenSql.insert(connection, row);
            HandWrittenSql.advance(connection, row);
            return row.head();
        }));
    }

    private void keep(String caseId, Head head) {
        if (!selects) {
            held.put(caseId, head);
        }
    }

    @Override
    public State state(String caseId) {
        return transaction(connection -> HandWrittenSql.head(connection, caseId))
                .state();
    }

    private <T> T transaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T answer = work.in(connection);
                connection.commit();
                return answer;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
