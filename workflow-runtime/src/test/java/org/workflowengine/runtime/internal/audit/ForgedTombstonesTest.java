package org.workflowengine.runtime.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.Digest;

/** Tombstones by somebody who knows the form: each digest is right. */
class ForgedTombstonesTest {
    private static final Installation HERE = Installation.of(new byte[Installation.BYTES]);
    private static final byte[] ORIGIN = new byte[Digest.BYTES];
    private static final Sealer OLD = key("2025");
    private static final Sealer KEY = key("2026");

    private final CanonicalForm form = new CanonicalForm();
    private final List<String> findings = new ArrayList<>();
    private final Row<TombstoneColumn> first = digested(stone(1, ORIGIN));
    private final Row<TombstoneColumn> second = digested(stone(2, first.bytes(TombstoneColumn.DIGEST)));

    @Test
    void aSoundChain() {
        var check = check(Seals.none(), null);
        check.chained(first);
        check.chained(second);
        check.newest("2");
        check.end();
        assertThat(findings).isEmpty();
        assertThat(check.count()).isEqualTo(2);
        check.newest("1");
        assertThat(findings)
                .containsExactly("table workflow_installation: expected purged 2, the newest tombstone, found 1");
    }

    @Test
    void oneThatDoesNotFollowTheOneBefore() {
        forged(TombstoneColumn.SEQ, 3L, "seq 2, found 3");
        forged(TombstoneColumn.PREVIOUS_DIGEST, ORIGIN, "previous_digest ");
        forged(TombstoneColumn.FORMAT, 2L, "format 1, found 2");
        forged(TombstoneColumn.ACTOR_KIND, "ROBOT", "actor_kind PERSON, SERVICE or SYSTEM, found \"ROBOT\"");
        forged(TombstoneColumn.CASE_ID, "C-1", "nothing left of its case, found the purge of \"C-1\"");
        for (var kind : List.of("PERSON", "SERVICE", "SYSTEM")) {
            assertThat(chained(digested(second.with(TombstoneColumn.ACTOR_KIND, kind))))
                    .isEmpty();
        }
    }

    @Test
    void aValueUnderAnotherDigest() {
        for (TombstoneColumn column : TombstoneColumn.values()) {
            Object other = column.kind() == Column.Kind.TEXT
                    ? "SYSTEM"
                    : column.kind() == Column.Kind.BINARY ? new byte[] {1} : (Object) 9L;
            assertThat(chained(second.with(column, other))).as(column.column()).isNotEmpty();
        }
    }

    @Test
    void oneThatCannotBeRead() {
        for (TombstoneColumn column : TombstoneColumn.values()) {
            assertThat(chained(second.with(column, new Row.Unreadable("no such thing"))))
                    .as(column.column())
                    .first()
                    .asString()
                    .endsWith("expected a value in " + column.column() + ", found no such thing");
        }
        var check = check(Seals.none(), null);
        check.chained(first.with(TombstoneColumn.REASON, new Row.Unreadable("no such thing")));
        check.alone(second.with(TombstoneColumn.REASON, new Row.Unreadable("no such thing")));
        assertThat(check.count()).isZero();
        check.alone(second);
        assertThat(check.count()).isEqualTo(1);
    }

    @Test
    void anotherThanACheckpointNames() {
        byte[] digest = second.bytes(TombstoneColumn.DIGEST);
        assertThat(compared(CheckpointLine.ofTombstone(2, digest))).isEmpty();
        assertThat(compared(CheckpointLine.ofTombstone(1, digest)))
                .singleElement()
                .asString()
                .startsWith("tombstone #1: ");
        assertThat(compared(CheckpointLine.ofTombstone(2, ORIGIN)))
                .singleElement()
                .asString()
                .startsWith("tombstone #2: ");
        assertThat(compared(CheckpointLine.ofTombstone(3, digest)))
                .singleElement()
                .asString()
                .startsWith("tombstone #3: ")
                .endsWith("found nothing");
        assertThat(compared(null)).isEmpty();
    }

    @Test
    void seals() {
        var key = Seals.verifiedBy(List.of(KEY));
        assertThat(alone(key, null, sealed(second, KEY))).isEmpty();
        assertThat(alone(key, null, second))
                .containsExactly("tombstone #2: expected a seal of HMAC-SHA-256 with key 2026, found no seal");
        assertThat(alone(key, null, sealed(second, OLD)))
                .singleElement()
                .asString()
                .contains("with key \"2025\"");
        var another = sealed(second, KEY).with(TombstoneColumn.SEAL, new byte[32]);
        assertThat(alone(key, null, another))
                .containsExactly(
                        "tombstone #2: expected the seal that HMAC-SHA-256 with key 2026 makes over this tombstone, found another");
        assertThat(alone(Seals.none(), null, digested(second.with(TombstoneColumn.KEY_ID, "2026"))))
                .containsExactly(
                        "tombstone #2: expected a seal with its algorithm and key, or none of the three, found a part of them");
    }

