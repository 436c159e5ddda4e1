package org.workflowengine.benchmark.durable;

import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.workflowengine.benchmark.decision.Decider;
import org.workflowengine.benchmark.decision.PlainSwitch;
import org.workflowengine.benchmark.decision.Squirrel;
import org.workflowengine.benchmark.decision.Stateless4j;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;

/** Everybody who takes part, in the order of the tables. */
public enum Entrant {
    BY_ID("this engine, by id", EngineById::new),
    HMAC("this engine, by id, sealed with HMAC-SHA-256", dataSource -> new EngineById(dataSource, EngineById.hmac())),
    ED25519("this engine, by id, sealed with Ed25519", dataSource -> new EngineById(dataSource, EngineById.ed25519())),
    HANDLE("this engine, with a handle", EngineWithHandle::new),
    CHUNK_1("this engine, applyAll of one", dataSource -> new EngineBulk(dataSource, 1)),
    CHUNK_32("this engine, applyAll of 32", dataSource -> new EngineBulk(dataSource, 32)),
    BULK("this engine, bulk, 1,000 per commit", dataSource -> new EngineBulk(dataSource, 1_000)),
    JDBC("JDBC, same schema", Constraints.ALL, PlainSwitch::new, true),
    JDBC_WITHOUT_SELECT("JDBC, same schema, without the select", Constraints.ALL, PlainSwitch::new, false),
    MYBATIS("MyBatis, same schema", dataSource -> on(dataSource, Constraints.ALL, HandWrittenMyBatis::new)),
    JDBC_LINKS("JDBC, no triggers", Constraints.LINKS, PlainSwitch::new, true),
    JDBC_KEYS("JDBC, keys alone", Constraints.KEYS, PlainSwitch::new, true),
    JDBC_BARE("JDBC, no constraint", Constraints.NONE, PlainSwitch::new, true),
    STATELESS4J("stateless4j + JDBC, no constraint", Constraints.NONE, Stateless4j::new, true),
    SQUIRREL("squirrel-foundation + JDBC, no constraint", Constraints.NONE, Squirrel::new, true),
    SPRING("Spring Statemachine + JPA", SpringStateMachineJpa::new),
    FLOWABLE("Flowable, history level audit", Flowable::new),
    OPERATON("Operaton, history level audit", Operaton::new),
    DBOS("DBOS, no constraint", dataSource -> on(dataSource, Constraints.NONE, DbosWorkflows::new));

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // all are constructors
    private final Function<DataSource, Contender> maker;

    Entrant(String label, Function<DataSource, Contender> maker) {
        this.label = label;
        this.maker = maker;
    }

    Entrant(String label, Constraints constraints, java.util.function.Supplier<Decider> decider, boolean selects) {
        this(
                label,
                dataSource ->
                        on(dataSource, constraints, tables -> new HandWrittenJdbc(tables, decider.get(), selects)));
    }

    private static Contender on(DataSource dataSource, Constraints constraints, Function<DataSource, Contender> maker) {
        EngineById.engine(dataSource);
        try {
            constraints.reduce(dataSource);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return maker.apply(dataSource);
    }

    /**
     * Whether it is measured on a kind of database. On MariaDB these are the engine and what is written by hand; DBOS knows only PostgreSQL.
     *
     * @param kind the kind
     * @return whether it takes part
     */
    public boolean takesPartOn(Kind kind) {
        return switch (this) {
            case DBOS -> kind == Kind.POSTGRESQL;
            case SPRING, FLOWABLE, OPERATON -> kind != Kind.MARIADB;
            default -> true;
        };
    }

    /**
     * Makes its tables and takes its place.
     *
     * @param dataSource an empty database
     * @return the contender
     */
    public Contender on(DataSource dataSource) {
        return maker.apply(dataSource);
    }

    @Override
    public String toString() {
        return label;
    }
}
