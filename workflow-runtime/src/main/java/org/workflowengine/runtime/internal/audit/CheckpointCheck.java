package org.workflowengine.runtime.internal.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Finding.Subject;

/**
 * Compares what checkpoints list with what is stored, both as streams in the order of the bytes of the ids: everything that is listed must
 * be there. Not thread-safe.
 */
final class CheckpointCheck implements AutoCloseable {
    static final String ORDER = "cases in the order of the bytes of their ids, to compare them with a checkpoint";
    static final String OTHER_ORDER = "another order: its columns are not as the schema made them";

    private final CheckpointMerge listed;
    private final Findings findings;
    private final Scope scope;
    private final Fingerprints fingerprints;

    /** Is given what is listed of a case of which nothing is stored. */
    private final Consumer<List<CheckpointLine>> departed;

    private @Nullable List<CheckpointLine> next;
    private byte @Nullable [] previous;
    private boolean isOutOfOrder;

    /** The stored fingerprints of definitions, which are few. */
    static final class Fingerprints {
        private final Map<String, Object> stored = new HashMap<>();
        private final Set<String> lines = new HashSet<>();
        private boolean compared;

        void add(Row<DefinitionColumn> row) {
            if (row.get(DefinitionColumn.WORKFLOW) instanceof String workflow
                    && row.get(DefinitionColumn.VERSION) instanceof Long version) {
                Object fingerprint = row.get(DefinitionColumn.FINGERPRINT);
                stored.put(key(workflow, version), fingerprint == null ? "" : fingerprint);
                if (fingerprint instanceof byte[] digest) {
                    lines.add(CheckpointLine.ofDefinition(workflow, version, digest)
                            .written());
                }
            }
        }

        /** The lines in which a checkpoint would list them. */
        Set<String> lines() {
            return new HashSet<>(lines);
        }

        private static String key(String workflow, long version) {
            return workflow + " version " + version;
        }
    }

    /**
     * Which of the stored cases are given.
     *
     * @param ids which cases can be among them
     * @param isAll whether all of these cases are given, so that one that is not is missing
     */
    record Scope(Predicate<String> ids, boolean isAll) {}

    CheckpointCheck(
            CheckpointMerge listed,
            Scope scope,
            Fingerprints fingerprints,
            Findings findings,
            Consumer<List<CheckpointLine>> departed)
            throws IOException {
        this.departed = departed;
        this.listed = listed;
        this.scope = scope;
        this.fingerprints = fingerprints;
        this.findings = findings;
        this.next = listed.next();
        definitions();
    }

    private void definitions() throws IOException {
        while (next != null && !next.get(0).isCase()) {
            for (CheckpointLine line : fingerprints.compared ? List.<CheckpointLine>of() : next) {
                definition(line);
            }
            next = listed.next();
        }
        fingerprints.compared = true;
    }

    private void definition(CheckpointLine line) {
        Object stored = fingerprints.stored.get(Fingerprints.key(line.text(), line.number()));
        if (stored == null ? scope.isAll : !Row.same(line.digest(), stored)) {
            findings.report(
                    Subject.DEFINITION,
                    line.name(),
                    0,
                    Listed.expected(line),
                    stored == null ? "nothing" : Row.shown(stored, Column.Kind.BINARY));
        }
    }

    /** Goes on to a case, and returns what is listed of it. */
    Listed of(Row<AuditColumn> row) {
        if (!(row.get(AuditColumn.CASE_ID) instanceof String caseId) || row.fault(AuditColumn.CASE_ID) != null) {
            return Listed.nothing();
        }
        CheckpointLine wanted = CheckpointLine.ofCase(caseId, 0, new byte[0]);
        inOrder(wanted.id());
        try {
            while (next != null && CheckpointLine.ORDER.compare(next.get(0), wanted) < 0) {
                missing(next);
                next = listed.next();
            }
            if (next == null || CheckpointLine.ORDER.compare(next.get(0), wanted) > 0) {
                return Listed.nothing();
            }
            Listed found = Listed.of(next);
            next = listed.next();
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void inOrder(byte[] id) {
        if (previous != null && Arrays.compareUnsigned(previous, id) >= 0 && !isOutOfOrder) {
            isOutOfOrder = true;
            findings.report(Subject.TABLE, "workflow_audit", 0, ORDER, OTHER_ORDER);
        }
        previous = id;
    }

    private void missing(List<CheckpointLine> lines) {
        String caseId = lines.get(0).text();
        if (scope.isAll && scope.ids.test(caseId)) {
            departed.accept(Listed.of(lines).gone());
        }
    }

    /**
     * Goes on, and returns what is listed of the cases up to one, of which none is looked up with {@link #of}.
     *
     * @param upTo the last of them, in the order of the bytes of the ids; null for all
     * @param most how many cases at most; if there are more, the next call returns them
     */
    List<List<CheckpointLine>> upTo(@Nullable String upTo, int most) throws IOException {
        CheckpointLine last = upTo == null ? null : CheckpointLine.ofCase(upTo, 0, new byte[0]);
        List<List<CheckpointLine>> found = new ArrayList<>();
        while (next != null
                && found.size() < most
                && (last == null || CheckpointLine.ORDER.compare(next.get(0), last) <= 0)) {
            if (scope.ids.test(next.get(0).text())) {
                found.add(next);
            }
            next = listed.next();
        }
        return found;
    }

    /** All cases were given. */
    void end() throws IOException {
        while (next != null) {
            missing(next);
            next = listed.next();
        }
    }

    @Override
    public void close() throws IOException {
        listed.close();
    }
}
