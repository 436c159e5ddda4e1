package org.workflowengine.dashboard.internal.view;

import java.util.List;

/** Why there is nothing else to be seen, and what to do. */
public record ProblemView(int status, String title, String text, String advice, List<Near> near, List<Link> links) {
    /** Something with a similar name. */
    public record Near(String name, String href, String detail) {}

    /** Where to go. */
    public record Link(String label, String href) {}
}
