package org.workflowengine.dashboard;

import static org.workflowengine.dashboard.internal.view.Texts.t;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.workflowengine.dashboard.internal.view.CaseView.Condition;
import org.workflowengine.dashboard.internal.view.CaseView.Move;
import org.workflowengine.dashboard.internal.view.OutlookView;

/** Says in one sentence whether a case can move, and why not. The list of what can happen next has the rest. */
final class Outlook {
    private Outlook() {}

    /**
     * The sentence.
     *
     * @param moves what leaves the state of the case
     * @param most how many transitions it names
     */
    static OutlookView of(List<Move> moves, int most) {
        if (moves.isEmpty()) {
            return new OutlookView("", t("outlook.ended"), "");
        }
        List<Move> permitted =
                moves.stream().filter(move -> move.status().equals("permitted")).toList();
        if (!permitted.isEmpty()) {
            return new OutlookView(
                    "y",
                    t("outlook.can"),
                    listed(permitted.stream().map(Move::transition).toList(), most, ", "));
        }
        boolean isBlocked = moves.stream().allMatch(move -> move.status().equals("blocked"));
        return new OutlookView(
                isBlocked ? "x" : "q",
                t(isBlocked ? "outlook.cannot" : "outlook.waits"),
                listed(moves.stream().map(Outlook::why).toList(), most, "; "));
    }

    private static String listed(List<String> all, int most, String between) {
        List<String> named = new ArrayList<>(all.subList(0, Math.min(most, all.size())));
        if (named.size() < all.size()) {
            named.add(t("outlook.more", all.size() - named.size()));
        }
        return String.join(between, named);
    }

    /** What is known to be wrong; where nothing is, what is not known. */
    private static String why(Move move) {
        String mark = move.status().equals("blocked") ? "x" : "q";
        return t(
                "outlook.requires",
                move.transition(),
                move.conditions().stream()
                        .filter(condition -> condition.mark().equals(mark))
                        .map(Outlook::words)
                        .collect(Collectors.joining(t("outlook.and"))));
    }

    private static String words(Condition condition) {
        String name = condition.message().isEmpty()
                ? condition.name()
                : t("outlook.message", condition.name(), condition.message());
        if (condition.required().isEmpty()) {
            return name;
        }
        return condition.found().isEmpty()
                ? t(
                        "outlook.open",
                        name,
                        condition.required(),
                        t(condition.hidden() ? "next.hidden" : "outlook.unknown"))
                : t("outlook.found", name, condition.required(), condition.found());
    }
}
