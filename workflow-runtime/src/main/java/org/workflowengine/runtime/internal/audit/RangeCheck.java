package org.workflowengine.runtime.internal.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Finding;

/**
 * Verifies the cases of one range of ids, in the order of the bytes of the ids. Where something is listed of them, the heads come first:
 * a case that is where it was need not be looked at again; every other one is verified whole. Its memory does not grow with the number of
 * steps. Used by one thread at a time; several ranges can be verified at once.
 */
public final class RangeCheck {
    private final Verifier whole;
    private final @Nullable String after;
    private final @Nullable String upTo;
    private final boolean compared;
    private final boolean skips;

    /** What is listed of the cases that were not come upon yet. */
    private final Map<String, ListedCase> listed = new LinkedHashMap<>();

    private final Map<String, CheckpointLine> heads = new LinkedHashMap<>();
    private final CaseRowDigest digests = new CaseRowDigest();
    private final List<UnfinishedLine> verified = new ArrayList<>();
    private boolean isWhole;
    private @Nullable Verifier part;
    private Tally tally = Tally.NONE;
    private long notLookedAt;

    RangeCheck(
            Verifier whole,
            @Nullable String after,
            @Nullable String upTo,
            boolean compared,
            boolean skips,
            List<ListedCase> cases) {
        this.whole = whole;
        this.after = after;
        this.upTo = upTo;
        this.compared = compared;
        this.skips = skips;
        cases.forEach(each -> listed.put(each.id(), each));
        this.isWhole = cases.stream()
                .noneMatch(
                        each -> each.before() != null || (skips && !each.lines().isEmpty()));
    }

    /** A range of which nothing is listed. */
    static RangeCheck ofUnlisted(Verifier whole) {
        return new RangeCheck(whole, null, null, whole.proof() != null, whole.skips(), List.of());
    }

    /**
     * Where the range begins.
     *
     * @return the id before its first one; null if there is none
     */
    public @Nullable String after() {
        return after;
    }

    /**
     * Where the range ends.
     *
     * @return its last id; null if it has all that follow
     */
    public @Nullable String upTo() {
        return upTo;
    }

    /**
     * Whether all entries of the range have to be given.
     *
     * @return {@code false} as long as the heads can tell which of them
     */
    public boolean isWhole() {
        return isWhole;
    }

    /** The heads cannot be read: every case is verified. */
    public void readWhole() {
        heads.clear();
        isWhole = true;
    }

    /**
     * Begins, before anything is given.
     *
     * @param listener is given every finding
     */
    public void begin(Consumer<Finding> listener) {
        part = whole.part(this::listed, verified, listener);
    }

    /**
     * Is given the head of a case, in the order of the bytes of the ids.
     *
     * @param row its whole row
     */
    public void head(Row<CaseColumn> row) {
        if (!(row.get(CaseColumn.CASE_ID) instanceof String id) || row.fault(CaseColumn.CASE_ID) != null) {
            isWhole = true;
            return;
        }
        CheckpointLine head = CheckpointLine.ofCase(row, digests);
        // Two heads are for the whole check to tell.
        heads.merge(id, head == null ? unknown(id) : head, (one, other) -> unknown(id));
    }

    private static CheckpointLine unknown(String id) {
        return CheckpointLine.ofCase(id, 0, new byte[0]);
    }

    /**
     * All heads were given.
     *
     * @return the cases whose entries have to be given, if it is not {@linkplain #isWhole all of them}
     */
    public List<String> moved() {
        inOrder();
        List<String> moved = new ArrayList<>();
        heads.forEach((id, head) -> {
            if (isMoved(id, head)) {
                moved.add(id);
            }
        });
        isWhole |= moved.size() == heads.size();
        listed.keySet().stream().filter(id -> !heads.containsKey(id)).forEach(moved::add);
        heads.clear();
        return moved;
    }

    private boolean isMoved(String id, CheckpointLine head) {
        ListedCase known = listed.get(id);
        if (known == null) {
            return true;
        }
        Tally before = known.verifiedBefore(head);
        if (skips && known.isListed(head)) {
            notLookedAt += head.number();
        } else if (before != null) {
            tally = tally.plus(before);
        } else {
            return true;
        }
        listed.remove(id);
        return false;
    }

    private void inOrder() {
        CheckpointLine previous = after == null ? null : CheckpointLine.ofCase(after, 0, new byte[0]);
        for (CheckpointLine next : heads.values()) {
            if (previous != null && CheckpointLine.ORDER.compare(previous, next) >= 0) {
                part().table("workflow_case", CheckpointCheck.ORDER, CheckpointCheck.OTHER_ORDER);
                return;
            }
            previous = next;
        }
    }

    /**
     * What the entries are given to, ordered by case and step.
     *
     * @return the verifier of this range
     */
    public StoredRows rows() {
        return part();
    }

    private Verifier part() {
        if (part == null) {
            throw new IllegalStateException("the range was not begun");
        }
        return part;
    }

    private Listed listed(Row<AuditColumn> entry) {
        ListedCase known = entry.get(AuditColumn.CASE_ID) instanceof String id ? listed.remove(id) : null;
        if (known != null) {
            return Listed.of(known, compared);
        }
        return compared ? Listed.nothing() : Listed.unknown();
    }

    /** All entries were given. */
    public void end() {
        tally = tally.plus(part().tally());
        listed.values().forEach(each -> whole.departed(Listed.of(each, compared).gone()));
        listed.clear();
    }

    Tally counted() {
        return tally;
    }

    long notLookedAt() {
        return notLookedAt;
    }

    /**
     * Notes the cases that were verified now, in the order in which they were given.
     *
     * @param notes where
     * @throws IOException if they cannot be written
     */
    public void noteIn(UnfinishedRun notes) throws IOException {
        notes.add(verified);
    }
}
