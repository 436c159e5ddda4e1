package org.workflowengine.proof;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowState;

/** I9: the tombstones, and what they say of cases that were there. */
final class Departures {
    private final byte[] installation;
    private final Map<Integer, Definition> versions;
    private final List<SealKey> due;
    private final Memory memory;
    private final List<String> violations;
    private final Map<String, TombstoneRow> byHash = new HashMap<>();
    private TombstoneRow before;

    /** What was seen at the last look. */
    static final class Memory {
        private final Map<String, Head> heads = new HashMap<>();
        private final Map<Long, String> tombstones = new HashMap<>();

        private record Head(long seq, String digest, int holds) {}

        /** Where a case is. */
        void stands(AuditRow newest, int holds) {
            heads.put(newest.caseId(), new Head(newest.seq(), newest.digestHex(), holds));
        }
    }

    Departures(
            byte[] installation,
            Map<Integer, Definition> versions,
            List<SealKey> due,
            Memory memory,
            List<String> violations) {
        this.installation = installation;
        this.versions = versions;
        this.due = due;
        this.memory = memory;
        this.violations = violations;
    }

    /** In the order of their numbers. */
    void tombstone(TombstoneRow row) {
        long seq = before == null ? 0 : before.seq();
        byte[] digest = before == null ? AuditRow.originDigest(installation) : before.digest();
        if (row.seq() != seq + 1 || !Arrays.equals(row.previousDigest(), digest)) {
            report(row.seq(), "does not continue the one before it, " + seq);
        }
        if (!Arrays.equals(row.digest(), row.digestAgain())) {
            report(row.seq(), "its digest is wrong");
        }
        String seal = SealKey.fault(due, row, installation);
        if (seal != null) {
            report(row.seq(), seal);
        }
        if (row.caseId() != null) {
            report(row.seq(), "the purge of " + row.caseId() + " is not finished");
        }
        Definition definition = versions.get(row.version());
        if (definition == null
                || !definition.workflow().equals(row.workflow())
                || definition.state(row.state()).filter(Departures::isFinal).isEmpty()) {
            report(row.seq(), "its case is in " + row.state() + ": it was not finished");
        }
        if (byHash.put(hex(row.caseHash()), row) != null) {
            report(row.seq(), "its case was purged before");
        }
        String first = memory.tombstones.putIfAbsent(row.seq(), hex(row.digest()));
        if (first != null && !first.equals(hex(row.digest()))) {
            report(row.seq(), "it was another one");
        }
        before = row;
    }

    private static boolean isFinal(WorkflowState state) {
        return state.isTerminal() || state.isResting();
    }

    /** All tombstones were given: none of those that were there is gone, nor has anything else become of what they name. */
    void end() {
        long newest = before == null ? 0 : before.seq();
        new TreeSet<>(memory.tombstones.keySet()).tailSet(newest, false).forEach(seq -> report(seq, "it is gone"));
        memory.heads.forEach((caseId, head) -> {
            TombstoneRow row = of(caseId);
            if (row == null) {
                return;
            }
            if (head.seq > row.lastSeq()) {
                report(
                        row.seq(),
                        caseId + " is purged from step " + row.lastSeq() + ", but it stood at step " + head.seq);
            }
            if (head.seq == row.lastSeq() && !head.digest.equals(hex(row.lastDigest()))) {
                report(row.seq(), caseId + " had another digest");
            }
            if (head.seq == row.lastSeq() && head.holds > 0) {
                report(row.seq(), caseId + " is purged, but it was held");
            }
        });
    }

    /** What is still there. */
    void known(Collection<Step> steps) {
        steps.stream()
                .map(Step::row)
                .filter(row -> isPurged(row.caseId()))
                .forEach(row -> violations.add("I9 " + Step.place(row.caseId(), row.seq())
                        + ": is left of a purged case, or was opened again"));
    }

    /** Somebody was told of a step of a purged case. */
    void acknowledged(String caseId, long seq, String digest) {
        TombstoneRow row = of(caseId);
        if (seq > row.lastSeq()) {
            report(
                    row.seq(),
                    caseId + " is purged from step " + row.lastSeq() + ", but step " + seq + " was acknowledged");
        }
        if (seq == row.lastSeq() && !digest.equals(hex(row.lastDigest()))) {
            report(row.seq(), caseId + " is purged with another digest than was acknowledged");
        }
    }

    boolean isPurged(String caseId) {
        return of(caseId) != null;
    }

    private TombstoneRow of(String caseId) {
        return byHash.isEmpty() ? null : byHash.get(hex(AuditRow.caseHash(installation, caseId)));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private void report(long seq, String fault) {
        violations.add("I9 tombstone " + seq + ": " + fault);
    }
}
