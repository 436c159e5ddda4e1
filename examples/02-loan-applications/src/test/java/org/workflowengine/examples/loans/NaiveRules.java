package org.workflowengine.examples.loans;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a loan application may do, told a second time and otherwise: no definition, no engine, a map and some strings. */
final class NaiveRules {
    private static final Map<String, String> ONLY_WAY_ON = Map.of(
            "SUBMITTED", "PARTLYSUBMITTED",
            "PARTLYSUBMITTED", "PREACCEPTED",
            "PREACCEPTED", "ACCEPTED",
            "ACCEPTED", "FINALIZED");
    private static final List<String> CLOSING = List.of("APPROVED", "REGISTERED", "ACTIVATED");
    private static final Set<String> ENDINGS = Set.of("DECLINED", "CANCELLED");

    private final Map<String, String> places = new HashMap<>();

    /** Where each case stands. */
    Map<String, String> places() {
        return places;
    }

    /** Moves the case if it may; otherwise everything stays as it is. */
    boolean accepts(String caseId, String activity) {
        String place = places.get(caseId);
        String wanted = activity.startsWith("A_") ? activity.substring(2) : "?";
        String next = place == null ? (wanted.equals("SUBMITTED") ? wanted : null) : next(place, wanted);
        if (next != null) {
            places.put(caseId, next);
        }
        return next != null;
    }

    private static String next(String place, String wanted) {
        if (wanted.equals(ONLY_WAY_ON.get(place))) {
            return wanted;
        }
        if (ENDINGS.contains(wanted)) {
            boolean undecided = ONLY_WAY_ON.containsValue(place);
            return undecided ? wanted : null;
        }
        Set<String> done = new TreeSet<>(place.equals("FINALIZED") ? List.of() : List.of(place.split("_")));
        boolean closing = CLOSING.contains(wanted) && CLOSING.containsAll(done);
        return closing && done.add(wanted) ? nameOf(done) : null;
    }

    private static String nameOf(Set<String> done) {
        List<String> inOrder = CLOSING.stream().filter(done::contains).toList();
        return inOrder.equals(CLOSING) ? "COMPLETED" : String.join("_", inOrder);
    }
}
