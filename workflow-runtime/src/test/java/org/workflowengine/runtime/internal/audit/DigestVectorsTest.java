package org.workflowengine.runtime.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.internal.audit.Vectors.INSTALLATION;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.AuditEntryBuilder;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.internal.text.Micros;

/** The published vectors, computed by another program from the description alone: these bytes never change. */
class DigestVectorsTest {
    private static final Digest FINGERPRINT =
            new Digest("1ff8eb65413be3426fe5d7ae4de1f8ec9283e382d84cd9a1ea67fdd5b0a1f24c");

    private static final AuditEntry OPENING = digested(AuditEntry.of("C-1042", 1)
            .workflow("case-review")
            .fromVersion(1)
            .version(1)
            .fingerprint(FINGERPRINT)
            .transition("(open)")
            .fromState("(new)")
            .toState("CREATED")
            .actorKind(Actor.Kind.SYSTEM)
            .salt(salt("000102030405060708090a0b0c0d0e0f"))
            .actor("importer")
            .reason("claim received")
            .facts("{}")
            .payloadDigest(new Digest("e7ae832efe0934530bbfbea30cd1b7f931ad2742615d91f7f0d7501dff3f686f"))
            .source("claims-1")
            .recordedAt(Instant.parse("2026-03-01T12:00:00.123456Z"))
            .previousDigest(DigestChain.origin(INSTALLATION))
            .format(1));

    private static final AuditEntry STEP = digested(AuditEntry.of("C-1042", 2)
            .workflow("case-review")
            .fromVersion(1)
            .version(1)
            .fingerprint(FINGERPRINT)
            .transition("START_REVIEW")
            .fromState("CREATED")
            .toState("UNDER_REVIEW")
            .actorKind(Actor.Kind.PERSON)
            .salt(salt("101112131415161718191a1b1c1d1e1f"))
            .actor("alice")
            .onBehalfOf("bob")
            .reason("Zoë has sent\nthe € 500 receipt 📎")
            .facts("{\"REQUIRED_FIELDS_COMPLETE\":true}")
            .evidence("{\"import\":\"box 7\",\"rules\":{\"rows\":[3,11],\"table\":\"completeness\"}}")
            .payloadDigest(new Digest("1082cb6340256d0ac9007a07d21a6fb28eac6dfa8bb4ebe0a100b80cf6a38e99"))
            .requestId("R-7f3a")
            .source("claims-1")
            .recordedAt(Instant.parse("2026-03-01T13:00:00.123456Z"))
            .occurredAt(Instant.parse("2026-02-27T09:15:00Z"))
            .previousDigest(OPENING.digest())
            .format(1));

    private static final AuditEntry STEP_UNDER_HMAC = sealed(STEP, Vectors.hmac());
    private static final AuditEntry STEP_UNDER_ED25519 = sealed(STEP, Vectors.ed25519());

    private static final AuditEntry ERASURE = sealed(
            digested(STEP_UNDER_HMAC.toBuilder()
                    .seq(3)
                    .transition("(erase)")
                    .fromState("UNDER_REVIEW")
                    .salt(salt("202122232425262728292a2b2c2d2e2f"))
                    .actor("dpo")
                    .onBehalfOf(null)
                    .reason("request 4711 under article 17")
                    .facts("{\"ERASED_SEQ\":\"2\"}")
                    .evidence(null)
                    .payloadDigest(new Digest("40d7608766435c809d529e7fc5c052291f6bd93d9bcab04c6a078d83549a6458"))
                    .requestId(null)
                    .recordedAt(Instant.parse("2026-03-02T09:30:00Z"))
                    .occurredAt(null)
                    .previousDigest(STEP_UNDER_HMAC.digest())
                    .algorithm(null)
                    .keyId(null)
                    .seal(null)),
            Vectors.hmac());

    private static final Digest SECOND = new Digest("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");

