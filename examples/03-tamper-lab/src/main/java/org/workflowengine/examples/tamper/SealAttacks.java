package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.BY_HAND;
import static org.workflowengine.examples.tamper.Attack.Family.HISTORY;
import static org.workflowengine.examples.tamper.Attack.Family.STEP;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.AuditEntry;

/** Takes seals off, swaps them, and makes others. */
final class SealAttacks {
    private SealAttacks() {}

    /** On steps that are recorded already. */
    static List<Attack> recorded() {
        return List.of(
                unguarded("strip a step's seal", forge -> List.of(set("seal = NULL", 3))),
                unguarded(
                        "strip a step's seal with its names",
                        forge -> List.of(set("seal = NULL, algorithm = NULL, key_id = NULL", 3))),
                unguarded(
                        "swap the seals of two steps",
                        forge -> List.of(set(forge, forge.approved(2), 3), set(forge, forge.approved(3), 2))),
                unguarded("put a seal of one's own on a step", forge -> List.of(set(forge, forge.approval(), 3))),
                unguarded("name another key", forge -> List.of(set("key_id = 'another-key'", 3))),
                unguarded("name another algorithm", forge -> List.of(set("algorithm = 'Ed25519'", 3))),
                unguarded("cut a seal short", forge -> List.of(set("seal = " + forge.binary("ab"), 3))));
    }

    private static Attack unguarded(String name, Function<Forge, List<String>> lies) {
        return Attack.of(
                HISTORY, "remove the guards, " + name + ", restore them", forge -> forge.unguarded(lies.apply(forge)));
    }

    private static String set(Forge forge, AuditEntry sealed, int seq) {
        return set("seal = " + forge.bytes(sealed.seal()), seq);
    }

    private static String set(String assignments, int seq) {
        return "UPDATE workflow_audit SET " + assignments + " WHERE case_id = 'C-1' AND seq = " + seq;
    }

    /** On steps that cannot be. */
    static List<Attack> impossible() {
        return List.of(
                wrong("a step whose seal is missing where it is named", Map.of("seal", "NULL")),
                wrong("a step whose seal names no algorithm", Map.of("algorithm", "NULL")),
                wrong("a step whose seal names no key", Map.of("key_id", "NULL")),
                wrong("a step with an empty algorithm", Map.of("algorithm", "''")),
                Attack.of(
                        STEP,
                        "a step with an empty seal",
                        forge -> forge.made(forge.approval(), Map.of("seal", forge.binary("")))),
                Attack.of(
                        STEP,
                        "a step with a seal of 513 bytes",
                        forge -> forge.made(forge.approval(), Map.of("seal", forge.binary("ab".repeat(513))))));
    }

    private static Attack wrong(String name, Map<String, String> otherwise) {
        return Attack.of(STEP, name, forge -> forge.made(forge.approval(), otherwise));
    }

    /** On steps that are legal. */
    static List<Attack> byHand() {
        return List.of(
                Attack.of(BY_HAND, "a legal step without a seal", forge -> forge.made(forge.unsealedApproval())),
                Attack.of(
                        BY_HAND,
                        "a legal step with a key of one's own",
                        forge -> forge.made(forge.approval(Sealer.hmacSha256("another-key", new byte[32])))),
                Attack.of(
                        BY_HAND,
                        "a legal step with a signature of one's own under the name of the engine's key",
                        forge -> forge.made(forge.approval(Forge.ownSignatures()))),
                Attack.of(
                        BY_HAND,
                        "a legal step with the seal of another step",
                        forge -> forge.made(
                                forge.approval(),
                                Map.of("seal", forge.bytes(forge.approved(3).seal())))),
                Attack.of(
                        BY_HAND,
                        "a legal step with the seal that the engine's key makes over a checkpoint",
                        forge -> forge.made(
                                forge.approval(),
                                Map.of(
                                        "seal",
                                        forge.bytes(ClaimHistory.checkpointSeal(
                                                forge.installation(),
                                                forge.approval().digest()))))),
                Attack.of(
                        BY_HAND,
                        "a legal step with a seal of 512 bytes",
                        forge -> forge.made(forge.approval(), Map.of("seal", forge.binary("ab".repeat(512))))));
    }
}
