package org.workflowengine.runtime.core;

/**
 * Stands for the kinds of later versions: callers cannot name it, so that no {@code switch} of theirs is exhaustive without a
 * {@code default}. There is none of them.
 */
enum LaterRefusal implements Refusal {
    ;

    @Override
    public String explanation() {
        return name();
    }

    @Override
    public String kind() {
        return name();
    }

    @Override
    public <R> R match(Match<R> match) {
        return match.other(this);
    }
}