    private static final AuditEntry MIGRATION = sealed(
            digested(ERASURE.toBuilder()
                    .seq(4)
                    .version(2)
                    .fingerprint(SECOND)
                    .transition("(migrate:1)")
                    .toState("IN_CHECK")
                    .actorKind(Actor.Kind.SYSTEM)
                    .salt(salt("303132333435363738393a3b3c3d3e3f"))
                    .actor("release")
                    .reason("the terms of 2026")
                    .facts("{\"CONSENT_GIVEN\":true}")
                    .payloadDigest(new Digest("3664228dd121e4cb7cb9b51ee9622c6f5ea93e68fc9a4a140d178448b0d06617"))
                    .requestId("M-2026")
                    .recordedAt(Instant.parse("2026-04-01T00:00:00Z"))
                    .previousDigest(ERASURE.digest())
                    .algorithm(null)
                    .keyId(null)
                    .seal(null)),
            Vectors.hmac());

    private static final AuditEntry IMPORT = digested(AuditEntry.of("C-900", 1)
            .workflow("case-review")
            .fromVersion(2)
            .version(2)
            .fingerprint(SECOND)
            .transition("(import)")
            .fromState("(new)")
            .toState("UNDER_REVIEW")
            .actorKind(Actor.Kind.SERVICE)
            .salt(salt("404142434445464748494a4b4c4d4e4f"))
            .actor("movers")
            .reason("from the old system")
            .facts("{}")
            .evidence("{\"origin\":{\"id\":\"0042\",\"system\":\"AS/400\"}}")
            .payloadDigest(new Digest("ee014249f287db9f53a491a3f2fb0f45aff8e63ea20ab927967c28253b30b2fc"))
            .source("claims-1")
            .recordedAt(Instant.parse("2026-04-01T08:00:00Z"))
            .occurredAt(Instant.parse("2019-05-04T03:02:01.123456Z"))
            .previousDigest(DigestChain.origin(INSTALLATION))
            .format(1));

    private static final AuditEntry HOLD = sealed(
            digested(MIGRATION.toBuilder()
                    .seq(5)
                    .fromVersion(2)
                    .transition("(hold)")
                    .fromState("IN_CHECK")
                    .actorKind(Actor.Kind.PERSON)
                    .salt(salt("505152535455565758595a5b5c5d5e5f"))
                    .actor("counsel")
                    .reason("preservation letter of May 4")
                    .facts("{\"MATTER\":\"2026/4711 \\\"Smith\\\"\"}")
                    .payloadDigest(new Digest("617ff4783f0c26d95d0ac6343b0760b808dc5d5111435ea8782f360b8584b7dc"))
                    .requestId(null)
                    .recordedAt(Instant.parse("2026-05-05T09:00:00Z"))
                    .previousDigest(MIGRATION.digest())
                    .algorithm(null)
                    .keyId(null)
                    .seal(null)),
            Vectors.hmac());

    private static final StoredTombstone FIRST_TOMBSTONE = StoredTombstone.of(
                    1,
                    DigestChain.ofCase(INSTALLATION, "C-900"),
                    head("C-900", 2, 7, 0x60),
                    bytes(0xa0),
                    "tax-10y",
                    new Actor(Actor.Kind.PERSON, "records"),
                    "bank",
                    "kept for ten years",
                    "claims-1",
                    Instant.parse("2036-05-05T09:00:00.000001Z"),
                    DigestChain.origin(INSTALLATION))
            .digested();

    private static final StoredTombstone SECOND_TOMBSTONE = sealed(StoredTombstone.of(
            2,
            DigestChain.ofCase(INSTALLATION, "Zoë 📎"),
            head("Zoë 📎", 1, 6, 0x10),
            bytes(0xc0),
            "tax-10y",
            new Actor(Actor.Kind.SERVICE, "retention"),
            null,
            "kept for ten years",
            "claims-1",
            Instant.parse("2036-05-05T09:00:01Z"),
            FIRST_TOMBSTONE.digest()));

