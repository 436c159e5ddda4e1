package org.workflowengine.processor.model;

/** A place in the author's source where a problem can be shown; only the collector that made it knows what it holds. */
public interface Anchor {

    /**
     * Narrows the place to one element of the annotation that stands there.
     *
     * @param element the name of an annotation element, for example {@code id}
     * @return the value that the author wrote for it, or this place when nothing was written
     */
    default Anchor at(String element) {
        return this;
    }

    /**
     * Whether this place lies in what another one declares, or is the same.
     *
     * @param outer the place of a declaration
     * @return {@code true} for the declaration itself and for everything written on it or inside it
     */
    default boolean isWithin(Anchor outer) {
        return equals(outer);
    }

    /**
     * A place outside any source, for models that no compiler read.
     *
     * @return the same value each time
     */
    static Anchor none() {
        return NoAnchor.INSTANCE;
    }
}
