package org.workflowengine.dashboard.internal.view;

import java.util.List;

/** A verdict, with what was found. */
public record VerdictView(
        String subject, String subjectHref, IntegrityLine line, List<Finding> findings, String more, boolean hidden) {
    /** One finding. */
    public record Finding(String place, String href, String expected, String found) {}
}
