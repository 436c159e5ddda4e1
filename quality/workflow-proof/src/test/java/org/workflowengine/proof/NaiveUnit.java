package org.workflowengine.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import javax.sql.DataSource;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.audit.StoredTombstone;

/** A unit of the naive store, and what it writes. */
class NaiveUnit extends NaiveReads {
    private final DataSource dataSource;
    private final PlantedFault fault;
    private final Random random;
    private boolean committed;

    NaiveUnit(DataSource dataSource, Connection connection, PlantedFault fault, Random random) {
        super(connection);
        this.dataSource = dataSource;
        this.fault = fault;
        this.random = random;
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

    @Override
    public boolean appendBoth(AuditEntry first, AuditEntry second) {
        return appendInTurn(List.of(first, second));
    }

    /** Writes steps of one case that follow each other, in one commit. */
    final boolean appendInTurn(List<AuditEntry> entries) {
        try {
            for (AuditEntry entry : entries) {
                if (!insert(entry)) {
                    return false;
                }
                if (move(entry) != 1) {
                    throw new IntegrityException(entry.caseId(), "lost");
                }
            }
        } catch (SQLException | IllegalStateException e) {
            throw new UnchangedException("appending", true, e);
        }
        commit(entries.get(entries.size() - 1));
        return true;
    }

    @Override
    public Optional<AuditEntry> entryOfRequest(String caseId, String requestId) {
        return fault == PlantedFault.NO_DEDUPE ? Optional.empty() : super.entryOfRequest(caseId, requestId);
    }

    @Override
    public Optional<Instant> enteredAt(String caseId, long seq) {
        return fault == PlantedFault.ANSWERED_AS_ENTERED_BY_A_STEP_THAT_STAYS
                ? enteredAt(caseId, seq, "")
                : super.enteredAt(caseId, seq);
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
        try (PreparedStatement move =
                connection.prepareStatement("""
                UPDATE workflow_case
                SET workflow = ?, version = ?, state = ?, seq = ?, digest = ?, entered_at = %s, moved_at = %s,
                  holds = holds + %s
                WHERE case_id = ?""".formatted(enteredAt(entry), movedAt(), held(entry))
                        + (compares() ? " AND seq = " + (entry.seq() - 1) : ""))) {
            setHead(move, entry);
            return move.executeUpdate();
        }
    }

    /** Whether a case is moved only if it stands at the step before. */
    boolean compares() {
        return fault != PlantedFault.NO_COMPARE_AND_SET_AND_NO_KEY
                && fault != PlantedFault.UPDATE_BEFORE_INSERT
                && fault != PlantedFault.SKIPPED_AUDIT;
    }

    /** The version that is written into the case. */
    int versionOf(AuditEntry entry) {
        return entry.version();
    }

    /** Since when the case is in its state, if the step enters one. */
    Instant entered(AuditEntry entry) {
        return entry.enteredAt();
    }

    boolean staysEntered(AuditEntry entry) {
        return entry.keepsState() && fault != PlantedFault.ENTERED_ANEW_BY_A_STEP_THAT_STAYS;
    }

    /** The column keeps what it has, or gets the time at which the step enters the state. */
    private String enteredAt(AuditEntry entry) {
        return staysEntered(entry) ? "COALESCE(entered_at, ?)" : "?";
    }

    private String movedAt() {
        boolean forgets = fault == PlantedFault.MOVED_AT_FORGOTTEN && random.nextInt(20) == 0;
        return forgets ? "COALESCE(moved_at, ?)" : "?";
    }

    private int held(AuditEntry entry) {
        if (fault == PlantedFault.HOLD_NOT_COUNTED) {
            return 0;
        }
        return switch (entry.transition()) {
            case Definition.HOLD -> 1;
            case Definition.RELEASE -> -1;
            default -> 0;
        };
    }

    @Override
    public List<AuditEntry> holds(String caseId) {
        boolean ignored = fault == PlantedFault.ERASED_WHILE_HELD || fault == PlantedFault.HELD_TWICE;
        return ignored ? List.of() : super.holds(caseId);
    }

    @Override
    public Optional<StoredTombstone> tombstone(String caseId) {
        return fault == PlantedFault.PURGED_ID_OPENED_AGAIN ? Optional.empty() : super.tombstone(caseId);
    }

    @Override
    public boolean purge(Map<String, StoredTombstone> tombstones) {
        try {
            for (Map.Entry<String, StoredTombstone> each : tombstones.entrySet()) {
                if (!purge(each.getKey(), each.getValue())) {
                    return false;
                }
            }
        } catch (SQLException | IllegalStateException e) {
            if (e instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
                return false;
            }
            throw new UnchangedException("purging", true, e);
        }
        try {
            connection.commit();
            committed = true;
        } catch (SQLException | IllegalStateException e) {
            throw OutcomeUnknownException.ofTransaction(e);
        }
        return true;
    }

    private boolean purge(String caseId, StoredTombstone stone) throws SQLException {
        switch (fault) {
            case PURGED_WITHOUT_TOMBSTONE -> {}
            case BROKEN_CHAIN_OF_TOMBSTONES -> insert(FaultyEntries.unchained(stone));
            default -> insert(stone);
        }
        if (deleted("DELETE FROM workflow_case WHERE case_id = ?" + where(stone), caseId) != 1) {
            return false;
        }
        String some = fault == PlantedFault.PURGED_IN_PART ? " AND seq > 1" : "";
        deleted("DELETE FROM workflow_audit WHERE case_id = ?" + some, caseId);
        return true;
    }

    private String where(StoredTombstone stone) {
        return switch (fault) {
            case HELD_CASE_PURGED -> " AND seq = " + stone.lastSeq();
            case MOVED_CASE_PURGED -> " AND holds = 0";
            default -> " AND holds = 0 AND seq = " + stone.lastSeq();
        };
    }

    private int deleted(String sql, String caseId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            set(delete, caseId);
            return delete.executeUpdate();
        }
    }

    private void insert(StoredTombstone stone) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO workflow_tombstone (" + TombstoneRow.COLUMNS + ") VALUES (" + "?, ".repeat(21) + "?)")) {
            Object[] values = {
                stone.seq(),
                null,
                stone.caseHash().bytes(),
                stone.workflow(),
                stone.version(),
                stone.state(),
                stone.lastSeq(),
                stone.lastDigest().bytes(),
                stone.bundleDigest().bytes(),
                stone.retentionClass(),
                stone.actorKind().name(),
                stone.actor(),
                stone.onBehalfOf(),
                stone.reason(),
                stone.source(),
                time(stone.recordedAt()),
                stone.previousDigest().bytes(),
                stone.format(),
                stone.algorithm(),
                stone.keyId(),
                stone.digest().bytes(),
                stone.seal()
            };
            set(insert, values);
            insert.executeUpdate();
        }
    }

    private void setHead(PreparedStatement statement, AuditEntry entry) throws SQLException {
        set(
                statement,
                entry.workflow(),
                versionOf(entry),
                entry.toState(),
                entry.seq(),
                entry.digest().bytes(),
                time(entered(entry)),
                time(entry.recordedAt()),
                entry.caseId());
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
}
