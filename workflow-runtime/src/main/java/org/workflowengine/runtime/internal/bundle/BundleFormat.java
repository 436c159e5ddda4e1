package org.workflowengine.runtime.internal.bundle;

/** The members of a bundle, in their order. The format is described in {@code docs/reference/audit-format.md}. */
final class BundleFormat {
    static final String FORMAT = "workflow_bundle";
    static final int VERSION = 1;
    static final String INSTALLATION = "installation";
    static final String DEFINITIONS = "definitions";
    static final String CASE = "case";
    static final String ENTRIES = "entries";

    private BundleFormat() {}
}
