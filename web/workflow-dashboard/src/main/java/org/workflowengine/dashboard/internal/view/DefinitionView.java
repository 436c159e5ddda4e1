package org.workflowengine.dashboard.internal.view;

import java.time.Instant;
import java.util.List;

/** One version of a workflow. */
public record DefinitionView(
        String workflow,
        int version,
        List<Version> versions,
        Instant installed,
        String fingerprint,
        String size,
        boolean erasable,
        String cases,
        String casesHref,
        Picture picture,
        boolean isLarge,
        List<State> states,
        List<Transition> transitions,
        String diffTitle,
        List<Difference> differences,
        List<CasesView.Choice> comparable,
        List<Migration> migrations,
        String migrationNote,
        String href) {

    /** A version to go to. */
    public record Version(int version, String href, boolean current, String cases) {}

    /** A state, and what is known of its cases. */
    public record State(String id, String anchor, String kind, String count, String href, String oldest) {}

    /** A transition. */
    public record Transition(String from, String id, String to, List<StepView.FactView> guard, List<String> duties) {}

    /** What is different. */
    public record Difference(String sign, String what, String name, List<String> before, List<String> after) {}

    /** Where the cases of an older version stand. */
    public record Migration(int version, String state, String count, String href, String kind, String to) {}
}
