package org.workflowengine.benchmark.durable;

import java.util.Set;
import javax.sql.DataSource;
import org.workflowengine.runtime.fixture.Intercepted;

/**
 * Counts what one thread asks a database for, at the JDBC interface. Statements are calls of {@code execute…}, a batch being one.
 * A round trip is a statement, or the end of a transaction in which there was one, or a question about the connection itself;
 * a BEGIN is none, because PostgreSQL's driver sends it ahead of the first statement.
 */
final class JdbcCalls {
    private static final Set<String> ASKS_THE_SERVER =
            Set.of("Connection.isValid", "Connection.getTransactionIsolation", "Connection.setTransactionIsolation");

    private boolean inTransaction;
    private long statements;
    private long commits;
    private long others;

    DataSource counting(DataSource real) {
        return Intercepted.dataSource(real, (call, argument, effect) -> {
            count(call, argument);
            return effect.make();
        });
    }

    private void count(String call, Object argument) {
        if (call.contains("Statement.execute")) {
            statements++;
            inTransaction = true;
        } else if (call.equals("Connection.commit")
                || call.equals("Connection.rollback")
                || (call.equals("Connection.setAutoCommit") && Boolean.TRUE.equals(argument))) {
            commits += inTransaction ? 1 : 0;
            inTransaction = false;
        } else if (ASKS_THE_SERVER.contains(call)) {
            others++;
        }
    }

    void reset() {
        statements = 0;
        commits = 0;
        others = 0;
    }

    long statements() {
        return statements;
    }

    long commits() {
        return commits;
    }

    long roundTrips() {
        return statements + commits + others;
    }
}
