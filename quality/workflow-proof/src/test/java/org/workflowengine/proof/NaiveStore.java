package org.workflowengine.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import javax.sql.DataSource;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.audit.DigestChain;
import org.workflowengine.runtime.internal.engine.Store;

/** A store as one would write it in an afternoon, on tables with nothing but keys, and with a fault planted in it. */
final class NaiveStore implements Store {
    static final Installation INSTALLATION = new Installation("00112233445566778899aabbccddeeff");

    private final DataSource dataSource;
    private final Function<Connection, Unit> units;

    NaiveStore(DataSource dataSource, PlantedFault fault, Random random) {
        this(dataSource, connection -> new NaiveUnit(dataSource, connection, fault, random));
    }

    NaiveStore(DataSource dataSource, Function<Connection, Unit> units) {
        this.dataSource = dataSource;
        this.units = units;
    }

    /** The tables and the installation, with the keys that the fault does not do without. */
    static List<String> tables(PlantedFault fault) {
        String key = fault == PlantedFault.NO_COMPARE_AND_SET_AND_NO_KEY ? "" : ", PRIMARY KEY (case_id, seq)";
        String request = fault == PlantedFault.NO_DEDUPE ? "" : ", UNIQUE (case_id, request_id)";
        return tables(key + request);
    }

    /** The same, with the keys of the audit as they are written here. */
    static List<String> tables(String keys) {
        return List.of("""
                CREATE TABLE workflow_audit (
                  case_id VARCHAR(64), seq BIGINT, workflow VARCHAR(64), from_version INT, version INT,
                  fingerprint BINARY(32), transition VARCHAR(64), from_state VARCHAR(64), to_state VARCHAR(64),
                  actor_kind VARCHAR(16), actor VARCHAR(128), on_behalf_of VARCHAR(128), reason VARCHAR(2000),
                  facts VARCHAR(65536), evidence VARCHAR(65536), salt BINARY(16), payload_digest BINARY(32),
                  request_id VARCHAR(64), source VARCHAR(128), recorded_at TIMESTAMP(6), occurred_at TIMESTAMP(6),
                  previous_digest BINARY(32), format INT, algorithm VARCHAR(32), key_id VARCHAR(64),
                  digest BINARY(32), seal VARBINARY(512)""" + keys + ")", """
                CREATE TABLE workflow_case (
                  case_id VARCHAR(64) PRIMARY KEY, workflow VARCHAR(64), version INT, state VARCHAR(64), seq BIGINT,
                  digest BINARY(32), entered_at TIMESTAMP(6), moved_at TIMESTAMP(6), holds INT DEFAULT 0 NOT NULL)""", """
                CREATE TABLE workflow_tombstone (
                  seq BIGINT PRIMARY KEY, case_id VARCHAR(64), case_hash BINARY(32), workflow VARCHAR(64), version INT,
                  state VARCHAR(64), last_seq BIGINT, last_digest BINARY(32), bundle_digest BINARY(32),
                  retention_class VARCHAR(64), actor_kind VARCHAR(16), actor VARCHAR(128), on_behalf_of VARCHAR(128),
                  reason VARCHAR(2000), source VARCHAR(128), recorded_at TIMESTAMP(6), previous_digest BINARY(32),
                  format INT, algorithm VARCHAR(32), key_id VARCHAR(64), digest BINARY(32), seal VARBINARY(512))""", """
                CREATE TABLE workflow_installation (
                  only_row INT PRIMARY KEY, installation BINARY(16), origin_digest BINARY(32), schema_version INT)""", """
                INSERT INTO workflow_installation VALUES (1, X'%s', X'%s', 2)""".formatted(
                        INSTALLATION.id(), DigestChain.origin(INSTALLATION).hex()));
    }

    @Override
    public Unit begin() {
        try {
            Connection connection = dataSource.getConnection();
            try {
                connection.setAutoCommit(false);
                return units.apply(connection);
            } catch (Throwable e) {
                connection.close();
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            throw new UnchangedException("beginning", true, e);
        }
    }
}
