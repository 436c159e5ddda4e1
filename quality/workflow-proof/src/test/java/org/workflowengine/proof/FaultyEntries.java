package org.workflowengine.proof;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.AuditEntryBuilder;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.audit.DigestChain;
import org.workflowengine.runtime.internal.audit.KeyRing;
import org.workflowengine.runtime.internal.audit.StoredTombstone;
import org.workflowengine.runtime.internal.engine.AuditEntries;

/** Entries as an engine would form them that has the fault. */
final class FaultyEntries {
    private static final Installation ANOTHER = new Installation("ffeeddccbbaa99887766554433221100");
    private static final Sealer KEY = SealKey.HMAC.sealer();

    private FaultyEntries() {}

    /** What forms the entries of one client, with the faults that all of them have. */
    static AuditEntries of(PlantedFault fault) {
        return switch (fault) {
            case OPENING_OF_ANOTHER_INSTALLATION -> entries(ANOTHER, new Resealing(KEY, FaultyEntries::ofThis));
            case SEAL_OVER_ANOTHER_INSTALLATION ->
                entries(NaiveStore.INSTALLATION, new Resealing(KEY, FaultyEntries::ofAnother));
            case SEAL_OVER_THE_DIGEST_ALONE ->
                entries(NaiveStore.INSTALLATION, new Resealing(KEY, FaultyEntries::digestAlone));
            default -> entries(NaiveStore.INSTALLATION, KEY);
        };
    }

    private static AuditEntries entries(Installation installation, Sealer sealer) {
        return new AuditEntries("proof", InstantSource.system(), new SecureRandom(), installation, sealer);
    }

    /** A tag of four bytes, the id's length and its sixteen bytes, the digest's length and its 32 bytes. */
    private static byte[] digestAlone(byte[] form) {
        return Arrays.copyOfRange(form, form.length - Digest.BYTES, form.length);
    }

    private static byte[] ofThis(byte[] form) {
        return withId(form, NaiveStore.INSTALLATION);
    }

    private static byte[] ofAnother(byte[] form) {
        return withId(form, ANOTHER);
    }

    private static byte[] withId(byte[] form, Installation installation) {
        byte[] other = form.clone();
        System.arraycopy(installation.bytes(), 0, other, 8, Installation.BYTES);
        return other;
    }

    private interface Form {
        byte[] of(byte[] form);
    }

    /** Seals something else than it should. */
    private record Resealing(Sealer sealer, Form other) implements Sealer {
        @Override
        public byte[] seal(byte[] form) {
            return sealer.seal(other.of(form));
        }

        @Override
        public String algorithm() {
            return sealer.algorithm();
        }

        @Override
        public String keyId() {
            return sealer.keyId();
        }

        @Override
        public boolean verifies(byte[] form, byte[] seal) {
            return sealer.verifies(form, seal);
        }
    }

    /** One entry as it would be with a fault that is made now and then; others are left as they are. */
    static AuditEntry planted(PlantedFault fault, AuditEntry entry) {
        AuditEntryBuilder changed = entry.toBuilder();
        return switch (fault) {
            case BROKEN_CHAIN -> changed.digest(entry.previousDigest()).build();
            case OPENING_AFTER_ZERO ->
                entry.seq() == 1 ? sealed(changed.previousDigest(Digest.of(new byte[Digest.BYTES]))) : entry;
            case DIGEST_WITH_THE_KEY ->
                sealed(entry, Digest.of(KEY.seal(DigestChain.of(entry).bytes())));
            case SEAL_MISSING -> {
                AuditEntryBuilder bare = changed.algorithm(null).keyId(null).seal(null);
                yield bare.digest(DigestChain.of(bare)).build();
            }
            case PRINCIPAL_LOST -> sealed(withPayload(changed.onBehalfOf(null)));
            case OCCURRED_AT_LOST -> sealed(changed.occurredAt(null));
            case EVIDENCE_LOST -> sealed(withPayload(changed.evidence(null)));
            case EVIDENCE_OF_ONE_LAYER_ALONE -> sealed(withPayload(changed.evidence(withoutImport(entry.evidence()))));
            case EVIDENCE_NOT_CANONICAL -> sealed(withPayload(changed.evidence(withSpaces(entry.evidence()))));
            default -> entry;
        };
    }

    /** A tombstone that continues none, with its own digest and seal. */
    static StoredTombstone unchained(StoredTombstone stone) {
        StoredTombstone other = new StoredTombstone(
                        stone.seq(),
                        stone.caseHash(),
                        stone.workflow(),
                        stone.version(),
                        stone.state(),
                        stone.lastSeq(),
                        stone.lastDigest(),
                        stone.bundleDigest(),
                        stone.retentionClass(),
                        stone.actorKind(),
                        stone.actor(),
                        stone.onBehalfOf(),
                        stone.reason(),
                        stone.source(),
                        stone.recordedAt(),
                        stone.lastDigest(),
                        stone.format(),
                        stone.algorithm(),
                        stone.keyId(),
                        stone.digest(),
                        null)
                .digested();
        return other.sealed(KeyRing.ofTombstone(KEY, NaiveStore.INSTALLATION, other.digest()));
    }

    private static String withoutImport(String evidence) {
        return evidence == null ? null : evidence.replace("\"import\":[true,null],", "");
    }

    private static String withSpaces(String evidence) {
        return evidence == null ? null : evidence.replace(",", ", ");
    }

    /** The digest of a payload of which something was changed. */
    static AuditEntryBuilder withPayload(AuditEntryBuilder entry) {
        AuditEntry payload = entry.build();
        return entry.payloadDigest(DigestChain.ofPayload(
                AuditEntry.saltOf(payload).orElseThrow(),
                payload.actor(),
                payload.onBehalfOf(),
                payload.reason(),
                payload.facts(),
                payload.evidence()));
    }

    /** Digest and seal of an entry of which something was changed. */
    static AuditEntry sealed(AuditEntryBuilder entry) {
        AuditEntry whole = entry.build();
        return sealed(whole, DigestChain.of(whole));
    }

    private static AuditEntry sealed(AuditEntry entry, Digest digest) {
        return entry.toBuilder()
                .digest(digest)
                .seal(KeyRing.ofEntry(KEY, NaiveStore.INSTALLATION, digest))
                .build();
    }
}
