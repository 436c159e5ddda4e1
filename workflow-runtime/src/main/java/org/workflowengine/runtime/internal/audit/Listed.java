package org.workflowengine.runtime.internal.audit;

import java.util.HexFormat;
import java.util.List;

/** What checkpoints list of one case: steps that must be there, each with its digest. Not thread-safe. */
final class Listed {
    private final List<CheckpointLine> steps;
    private final boolean compared;
    private int next;

    private Listed(List<CheckpointLine> steps, boolean compared) {
        this.steps = steps;
        this.compared = compared;
    }

    /** No checkpoint is given that can be trusted. */
    static Listed unknown() {
        return new Listed(List.of(), false);
    }

    /** The checkpoint does not list the case. */
    static Listed nothing() {
        return new Listed(List.of(), true);
    }

    /** Oldest first. */
    static Listed of(List<CheckpointLine> steps) {
        return new Listed(steps, true);
    }

    /** Whether there is a checkpoint that is believed. */
    boolean isCompared() {
        return compared;
    }

    /** The newest step that is listed; 0 if there is none. */
    long last() {
        return steps.isEmpty() ? 0 : steps.get(steps.size() - 1).number();
    }

    /** Compares a stored step with the one that is listed, if it is. Steps come in order. */
    void step(Row<AuditColumn> row, Report report) {
        if (!(row.get(AuditColumn.SEQ) instanceof Long seq)) {
            return;
        }
        while (next < steps.size() && steps.get(next).number() < seq) {
            missing(steps.get(next++), report);
        }
        if (next < steps.size() && steps.get(next).number() == seq) {
            CheckpointLine listed = steps.get(next++);
            if (!row.holds(AuditColumn.DIGEST, listed.digest())) {
                report.of(seq, expected(listed), Row.shown(row.get(AuditColumn.DIGEST), Column.Kind.BINARY));
            }
        }
    }

    /** All steps were given. */
    void end(Report report) {
        while (next < steps.size()) {
            missing(steps.get(next++), report);
        }
    }

    private static void missing(CheckpointLine listed, Report report) {
        report.of(listed.number(), expected(listed), "nothing");
    }

    static String expected(CheckpointLine listed) {
        return "what the checkpoint lists, digest " + HexFormat.of().formatHex(listed.digest());
    }

    /** Is told of a step what was expected and what was found. */
    interface Report {
        void of(long seq, String expected, String found);
    }
}
