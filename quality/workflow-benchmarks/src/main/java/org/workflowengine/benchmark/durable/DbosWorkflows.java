package org.workflowengine.benchmark.durable;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.txstep.JdbcStepFactory;
import dev.dbos.transact.workflow.Workflow;
import dev.dbos.transact.workflow.WorkflowHandle;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.workflowengine.benchmark.decision.PlainSwitch;
import org.workflowengine.runtime.fixture.CaseReview.State;

/**
 * DBOS: one workflow for each case, which waits for the next request as its documentation has a workflow wait for a person, and then makes
 * a transactional step. One move is: the caller sends the request as a message (one transaction), the workflow receives it (another, after
 * it has noted until when it waits), and the step selects the head, decides by a switch, inserts the audit row and updates the case, on
 * tables without any constraint, in one transaction with its own output; then DBOS records that the step is done. The caller is told so in
 * memory, which spares DBOS an event. The last step of a case includes the end of its workflow.
 */
final class DbosWorkflows implements Contender {
    private static final String TOPIC = "requests";
    private static final Duration LONG = Duration.ofDays(1);

    private final DataSource dataSource;
    private final DBOS dbos;
    private final Reviews reviews;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    /** What DBOS makes durable. */
    public interface Reviews {
        /**
         * Takes a case from its opening to its end.
         *
         * @param caseId the case
         * @return its last state
         * @throws SQLException if the database refuses
         */
        String review(String caseId) throws SQLException;
    }

    /** What the caller of a case waits for: the state after a step, or what went wrong. */
    private static final class Waiting {
        private final BlockingQueue<Object> done = new ArrayBlockingQueue<>(2);
        private volatile @Nullable WorkflowHandle<String, SQLException> workflow;

        void ended(String caseId) {
            try {
                Objects.requireNonNull(workflow).getResult();
            } catch (SQLException e) {
                throw new IllegalStateException(caseId, e);
            }
        }

        State await(String caseId) {
            try {
                Object answer = done.poll(1, TimeUnit.MINUTES);
                if (answer instanceof State state) {
                    return state;
                }
                throw answer instanceof Throwable failure
                        ? new IllegalStateException(caseId, failure)
                        : new IllegalStateException(caseId + ": no answer within a minute");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    DbosWorkflows(DataSource dataSource) {
        this.dataSource = dataSource;
        this.dbos = new DBOS(
                DBOSConfig.defaults("benchmark").withDataSource(dataSource).withAppVersion("1"));
        JdbcStepFactory steps = new JdbcStepFactory(dbos, dataSource);
        this.reviews = dbos.registerProxy(Reviews.class, new ReviewsInSteps(steps));
        dbos.launch();
    }

    /** The workflow. */
    private final class ReviewsInSteps implements Reviews {
        private final JdbcStepFactory steps;
        private final PlainSwitch decider = new PlainSwitch();
        private final byte[] origin;

        ReviewsInSteps(JdbcStepFactory steps) {
            this.steps = steps;
            try (Connection connection = dataSource.getConnection()) {
                this.origin = HandWrittenSql.origin(connection);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        @Workflow(name = "review")
        public String review(String caseId) throws SQLException {
            BlockingQueue<Object> done = Objects.requireNonNull(waiting.get(caseId)).done;
            try {
                String state = steps.txStep((Connection connection) -> open(connection, caseId), "open");
                done.add(State.valueOf(state));
                while (!State.valueOf(state).isTerminal()) {
                    List<String> request = dbos.<List<String>>recv(TOPIC, LONG).orElseThrow();
                    state = steps.txStep((Connection connection) -> move(connection, caseId, request), "move");
                    done.add(State.valueOf(state));
                }
                return state;
            } catch (RuntimeException | SQLException e) {
                done.add(e);
                throw e;
            }
        }

        private String open(Connection connection, String caseId) throws SQLException {
            HandWrittenRow row = HandWrittenRow.opening(caseId, origin);
            HandWrittenSql.insert(connection, row);
            HandWrittenSql.open(connection, row);
            return row.toState();
        }

        /** A request is the transition, the facts as they are recorded, and the ids of those that are true. */
        private String move(Connection connection, String caseId, List<String> request) throws SQLException {
            Head head = HandWrittenSql.head(connection, caseId);
            String transition = request.get(0);
            State to = decider.next(head.state(), transition, Set.copyOf(request.subList(2, request.size())))
                    .orElseThrow(() -> new IllegalStateException(transition + " is not allowed in " + head.state()));
            HandWrittenRow row = HandWrittenRow.step(caseId, head, transition, to, request.get(1));
            HandWrittenSql.insert(connection, row);
            HandWrittenSql.advance(connection, row);
            return row.toState();
        }
    }

    @Override
    public void open(String caseId) {
        Waiting mine = new Waiting();
        waiting.put(caseId, mine);
        mine.workflow = dbos.startWorkflow(() -> reviews.review(caseId), new StartWorkflowOptions(caseId));
        mine.await(caseId);
    }

    @Override
    public void move(String caseId, Step step) {
        List<String> request =
                new ArrayList<>(List.of(step.row().id(), step.facts().canonicalText()));
        request.addAll(step.trueFacts());
        dbos.send(caseId, request, TOPIC);
        Waiting mine = Objects.requireNonNull(waiting.get(caseId));
        if (mine.await(caseId).isTerminal()) {
            mine.ended(caseId);
            waiting.remove(caseId);
        }
    }

    /** A workflow that waits keeps a thread, unless the Java platform has virtual ones. DBOS has 50 for each processor. */
    @Override
    public int mostOpenCases() {
        return Runtime.version().feature() < 21 ? 50 * Runtime.getRuntime().availableProcessors() : Integer.MAX_VALUE;
    }

    @Override
    public boolean hasThreadsOfItsOwn() {
        return true;
    }

    @Override
    public State state(String caseId) {
        try (Connection connection = dataSource.getConnection()) {
            return HandWrittenSql.head(connection, caseId).state();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        dbos.close();
    }
}
