package org.workflowengine.runtime.core;

import java.util.Objects;

/**
 * A text is not a bundle, or what is stored of a case cannot be read and so cannot be put into one. It says nothing about any history.
 */
public final class BundleException extends WorkflowException {
    private static final long serialVersionUID = 1;

    /**
     * What cannot be read.
     *
     * @param found what, where, and what was expected
     */
    public BundleException(String found) {
        super(Objects.requireNonNull(found, "found"), null);
    }
}
