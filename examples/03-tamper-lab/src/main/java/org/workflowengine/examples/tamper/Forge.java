package org.workflowengine.examples.tamper;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.AuditEntryBuilder;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.audit.DigestChain;
import org.workflowengine.runtime.internal.audit.KeyRing;
import org.workflowengine.runtime.internal.audit.StoredTombstone;

/**
 * Writes the SQL of somebody who knows the audit format as well as the engine does, reads everything, and does not have the engine's
 * key: rows with sound digests, chained, and sealed with a key of their own that goes by the same name.
 */
final class Forge extends EngineSql {
    /** Goes by the name of the engine's key. */
    private static final Sealer OWN_KEY = Sealer.hmacSha256(
            ClaimHistory.KEY_ID, "somebody else's key of 32 bytes.".getBytes(StandardCharsets.US_ASCII));

    private final Installation installation;
    private final List<AuditEntry> approved;
    private final List<AuditEntry> underReview;
    private final AuditEntry rejected;
    private final List<AuditEntry> secondVersion;
    private final List<AuditEntry> settlement;
    private final List<AuditEntry> elsewhere;
    private final Map<String, List<AuditEntry>> transfers;
    private final Map<String, List<AuditEntry>> grants;
    private final Map<String, List<AuditEntry>> held;
    private final Digest newestTombstone;

    Forge(Product product, WorkflowRuntime runtime, List<AuditEntry> elsewhere) {
        super(product);
        ClaimEngine claims = ClaimEngine.on(runtime);
        this.installation = runtime.installation();
        this.approved = claims.history("C-1").entries();
        this.underReview = claims.history("C-2").entries();
        this.rejected = claims.history("C-3").entries().get(3);
        this.secondVersion = org.workflowengine.examples.tamper.v2.ClaimEngine.on(runtime)
                .history("C-4")
                .entries();
        this.settlement = SettlementEngine.on(runtime).history("S-1").entries();
        this.elsewhere = elsewhere;
        this.transfers = TransferHistory.read(runtime);
        this.grants = GrantHistory.read(runtime);
        this.held = HoldHistory.read(runtime);
        this.newestTombstone =
                runtime.retention().tombstone(HoldHistory.PURGED).orElseThrow().digest();
    }

    /** The entries of a case of another installation, under the same key. */
    List<AuditEntry> elsewhere() {
        return elsewhere;
    }

