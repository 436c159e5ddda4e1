package org.workflowengine.dashboard.internal.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One case. */
public record CaseView(
        String id,
        String href,
        String state,
        String workflow,
        int version,
        String definitionHref,
        Instant since,
        String rests,
        String step,
        String digest,
        String holds,
        boolean holdsHidden,
        String fault,
        String faultHref,
        boolean bundle,
        String notice,
        String asked,
        Optional<OutlookView> outlook,
        Optional<Past> past,
        Picture picture,
        Next next,
        Steps steps) {

    /** That an earlier moment is shown. */
    public record Past(String text, Optional<StepView> nextStep, String after) {}

    /** What can happen next. */
    public record Next(List<Move> moves, String note, List<Ask> asks, boolean asked, boolean isFinal) {}

    /** One transition. */
    public record Move(
            String transition,
            String to,
            String status,
            String statusText,
            List<Condition> conditions,
            Optional<Form> form,
            String noForm) {}

    /** One thing that it requires. */
    public record Condition(String mark, String name, String message, String required, String found, boolean hidden) {}

    /** A fact that can be asked with. */
    public record Ask(String id, String name, List<CasesView.Choice> values) {}

    /** A command. */
    public record Form(String action, String token, String seq, String requestId, List<Ask> claims) {}

    /** The steps on this page. */
    public record Steps(
            List<StepView> shown,
            String hiddenFor,
            String range,
            boolean table,
            String timelineHref,
            String tableHref,
            String jsonHref,
            String asOf,
            String seq,
            long last,
            String olderHref,
            String newestHref) {}
}
