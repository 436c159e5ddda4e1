package org.workflowengine.runtime.core;

/**
 * Stands for the kinds of later versions: callers cannot name it, so their {@code switch} is never exhaustive without a {@code default}.
 * No object of this class exists.
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
