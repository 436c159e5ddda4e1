package org.workflowengine.examples.tamper;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.audit.DigestChain;
import org.workflowengine.runtime.internal.audit.KeyRing;

/**
 * Writes the SQL of somebody who knows the audit format as well as the engine does, reads everything, and does not have the engine's
 * key: rows with sound digests, chained, and sealed with a key of their own that goes by the same name.
 */
final class Forge {
    /** Goes by the name of the engine's key. */
    private static final Sealer OWN_KEY = Sealer.hmacSha256(
            ClaimHistory.KEY_ID, "somebody else's key of 32 bytes.".getBytes(StandardCharsets.US_ASCII));

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final Pattern TRIGGER =
            Pattern.compile("TRIGGER (?:IF NOT EXISTS )?(workflow_\\w+) (?:BEFORE|AFTER) \\w+ ON (workflow_\\w+)");

    private final Product product;
    private final Installation installation;
    private final List<AuditEntry> approved;
    private final List<AuditEntry> underReview;
    private final List<AuditEntry> secondVersion;
    private final List<AuditEntry> settlement;
    private final List<AuditEntry> elsewhere;

    Forge(Product product, WorkflowRuntime runtime, List<AuditEntry> elsewhere) {
        ClaimEngine claims = ClaimEngine.on(runtime);
        this.product = product;
        this.installation = runtime.installation();
        this.approved = claims.history("C-1").entries();
        this.underReview = claims.history("C-2").entries();
        this.secondVersion = org.workflowengine.examples.tamper.v2.ClaimEngine.on(runtime)
                .history("C-4")
                .entries();
        this.settlement = SettlementEngine.on(runtime).history("S-1").entries();
        this.elsewhere = elsewhere;
    }

    Product product() {
        return product;
    }

    String binary(String hex) {
        return product.binary(hex);
    }

    /** A digest of nothing. */
    String someDigest() {
        return binary("ab".repeat(Digest.BYTES));
    }

    /** The entries of a case of another installation, under the same key. */
    List<AuditEntry> elsewhere() {
        return elsewhere;
    }

    /** The entry, if it were of this installation: sound digests, and the seal of the other one. */
    AuditEntry broughtHere(AuditEntry entry, Digest previous) {
        AuditEntry.Builder here = entry.toBuilder().previousDigest(previous);
        return here.digest(DigestChain.of(here)).build();
    }

    Digest originDigest() {
        return DigestChain.origin(installation);
    }

    Installation installation() {
        return installation;
    }

    /** The step that approves C-2, legal in every way except that nobody approved it. */
    AuditEntry approval() {
        return approval(step -> step);
    }

    /** The step that approves C-2, with a change that its digests cover. */
    AuditEntry approval(UnaryOperator<AuditEntry.Builder> change) {
        return sealed(change.apply(after(underReview.get(1), "APPROVE", approved.get(2))), OWN_KEY);
    }

    /** The step that approves C-2, with a key of one's own that goes by any name. */
    AuditEntry approval(Sealer key) {
        return sealed(after(underReview.get(1), "APPROVE", approved.get(2)), key);
    }

    /** The step that approves C-2, sealed by nobody. */
    AuditEntry unsealedApproval() {
        return sealed(after(underReview.get(1), "APPROVE", approved.get(2)), null);
    }

    /** The reminder that C-2 is still under review. */
    AuditEntry reminder() {
        AuditEntry last = underReview.get(1);
        return sealed(after(last, "REMIND", last).recordedAt(later(last)), OWN_KEY);
    }

    /** C-2, which follows version 1, approved under version 2. */
    AuditEntry approvalUnderSecondVersion(UnaryOperator<AuditEntry.Builder> change) {
        AuditEntry there = secondVersion.get(1);
        return approval(step -> change.apply(step.version(there.version()).fingerprint(there.fingerprint())));
    }

    /** C-4, which follows version 2, approved under version 1. */
    AuditEntry approvalUnderFirstVersion() {
        return sealed(after(secondVersion.get(1), "APPROVE", approved.get(2)), OWN_KEY);
    }

    /** The opening of a case that nobody asked for. */
    AuditEntry opening() {
        return opening(step -> step);
    }

    /** The opening of a case that nobody asked for, with a change that its digests cover. */
    AuditEntry opening(UnaryOperator<AuditEntry.Builder> change) {
        return sealed(change.apply(byMallory(approved.get(0).toBuilder().caseId("C-9"), "claim received")), OWN_KEY);
    }

    /** The step that records that the payload of step 2 of C-2 is erased. */
    AuditEntry erasure() {
        return erasure(underReview.get(1));
    }

    private AuditEntry erasure(AuditEntry last) {
        return sealed(
                after(last, "(erase)", last).facts("{\"ERASED_SEQ\":\"2\"}").recordedAt(later(last)), OWN_KEY);
    }

