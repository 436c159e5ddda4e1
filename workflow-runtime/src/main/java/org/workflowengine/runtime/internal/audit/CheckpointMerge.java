package org.workflowengine.runtime.internal.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.core.Digest;

/**
 * Everything that a series of checkpoints lists, in one pass over all files at once: everything that is listed of each definition and
 * each case, oldest file first. Not thread-safe.
 */
final class CheckpointMerge implements AutoCloseable {
    private final CheckpointProof proof;
    private final Findings findings;
    private final List<CheckpointReader> files = new ArrayList<>();
    private final PriorityQueue<Head> heads = new PriorityQueue<>(
            Comparator.comparing(Head::line, CheckpointLine.ORDER).thenComparingInt(Head::file));

    private record Head(CheckpointLine line, int file) {}

    /** Opens all files. If a file no longer agrees with the proof, that is a finding. */
    CheckpointMerge(CheckpointProof proof, Findings findings) throws IOException {
        this.proof = proof;
        this.findings = findings;
        try {
            for (int i = 0; i < proof.files().count(); i++) {
                files.add(proof.files().open(i, findings));
                read(i);
            }
        } catch (Throwable failure) {
            try {
                close();
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    /** What is listed of the next definition or case, oldest first; null at the end. */
    @Nullable
    List<CheckpointLine> next() throws IOException {
        Head first = heads.peek();
        if (first == null) {
            return null;
        }
        List<CheckpointLine> listed = new ArrayList<>(1);
        while (!heads.isEmpty() && CheckpointLine.ORDER.compare(heads.peek().line, first.line) == 0) {
            Head head = Objects.requireNonNull(heads.poll());
            if (!listed.isEmpty() && isNoStepOn(listed.get(listed.size() - 1), head.line)) {
                findings.report(
                        Subject.CHECKPOINT,
                        proof.files().name(head.file),
                        0,
                        head.line.isCase()
                                ? "a later step of " + head.line.name() + " than the files before it list"
                                : head.line.name() + " in one of the files alone",
                        head.line.isCase() ? "step " + head.line.number() : "it again");
            }
            listed.add(head.line);
            read(head.file);
        }
        return listed;
    }

    private static boolean isNoStepOn(CheckpointLine before, CheckpointLine line) {
        return !line.isCase() || line.number() <= before.number();
    }

    private void read(int file) throws IOException {
        CheckpointReader reader = files.get(file);
        CheckpointLine line = reader.next();
        if (line != null) {
            heads.add(new Head(line, file));
            return;
        }
        Digest root = reader.root();
        if (root != null && !root.equals(proof.roots().get(file))) {
            findings.report(
                    Subject.CHECKPOINT,
                    proof.files().name(file),
                    0,
                    "root " + proof.roots().get(file) + ", as it was read a moment ago",
                    root + ": the file was changed meanwhile");
        }
    }

    @Override
    public void close() throws IOException {
        IOException failed = null;
        for (CheckpointReader file : files) {
            try {
                file.close();
            } catch (IOException e) {
                if (failed != null) {
                    e.addSuppressed(failed);
                }
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
