package org.workflowengine.benchmark.durable;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.workflowengine.runtime.fixture.Intercepted;

/**
 * Counts what is asked of a database at the JDBC interface, where a transaction stays in one thread. Statements are calls of {@code execute…}, a batch being one.
 * A round trip is a statement, or the end of a transaction in which there was one, or a question about the connection itself;
 * a BEGIN is none, because PostgreSQL's driver sends it ahead of the first statement.
 */
final class JdbcCalls {
    private static final Set<String> ASKS_THE_SERVER =
            Set.of("Connection.isValid", "Connection.getTransactionIsolation", "Connection.setTransactionIsolation");

    private final ThreadLocal<Boolean> inTransaction = ThreadLocal.withInitial(() -> false);
    private final AtomicLong statements = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong others = new AtomicLong();

    DataSource counting(DataSource real) {
        return Intercepted.dataSource(real, (call, argument, effect) -> {
            count(call, argument);
            return effect.make();
        });
    }

    private void count(String call, Object argument) {
        if (call.contains("Statement.execute")) {
            statements.incrementAndGet();
            inTransaction.set(true);
        } else if (call.equals("Connection.commit")
                || call.equals("Connection.rollback")
                || (call.equals("Connection.setAutoCommit") && Boolean.TRUE.equals(argument))) {
            if (inTransaction.get()) {
                commits.incrementAndGet();
            }
            inTransaction.set(false);
        } else if (ASKS_THE_SERVER.contains(call)) {
            others.incrementAndGet();
        }
    }

    void reset() {
        statements.set(0);
        commits.set(0);
        others.set(0);
    }

    long statements() {
        return statements.get();
    }

    long commits() {
        return commits.get();
    }

    long roundTrips() {
        return statements() + commits() + others.get();
    }
}