    /** The entry, if it were of this installation: sound digests, and the seal of the other one. */
    AuditEntry broughtHere(AuditEntry entry, Digest previous) {
        AuditEntryBuilder here = entry.toBuilder().previousDigest(previous);
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
    AuditEntry approval(UnaryOperator<AuditEntryBuilder> change) {
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

    /** The newest step of C-3, which is rejected. */
    AuditEntry rejected() {
        return rejected;
    }

    /** The newest step of C-2. */
    AuditEntry underReview() {
        return underReview.get(1);
    }

    /** The reminder that C-2 is still under review. */
    AuditEntry reminder() {
        AuditEntry last = underReview.get(1);
        return sealed(after(last, "REMIND", last).recordedAt(later(last)), OWN_KEY);
    }

    /** C-2, which follows version 1, approved under version 2. */
    AuditEntry approvalUnderSecondVersion(UnaryOperator<AuditEntryBuilder> change) {
        AuditEntry there = secondVersion.get(1);
        return approval(step -> change.apply(step.version(there.version()).fingerprint(there.fingerprint())));
    }

    /** C-4, which follows version 2, approved under version 1. */
    AuditEntry approvalUnderFirstVersion() {
        return sealed(after(secondVersion.get(1), "APPROVE", approved.get(2)), OWN_KEY);
    }

    /** The step after the newest of a transfer, which keeps its state, with a change that its digests cover. */
    AuditEntry afterTransfer(String caseId, UnaryOperator<AuditEntryBuilder> change) {
        List<AuditEntry> entries = transfers.get(caseId);
        AuditEntry last = entries.get(entries.size() - 1);
        return sealed(change.apply(after(last, "REMIND", last).recordedAt(later(last))), OWN_KEY);
    }

    /** The step that grants the case after its newest step, with a change that its digests cover. */
    AuditEntry grant(String caseId, UnaryOperator<AuditEntryBuilder> change) {
        List<AuditEntry> entries = grants.get(caseId);
        return granting(entries.get(entries.size() - 1), change);
    }

    /** The step that grants the case after that step, with a change that its digests cover. */
    AuditEntry granting(AuditEntry last, UnaryOperator<AuditEntryBuilder> change) {
        AuditEntryBuilder step = after(last, "GRANT", last).toState("GRANTED").recordedAt(later(last));
        return sealed(change.apply(step.facts("{}")), OWN_KEY);
    }

    /** A step of one of the claims with holds as it is recorded. */
    AuditEntry held(String caseId, int seq) {
        return held.get(caseId).get(seq - 1);
    }

    /** Its newest step. */
    AuditEntry held(String caseId) {
        return held(caseId, held.get(caseId).size());
    }

    /** The step that holds the case for a matter, or releases it, or keeps its state in another way. */
    AuditEntry kept(AuditEntry last, String transition, String facts) {
        return kept(last, transition, facts, step -> step);
    }

    /** The same, with a change that its digests cover. */
    AuditEntry kept(AuditEntry last, String transition, String facts, UnaryOperator<AuditEntryBuilder> change) {
        AuditEntryBuilder step = after(last, transition, last).facts(facts).recordedAt(later(last));
        return sealed(change.apply(step), OWN_KEY);
    }

    /** The tombstone of a case whose newest step is that one, after the one that is there. */
    StoredTombstone tombstone(AuditEntry last) {
        return tombstone(last, 2, newestTombstone, OWN_KEY);
    }

    /** The tombstone of a case whose newest step is that one, with a key of one's own, or with none. */
    StoredTombstone tombstone(AuditEntry last, long seq, Digest previous, Sealer key) {
        StoredTombstone stone = StoredTombstone.of(
                seq,
                DigestChain.ofCase(installation, last.caseId()),
                new CaseHead(
                        last.caseId(),
                        last.workflow(),
                        last.version(),
                        last.toState(),
                        last.seq(),
                        last.digest(),
                        last.enteredAt()),
                last.payloadDigest(),
                "claims-10y",
                new Actor(Actor.Kind.PERSON, "mallory"),
                null,
                "no reason to wait",
                "claims-1",
                later(last),
                previous);
        if (key == null) {
            return stone.digested();
        }
        StoredTombstone digested =
                stone.namingSeal(key.algorithm(), key.keyId()).digested();
        return digested.sealed(KeyRing.ofTombstone(key, installation, digested.digest()));
    }

    /** The newest tombstone that is there. */
    Digest newestTombstone() {
        return newestTombstone;
    }

    /** All statements of a purge, as the engine makes them. */
    List<String> purge(AuditEntry last) {
        return purge(tombstone(last), last, Map.of());
    }

    /** All statements of a purge; the first holds the lie. */
    List<String> purge(AuditEntry last, Map<String, String> otherwise) {
        return purge(tombstone(last), last, otherwise);
    }

    /** All statements of a purge with that tombstone; the first holds the lie. */
    List<String> purge(StoredTombstone stone, AuditEntry last, Map<String, String> otherwise) {
        List<String> statements = new ArrayList<>(List.of(bury(stone, last.caseId(), otherwise)));
        statements.addAll(removed(last.caseId(), last.seq()));
        statements.add(forget(last.caseId()));
        return statements;
    }

    /** The import of a transfer that is nowhere, with a change that its digests cover. */
    AuditEntry transferOpening(UnaryOperator<AuditEntryBuilder> change) {
        AuditEntry imported = transfers.get("T-4").get(0);
        return sealed(
                change.apply(byMallory(imported.toBuilder().caseId("T-9"), "from the old system")
                        .occurredAt(imported.occurredAt())),
                OWN_KEY);
    }

    /** The opening of a case that nobody asked for. */
    AuditEntry opening() {
        return opening(step -> step);
    }

    /** The opening of a case that nobody asked for, with a change that its digests cover. */
    AuditEntry opening(UnaryOperator<AuditEntryBuilder> change) {
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
    private static AuditEntryBuilder after(AuditEntry last, String transition, AuditEntry like) {
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

    private static AuditEntryBuilder byMallory(AuditEntryBuilder step, String reason) {
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
    Digest payloadOf(AuditEntryBuilder step) {
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
    private AuditEntry sealed(AuditEntryBuilder step, Sealer key) {
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
            AuditEntryBuilder step = entry.toBuilder().previousDigest(previous);
            last = sealed(entry.seq() == 2 ? step.reason("documents waived") : step, sealed ? OWN_KEY : null);
            previous = last.digest();
            statements.add(insert(last));
        }
        statements.add(open(last));
        return statements;
    }
}