    private static Instant later(AuditEntry last) {
        return last.recordedAt().plus(Duration.ofDays(30));
    }

    /** The erasure of step 2 of C-2, recorded as often as asked for. */
    List<AuditEntry> erasures(int count) {
        List<AuditEntry> steps = new ArrayList<>();
        AuditEntry last = underReview.get(1);
        for (int i = 0; i < count; i++) {
            last = erasure(last);
            steps.add(last);
        }
        return steps;
    }

    /** The step that records that the payload of step 3 of C-1, which has evidence and a principal, is erased. */
    AuditEntry erasureOfApproval() {
        AuditEntry last = approved.get(2);
        return sealed(after(last, "(erase)", last).facts("{\"ERASED_SEQ\":\"3\"}"), OWN_KEY);
    }

    /** The step that records that the payload of the opening of a settlement is erased. */
    AuditEntry settlementErasure() {
        AuditEntry last = settlement.get(0);
        return sealed(after(last, "(erase)", last).facts("{\"ERASED_SEQ\":\"1\"}"), OWN_KEY);
    }

    /** The step after another one that does what a third one did. */
    private static AuditEntry.Builder after(AuditEntry last, String transition, AuditEntry like) {
        return byMallory(
                like.toBuilder()
                        .caseId(last.caseId())
                        .seq(last.seq() + 1)
                        .fromVersion(last.version())
                        .transition(transition)
                        .fromState(last.toState())
                        .previousDigest(last.digest()),
                "no reason to wait");
    }

    private static AuditEntry.Builder byMallory(AuditEntry.Builder step, String reason) {
        return step.actorKind(Actor.Kind.PERSON)
                .actor("mallory")
                .onBehalfOf(null)
                .reason(reason)
                .requestId(null)
                .evidence(null)
                .occurredAt(null);
    }

    /** A step of C-1 as it is recorded. */
    AuditEntry approved(int seq) {
        return approved.get(seq - 1);
    }

    /** The digest of the step's payload. */
    Digest payloadOf(AuditEntry.Builder step) {
        AuditEntry draft = step.build();
        return DigestChain.ofPayload(
                AuditEntry.saltOf(draft).orElseThrow(),
                draft.actor(),
                draft.onBehalfOf(),
                draft.reason(),
                draft.facts(),
                draft.evidence());
    }

    /** The step with its digests and, if there is a key, a seal. */
    private AuditEntry sealed(AuditEntry.Builder step, Sealer key) {
        step.payloadDigest(payloadOf(step))
                .algorithm(key == null ? null : key.algorithm())
                .keyId(key == null ? null : key.keyId());
        Digest digest = DigestChain.of(step);
        return step.digest(digest)
                .seal(key == null ? null : KeyRing.ofEntry(key, installation, digest))
                .build();
    }

    /** A key of one's own for signatures, under the name of the engine's key. */
    static Sealer ownSignatures() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return Sealer.ed25519(ClaimHistory.KEY_ID, pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    /** Rewrites C-1, consistently, as if its second step had had another reason. */
    List<String> rewritten(boolean sealed) {
        List<String> statements = new ArrayList<>(List.of(
                "DELETE FROM workflow_case WHERE case_id = 'C-1'", "DELETE FROM workflow_audit WHERE case_id = 'C-1'"));
        Digest previous = originDigest();
        AuditEntry last = approved.get(0);
        for (AuditEntry entry : approved) {
            AuditEntry.Builder step = entry.toBuilder().previousDigest(previous);
            last = sealed(entry.seq() == 2 ? step.reason("documents waived") : step, sealed ? OWN_KEY : null);
            previous = last.digest();
            statements.add(insert(last));
        }
        statements.add(open(last));
        return statements;
    }

    String insert(AuditEntry entry) {
        return insert(entry, Map.of());
    }

    /** The statement that records a step, except for some columns, which get the given SQL instead. */
    String insert(AuditEntry entry, Map<String, String> otherwise) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("case_id", text(entry.caseId()));
        values.put("seq", String.valueOf(entry.seq()));
        values.put("workflow", text(entry.workflow()));
        values.put("from_version", String.valueOf(entry.fromVersion()));
        values.put("version", String.valueOf(entry.version()));
        values.put("fingerprint", binary(entry.fingerprint().hex()));
        values.put("transition", text(entry.transition()));
        values.put("from_state", text(entry.fromState()));
        values.put("to_state", text(entry.toState()));
        values.put("actor_kind", text(entry.actorKind().name()));
        values.put("actor", text(entry.actor()));
        values.put("on_behalf_of", text(entry.onBehalfOf()));
        values.put("reason", text(entry.reason()));
        values.put("facts", text(entry.facts()));
        values.put("evidence", text(entry.evidence()));
        values.put("salt", bytes(AuditEntry.saltOf(entry).orElseThrow().bytes()));
        values.put("payload_digest", binary(entry.payloadDigest().hex()));
        values.put("request_id", text(entry.requestId()));
        values.put("source", text(entry.source()));
        values.put("recorded_at", time(entry.recordedAt()));
        values.put("occurred_at", entry.occurredAt() == null ? "NULL" : time(entry.occurredAt()));
        values.put("previous_digest", binary(entry.previousDigest().hex()));
        values.put("format", String.valueOf(entry.format()));
        values.put("algorithm", text(entry.algorithm()));
        values.put("key_id", text(entry.keyId()));
        values.put("digest", binary(entry.digest().hex()));
        values.put("seal", entry.seal() == null ? "NULL" : bytes(entry.seal()));
        values.putAll(otherwise);
        return "INSERT INTO workflow_audit (" + String.join(", ", values.keySet()) + ") VALUES ("
                + String.join(", ", values.values()) + ")";
    }

