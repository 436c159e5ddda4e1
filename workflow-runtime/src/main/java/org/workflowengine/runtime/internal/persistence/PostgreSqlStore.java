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

    @Override
    String caseHash(String installation, String caseId) {
        String bytes = "pg_catalog.convert_to(" + caseId + ", 'UTF8'::NAME)";
        return "pg_catalog.sha256(pg_catalog.decode('5754433100000010'::TEXT, 'hex'::TEXT) || " + installation
                + " || pg_catalog.int4send(pg_catalog.octet_length(" + bytes + ")) || " + bytes + ")";
    }
}
