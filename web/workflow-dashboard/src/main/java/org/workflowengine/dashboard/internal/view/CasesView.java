package org.workflowengine.dashboard.internal.view;

import java.time.Instant;
import java.util.List;

/** The list of cases, and what it was asked for. */
public record CasesView(
        List<Choice> workflows,
        List<Choice> versions,
        List<Choice> ages,
        List<Choice> states,
        String statesTitle,
        boolean statesOpen,
        String id,
        List<Chip> chips,
        String clearHref,
        List<Row> rows,
        boolean severalWorkflows,
        String order,
        String summary,
        String nextHref,
        String firstHref,
        Empty empty) {

    /** What can be chosen. */
    public record Choice(String value, String label, boolean chosen) {}

    /** A filter, and the same page without it. */
    public record Chip(String label, String value, String href) {}

    /** A case. */
    public record Row(
            String id,
            String href,
            String workflow,
            String state,
            String rests,
            Instant since,
            int version,
            String steps,
            String digest) {}

    /** What to do where there is nothing. */
    public record Empty(String question, String advice, String advised, String href) {}
}
