package org.workflowengine.runtime.internal.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of all cases of one kind before they are looked at: what checkpoints list, and what an earlier part of the same run has
 * verified. Both are streams in the order of the bytes of the ids, and are cut into ranges. Not thread-safe.
 */
public final class KnownCases implements AutoCloseable {
    private final Verifier whole;
    private final boolean skips;
    private final @Nullable CheckpointCheck checkpoint;
    private final UnfinishedRun.@Nullable Lines before;
    private @Nullable String after;

    KnownCases(
            Verifier whole, boolean skips, @Nullable CheckpointCheck checkpoint, UnfinishedRun.@Nullable Lines before) {
        this.whole = whole;
        this.skips = skips;
        this.checkpoint = checkpoint;
        this.before = before;
    }

    /**
     * The next range.
     *
     * @param upTo its last id; null for all that follow
     * @param most how many cases of checkpoints it has at most: with more it ends earlier
     * @return the range after the one before
     * @throws IOException if a file cannot be read
     */
    public RangeCheck upTo(@Nullable String upTo, int most) throws IOException {
        List<List<CheckpointLine>> lines = checkpoint == null ? List.of() : checkpoint.upTo(upTo, most);
        String end = lines.size() < most ? upTo : lines.get(most - 1).get(0).text();
        List<ListedCase> cases = new ArrayList<>();
        int next = 0;
        UnfinishedLine done = before == null ? null : before.upTo(end);
        while (done != null || next < lines.size()) {
            int order = done == null
                    ? -1
                    : next == lines.size()
                            ? 1
                            : CheckpointLine.ORDER.compare(lines.get(next).get(0), done.line());
            List<CheckpointLine> listed = order <= 0 ? lines.get(next++) : List.of();
            UnfinishedLine verified = order >= 0 ? done : null;
            cases.add(new ListedCase(
                    verified == null ? listed.get(0).text() : verified.line().text(), listed, verified));
            done = verified == null || before == null ? done : before.upTo(end);
        }
        RangeCheck range = new RangeCheck(whole, after, end, checkpoint != null, skips, cases);
        after = end;
        return range;
    }

    /**
     * Whether an earlier part of the same run has come further than all ranges so far.
     *
     * @return {@code true} as long as it has
     */
    public boolean isBefore() {
        return before != null && before.isMore();
    }

    @Override
    public void close() throws IOException {
        if (checkpoint != null) {
            checkpoint.close();
        }
    }
}
