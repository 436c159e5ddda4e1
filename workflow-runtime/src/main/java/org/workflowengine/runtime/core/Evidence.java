package org.workflowengine.runtime.core;

import java.util.Objects;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * What one layer above the engine records about a decision. It is checked when the decision is used, not here.
 *
 * @param name the layer's name
 * @param json any JSON value, as given
 */
public record Evidence(String name, String json) {
    /**
     * Neither part is null.
     *
     * @param name the layer's name
     * @param json any JSON value, as given
     */
    public Evidence {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(json, "json");
    }

    /** Names the layer, never its content. */
    @Override
    public String toString() {
        return "Evidence[" + Texts.quoted(name) + "]";
    }
}
