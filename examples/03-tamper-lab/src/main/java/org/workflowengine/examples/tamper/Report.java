package org.workflowengine.examples.tamper;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.workflowengine.examples.tamper.Answer.Kind;
import org.workflowengine.examples.tamper.Attack.Family;

/** What the lab has found on one database, as Markdown. */
record Report(Product product, List<Line> lines) {
    /** An attack and its answers. */
    record Line(Attack attack, Answer owner, Answer application) {}

    Report {
        lines = List.copyOf(lines);
    }

    /** The table, one attack a line, in families. */
    List<String> table() {
        List<String> text = new ArrayList<>(List.of("| attack | table owner | application role |", "|---|---|---|"));
        Set<Family> shown = new LinkedHashSet<>();
        for (Line line : lines) {
            if (shown.add(line.attack.family())) {
                text.add("| **" + line.attack.family().title() + "** | | |");
            }
            text.add("| " + line.attack.name().replace("|", "\\|") + " | " + cell(line.owner) + " | "
                    + cell(line.application) + " |");
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
        return totals(
                "table owner",
                lines.stream()
                        .map(line -> new Line(line.attack, line.owner, line.owner))
                        .toList());
    }

    Totals application() {
        return totals("application role", lines);
    }

    private static Totals totals(String role, List<Line> lines) {
        int byHand = (int) lines.stream()
                .filter(line -> line.attack.family() == Family.BY_HAND && line.application.kind() == Kind.DETECTED)
                .count();
        return new Totals(
                role,
                lines.size(),
                count(lines, Kind.REFUSED),
                count(lines, Kind.DETECTED) - byHand,
                byHand,
                count(lines, Kind.WARNED),
                count(lines, Kind.OPEN),
                count(lines, Kind.FAILED));
    }

    private static int count(List<Line> lines, Kind kind) {
        return (int)
                lines.stream().filter(line -> line.application.kind() == kind).count();
    }

    /** Why what was not refused could not be. */
    List<String> limits() {
        return lines.stream()
                .filter(line -> line.owner.kind() != Kind.REFUSED || line.application.kind() != Kind.REFUSED)
                .map(line -> line.attack.family())
                .distinct()
                .map(family -> "- " + family.title() + ": " + family.limit())
                .toList();
    }
}
