package org.workflowengine.processor.model;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Puts lists of names and the author's own text into sentences. */
public final class Wording {

    private static final int LONGEST_LIST = 8;
    private static final int LONGEST_QUOTE = 80;

    private Wording() {}

    /** {@code A}, {@code A and B}, {@code A, B and C}; the tail of a long list is only counted. */
    public static String list(Collection<String> names) {
        var all = List.copyOf(names);
        if (all.size() < 2) {
            return String.join("", all);
        }
        boolean tooMany = all.size() > LONGEST_LIST;
        int shown = tooMany ? LONGEST_LIST : all.size() - 1;
        var last = tooMany ? (all.size() - LONGEST_LIST) + " more" : all.get(all.size() - 1);
        return String.join(", ", all.subList(0, shown)) + " and " + last;
    }

    /** {@code A}, {@code A or B}, {@code A, B or C}. */
    public static String either(List<String> names) {
        int last = names.size() - 1;
        return last < 1 ? String.join("", names) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    /** {@code 1 state}, {@code 2 states}. */
    public static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** The text in quotes; what could disturb a terminal is escaped, what is too long is cut. */
    public static String quote(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints()
                .limit(LONGEST_QUOTE)
                .forEach(point -> quoted.append(
                        isPlain(point) ? Character.toString(point) : String.format(Locale.ROOT, "\\u%04X", point)));
        return quoted.append(text.codePoints().count() > LONGEST_QUOTE ? "…\"" : "\"")
                .toString();
    }

    /** {@code  (did you mean X or Y?)} with a blank in front, or nothing. */
    public static String didYouMean(List<String> names) {
        return names.isEmpty() ? "" : " (did you mean " + String.join(" or ", names) + "?)";
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
