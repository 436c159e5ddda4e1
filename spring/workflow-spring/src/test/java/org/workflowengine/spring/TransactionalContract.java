package org.workflowengine.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.session.SqlSessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mybatis.spring.SqlSessionFactoryBean;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Each way in which a Spring application can call the engine: business row, state and audit share one fate. */
abstract class TransactionalContract {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    private final TestDatabase database;
    private AnnotationConfigApplicationContext context;
    private Shop shop;
    private Engine reviews;

    TransactionalContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
    }

    /** The application's own mapper, in a session factory of its own. */
    interface InvoiceMapper {
        @Insert("INSERT INTO invoice (id) VALUES (#{id})")
        int insert(String id);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Application {}

    static class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** The application's service. */
    static class Shop {
        private final InvoiceMapper invoices;
        private final Engine reviews;

        Shop(InvoiceMapper invoices, Engine reviews) {
            this.invoices = invoices;
            this.reviews = reviews;
        }

        void withoutATransaction(String id) {
            invoices.insert(id);
            reviews.open(id, BY_ALICE).orThrow();
            throw new Broken();
        }

        @Transactional
        public void required(String id, boolean breaks) {
            invoices.insert(id);
            reviews.open(id, BY_ALICE).orThrow();
            if (breaks) {
                throw new Broken();
            }
        }

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        public void requiresNew(String id) {
            invoices.insert(id);
            reviews.open(id, BY_ALICE).orThrow();
        }

        @Transactional
        public void outer(String id, Shop proxied) {
            invoices.insert(id);
            reviews.open(id, BY_ALICE).orThrow();
            proxied.requiresNew(id + "-inner");
            throw new Broken();
        }

        @Transactional
        public void refusals(String id) {
            invoices.insert(id);
            var created = reviews.open(id, BY_ALICE).orThrow();
            created.startReview(BY_ALICE).orThrow();
            assertThat(created.startReview(BY_ALICE).isApplied()).isFalse();
            assertThat(reviews.open(id, BY_ALICE).isApplied()).isFalse();
            assertThat(reviews.fire(id, "CLOSE", ALL_TRUE, BY_ALICE).isApplied())
                    .isFalse();
            invoices.insert(id + "-after");
        }

        @Transactional
        @SuppressWarnings("CheckReturnValue") // the fault
        public void overlooked(String id) {
            invoices.insert(id);
            reviews.approve(id, ALL_TRUE, BY_ALICE);
        }

        @Transactional
        public void thrown(String id, Consumer<Engine.Throwing> move) {
            invoices.insert(id);
            move.accept(reviews.throwing());
        }

        @Transactional
        public void twoMoves(String id, boolean breaks) {
            invoices.insert(id);
            reviews.open(id, BY_ALICE)
                    .orThrow()
                    .startReview(BY_ALICE)
                    .orThrow()
                    .escalate(BY_ALICE)
                    .orThrow();
            if (breaks) {
                throw new Broken();
            }
        }

        @Transactional(timeout = 30)
        public void swallowedFailure(String id, Runnable breaking) {
            invoices.insert(id);
            try {
                breaking.run();
                reviews.find(id);
                throw new AssertionError("the connection is gone");
            } catch (UnchangedException e) {
                // The service carries on as if nothing had happened.
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        database.sql("CREATE TABLE invoice (id VARCHAR(64) PRIMARY KEY)");
        CaseReview.install(database.runtime(), CaseReview.DEFINITION);
        DataSource dataSource = database.pool();
        context = new AnnotationConfigApplicationContext();
        context.register(Application.class);
        context.registerBean(PlatformTransactionManager.class, () -> new DataSourceTransactionManager(dataSource));
        context.registerBean(
                Engine.class,
                () -> Engine.on(SpringWorkflow.runtime(dataSource, context.getBean(PlatformTransactionManager.class))));
        SqlSessionFactory sessions = sessions(dataSource);
        context.registerBean(
                Shop.class,
                () -> new Shop(
                        new SqlSessionTemplate(sessions).getMapper(InvoiceMapper.class),
                        context.getBean(Engine.class)));
        context.refresh();
        shop = context.getBean(Shop.class);
        reviews = context.getBean(Engine.class);
    }

    private static SqlSessionFactory sessions(DataSource dataSource) throws Exception {
        SqlSessionFactoryBean factory = new SqlSessionFactoryBean();
        factory.setDataSource(dataSource);
        SqlSessionFactory sessions = factory.getObject();
        sessions.getConfiguration().addMapper(InvoiceMapper.class);
        return sessions;
    }

    @AfterEach
    void stop() {
        context.close();
        database.close();
    }

    @Test
    void outsideATransaction() throws Exception {
        assertThatThrownBy(() -> shop.withoutATransaction("I-1")).isInstanceOf(Broken.class);
        // Each is a commit of its own, the engine's as well as the mapper's.
        assertThat(invoices()).containsExactly("[I-1]");
        assertThat(reviews.load("I-1").seq()).isEqualTo(1);
    }

    @Test
    void insideRequired() throws Exception {
        shop.required("I-1", false);
        assertThat(invoices()).containsExactly("[I-1]");
        assertThat(reviews.load("I-1").seq()).isEqualTo(1);
    }

    @Test
    void anExceptionAfterTheMove() throws Exception {
        assertThatThrownBy(() -> shop.required("I-1", true)).isInstanceOf(Broken.class);
        nothingIsThere();
    }

    @Test
    void insideRequiresNew() throws Exception {
        assertThatThrownBy(() -> shop.outer("I-1", shop)).isInstanceOf(Broken.class);
        assertThat(invoices()).containsExactly("[I-1-inner]");
        assertThat(reviews.find("I-1")).isEmpty();
        assertThat(reviews.load("I-1-inner").seq()).isEqualTo(1);
    }

    @Test
    void aRefusalLeavesTheTransactionUsable() throws Exception {
        shop.refusals("I-1");
        assertThat(invoices()).containsExactly("[I-1]", "[I-1-after]");
        assertThat(reviews.load("I-1").seq()).isEqualTo(2);
    }

    /** A refusal is a value: a transaction does not know of it. */
    @Test
    void aRefusalThatIsOverlooked() throws Exception {
        shop.overlooked("I-1");
        assertThat(invoices()).containsExactly("[I-1]");
        assertThat(database.content()).isEmpty();
    }

    @Test
    void aRefusalThatIsThrown() throws Exception {
        List<Consumer<Engine.Throwing>> refused = List.of(
                engine -> engine.approve("I-1", ALL_TRUE, BY_ALICE),
                engine -> engine.fire("I-1", "CLOSE", ALL_TRUE, BY_ALICE),
                engine -> engine.erase("I-1", 1, BY_ALICE),
                engine -> engine.load("I-1"),
                engine -> {
                    engine.open("I-1", BY_ALICE);
                    engine.open("I-1", BY_ALICE);
                },
                engine -> ignore(engine.open("I-1", BY_ALICE).startReview(by("").because("all documents in"))),
                engine -> {
                    engine.open("I-1", BY_ALICE);
                    ignore(engine.load("I-1").startReview(by("").because("all documents in")));
                },
                engine -> {
                    engine.open("I-1", BY_ALICE);
                    ignore(engine.cases()
                            .inState(CaseReview.State.CREATED)
                            .list()
                            .get(0)
                            .startReview(by("").because("all documents in")));
                });
        for (Consumer<Engine.Throwing> move : refused) {
            assertThatThrownBy(() -> shop.thrown("I-1", move)).isInstanceOf(RefusedException.class);
            nothingIsThere();
        }
        shop.thrown("I-1", engine -> ignore(engine.open("I-1", BY_ALICE).startReview(BY_ALICE)));
        assertThat(invoices()).containsExactly("[I-1]");
        assertThat(reviews.load("I-1").seq()).isEqualTo(2);
    }

    /** What a careless service does with an outcome. */
    private static void ignore(Outcome<?> overlooked) {
        assertThat(overlooked.isApplied()).isTrue();
    }

    @Test
    void twoMovesInOneTransaction() throws Exception {
        assertThatThrownBy(() -> shop.twoMoves("I-1", true)).isInstanceOf(Broken.class);
        nothingIsThere();
        shop.twoMoves("I-1", false);
        assertThat(reviews.load("I-1").seq()).isEqualTo(3);
        assertThat(reviews.history("I-1").check(CaseReview.DEFINITION)).isEmpty();
    }

    /** Who swallows a failure of the engine and commits is told that nothing was committed. */
    @Test
    void aFailureThatIsSwallowed() throws Exception {
        assertThatThrownBy(() -> shop.swallowedFailure("I-1", () -> {
                    try {
                        database.sql("ALTER TABLE workflow_case RENAME TO workflow_case_away");
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .isInstanceOf(UnexpectedRollbackException.class);
        database.sql("ALTER TABLE workflow_case_away RENAME TO workflow_case");
        nothingIsThere();
    }

    @Test
    void anotherDataSourceThanTheTransactionManagers() {
        PlatformTransactionManager other = new DataSourceTransactionManager(database.dataSource());
        assertThatThrownBy(() -> SpringWorkflow.runtime(database.pool(), other))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("is not on the data source that the engine was given")
                .hasMessageEndingWith("give both the same DataSource");
    }

    @Test
    void aTransactionOfAnotherDataSource() throws Exception {
        PlatformTransactionManager other = new DataSourceTransactionManager(database.dataSource());
        assertThatThrownBy(() ->
                        new TransactionTemplate(other).executeWithoutResult(status -> reviews.open("I-1", BY_ALICE)))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("a transaction is active, but not on the engine's data source");
        nothingIsThere();
    }

    @Test
    void behindATransactionAwareProxy() {
        DataSource proxy = new TransactionAwareDataSourceProxy(database.pool());
        WorkflowRuntime runtime = SpringWorkflow.runtime(proxy, new DataSourceTransactionManager(proxy));
        assertThat(Engine.on(runtime).open("C-1", BY_ALICE).isApplied()).isTrue();
    }

    private List<String> invoices() throws SQLException {
        return database.rows("SELECT id FROM invoice ORDER BY id");
    }

    private void nothingIsThere() throws SQLException {
        assertThat(invoices()).isEmpty();
        assertThat(database.content()).isEmpty();
    }
}
