package org.workflowengine.runtime.internal.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks who made the steps of one case, as {@code docs/reference/audit-format.md} says under obligations. It uses no class of the engine. */
final class IndependentAuditorNames {
    private static final Pattern ERASED = Pattern.compile("\\{\"ERASED_SEQ\":\"(\\d+)\"\\}");

    private final List<Map<String, Object>> steps = new ArrayList<>();
    private final Set<Object> erased = new HashSet<>();

    /** Whether the next step meets them, as far as its names and those before it are still there. */
    boolean areMet(Map<String, Object> row, List<Map<String, Object>> obligations) {
        boolean met = obligations.stream()
                .allMatch(
                        each -> each.get("kind").equals("FOUR_EYES") ? isSomebodyElse(row, each) : isQuorum(row, each));
        steps.add(row);
        if (row.get("transition").equals("(erase)") && row.get("facts") != null) {
            Matcher text = ERASED.matcher((String) row.get("facts"));
            if (text.matches()) {
                erased.add(Long.parseLong(text.group(1)));
            }
        }
        return met;
    }

    private boolean isSomebodyElse(Map<String, Object> row, Map<String, Object> obligation) {
        Map<String, Object> brought = null;
        for (Map<String, Object> step : steps) {
            if (isReal(step) && isEntered(step, row, obligation)) {
                brought = step;
            }
        }
        if (brought == null || erased.contains(brought.get("seq"))) {
            return false;
        }
        Set<Object> names = names(brought);
        names.retainAll(names(row));
        return names.isEmpty();
    }

    private static boolean isReal(Map<String, Object> step) {
        String transition = (String) step.get("transition");
        return !step.get("from_state").equals(step.get("to_state"))
                && !transition.startsWith("(migrate:")
                && !transition.equals("(import)");
    }

    @SuppressWarnings("unchecked")
    private static boolean isEntered(
            Map<String, Object> step, Map<String, Object> row, Map<String, Object> obligation) {
        Object state = step.get("to_state");
        if (step.get("version").equals(row.get("version"))) {
            return state.equals(obligation.get("state"));
        }
        return ((List<Map<String, Object>>) obligation.getOrDefault("older", List.of()))
                .stream()
                        .anyMatch(older -> older.get("state").equals(state)
                                && older.get("version")
                                        .toString()
                                        .equals(step.get("version").toString()));
    }

    private static Set<Object> names(Map<String, Object> step) {
        Set<Object> names = new HashSet<>();
        for (String column : List.of("actor", "on_behalf_of")) {
            if (step.get(column) != null) {
                names.add(step.get(column));
            }
        }
        return names;
    }

    private boolean isQuorum(Map<String, Object> row, Map<String, Object> obligation) {
        Set<Object> actors = new HashSet<>();
        Set<Object> principals = new HashSet<>();
        long unknown = 0;
        for (Map<String, Object> step : steps) {
            boolean stays = step.get("from_state").equals(step.get("to_state"))
                    && step.get("version").equals(step.get("from_version"));
            if (!stays) {
                actors.clear();
                principals.clear();
                unknown = 0;
            } else if (step.get("transition").equals(obligation.get("step"))
                    && step.get("actor_kind").equals("PERSON")) {
                if (step.get("actor") != null) {
                    actors.add(step.get("actor"));
                    principals.add(step.get("on_behalf_of") == null ? step.get("actor") : step.get("on_behalf_of"));
                } else if (!erased.contains(step.get("seq"))) {
                    unknown++;
                }
            }
        }
        return Math.min(actors.size(), principals.size()) + unknown
                >= Long.parseLong(obligation.get("persons").toString());
    }
}
