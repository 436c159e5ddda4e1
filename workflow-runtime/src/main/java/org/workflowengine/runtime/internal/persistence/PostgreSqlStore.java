package org.workflowengine.runtime.internal.persistence;

/** PostgreSQL, where one statement can write several tables, and its collation "C" compares bytes. */
final class PostgreSqlStore extends StoreRules {
    static final PostgreSqlStore RULES = new PostgreSqlStore();

    private PostgreSqlStore() {}

    @Override
    boolean writesAtOnce() {
        return true;
    }

    @Override
    boolean bindsUntypedText() {
        return true;
    }
}
