package org.workflowengine.processor.proof;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.processor.proof.Verdicts.Verdict;

/** Sets what was reported beside what should have been. */
final class Comparison {

    private static final List<Pattern> NEVER_FIRE =
            List.of(Pattern.compile("^\\[WF302 [a-z-]+] (.*) can never fire: .*"));
    private static final List<Pattern> NEVER_ENTERED = List.of(
            Pattern.compile("^\\[WF203 [a-z-]+] (.*) can never be entered"), Pattern.compile("cut off with it: (.*)"));

    private Comparison() {}

    /** What does not depend on guards; where states inherit two meanings of one name, the guard is anybody's guess. */
    private static final Set<String> WITHOUT_GUARDS = Set.of("WF201", "WF202", "WF205", "WF206", "WF209");

    /** Every difference, in words. */
    static List<String> of(Oracle oracle, List<Verdict> said) {
        var differences = new ArrayList<String>();
        if (!oracle.clashes().isEmpty()) {
            compare("faults", withoutGuards(oracle.faults()), withoutGuards(places(said)), differences);
            return differences;
        }
        compare("faults", oracle.faults(), places(said), differences);
        var silent = named(said, NEVER_FIRE);
        // The tail of a long list is only counted.
        if (silent.stream().noneMatch(name -> name.endsWith(" more"))) {
            compare("never fire", oracle.contradictory(), silent, differences);
        }
        compare("never entered", oracle.notEntered(), named(said, NEVER_ENTERED), differences);
        boolean errors = said.stream().anyMatch(Verdict::error);
        if (oracle.isSound() == errors) {
            differences.add("sound: " + oracle.isSound() + ", but errors: " + errors);
        }
        return differences;
    }

    private static Set<String> places(List<Verdict> said) {
        var places = new TreeSet<String>();
        said.stream()
                .filter(verdict -> !verdict.code().equals("WF302"))
                .forEach(verdict -> places.add(verdict.code() + " " + verdict.label()));
        return places;
    }

    private static Set<String> withoutGuards(Set<String> faults) {
        var some = new TreeSet<>(faults);
        some.removeIf(fault -> !WITHOUT_GUARDS.contains(fault.substring(0, 5)));
        return some;
    }

    /** The names in the lists that stand in some lines of the messages. */
    private static Set<String> named(List<Verdict> said, List<Pattern> lines) {
        var names = new TreeSet<String>();
        for (Verdict verdict : said) {
            for (Pattern line : lines) {
                verdict.text()
                        .lines()
                        .map(String::strip)
                        .map(line::matcher)
                        .filter(Matcher::matches)
                        .forEach(match -> names.addAll(List.of(match.group(1).split(", | and "))));
            }
        }
        return names;
    }

    private static void compare(String what, Set<String> expected, Set<String> heard, List<String> differences) {
        var missing = new LinkedHashSet<>(expected);
        missing.removeAll(heard);
        var surplus = new LinkedHashSet<>(heard);
        surplus.removeAll(expected);
        if (!missing.isEmpty() || !surplus.isEmpty()) {
            differences.add(what + " missing: " + missing + ", unexpected: " + surplus);
        }
    }
}
