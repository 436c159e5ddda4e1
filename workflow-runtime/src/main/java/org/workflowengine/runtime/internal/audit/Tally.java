package org.workflowengine.runtime.internal.audit;

/** What was counted of verified cases. Immutable. */
record Tally(long cases, long entries, long erased, long imported, long sealsNotChecked, long onFormerKeys) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    Tally plus(Tally more) {
        return new Tally(
                cases + more.cases,
                entries + more.entries,
                erased + more.erased,
                imported + more.imported,
                sealsNotChecked + more.sealsNotChecked,
                onFormerKeys + more.onFormerKeys);
    }

    Tally minus(Tally less) {
        return plus(new Tally(
                -less.cases, -less.entries, -less.erased, -less.imported, -less.sealsNotChecked, -less.onFormerKeys));
    }
}
