package org.workflowengine.benchmark.boot;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The same application without the engine: a case and its history in two plain tables, opened and moved by hand, a transaction each. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class WithoutStarter {
    /** For Spring. */
    public WithoutStarter() {}

    /**
     * Starts it.
     *
     * @param arguments the URL of the database, and the id of a new case
     */
    public static void main(String[] arguments) {
        Application.run(WithoutStarter.class, arguments, WithoutStarter::transition);
    }

    private static String transition(ConfigurableApplicationContext context, String caseId) {
        JdbcTemplate database = context.getBean(JdbcTemplate.class);
        TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
        database.execute("CREATE TABLE IF NOT EXISTS review (id VARCHAR(64) PRIMARY KEY, state VARCHAR(64) NOT NULL)");
        database.execute(
                "CREATE TABLE IF NOT EXISTS review_step (id VARCHAR(64), seq INTEGER, to_state VARCHAR(64) NOT NULL,"
                        + " actor VARCHAR(128) NOT NULL, reason VARCHAR(2000) NOT NULL, PRIMARY KEY (id, seq))");
        transaction.executeWithoutResult(status -> {
            database.update("INSERT INTO review (id, state) VALUES (?, 'CREATED')", caseId);
            record(database, caseId, 1, "CREATED");
        });
        transaction.executeWithoutResult(status -> {
            database.update("UPDATE review SET state = 'UNDER_REVIEW' WHERE id = ? AND state = 'CREATED'", caseId);
            record(database, caseId, 2, "UNDER_REVIEW");
        });
        return database.queryForObject("SELECT state FROM review WHERE id = ?", String.class, caseId);
    }

    private static void record(JdbcTemplate database, String caseId, int seq, String state) {
        database.update(
                "INSERT INTO review_step (id, seq, to_state, actor, reason) VALUES (?, ?, ?, 'alice', 'all documents in')",
                caseId,
                seq,
                state);
    }
}
