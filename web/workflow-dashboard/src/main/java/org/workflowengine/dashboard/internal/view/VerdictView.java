package org.workflowengine.dashboard.internal.view;

import java.util.List;

/** A verdict, with what was found. */
public record VerdictView(
        String subject,
        String subjectHref,
        IntegrityLine line,
        String advice,
        List<Finding> findings,
        String more,
        boolean hidden,
        String installation,
        String unsealed) {
    /** One finding. */
    public record Finding(String place, String href, String expected, String found) {}
}
