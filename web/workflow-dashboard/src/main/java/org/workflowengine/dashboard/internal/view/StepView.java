package org.workflowengine.dashboard.internal.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A step of a case. What is hidden is not in it. */
public record StepView(
        long seq,
        String number,
        boolean isNewest,
        String transition,
        String from,
        String to,
        boolean keeps,
        List<String> chips,
        String note,
        Optional<Erased> erased,
        Payload payload,
        Instant recordedAt,
        Optional<Instant> occurredAt,
        String digest,
        Origin origin,
        String fault) {

    /** What identifies the record, and what made it. An empty text is nothing to be shown. */
    public record Origin(String digest, String source, String request) {}

    /** That the payload is gone. */
    public record Erased(String text, String byNumber, String byHref) {}

    /** Who, why, and on which facts. An empty text is nothing to be shown. */
    public record Payload(
            String actor,
            boolean actorHidden,
            String reason,
            boolean reasonHidden,
            List<FactView> facts,
            String factsHidden,
            Optional<Evidence> evidence,
            boolean evidenceHidden) {

        /** Whether anything is hidden. */
        public boolean isHidden() {
            return actorHidden || reasonHidden || evidenceHidden || !factsHidden.isEmpty();
        }
    }

    /** A fact and its value. */
    public record FactView(String id, String value) {}

    /** What layers have recorded. */
    public record Evidence(String names, String json) {}
}
