package org.workflowengine.diagram.internal.layout;

import java.util.List;

/**
 * How many layouts are compared, by the size of what is drawn: a small picture is looked at closely, a large one is drawn in seconds. It
 * counts what stands in the rows and not time, so that a picture is the same on every machine.
 *
 * @param tries how many whole layouts
 * @param starts from how many orders of the rows each of them looks for the one with the fewest crossings
 */
record Effort(int tries, int starts) {
    /** Above this number of boxes and lines fewer layouts are compared. */
    private static final int MANY = 40;

    /** Above this number of places in all rows there is one layout only. */
    private static final int HUGE = 3_000;

    private static final int MOST_STARTS = 24;

    /** A layout orders no more places than that, over all of its starts, unless one start alone has more. */
    private static final int MOST_PLACES = 48_000;

    static Effort of(Rows rows) {
        int places = rows.rows.stream().mapToInt(List::size).sum();
        int drawn = rows.contents.size() + rows.lines.size();
        int tries = places > HUGE ? 1 : drawn > MANY ? 3 : 16;
        return new Effort(tries, Math.max(1, Math.min(MOST_STARTS, MOST_PLACES / Math.max(1, places))));
    }
}
