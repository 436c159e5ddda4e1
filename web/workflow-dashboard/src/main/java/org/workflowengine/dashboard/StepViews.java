package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.workflowengine.dashboard.internal.view.Formats;
import org.workflowengine.dashboard.internal.view.StepView;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Definition;

/** Shows steps to somebody: what is hidden from them is left out here, and nowhere later. */
final class StepViews {
    private static final String ERASED_SEQ = "ERASED_SEQ";

    private final Seen seen;
    private final String href;
    private final Map<Long, AuditEntry> erasures = new HashMap<>();
    private final Map<Long, Long> faults;

    /** With the steps among which erasures are looked for, and the address of the case; empty if all steps are on one page. */
    StepViews(Seen seen, Iterable<AuditEntry> entries, String href) {
        this(seen, entries, href, Map.of());
    }

    /** The same, where steps with findings are marked: how many there are at each. */
    StepViews(Seen seen, Iterable<AuditEntry> entries, String href, Map<Long, Long> faults) {
        this.faults = faults;
        this.seen = seen;
        this.href = href;
        for (AuditEntry entry : entries) {
            erasedBy(entry).ifPresent(seq -> erasures.put(seq, entry));
        }
    }

    /** The number of the step that this one erased. */
    static Optional<Long> erasedBy(AuditEntry entry) {
        if (!entry.transition().equals(Definition.ERASURE) || entry.facts() == null) {
            return Optional.empty();
        }
        String seq = RecordedJson.members(Objects.requireNonNull(entry.facts())).getOrDefault(ERASED_SEQ, "");
        return seq.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(seq)) : Optional.empty();
    }

    StepView of(AuditEntry entry, boolean isNewest) {
        return new StepView(
                entry.seq(),
                Formats.number(entry.seq()),
                isNewest,
                entry.transition(),
                entry.fromState(),
                entry.toState(),
                entry.keepsState() && !entry.isMigration(),
                chips(entry),
                note(entry),
                erased(entry),
                payload(entry),
                entry.recordedAt(),
                Optional.ofNullable(entry.occurredAt()),
                Formats.brief(entry.digest()),
                new StepView.Origin(
                        entry.digest().hex(), entry.source(), Objects.requireNonNullElse(entry.requestId(), "")),
                fault(entry.seq()));
    }

    private String fault(long seq) {
        long found = faults.getOrDefault(seq, 0L);
        return found == 0 ? "" : t(found == 1 ? "step.fault.one" : "step.fault", Formats.number(found));
    }

    private static List<String> chips(AuditEntry entry) {
        List<String> chips = new ArrayList<>();
        if (entry.isMigration() && entry.fromVersion() > 0) {
            chips.add(t("step.migrated", entry.fromVersion(), entry.version()));
        }
        if (entry.transition().equals(Definition.IMPORT)) {
            chips.add(t("step.imported"));
        }
        return chips;
    }

    private String note(AuditEntry entry) {
        if (entry.isMigration() && entry.fromVersion() > 0) {
            return t("step.migrated.note", entry.version());
        }
        if (entry.transition().equals(Definition.IMPORT)) {
            return t("step.imported.note");
        }
        Optional<Long> erased = erasedBy(entry);
        if (erased.isPresent()) {
            return t("step.erases", Formats.number(erased.get()));
        }
        return seen.reasons()
                ? entry.matter().map(matter -> t("step.matter", matter)).orElse("")
                : "";
    }

    private Optional<StepView.Erased> erased(AuditEntry entry) {
        if (!entry.isErased()) {
            return Optional.empty();
        }
        AuditEntry by = erasures.get(entry.seq());
        return Optional.of(
                by == null
                        ? new StepView.Erased(t("step.erased.text"), "", "")
                        : new StepView.Erased(
                                t("step.erased.on", Formats.utc(by.recordedAt())),
                                t("step.erased.by", Formats.number(by.seq())),
                                (href.isEmpty() ? "" : href + new Query().with("before", "" + (by.seq() + 1)))
                                        + "#step-" + by.seq()));
    }

    private StepView.Payload payload(AuditEntry entry) {
        if (entry.isErased()) {
            return new StepView.Payload("", false, "", false, List.of(), "", Optional.empty(), false);
        }
        List<StepView.FactView> facts = new ArrayList<>();
        int hidden = 0;
        boolean isOwn = entry.matter().isEmpty() && erasedBy(entry).isEmpty() && entry.facts() != null;
        for (Map.Entry<String, String> fact : isOwn
                ? RecordedJson.members(Objects.requireNonNull(entry.facts())).entrySet()
                : Map.<String, String>of().entrySet()) {
            if (seen.fact(fact.getKey())) {
                facts.add(new StepView.FactView(fact.getKey(), fact.getValue()));
            } else {
                hidden++;
            }
        }
        String evidence = entry.evidence();
        return new StepView.Payload(
                seen.actors() ? actor(entry) : "",
                !seen.actors(),
                seen.reasons() ? Objects.requireNonNullElse(entry.reason(), "") : "",
                !seen.reasons(),
                facts,
                hidden == 0 ? "" : t(hidden == 1 ? "hidden.one" : "hidden.many", hidden),
                evidence == null || !seen.evidence()
                        ? Optional.empty()
                        : Optional.of(new StepView.Evidence(
                                String.join(", ", RecordedJson.names(evidence)), JsonText.indented(evidence))),
                evidence != null && !seen.evidence());
    }

    private static String actor(AuditEntry entry) {
        String name = Objects.requireNonNullElse(entry.actor(), "");
        String principal = entry.onBehalfOf();
        String kind = entry.actorKind() == Actor.Kind.PERSON
                ? ""
                : entry.actorKind() == Actor.Kind.SERVICE ? t("actor.service") : t("actor.system");
        return name + (kind.isEmpty() ? "" : ", " + kind) + (principal == null ? "" : ", " + t("actor.for", principal));
    }
}
