package org.workflowengine.runtime.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** What the runtime needs to know about texts: how to show one safely, and which known name a wrong one was meant to be. */
public final class Texts {
    private static final int SHOWN = 80;
    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

    private Texts() {}

    /**
     * A text as it can stand in a message or a log line: in quotes, shortened to 80 characters, with everything escaped that
     * could break a line or hide.
     *
     * @param text any text
     * @return printable ASCII and letters only
     */
    public static String quoted(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), SHOWN) + 2).append('"');
        for (int i = 0; i < Math.min(text.length(), SHOWN); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                shown.append('\\').append(c);
            } else if ((c >= ' ' && c < 127) || Character.isLetterOrDigit(c)) {
                shown.append(c);
            } else {
                shown.append(String.format("\\u%04x", (int) c));
            }
        }
        return shown.append(text.length() > SHOWN ? "…\"" : "\"").toString();
    }

    /**
     * The known names that a wrong one was probably meant to be.
     *
     * @param name the wrong name
     * @param known the names that exist
     * @return at most three, nearest first, then in alphabetical order; empty when none is near
     */
    public static List<String> near(String name, Collection<String> known) {
        if (name.length() > SHOWN) {
            return List.of();
        }
        int reach = Math.max(1, name.length() / 3);
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= reach)
                .sorted(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(3)
                .toList();
    }

    /** Whether a text can be the stored id of a workflow, state, transition or fact. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static boolean isLowerCaseHex(String text, int length) {
        return text.length() == length && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /** Levenshtein distance, ignoring case. */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j < previous.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                char a = Character.toUpperCase(left.charAt(i - 1));
                char b = Character.toUpperCase(right.charAt(j - 1));
                current[j] = Math.min(previous[j - 1] + (a == b ? 0 : 1), 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