    @Test
    void tombstones() {
        assertThat(FIRST_TOMBSTONE.caseHash())
                .hasToString("50266e03205867da7c5e1a113ed26f1cb46d3537ba874c08d9fce9fa1ea700ac");
        assertThat(FIRST_TOMBSTONE.digest())
                .hasToString("f7ebe67c24e825d81a8d96d3a56046ec2260bf225836b1fe66089d866a5bff8a");
        assertThat(SECOND_TOMBSTONE.caseHash())
                .hasToString("38b2006cddb19e07a8b892f2fbe5eac57cd013a9cfe206a1d3083c437806a24e");
        assertThat(SECOND_TOMBSTONE.digest())
                .hasToString("a8f11cc5463908f305219138e0d66cd848274644a01021a198ab7d2c22671a2c");
        assertThat(hex(SECOND_TOMBSTONE.seal()))
                .isEqualTo("f0b1d0be15c815b8f88584310523e74ceec1ee7b7d9b1d5c0da92b5729c4d3ad");
    }

    @Test
    void theRowOfACase() {
        EnumMap<CaseColumn, Object> row = new EnumMap<>(CaseColumn.class);
        row.put(CaseColumn.CASE_ID, HOLD.caseId());
        row.put(CaseColumn.WORKFLOW, HOLD.workflow());
        row.put(CaseColumn.VERSION, 2L);
        row.put(CaseColumn.STATE, HOLD.toState());
        row.put(CaseColumn.SEQ, HOLD.seq());
        row.put(CaseColumn.DIGEST, HOLD.digest().bytes());
        row.put(CaseColumn.ENTERED_AT, Micros.of(MIGRATION.recordedAt()));
        row.put(CaseColumn.MOVED_AT, Micros.of(HOLD.recordedAt()));
        row.put(CaseColumn.HOLDS, 1L);
        CheckpointLine line = CheckpointLine.ofCase(new Row<>(row), new CaseRowDigest());
        assertThat(line.written())
                .isEqualTo("case C-1042 5 671d7ba642637c7f6ddd78b3d642db8114b04a82ebecd5bd8b51837811a6166f "
                        + "1d6a79c41ec337972ddba473d0c2e53c698ded2953a91c9504341a1222fa3461");
        // A column that is not there, or holds no value of its kind, has no digest; before there were holds, none
        // stood.
        row.put(CaseColumn.HOLDS, 0L);
        CheckpointLine unheld = CheckpointLine.ofCase(new Row<>(new EnumMap<>(row)), new CaseRowDigest());
        assertThat(CheckpointLine.ofCase(new Row<>(row).without(CaseColumn.HOLDS), new CaseRowDigest())
                        .isSameRow(unheld))
                .isTrue();
        for (CaseColumn column : List.of(
                CaseColumn.WORKFLOW,
                CaseColumn.VERSION,
                CaseColumn.STATE,
                CaseColumn.ENTERED_AT,
                CaseColumn.MOVED_AT,
                CaseColumn.HOLDS)) {
            EnumMap<CaseColumn, Object> less = new EnumMap<>(row);
            less.remove(column);
            for (Row<CaseColumn> unreadable :
                    List.of(new Row<>(less), new Row<>(row).with(column, new Row.Unreadable("no such thing")))) {
                CheckpointLine unknown = CheckpointLine.ofCase(unreadable, new CaseRowDigest());
                assertThat(unknown.isSameStep(unheld)).isTrue();
                assertThat(unknown.isSameRow(unheld) || unheld.isSameRow(unknown) || unknown.isSameRow(unknown))
                        .as(column.toString())
                        .isFalse();
            }
        }
    }

    private static CaseHead head(String caseId, int version, long seq, int digest) {
        return new CaseHead(caseId, "case-review", version, "CLOSED", seq, bytes(digest), Instant.EPOCH);
    }