    /** The statement that lets a case begin with that step. */
    String open(AuditEntry entry) {
        String recordedAt = time(entry.recordedAt());
        return "INSERT INTO workflow_case (case_id, workflow, version, state, seq, digest, entered_at, moved_at) VALUES ("
                + String.join(
                        ", ",
                        text(entry.caseId()),
                        text(entry.workflow()),
                        String.valueOf(entry.version()),
                        text(entry.toState()),
                        String.valueOf(entry.seq()),
                        binary(entry.digest().hex()),
                        recordedAt,
                        recordedAt)
                + ")";
    }

    /** The statement that moves the case to that step, at the times that are recorded. */
    String move(AuditEntry entry) {
        return move(entry, Map.of());
    }

    /** The statement that moves the case to that step, except for some columns, which get the given SQL instead. */
    String move(AuditEntry entry, Map<String, String> otherwise) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("version", String.valueOf(entry.version()));
        values.put("state", text(entry.toState()));
        values.put("seq", String.valueOf(entry.seq()));
        values.put("digest", binary(entry.digest().hex()));
        values.put("entered_at", entry.keepsState() ? "entered_at" : time(entry.recordedAt()));
        values.put("moved_at", time(entry.recordedAt()));
        values.putAll(otherwise);
        return "UPDATE workflow_case SET "
                + String.join(
                        ", ",
                        values.entrySet().stream()
                                .map(value -> value.getKey() + " = " + value.getValue())
                                .toList())
                + " WHERE case_id = " + text(entry.caseId());
    }

    /** Both of the engine's statements. */
    List<String> made(AuditEntry entry) {
        return made(entry, Map.of());
    }

    /** Both of the engine's statements; the first holds the lie. */
    List<String> made(AuditEntry entry, Map<String, String> otherwise) {
        return List.of(insert(entry, otherwise), entry.seq() == 1 ? open(entry) : move(entry));
    }

    /** Removes all guards of the six tables, as the owner can. */
    List<String> disarm() {
        List<String> statements = new ArrayList<>();
        Matcher trigger = TRIGGER.matcher(product.scripts().hardening());
        while (trigger.find()) {
            if (product != Product.POSTGRESQL) {
                statements.add("DROP TRIGGER " + trigger.group(1));
            } else if (!statements.contains(disable(trigger.group(2)))) {
                statements.add(disable(trigger.group(2)));
            }
        }
        if (product == Product.H2) {
            statements.add("SET REFERENTIAL_INTEGRITY FALSE");
        } else if (product == Product.MARIADB) {
            statements.add("SET foreign_key_checks = 0");
        }
        return statements;
    }

    private static String disable(String table) {
        return "ALTER TABLE " + table + " DISABLE TRIGGER ALL";
    }

    /** Puts them back, so that nothing is missing at the next start. */
    List<String> rearm() {
        List<String> statements = new ArrayList<>();
        if (product == Product.POSTGRESQL) {
            disarm().forEach(disable -> statements.add(disable.replace("DISABLE", "ENABLE")));
        } else if (product == Product.H2) {
            statements.add("SET REFERENTIAL_INTEGRITY TRUE");
        } else {
            statements.add("SET foreign_key_checks = 1");
        }
        statements.addAll(product.statements(product.scripts().hardening()));
        return statements;
    }

    /** Between {@link #disarm} and {@link #rearm}. */
    List<String> unguarded(List<String> lies) {
        List<String> statements = new ArrayList<>(disarm());
        statements.addAll(lies);
        statements.addAll(rearm());
        return statements;
    }

    List<String> unguarded(String... lies) {
        return unguarded(List.of(lies));
    }

    static String time(Instant time) {
        return "TIMESTAMP '" + TIME.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC)) + "'";
    }

    String bytes(byte[] bytes) {
        return binary(HexFormat.of().formatHex(bytes));
    }

    private static String text(String text) {
        return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
    }
}
