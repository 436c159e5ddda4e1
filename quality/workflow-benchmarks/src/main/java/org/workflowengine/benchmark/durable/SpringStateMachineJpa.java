package org.workflowengine.benchmark.durable;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.StateMachinePersist;
import org.springframework.statemachine.data.jpa.JpaRepositoryStateMachinePersist;
import org.springframework.statemachine.data.jpa.JpaStateMachineRepository;
import org.springframework.statemachine.persist.DefaultStateMachinePersister;
import org.springframework.statemachine.persist.StateMachinePersister;
import org.springframework.statemachine.support.DefaultExtendedState;
import org.springframework.statemachine.support.DefaultStateMachineContext;
import org.springframework.transaction.support.TransactionTemplate;
import org.workflowengine.benchmark.decision.SpringMachine;
import org.workflowengine.runtime.fixture.CaseReview.State;

/**
 * Spring Statemachine, restored from and persisted to its own JPA entity, and a JPA entity for the audit row, in one transaction.
 * Number and digest of the newest step are kept among the machine's own variables, so that they cost no statement. The machine is
 * built once and set to what is stored for each move. Nothing in the database enforces anything.
 */
final class SpringStateMachineJpa implements Contender {
    private final LocalContainerEntityManagerFactoryBean bean = new LocalContainerEntityManagerFactoryBean();
    private final EntityManager entities;
    private final TransactionTemplate transaction;
    private final StateMachinePersist<State, String, Object> store;
    private final StateMachinePersister<State, String, Object> persister;
    private final StateMachine<State, String> machine = SpringMachine.build("case-review");

    SpringStateMachineJpa(DataSource dataSource) {
        Properties properties = new Properties();
        properties.setProperty("hibernate.hbm2ddl.auto", "create");
        bean.setDataSource(dataSource);
        bean.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        bean.setPackagesToScan(
                "org.springframework.statemachine.data.jpa", getClass().getPackageName());
        bean.setJpaProperties(properties);
        bean.afterPropertiesSet();
        EntityManagerFactory factory = Objects.requireNonNull(bean.getObject());
        this.entities = SharedEntityManagerCreator.createSharedEntityManager(factory);
        this.transaction = new TransactionTemplate(new JpaTransactionManager(factory));
        this.store = new JpaRepositoryStateMachinePersist<>(
                new JpaRepositoryFactory(entities).getRepository(JpaStateMachineRepository.class));
        this.persister = new DefaultStateMachinePersister<>(store);
    }

    @Override
    public void open(String caseId) {
        transaction.executeWithoutResult(status -> {
            machine.stopReactively().block();
            machine.getStateMachineAccessor()
                    .doWithAllRegions(access -> access.resetStateMachineReactively(new DefaultStateMachineContext<>(
                                    State.CREATED, null, null, new DefaultExtendedState()))
                            .block());
            machine.startReactively().block();
            record(caseId, HandWrittenRow.opening(caseId, new byte[32]));
        });
    }

    @Override
    public void move(String caseId, Step step) {
        transaction.executeWithoutResult(status -> {
            restore(caseId);
            Map<Object, Object> variables = machine.getExtendedState().getVariables();
            Head head =
                    new Head(machine.getState().getId(), (Long) Objects.requireNonNull(variables.get("seq")), (byte[])
                            Objects.requireNonNull(variables.get("digest")));
            if (!SpringMachine.send(machine, step.row().id(), step.trueFacts())) {
                throw new IllegalStateException(step.row().id() + " is not allowed in " + head.state());
            }
            State to = machine.getState().getId();
            record(
                    caseId,
                    HandWrittenRow.step(
                            caseId, head, step.row().id(), to, step.facts().canonicalText()));
        });
    }

    private void record(String caseId, HandWrittenRow row) {
        machine.getExtendedState().getVariables().put("seq", row.seq());
        machine.getExtendedState().getVariables().put("digest", row.digest());
        entities.persist(new JpaAuditRow(row));
        try {
            // As the persister does, but under the case's id, which a machine that serves many cases does not have.
            store.write(
                    new DefaultStateMachineContext<>(
                            machine.getState().getId(), null, null, machine.getExtendedState(), null, caseId),
                    caseId);
        } catch (Exception e) {
            throw new IllegalStateException(caseId, e);
        }
    }

    private void restore(String caseId) {
        try {
            persister.restore(machine, caseId);
        } catch (Exception e) {
            throw new IllegalStateException(caseId, e);
        }
    }

    @Override
    public State state(String caseId) {
        return Objects.requireNonNull(transaction.execute(status -> {
            restore(caseId);
            return machine.getState().getId();
        }));
    }

    @Override
    public void close() {
        bean.destroy();
    }
}