    /** A former key is believed up to the tombstone that a checkpoint lists. */
    @Test
    void formerKeys() {
        var keys = Seals.verifiedBy(List.of(KEY)).former(List.of(OLD));
        var sealed = sealed(second, OLD);
        byte[] digest = sealed.bytes(TombstoneColumn.DIGEST);
        assertThat(alone(keys, CheckpointLine.ofTombstone(2, digest), sealed)).isEmpty();
        assertThat(alone(keys, CheckpointLine.ofTombstone(3, digest), sealed)).isEmpty();
        assertThat(alone(keys, CheckpointLine.ofTombstone(1, digest), sealed))
                .containsExactly(
                        "tombstone #2: expected a seal of HMAC-SHA-256 with key 2026, because the checkpoint lists"
                                + " the tombstones up to 1, found one of the former key HMAC-SHA-256 with key 2025");
        findings.clear();
        var none = check(keys, proof(null));
        none.alone(sealed);
        assertThat(findings).singleElement().asString().contains("because the checkpoint lists no tombstone, found");
        findings.clear();
        var unknown = check(keys, null);
        unknown.alone(sealed);
        unknown.alone(sealed(second, KEY));
        assertThat(findings).isEmpty();
        assertThat(unknown.onFormerKeys()).isEqualTo(1);
        var withoutKeys = check(Seals.none(), null);
        withoutKeys.alone(sealed);
        withoutKeys.alone(second);
        assertThat(withoutKeys.sealsNotChecked()).isEqualTo(1);
    }

    private static Sealer key(String id) {
        return Sealer.hmacSha256(id, (id + " 0123456789abcdef0123456789abcdef").getBytes(StandardCharsets.US_ASCII));
    }

    private List<String> alone(Seals seals, CheckpointLine newest, Row<TombstoneColumn> stone) {
        findings.clear();
        check(seals, newest == null ? null : proof(newest)).alone(stone);
        return List.copyOf(findings);
    }

    private List<String> compared(CheckpointLine newest) {
        findings.clear();
        var check = check(Seals.none(), proof(newest));
        check.chained(first);
        check.chained(second);
        check.end();
        return List.copyOf(findings);
    }

    private List<String> chained(Row<TombstoneColumn> changed) {
        findings.clear();
        var check = check(Seals.none(), null);
        check.chained(first);
        check.chained(changed);
        return List.copyOf(findings);
    }

    /** The second is changed, with the digest that follows from it. */
    private void forged(TombstoneColumn column, Object value, String finding) {
        assertThat(chained(digested(second.with(column, value))))
                .singleElement()
                .asString()
                .contains("expected " + finding);
    }

    private TombstoneCheck check(Seals seals, CheckpointProof proof) {
        var sealCheck = new SealCheck(seals, form);
        sealCheck.of(HERE);
        return new TombstoneCheck(
                new Findings(finding -> findings.add(finding.toString())),
                sealCheck,
                form,
                new Departed(),
                proof,
                ORIGIN);
    }

    private static CheckpointProof proof(CheckpointLine newest) {
        return new CheckpointProof(null, List.of(), HERE, Installation.SCHEMA_VERSION, null, newest);
    }

    private static Row<TombstoneColumn> stone(long seq, byte[] previous) {
        var values = new EnumMap<TombstoneColumn, Object>(TombstoneColumn.class);
        for (TombstoneColumn column : TombstoneColumn.values()) {
            if (!column.isNullable()) {
                values.put(
                        column,
                        switch (column.kind()) {
                            case TEXT -> column.name();
                            case BINARY -> new byte[Digest.BYTES];
                            default -> 1L;
                        });
            }
        }
        values.put(TombstoneColumn.ACTOR_KIND, "PERSON");
        values.put(TombstoneColumn.SEQ, seq);
        values.put(TombstoneColumn.PREVIOUS_DIGEST, previous);
        return new Row<>(values);
    }

    private Row<TombstoneColumn> digested(Row<TombstoneColumn> row) {
        return row.with(TombstoneColumn.DIGEST, Sha256.of(form.ofTombstone(row)).bytes());
    }

    private Row<TombstoneColumn> sealed(Row<TombstoneColumn> row, Sealer key) {
        var named = digested(
                row.with(TombstoneColumn.ALGORITHM, key.algorithm()).with(TombstoneColumn.KEY_ID, key.keyId()));
        return named.with(
                TombstoneColumn.SEAL,
                key.seal(form.ofSealedTombstone(HERE, Digest.of(named.bytes(TombstoneColumn.DIGEST)))));
    }
}
