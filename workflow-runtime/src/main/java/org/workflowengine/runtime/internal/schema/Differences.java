package org.workflowengine.runtime.internal.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the tables of a database differ from those that the scripts create.
 *
 * @param missing the names of missing objects, tables first; for a missing table only its own name
 * @param harmful objects that differ or do not belong to the schema, each in words
 */
public record Differences(List<String> missing, List<String> harmful) {
    /** How much of a definition is shown, from a little before the place where it differs. */
    private static final int SHOWN = 120;

    private static final int BEFORE = 30;

    /** A login that may not read a view sees only that it is a view. */
    private static final String UNSEEN_VIEW = "VIEW";

    public Differences {
        missing = List.copyOf(missing);
        harmful = List.copyOf(harmful);
    }

    static Differences between(Catalogue model, Catalogue found) {
        Catalogue expected = model.of(found);
        List<String> missing = new ArrayList<>();
        List<String> harmful = new ArrayList<>();
        for (SchemaObject part : expected.parts()) {
            boolean isOfMissingTable = expected.contains(part.table())
                    && !found.contains(part.table())
                    && !part.name().equals(part.table());
            if (isOfMissingTable || !found.tells(part)) {
                continue;
            }
            Optional<SchemaObject> there = found.like(part);
            if (there.isEmpty()) {
                missing.add(part.name());
            }
        }
        for (SchemaObject part : found.parts()) {
            Optional<SchemaObject> whole = expected.like(part.ofWholeTable());
            if (whole.isEmpty()) {
                if (!part.name().startsWith("index ")) {
                    harmful.add("the schema has no " + part.fullName()
                            + (part.definition().isEmpty() ? "" : ", found \"" + excerpt(part.definition(), 0) + '"'));
                }
            } else if (!isSame(whole.get(), part)) {
                int at = firstDifference(whole.get().definition(), part.definition());
                harmful.add(part.fullName() + " differs, expected \""
                        + excerpt(whole.get().definition(), at) + "\", found \"" + excerpt(part.definition(), at)
                        + '"');
            }
        }
        missing.sort(Comparator.comparing((String name) -> name.contains(" "))
                .thenComparing(name -> name.contains("."))
                .thenComparing(Comparator.naturalOrder()));
        return new Differences(missing, harmful);
    }

    private static boolean isSame(SchemaObject model, SchemaObject part) {
        return model.definition().equals(part.definition())
                || (part.definition().equals(UNSEEN_VIEW) && model.definition().startsWith(UNSEEN_VIEW + " "));
    }

    private static int firstDifference(String expected, String found) {
        int at = 0;
        while (at < expected.length() && at < found.length() && expected.charAt(at) == found.charAt(at)) {
            at++;
        }
        return at;
    }

    private static String excerpt(String definition, int at) {
        int from = definition.length() <= SHOWN ? 0 : Math.max(0, at - BEFORE);
        int to = Math.min(definition.length(), from + SHOWN);
        return (from > 0 ? "… " : "") + definition.substring(from, to) + (to < definition.length() ? " …" : "");
    }

    /** The same, except for one object that may be missing. */
    Differences without(String name) {
        return new Differences(
                missing.stream().filter(other -> !other.equals(name)).toList(), harmful);
    }

    public boolean none() {
        return missing.isEmpty() && harmful.isEmpty();
    }

    /** Whether running the scripts helps: they create what is missing as a whole, and never change a table. */
    boolean canBeCreated() {
        return !missing.isEmpty()
                && harmful.isEmpty()
                && missing.stream().noneMatch(name -> name.contains(".") || name.startsWith("constraint "));
    }
}
