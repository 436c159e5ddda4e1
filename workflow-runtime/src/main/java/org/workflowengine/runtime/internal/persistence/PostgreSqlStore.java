package org.workflowengine.runtime.internal.persistence;

import java.util.HexFormat;

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
    String literal(byte[] bytes) {
        return "'\\x" + HexFormat.of().formatHex(bytes) + "'::BYTEA";
    }

    @Override
    String nowInUtc() {
        return "CAST(CURRENT_TIMESTAMP AT TIME ZONE 'UTC' AS TIMESTAMP(6))";
    }

    @Override
    String caseHash(String installation, String caseId) {
        String bytes = "pg_catalog.convert_to(" + caseId + ", 'UTF8'::NAME)";
        return "pg_catalog.sha256(pg_catalog.decode('5754433100000010'::TEXT, 'hex'::TEXT) || " + installation
                + " || pg_catalog.int4send(pg_catalog.octet_length(" + bytes + ")) || " + bytes + ")";
    }
}
