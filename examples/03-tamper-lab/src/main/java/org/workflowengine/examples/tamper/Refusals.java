package org.workflowengine.examples.tamper;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Says what refused a statement. SQLState and vendor code tell why it failed; PostgreSQL's driver tells the name of the guard. If a
 * database has the name only in its message, it is one of the schema's own names.
 */
final class Refusals {
    private static final Set<String> PRIVILEGE_STATES = Set.of("42501", "90096", "90040");
    private static final Set<Integer> PRIVILEGE_CODES = Set.of(1044, 1142, 1143, 1227, 1370);

    /** Refusals by properties of the tables themselves. */
    private static final Map<String, String> BUILT_IN = Map.ofEntries(
            Map.entry("23502", "NOT NULL"),
            Map.entry("1048", "NOT NULL"),
            Map.entry("22001", "the length of the column"),
            Map.entry("42S01", "the table that has the name"),
            Map.entry("0A000", "a foreign key that refers to the table"),
            Map.entry("90106", "a foreign key that refers to the table"),
            Map.entry("1701", "a foreign key that refers to the table"),
            Map.entry("2BP01", "what depends on it"),
            Map.entry("90107", "what depends on it"),
            Map.entry("1451", "a foreign key that refers to the row"),
            Map.entry("1217", "a foreign key of the table"),
            Map.entry("1062", "the primary key"));

    private final Set<String> triggers;
    private final Pattern guard;

    Refusals(Product product) {
        String schema = product.scripts().schema();
        this.triggers = names(schema, "TRIGGER (?:IF NOT EXISTS )?(workflow_\\w+)");
        Set<String> all = names(schema, "CONSTRAINT (workflow_\\w+)");
        all.addAll(triggers);
        this.guard = Pattern.compile("(?<![a-z_])(" + longestFirst(all) + ")(?![a-z]|_(?!index_))");
    }

    private static String longestFirst(Collection<String> names) {
        return String.join(
                "|", names.stream().sorted((a, b) -> b.length() - a.length()).toList());
    }

    private static Set<String> names(String schema, String pattern) {
        Set<String> names = new TreeSet<>();
        Matcher name = Pattern.compile(pattern).matcher(schema);
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }

    Answer of(SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        if (PRIVILEGE_STATES.contains(state)
                || (state.equals("42000") && PRIVILEGE_CODES.contains(failure.getErrorCode()))) {
            return new Answer(Answer.Kind.REFUSED, "privilege");
        }
        Optional<String> name = state.startsWith("23") || state.equals("45000") || failure.getErrorCode() == 4025
                ? name(failure)
                : Optional.empty();
        if (name.isPresent()) {
            String kind = triggers.contains(name.get()) ? "trigger " : "constraint ";
            return new Answer(Answer.Kind.REFUSED, kind + name.get());
        }
        String known = BUILT_IN.getOrDefault(state, BUILT_IN.getOrDefault(String.valueOf(failure.getErrorCode()), ""));
        return known.isEmpty()
                ? new Answer(
                        Answer.Kind.FAILED,
                        "SQLState " + state + ", code " + failure.getErrorCode() + ", " + failure.getMessage())
                : new Answer(Answer.Kind.REFUSED, known);
    }

    private Optional<String> name(SQLException failure) {
        if (failure instanceof PSQLException refusal) {
            return Optional.ofNullable(refusal.getServerErrorMessage()).map(ServerErrorMessage::getConstraint);
        }
        Matcher name = guard.matcher(String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT));
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }
}
