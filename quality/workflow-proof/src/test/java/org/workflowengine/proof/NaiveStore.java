package org.workflowengine.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import javax.sql.DataSource;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.audit.DigestChain;
import org.workflowengine.runtime.internal.engine.CaseLists;
import org.workflowengine.runtime.internal.engine.Store;

/** A store as one would write it in an afternoon, on tables with nothing but keys, and with a fault planted in it. */
final class NaiveStore implements Store {
    static final Installation INSTALLATION = new Installation("00112233445566778899aabbccddeeff");

    private final DataSource dataSource;
    private final PlantedFault fault;
    private final Random random;

    NaiveStore(DataSource dataSource, PlantedFault fault, Random random) {
        this.dataSource = dataSource;
        this.fault = fault;
        this.random = random;
    }

    /** The tables and the installation, with the keys that the fault does not do without. */
    static List<String> tables(PlantedFault fault) {
        String key = fault == PlantedFault.NO_COMPARE_AND_SET_AND_NO_KEY ? "" : ", PRIMARY KEY (case_id, seq)";
        String request = fault == PlantedFault.NO_DEDUPE ? "" : ", UNIQUE (case_id, request_id)";
        return List.of("""
                CREATE TABLE workflow_audit (
                  case_id VARCHAR(64), seq BIGINT, workflow VARCHAR(64), from_version INT, version INT,
                  fingerprint BINARY(32), transition VARCHAR(64), from_state VARCHAR(64), to_state VARCHAR(64),
                  actor_kind VARCHAR(16), actor VARCHAR(128), on_behalf_of VARCHAR(128), reason VARCHAR(2000),
                  facts VARCHAR(65536), evidence VARCHAR(65536), salt BINARY(16), payload_digest BINARY(32),
                  request_id VARCHAR(64), source VARCHAR(128), recorded_at TIMESTAMP(6), occurred_at TIMESTAMP(6),
                  previous_digest BINARY(32), format INT, algorithm VARCHAR(32), key_id VARCHAR(64),
                  digest BINARY(32), seal VARBINARY(512)""" + key + request + ")", """
                CREATE TABLE workflow_case (
                  case_id VARCHAR(64) PRIMARY KEY, workflow VARCHAR(64), version INT, state VARCHAR(64), seq BIGINT,
                  digest BINARY(32), entered_at TIMESTAMP(6), moved_at TIMESTAMP(6))""", """
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
                return new NaiveUnit(connection);
            } catch (Throwable e) {
                connection.close();
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            throw new UnchangedException("beginning", true, e);
        }
    }

    private final class NaiveUnit implements Unit {
        private final Connection connection;
        private boolean committed;

        NaiveUnit(Connection connection) {
            this.connection = connection;
        }

        @Override
        public boolean seesLatest() {
            return true;
        }

        @Override
        public boolean append(AuditEntry given) {
            return append(given, OptionalLong.empty());
        }

        @Override
        public boolean erase(AuditEntry erasure, long seq) {
            return append(erasure, OptionalLong.of(seq));
        }

        private boolean append(AuditEntry given, OptionalLong erased) {
            AuditEntry entry = random.nextInt(20) == 0 ? FaultyEntries.planted(fault, given) : given;
            try {
                if (erased.isPresent()) {
                    takeOut(entry.caseId(), erased.getAsLong());
                }
                if (fault == PlantedFault.UPDATE_BEFORE_INSERT) {
                    move(entry);
                    boolean inserted = insert(entry);
                    connection.commit();
                    committed = true;
                    return inserted;
                }
                boolean unaudited = fault == PlantedFault.SKIPPED_AUDIT && random.nextInt(20) == 0;
                if (!unaudited && !insert(entry)) {
                    return false;
                }
                if (fault == PlantedFault.AUDIT_IN_A_SECOND_TRANSACTION) {
                    connection.commit();
                }
                if (move(entry) != 1) {
                    throw new IntegrityException(entry.caseId(), "lost");
                }
            } catch (SQLException | IllegalStateException e) {
                throw new UnchangedException("appending", true, e);
            }
            if (fault != PlantedFault.ACKNOWLEDGED_BEFORE_COMMIT) {
                commit(entry);
            }
            return true;
        }

        private void takeOut(String caseId, long seq) throws SQLException {
            String evidence = fault == PlantedFault.ERASED_IN_PART ? "" : ", evidence = NULL";
            try (PreparedStatement erase = connection.prepareStatement("UPDATE workflow_audit"
                    + " SET salt = NULL, actor = NULL, on_behalf_of = NULL, reason = NULL, facts = NULL" + evidence
                    + " WHERE case_id = ? AND seq = ?")) {
                set(erase, caseId, seq);
                erase.executeUpdate();
            }
        }

        private void commit(AuditEntry entry) {
            try {
                connection.commit();
                committed = true;
            } catch (Throwable e) {
                switch (fault) {
                    case SWALLOWED_UNKNOWN -> {}
                    case UNKNOWN_CALLED_UNCHANGED -> throw new UnchangedException("committing", true, e);
                    case DOUBLE_APPLY_ON_RETRY -> again(entry);
                    default -> {
                        if (e instanceof SQLException sql && "40001".equals(sql.getSQLState())) {
                            throw new UnchangedException("committing", true, e);
                        }
                        throw new OutcomeUnknownException(entry, e);
                    }
                }
            }
        }

        /** Reads where the case stands now, and does the same step from there. */
        private void again(AuditEntry entry) {
            try (Connection another = dataSource.getConnection();
                    PreparedStatement insert = another.prepareStatement("""
                            INSERT INTO workflow_audit
                            SELECT case_id, seq + 1, workflow, from_version, version, fingerprint, transition, from_state,
                              to_state, actor_kind, actor, on_behalf_of, reason, facts, evidence, salt,
                              payload_digest, NULL, source, recorded_at, occurred_at, digest, format, algorithm,
                              key_id, digest, seal
                            FROM workflow_audit WHERE case_id = ? ORDER BY seq DESC LIMIT 1
                            """)) {
                insert.setString(1, entry.caseId());
                insert.executeUpdate();
            } catch (SQLException | IllegalStateException e) {
                throw new OutcomeUnknownException(entry, e);
            }
        }

        private boolean insert(AuditEntry entry) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO workflow_audit (" + AuditRow.COLUMNS + ") VALUES (" + "?, ".repeat(26) + "?)")) {
                Object[] values = {
                    entry.caseId(),
                    entry.seq(),
                    entry.workflow(),
                    entry.fromVersion(),
                    entry.version(),
                    entry.fingerprint().bytes(),
                    entry.transition(),
                    entry.fromState(),
                    entry.toState(),
                    entry.actorKind().name(),
                    entry.actor(),
                    entry.onBehalfOf(),
                    entry.reason(),
                    entry.facts(),
                    entry.evidence(),
                    AuditEntry.saltOf(entry).orElseThrow().bytes(),
                    entry.payloadDigest().bytes(),
                    entry.requestId(),
                    entry.source(),
                    time(entry.recordedAt()),
                    entry.occurredAt() == null ? null : time(entry.occurredAt()),
                    entry.previousDigest().bytes(),
                    entry.format(),
                    entry.algorithm(),
                    entry.keyId(),
                    entry.digest().bytes(),
                    entry.seal()
                };
                set(insert, values);
                return insert.executeUpdate() == 1;
            } catch (SQLException e) {
                if ("23505".equals(e.getSQLState())) {
                    return false;
                }
                throw e;
            }
        }

        private int move(AuditEntry entry) throws SQLException {
            if (entry.seq() == 1) {
                try (PreparedStatement open = connection.prepareStatement("""
                        INSERT INTO workflow_case (workflow, version, state, seq, digest, entered_at, moved_at, case_id)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        """)) {
                    setHead(open, entry);
                    return open.executeUpdate();
                } catch (SQLException e) {
                    if (fault == PlantedFault.UPDATE_BEFORE_INSERT && "23505".equals(e.getSQLState())) {
                        return 0;
                    }
                    throw e;
                }
            }
            boolean compares = fault != PlantedFault.NO_COMPARE_AND_SET_AND_NO_KEY
                    && fault != PlantedFault.UPDATE_BEFORE_INSERT
                    && fault != PlantedFault.SKIPPED_AUDIT;
            try (PreparedStatement move = connection.prepareStatement(
                    """
                    UPDATE workflow_case
                    SET workflow = ?, version = ?, state = ?, seq = ?, digest = ?, entered_at = %s, moved_at = %s
                    WHERE case_id = ?""".formatted(enteredAt(entry), movedAt()) + (compares ? " AND seq = " + (entry.seq() - 1) : ""))) {
                setHead(move, entry);
                return move.executeUpdate();
            }
        }

        /** The column keeps what it has, or gets the time at which the step is recorded. */
        private String enteredAt(AuditEntry entry) {
            boolean stays = entry.keepsState() && fault != PlantedFault.ENTERED_ANEW_BY_A_STEP_THAT_STAYS;
            return stays ? "COALESCE(entered_at, ?)" : "?";
        }

        private String movedAt() {
            boolean forgets = fault == PlantedFault.MOVED_AT_FORGOTTEN && random.nextInt(20) == 0;
            return forgets ? "COALESCE(moved_at, ?)" : "?";
        }

        private static void setHead(PreparedStatement statement, AuditEntry entry) throws SQLException {
            set(
                    statement,
                    entry.workflow(),
                    entry.version(),
                    entry.toState(),
                    entry.seq(),
                    entry.digest().bytes(),
                    time(entry.recordedAt()),
                    time(entry.recordedAt()),
                    entry.caseId());
        }

        private static LocalDateTime time(Instant time) {
            return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        }

        private static void set(PreparedStatement statement, Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
        }

        @Override
        public void close() {
            try (connection) {
                if (fault == PlantedFault.ACKNOWLEDGED_BEFORE_COMMIT) {
                    connection.commit();
                } else if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            } catch (SQLException | IllegalStateException e) {
                if (!committed && fault != PlantedFault.ACKNOWLEDGED_BEFORE_COMMIT) {
                    throw new UnchangedException("closing", true, e);
                }
            }
        }

        @Override
        public Optional<CaseHead> head(String caseId) {
            return query(
                    "SELECT * FROM workflow_case WHERE case_id = ?",
                    row -> new CaseHead(
                            row.getString("case_id"),
                            row.getString("workflow"),
                            row.getInt("version"),
                            row.getString("state"),
                            row.getLong("seq"),
                            Digest.of(row.getBytes("digest")),
                            row.getObject("entered_at", LocalDateTime.class).toInstant(ZoneOffset.UTC)),
                    caseId);
        }

        @Override
        public Optional<AuditEntry> entry(String caseId, long seq) {
            return query("SELECT * FROM workflow_audit WHERE case_id = ? AND seq = ?", NaiveStore::entry, caseId, seq);
        }

        @Override
        public Optional<AuditEntry> entryOfRequest(String caseId, String requestId) {
            return fault == PlantedFault.NO_DEDUPE
                    ? Optional.empty()
                    : query(
                            "SELECT * FROM workflow_audit WHERE case_id = ? AND request_id = ?",
                            NaiveStore::entry,
                            caseId,
                            requestId);
        }

        @Override
        public Optional<Instant> enteredAt(String caseId, long seq) {
            String entering =
                    fault == PlantedFault.ANSWERED_AS_ENTERED_BY_A_STEP_THAT_STAYS ? "" : " AND from_state <> to_state";
            return query(
                    "SELECT recorded_at FROM workflow_audit WHERE case_id = ? AND seq <= ?" + entering
                            + " ORDER BY seq DESC LIMIT 1",
                    row -> row.getObject("recorded_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                    caseId,
                    seq);
        }

        private <T> Optional<T> query(String sql, Reader<T> reader, Object... parameters) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                set(statement, parameters);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
                }
            } catch (SQLException | IllegalStateException e) {
                throw new UnchangedException("reading", true, e);
            }
        }

        @Override
        public List<CaseHead> heads(Collection<String> caseIds) {
            throw new UnsupportedOperationException("no client of the proofs asks for it");
        }

        @Override
        public List<AuditEntry> entriesOfRequests(Collection<RequestKey> requests) {
            throw new UnsupportedOperationException("no client of the proofs asks for it");
        }

        @Override
        public boolean appendBoth(AuditEntry first, AuditEntry second) {
            throw new UnsupportedOperationException("no client of the proofs asks for it");
        }

        @Override
        public boolean appendAll(List<AuditEntry> entries) {
            throw new UnsupportedOperationException("no client of the proofs asks for it");
        }

        @Override
        public List<AuditEntry> entries(String caseId, long afterSeq, int limit) {
            throw new UnsupportedOperationException("no client of the proofs asks for it");
        }

        @Override
        public Optional<AuditEntry> entryAsOf(String caseId, Instant time) {
            throw new UnsupportedOperationException("no client of the proofs asks for it");
        }

        @Override
        public List<CaseHead> heads(
                Definition definition, String state, Instant enteredBefore, CaseHead after, int limit) {
            throw new UnsupportedOperationException("no client of the proofs asks for it");
        }

        @Override
        public Map<String, Long> countByState(Definition definition) {
            throw new UnsupportedOperationException("no client of the proofs asks for it");
        }

        @Override
        public CaseLists lists() {
            throw new UnsupportedOperationException("no client of the proofs asks for it");
        }
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static AuditEntry entry(ResultSet result) throws SQLException {
        AuditRow row = AuditRow.read(result);
        return AuditEntry.of(row.caseId(), row.seq())
                .workflow(row.workflow())
                .fromVersion(row.fromVersion())
                .version(row.version())
                .fingerprint(Digest.of(row.fingerprint()))
                .transition(row.transition())
                .fromState(row.fromState())
                .toState(row.toState())
                .actorKind(Actor.Kind.valueOf(row.actorKind()))
                .actor(row.actor())
                .onBehalfOf(row.onBehalfOf())
                .reason(row.reason())
                .facts(row.facts())
                .evidence(row.evidence())
                .salt(row.salt() == null ? null : Salt.of(row.salt()))
                .payloadDigest(Digest.of(row.payloadDigest()))
                .requestId(row.requestId())
                .source(row.source())
                .recordedAt(row.recordedAt().toInstant(ZoneOffset.UTC))
                .occurredAt(row.occurredAt() == null ? null : row.occurredAt().toInstant(ZoneOffset.UTC))
                .previousDigest(Digest.of(row.previousDigest()))
                .format(row.format())
                .algorithm(row.algorithm())
                .keyId(row.keyId())
                .digest(Digest.of(row.digest()))
                .seal(row.seal())
                .build();
    }
}
