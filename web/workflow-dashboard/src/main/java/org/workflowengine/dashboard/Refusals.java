package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.util.List;
import java.util.Optional;
import org.workflowengine.dashboard.internal.view.Formats;
import org.workflowengine.dashboard.internal.view.OverviewView;

/** What this node has refused, in words. No value of a fact is in it: the counter knows none. */
final class Refusals {
    private Refusals() {}

    static OverviewView.Refusals of(Optional<RefusalCounter> counter, String workflow, int most) {
        if (counter.isEmpty()) {
            return new OverviewView.Refusals(false, "", List.of(), "");
        }
        List<RefusalCounter.Count> counts = counter.get().lastHour(workflow);
        List<OverviewView.Line> lines = counts.stream()
                .limit(most)
                .map(count -> new OverviewView.Line(Formats.number(count.number()), words(count.reason())))
                .toList();
        long lastHour = counts.stream().mapToLong(RefusalCounter.Count::number).sum();
        return new OverviewView.Refusals(
                true,
                Formats.number(lastHour),
                lines,
                t(
                        "refused.note",
                        Formats.number(counter.get().total(workflow)),
                        Formats.utc(counter.get().since())));
    }

    private static String words(RefusalCounter.Reason reason) {
        if (!reason.unmet().isEmpty()) {
            return t("refused.guard", reason.transition(), String.join(", ", reason.unmet()));
        }
        if (reason.kind().equals("other")) {
            return t("refused.other");
        }
        return reason.state().isEmpty()
                ? t("refused.kind", reason.transition(), reason.kind())
                : t("refused.state", reason.transition(), reason.kind(), reason.state());
    }
}
