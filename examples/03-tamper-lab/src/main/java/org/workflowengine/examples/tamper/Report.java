package org.workflowengine.examples.tamper;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.workflowengine.examples.tamper.Answer.Kind;
import org.workflowengine.examples.tamper.Attack.Family;

/** What the lab has found on one database, as Markdown. */
record Report(Product product, List<Line> lines) {
    /** An attack and its answers; none by a role that has not tried it. */
    record Line(Attack attack, Answer owner, Answer application, Optional<Answer> purge) {}

    Report {
        lines = List.copyOf(lines);
    }

    /** The table, one attack a line, in families. */
    List<String> table() {
        List<String> text = new ArrayList<>(
                List.of("| attack | table owner | application role | purge role |", "|---|---|---|---|"));
        Set<Family> shown = new LinkedHashSet<>();
        for (Line line : lines) {
            if (shown.add(line.attack.family())) {
                text.add("| **" + line.attack.family().title() + "** | | | |");
            }
            text.add("| " + line.attack.name().replace("|", "\\|") + " | " + cell(line.owner) + " | "
                    + cell(line.application) + " | "
                    + line.purge.map(Report::cell).orElse("") + " |");
        }
        return text;
    }

    private static String cell(Answer answer) {
        return answer.toString().replace("|", "\\|");
    }

    /** The totals of a role. */
    record Totals(String role, int tried, int refused, int detected, int byHand, int warned, int open, int failed) {
        @Override
        public String toString() {
            return role + ": " + tried + " tried, " + refused + " refused, " + detected + " detected, " + byHand
                    + " steps made by hand and detected, " + warned + " warned of, " + open + " open"
                    + (failed == 0 ? "" : ", " + failed + " FAILED for reasons of their own");
        }
    }

    Totals owner() {
        return totals("table owner", line -> Optional.of(line.owner));
    }

    Totals application() {
        return totals("application role", line -> Optional.of(line.application));
    }

    Totals purge() {
        return totals("purge role", Line::purge);
    }

    private Totals totals(String role, Function<Line, Optional<Answer>> by) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        int tried = 0;
        int byHand = 0;
        for (Line line : lines) {
            Optional<Kind> kind = by.apply(line).map(Answer::kind);
            if (kind.isPresent()) {
                tried++;
                counts.merge(kind.get(), 1, Integer::sum);
                byHand += line.attack.family() == Family.BY_HAND && kind.get() == Kind.DETECTED ? 1 : 0;
            }
        }
        return new Totals(
                role,
                tried,
                counts.getOrDefault(Kind.REFUSED, 0),
                counts.getOrDefault(Kind.DETECTED, 0) - byHand,
                byHand,
                counts.getOrDefault(Kind.WARNED, 0),
                counts.getOrDefault(Kind.OPEN, 0),
                counts.getOrDefault(Kind.FAILED, 0));
    }

    /** Why what was not refused could not be. */
    List<String> limits() {
        return lines.stream()
                .filter(line -> line.owner.kind() != Kind.REFUSED
                        || line.application.kind() != Kind.REFUSED
                        || line.purge
                                .filter(answer -> answer.kind() != Kind.REFUSED)
                                .isPresent())
                .map(line -> line.attack.family())
                .distinct()
                .map(family -> "- " + family.title() + ": " + family.limit())
                .toList();
    }
}
