package org.workflowengine.runtime.internal.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Helps with texts: shows one safely, and finds the known name that a wrong one was meant to be. */
public final class Texts {
    private static final int SHOWN = 80;
    /** What {@link #isId} requires. */
    public static final String ID_RULE = "a letter, then up to 63 letters, digits, dots, hyphens and underscores";

    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

    private Texts() {}

    /**
     * A text as it can stand in a message or a log line: in quotes, shortened to 80 characters, and so that two texts that are not the
     * same are not shown alike. Printable ASCII, Latin letters and those of Chinese, Japanese and Korean are kept; letters of other
     * scripts are kept if there is no Latin letter among them and at least one of them looks like no Latin letter. Everything else is
     * escaped.
     *
     * @param text any text
     * @return the text on one line, the same on every JDK
     */
    public static String quoted(String text) {
        boolean foreign = isEvidentlyForeign(text);
        StringBuilder shown = new StringBuilder(Math.min(text.length(), SHOWN) + 2).append('"');
        int c;
        int i = 0;
        for (; i < Math.min(text.length(), SHOWN); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c == '"' || c == '\\') {
                shown.append('\\').appendCodePoint(c);
            } else if (isShown(c, foreign)) {
                shown.appendCodePoint(c);
            } else {
                escape(shown, c);
            }
        }
        return shown.append(i < text.length() ? "…\"" : "\"").toString();
    }

    /**
     * A text for people to read, on one line: backslashes are doubled, and invisible characters are escaped. Unlike {@link #quoted}, it
     * keeps marks and letters of all scripts, so texts that look alike are shown alike.
     *
     * @param text any text
     * @return the text, the same on every JDK
     */
    public static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\\') {
                shown.append("\\\\");
            } else if (CharacterKind.of(c).isSeen()) {
                shown.appendCodePoint(c);
            } else {
                escape(shown, c);
            }
        });
        return shown.toString();
    }

    private static void escape(StringBuilder shown, int c) {
        for (char unit : Character.toChars(c)) {
            shown.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
    }

    private static boolean isShown(int c, boolean foreign) {
        return switch (CharacterKind.of(c)) {
            case LATIN, EAST_ASIAN -> true;
            case LETTER, LIKE_LATIN -> foreign;
            case OTHER -> c < 0x80;
            default -> false;
        };
    }

    /** Without a Latin letter, and with a letter that looks like none: nobody can take it for Latin. */
    private static boolean isEvidentlyForeign(String text) {
        boolean foreign = false;
        int c;
        for (int i = 0; i < Math.min(text.length(), SHOWN); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            CharacterKind kind = CharacterKind.of(c);
            if (kind == CharacterKind.LATIN) {
                return false;
            }
            foreign |= kind == CharacterKind.LETTER;
        }
        return foreign;
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
                .distinct()
                .sorted(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(3)
                .toList();
    }

    /** Whether a text can be the stored id of a workflow, state, transition or fact. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    public static boolean isLowerCaseHex(String text, int length) {
        return text.length() == length && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /**
     * How many letters must be inserted, removed, replaced or swapped with their neighbour, whatever their case: the optimal string alignment
     * distance. The compiler searches in the same way, and a test of the processor holds the two together.
     */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cost(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cost(String a, String b, int i, int j, int[][] cost) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, 1 + cost[i - 2][j - 2]) : least;
    }
}
