/**
 * The runtime: one authority moves cases; state and audit are written in one commit. What is exported is for users, all else is not.
 *
 * <p>MyBatis and H2 are automatic modules. H2 may be absent: only the embedded starters, and the triggers that H2 itself calls, name it.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module org.workflowengine.runtime {
    requires static com.h2database;
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires transitive java.sql;
    requires transitive org.mybatis;
    requires transitive org.workflowengine.annotations;

    exports org.workflowengine.runtime;
    exports org.workflowengine.runtime.audit;
    exports org.workflowengine.runtime.bundle;
    exports org.workflowengine.runtime.core;
    exports org.workflowengine.runtime.engine;
    exports org.workflowengine.runtime.query;
    exports org.workflowengine.runtime.retention;
    exports org.workflowengine.runtime.spi;
    exports org.workflowengine.runtime.whatif;

    // The database loads its triggers.
    exports org.workflowengine.h2 to
            com.h2database;

    // MyBatis makes mappers and rows by reflection, and reads the fields of entries and heads.
    opens org.workflowengine.runtime.core to
            org.mybatis;
    opens org.workflowengine.runtime.internal.audit to
            org.mybatis;
    opens org.workflowengine.runtime.internal.engine to
            org.mybatis;
    opens org.workflowengine.runtime.internal.persistence to
            org.mybatis;
}