    /** The bytes from one on. */
    private static Digest bytes(int from) {
        byte[] bytes = new byte[Digest.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return Digest.of(bytes);
    }

    private static StoredTombstone sealed(StoredTombstone tombstone) {
        Sealer key = Vectors.hmac();
        StoredTombstone digested =
                tombstone.namingSeal(key.algorithm(), key.keyId()).digested();
        return digested.sealed(KeyRing.ofTombstone(key, INSTALLATION, digested.digest()));
    }

    @Test
    void theInstallation() {
        assertThat(DigestChain.origin(INSTALLATION))
                .hasToString("46f57034d48f0cdbd38ea9af998a6215d916845271b17f627f5e6384f675bf0b");
    }

    @Test
    void payloads() {
        for (AuditEntry entry : List.of(OPENING, STEP, ERASURE, MIGRATION, IMPORT, HOLD)) {
            assertThat(payloadDigest(entry)).isEqualTo(entry.payloadDigest());
        }
    }

    @Test
    void entries() {
        assertThat(OPENING.digest()).hasToString("c8dbeafb9b02f6e07138576f58fc404d24b62cab912f2e3bc2a7240dd36035ea");
        assertThat(STEP.digest()).hasToString("f58bca8e913c5ba1f2266304959239ffb1fbbc1bcc427640664ea3f6f94e3985");
        assertThat(STEP_UNDER_HMAC.digest())
                .hasToString("1004a20f67aa11900c7f9a6a3490714eca7e378ae8a84fc86941361540e296b5");
        assertThat(STEP_UNDER_ED25519.digest())
                .hasToString("c730c794da1f623b26dce48bac65a52031e6e889116616f4d058177460d5fb7b");
        assertThat(ERASURE.digest()).hasToString("b3609f0a06580b2222d99312a6a16213c7334432baee58c4519a06eba43a84e9");
        assertThat(MIGRATION.digest()).hasToString("6345d53779986452e07ff41e30b34976a6db1b5e7c748002feadb273dd49499d");
        assertThat(IMPORT.digest()).hasToString("6ec3df2bf3d3f8da107501897495c96f04c435ebf491fecf3689994c985a2f64");
        assertThat(HOLD.digest()).hasToString("671d7ba642637c7f6ddd78b3d642db8114b04a82ebecd5bd8b51837811a6166f");
    }

    @Test
    void seals() {
        assertThat(hex(STEP_UNDER_HMAC.seal()))
                .isEqualTo("1f6287dbe397ede70aad1d6ca32c3b666b83e68a46cfdfc3cbe57eb824b00197");
        assertThat(hex(STEP_UNDER_ED25519.seal()))
                .isEqualTo("95911804ed1d5a8fbcbac783e0acef5bef5bde97770ca2caef377a699961251d"
                        + "3dd9ca75fe9c5facaed5846e8536e0c3efee7282f24e3b2c889510d2d3f7d101");
        assertThat(hex(ERASURE.seal())).isEqualTo("708d21e3f77d5e7f9914f0a8e73adec2ac0a14abccc934016741bdde886e469f");
        assertThat(hex(MIGRATION.seal())).isEqualTo("0e06aa2c74150178ce2b5d8c40bc22cf1a5d5e3c8f7ff2f549c683b976006e2c");
        assertThat(hex(HOLD.seal())).isEqualTo("32c60efbf1ceb4c28844f966aa818f0a482dac6464c73822a6b5c742e54a656f");
    }

    /** Empty is not absent, numbers may be large, and times lie before 1970. */
    @Test
    void theEdges() {
        Salt salt = salt("0".repeat(32));
        Digest payload = DigestChain.ofPayload(salt, "s", null, "r", "{\"A\":\"X\"}", null);
        assertThat(payload).hasToString("049b2340ecf0ff0fe6f40708cacaf70dfe8768f3a5600ce8b95a6b8300bb47a0");
        assertThat(DigestChain.ofPayload(salt, "s", "", "r", "{\"A\":\"X\"}", "{}"))
                .hasToString("29abe526140c9b7c58bc97a07fbee0523510e3bae934daff3796c2d515a5bc12");
        AuditEntry entry = digested(AuditEntry.of("é", Long.MAX_VALUE)
                .workflow("w")
                .fromVersion(1)
                .version(2)
                .fingerprint(new Digest("ab".repeat(32)))
                .transition("T")
                .fromState("A")
                .toState("B")
                .actorKind(Actor.Kind.SERVICE)
                .payloadDigest(payload)
                .requestId("")
                .source("n")
                .recordedAt(Instant.EPOCH.minusNanos(1_000))
                .occurredAt(Instant.parse("1900-01-01T00:00:00Z"))
                .previousDigest(new Digest("cd".repeat(32)))
                .format(1)
                .algorithm("")
                .keyId(""));
        assertThat(entry.digest()).hasToString("72435baf9f00c1cbc75240bc798adb7c5fd0ab30a91f6295d6bbb6067f34a900");
    }

    @Test
    void theDocumentShowsExactlyTheseBytes() throws IOException {
        String document =
                Files.readString(Path.of("../docs/reference/audit-format.md")).replaceAll("\\s", "");
        assertThat(document)
                .contains(hex(new CanonicalForm().ofInstallation(INSTALLATION)))
                .contains(DigestChain.origin(INSTALLATION).hex())
                .contains(hex(new CanonicalForm().ofCase(INSTALLATION, "C-900")))
                .contains(hex(new CanonicalForm().ofCase(INSTALLATION, "Zoë 📎")))
                .contains(hex(new CanonicalForm().ofSealedTombstone(INSTALLATION, SECOND_TOMBSTONE.digest())))
                .contains(hex(SECOND_TOMBSTONE.seal()));
        for (StoredTombstone tombstone : List.of(FIRST_TOMBSTONE, SECOND_TOMBSTONE)) {
            assertThat(document)
                    .contains(hex(new CanonicalForm().ofTombstone(tombstone.row())))
                    .contains(tombstone.caseHash().hex())
                    .contains(tombstone.digest().hex());
        }
        for (AuditEntry entry :
                List.of(OPENING, STEP, STEP_UNDER_HMAC, STEP_UNDER_ED25519, ERASURE, MIGRATION, IMPORT, HOLD)) {
            assertThat(document)
                    .contains(hex(new CanonicalForm().ofPayload(Row.of(entry))))
                    .contains(hex(new CanonicalForm().ofEntry(Row.of(entry))))
                    .contains(entry.payloadDigest().hex())
                    .contains(entry.digest().hex());
            if (entry.seal() != null) {
                assertThat(document)
                        .contains(hex(new CanonicalForm().ofSealedEntry(INSTALLATION, entry.digest())))
                        .contains(hex(entry.seal()));
            }
        }
    }

    /** Two entries that differ in where one text ends and the next begins have different bytes. */
    @Test
    void noTextRunsIntoTheNext() {
        Salt salt = salt("0".repeat(32));
        assertThat(DigestChain.ofPayload(salt, "ab", null, "c", "{}", null))
                .isNotEqualTo(DigestChain.ofPayload(salt, "a", null, "bc", "{}", null));
        assertThat(DigestChain.ofPayload(salt, "a", "b", "c", "{}", null))
                .isNotEqualTo(DigestChain.ofPayload(salt, "a", null, "bc", "{}", null));
        assertThat(DigestChain.ofPayload(salt, "a", null, "b", "{}", "{}"))
                .isNotEqualTo(DigestChain.ofPayload(salt, "a", null, "b", "{}{}", null));
    }

    private static Salt salt(String hex) {
        return Salt.of(HexFormat.of().parseHex(hex));
    }

    private static Digest payloadDigest(AuditEntry entry) {
        return DigestChain.ofPayload(
                AuditEntry.saltOf(entry).orElseThrow(),
                entry.actor(),
                entry.onBehalfOf(),
                entry.reason(),
                entry.facts(),
                entry.evidence());
    }

    private static AuditEntry digested(AuditEntryBuilder entry) {
        return entry.digest(DigestChain.of(entry)).build();
    }

    private static AuditEntry sealed(AuditEntry entry, Sealer key) {
        AuditEntry digested =
                digested(entry.toBuilder().algorithm(key.algorithm()).keyId(key.keyId()));
        return digested.toBuilder()
                .seal(KeyRing.ofEntry(key, INSTALLATION, digested.digest()))
                .build();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
