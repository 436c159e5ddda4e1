package org.workflowengine.runtime.core;

/**
 * What a definition declares besides its states, transitions and facts. Start with {@link #NONE} and call one method for each
 * declaration. Immutable.
 */
public final class Traits {
    /** The traits of a definition that declares nothing special. */
    public static final Traits NONE = new Traits(true);

    private final boolean erasable;

    private Traits(boolean erasable) {
        this.erasable = erasable;
    }

    /**
     * These traits, and the definition's steps cannot be erased: {@code @Workflow(erasable = false)}.
     *
     * @return the new traits
     */
    public Traits notErasable() {
        return new Traits(false);
    }

    boolean isErasable() {
        return erasable;
    }
}
