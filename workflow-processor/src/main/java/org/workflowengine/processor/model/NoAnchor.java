package org.workflowengine.processor.model;

/** The anchor of a model that was not read from source. */
enum NoAnchor implements Anchor {
    INSTANCE
}
