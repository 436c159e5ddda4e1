package org.workflowengine.runtime.internal.audit;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What checkpoints list of one case: steps that must be there, each with its digest. Not thread-safe. */
final class Listed {
    private final List<CheckpointLine> steps;
    private final boolean compared;
    private final long last;
    private int next;

    private Listed(List<CheckpointLine> steps, boolean compared, long last) {
        this.steps = steps;
        this.compared = compared;
        this.last = last;
    }

    /** No checkpoint is given that can be trusted. */
    static Listed unknown() {
        return new Listed(List.of(), false, 0);
    }

    /** The checkpoint does not list the case. */
    static Listed nothing() {
        return new Listed(List.of(), true, 0);
    }

    /** Oldest first. */
    static Listed of(List<CheckpointLine> steps) {
        return new Listed(steps, true, last(steps));
    }

    /**
     * Oldest first, of checkpoints and then of an earlier part of the same run.
     *
     * @param compared whether there is a checkpoint that is believed
     */
    static Listed of(ListedCase listed, boolean compared) {
        UnfinishedLine before = listed.before();
        long last = last(listed.lines());
        if (before == null || before.line().number() <= last) {
            return new Listed(listed.lines(), compared, last);
        }
        List<CheckpointLine> steps = new ArrayList<>(listed.lines());
        steps.add(before.line());
        return new Listed(steps, compared, last);
    }

    private static long last(List<CheckpointLine> steps) {
        return steps.isEmpty() ? 0 : steps.get(steps.size() - 1).number();
    }

    /** Whether there is a checkpoint that is believed. */
    boolean isCompared() {
        return compared;
    }

    /** The newest step that a checkpoint lists; 0 if there is none. */
    long last() {
        return last;
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

    /** What is listed of a case of which nothing at all is stored. */
    List<CheckpointLine> gone() {
        return steps;
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
