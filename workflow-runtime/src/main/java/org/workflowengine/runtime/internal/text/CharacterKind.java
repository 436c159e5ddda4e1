package org.workflowengine.runtime.internal.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a reader sees of a character. The table is this library's own, so the answer is the same on every JDK: the tables of a JDK change
 * with the version of Unicode. The source and versions of the table are at the top of {@code characters.txt}.
 */
public enum CharacterKind {
    /** A Latin letter of ASCII, with or without marks, or of the alphabets of Western and Central Europe. */
    LATIN,

    /** A letter of Chinese, Japanese or Korean, none of which could be taken for a Latin one. */
    EAST_ASIAN,

    /** A letter or decimal digit of another script, most of which cannot be taken for a Latin one. */
    LETTER,

    /** A letter that is drawn like an evident Latin one. Not all of these are known. */
    LIKE_LATIN,

    /** A mark, which is drawn onto the character before it. */
    MARK,

    /** Anything else that is seen: punctuation, symbols, variants of letters; also the space U+0020. */
    OTHER,

    /** A blank other than the space U+0020. */
    BLANK,

    /** A character that is not seen, or only changes how others are drawn, such as their order. */
    INVISIBLE,

    /** A control character. */
    CONTROL,

    /** A character without a common meaning. */
    PRIVATE_USE,

    /** A replacement for something that got lost: U+FFFC and U+FFFD. */
    PLACEHOLDER,

    /** A code point that is never a character. */
    NONCHARACTER,

    /** Half of a pair of UTF-16 code units. */
    SURROGATE,

    /** A code point without a character in the version of Unicode that ids are bound to, see {@link #UNICODE}. */
    UNASSIGNED;

    /** The version of Unicode whose characters are known. JDK 17, the oldest JDK that this library runs on, has the same. */
    public static final String UNICODE = "13.0";

    /**
     * The kind of a character.
     *
     * @param codePoint a code point, 0 to U+10FFFF
     * @return its kind
     */
    public static CharacterKind of(int codePoint) {
        // Most texts are ASCII, and need no table.
        if (codePoint < 0x80) {
            boolean latin = (codePoint >= 'A' && codePoint <= 'Z') || (codePoint >= 'a' && codePoint <= 'z');
            boolean control = codePoint < ' ' || codePoint == 0x7F;
            return control ? CONTROL : latin ? LATIN : OTHER;
        }
        int at = Arrays.binarySearch(Table.STARTS, codePoint);
        return Table.KINDS[at < 0 ? -at - 2 : at];
    }

    /**
     * Whether a character of this kind is visible: it can be printed, and its readers know that it is there.
     *
     * @return {@code true} for letters, marks, punctuation, symbols and the space
     */
    public boolean isSeen() {
        return compareTo(OTHER) <= 0;
    }

    /** Read when the first character beyond ASCII is asked for. */
    private static final class Table {
        private static final int[] STARTS;
        private static final CharacterKind[] KINDS;

        static {
            List<String> lines = lines();
            STARTS = new int[lines.size()];
            KINDS = new CharacterKind[lines.size()];
            for (int i = 0; i < STARTS.length; i++) {
                String line = lines.get(i);
                int blank = line.indexOf(' ');
                STARTS[i] = Integer.parseInt(line, 0, blank, 16);
                KINDS[i] = valueOf(line.substring(blank + 1));
            }
        }

        private static List<String> lines() {
            List<String> lines = new ArrayList<>();
            try (InputStream file = Objects.requireNonNull(
                            CharacterKind.class.getResourceAsStream("characters.txt"), "characters.txt");
                    BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (!line.startsWith("#")) {
                        lines.add(line);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("characters.txt cannot be read from the jar", e);
            }
            return lines;
        }
    }
}
