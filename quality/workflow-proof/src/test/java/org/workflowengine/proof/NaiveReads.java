package org.workflowengine.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.audit.DigestChain;
import org.workflowengine.runtime.internal.audit.StoredTombstone;
import org.workflowengine.runtime.internal.engine.CaseLists;
import org.workflowengine.runtime.internal.engine.Store;

/** What a unit of the naive store reads, as far as the clients of the proofs ask for it. */
abstract class NaiveReads implements Store.Unit {
    final Connection connection;

    NaiveReads(Connection connection) {
        this.connection = connection;
    }

    @Override
    public boolean seesLatest() {
        return true;
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
        return query("SELECT * FROM workflow_audit WHERE case_id = ? AND seq = ?", NaiveReads::entry, caseId, seq);
    }

    @Override
    public Optional<AuditEntry> entryOfRequest(String caseId, String requestId) {
        return query(
                "SELECT * FROM workflow_audit WHERE case_id = ? AND request_id = ?",
                NaiveReads::entry,
                caseId,
                requestId);
    }

    @Override
    public Optional<Instant> enteredAt(String caseId, long seq) {
        return enteredAt(caseId, seq, " AND from_state <> to_state");
    }

    /** When the newest of those steps up to that one was made, or, for an import, since when the case is where it is. */
    final Optional<Instant> enteredAt(String caseId, long seq, String which) {
        return query(
                "SELECT CASE WHEN transition = '(import)' THEN COALESCE(occurred_at, recorded_at) ELSE recorded_at END"
                        + " AS entered_at FROM workflow_audit WHERE case_id = ? AND seq <= ?" + which
                        + " ORDER BY seq DESC LIMIT 1",
                row -> row.getObject("entered_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                caseId,
                seq);
    }

    final <T> Optional<T> query(String sql, Reader<T> reader, Object... parameters) {
        return all(sql, reader, parameters).stream().findFirst();
    }

    private <T> List<T> all(String sql, Reader<T> reader, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(reader.read(rows));
                }
                return all;
            }
        } catch (SQLException | IllegalStateException e) {
            throw new UnchangedException("reading", true, e);
        }
    }

    @Override
    public List<AuditEntry> holds(String caseId) {
        return all(
                "SELECT * FROM workflow_audit WHERE case_id = ? AND transition IN ('(hold)', '(release)') ORDER BY seq",
                NaiveReads::entry,
                caseId);
    }

    @Override
    public Optional<StoredTombstone> tombstone(String caseId) {
        return query("SELECT * FROM workflow_tombstone WHERE case_hash = ?", NaiveReads::stone, (Object)
                DigestChain.ofCase(NaiveStore.INSTALLATION, caseId).bytes());
    }

    @Override
    public Optional<Store.Newest> lockTombstones() {
        return query(
                "SELECT seq, digest FROM workflow_tombstone ORDER BY seq DESC LIMIT 1 FOR UPDATE",
                row -> new Store.Newest(row.getLong("seq"), Digest.of(row.getBytes("digest"))));
    }

    @Override
    public Map<String, StoredTombstone> tombstones(Collection<String> caseIds) {
        throw new UnsupportedOperationException("no client of the proofs asks for it");
    }

    @Override
    public Set<String> held(Collection<String> caseIds) {
        throw new UnsupportedOperationException("no client of the proofs asks for it");
    }

    @Override
    public List<CaseHead> heads(Collection<String> caseIds) {
        throw new UnsupportedOperationException("no client of the proofs asks for it");
    }

    @Override
    public List<AuditEntry> entriesOfRequests(Collection<Store.RequestKey> requests) {
        throw new UnsupportedOperationException("no client of the proofs asks for it");
    }

    @Override
    public Optional<AuditEntry> brought(String caseId, long upTo, int version, String state) {
        throw new UnsupportedOperationException("no client of the proofs asks for it");
    }

    @Override
    public List<Store.Makers> makers(
            String caseId, long afterSeq, long upTo, int version, String state, String transition) {
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
            String workflow, int version, String state, Instant enteredBefore, CaseHead after, int limit) {
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

    static LocalDateTime time(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** Reads a row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static StoredTombstone stone(ResultSet result) throws SQLException {
        TombstoneRow row = TombstoneRow.read(result);
        return new StoredTombstone(
                row.seq(),
                Digest.of(row.caseHash()),
                row.workflow(),
                row.version(),
                row.state(),
                row.lastSeq(),
                Digest.of(row.lastDigest()),
                Digest.of(row.bundleDigest()),
                row.retentionClass(),
                Actor.Kind.valueOf(row.actorKind()),
                row.actor(),
                row.onBehalfOf(),
                row.reason(),
                row.source(),
                row.recordedAt().toInstant(ZoneOffset.UTC),
                Digest.of(row.previousDigest()),
                row.format(),
                row.algorithm(),
                row.keyId(),
                Digest.of(row.digest()),
                row.seal());
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
