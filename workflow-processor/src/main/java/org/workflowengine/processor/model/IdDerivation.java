package org.workflowengine.processor.model;

import java.util.Locale;
import java.util.Set;

/** Turns Java names into stored ids, enum constants and member names. */
public final class IdDerivation {

    /** What the id columns of the database hold. */
    public static final int LONGEST_ID = 64;

    /** What an {@linkplain #isId id} is, for messages. */
    public static final String ID_IN_WORDS =
            "1 to " + LONGEST_ID + " characters: a letter, then letters, digits, '.', '_' or '-'";

    /** Words that no member can be named; {@code yield} can be declared, but not called by its simple name. */
    private static final Set<String> RESERVED = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "false",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "null",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "true",
            "try",
            "void",
            "volatile",
            "while",
            "yield",
            "_");

    private IdDerivation() {}

    /** Whether the database can keep it: a letter, then letters, digits, {@code .}, {@code _} or {@code -}, at most 64. */
    public static boolean isId(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            boolean follows = i > 0 && ((c >= '0' && c <= '9') || "._-".indexOf(c) >= 0);
            if (!letter && !follows) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= LONGEST_ID;
    }

    /** The stored id of a name that has none pinned; not always an {@linkplain #isId id}: {@code Prüfung} has no such letters. */
    public static String id(String name) {
        return constant(name);
    }

    /** {@code UnderReview} becomes {@code UNDER_REVIEW}; the result is a Java identifier. */
    public static String constant(String name) {
        var words = new StringBuilder();
        for (int i = 0; i < name.length(); i = name.offsetByCodePoints(i, 1)) {
            if (endsWord(name, i) || name.charAt(i) == '_') {
                separate(words);
            }
            if (name.charAt(i) != '_') {
                words.appendCodePoint(name.codePointAt(i));
            }
        }
        int end = words.length();
        var bare = words.substring(
                words.indexOf("_") == 0 ? 1 : 0, end > 1 && words.charAt(end - 1) == '_' ? end - 1 : end);
        boolean identifier = !bare.isEmpty() && Character.isJavaIdentifierStart(bare.codePointAt(0));
        return (identifier ? bare : name).toUpperCase(Locale.ROOT);
    }

    private static void separate(StringBuilder words) {
        if (words.length() == 0 || words.charAt(words.length() - 1) != '_') {
            words.append('_');
        }
    }

    /** {@code RiskRulesPassed} becomes {@code riskRulesPassed}, {@code HTTPCheck} becomes {@code httpCheck}. */
    public static String member(String name) {
        int first = 0;
        while (first < name.length() && !endsWord(name, first)) {
            first = name.offsetByCodePoints(first, 1);
        }
        return name.substring(0, first).toLowerCase(Locale.ROOT) + name.substring(first);
    }

    /** Whether a word ends before that place: {@code under|Review}, {@code HTTP|Check}, {@code level2|Review}. */
    private static boolean endsWord(String name, int place) {
        int here = name.codePointAt(place);
        if (place == 0 || Character.getType(here) != Character.UPPERCASE_LETTER) {
            return false;
        }
        int next = place + Character.charCount(here);
        return switch (Character.getType(name.codePointBefore(place))) {
            case Character.LOWERCASE_LETTER, Character.DECIMAL_DIGIT_NUMBER -> true;
            case Character.UPPERCASE_LETTER ->
                next < name.length() && Character.getType(name.codePointAt(next)) == Character.LOWERCASE_LETTER;
            default -> false;
        };
    }

    public static boolean isReserved(String member) {
        return RESERVED.contains(member);
    }
}
