package org.workflowengine.processor.model;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns Java names into stored ids, enum constants and member names. */
public final class IdDerivation {

    /** What the id columns of the database hold. */
    public static final int LONGEST_ID = 64;

    /** What an {@linkplain #isId id} is, for messages. */
    public static final String ID_IN_WORDS =
            "1 to " + LONGEST_ID + " characters: a letter, then letters, digits, '.', '_' or '-'";

    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0," + (LONGEST_ID - 1) + "}");

    /** Where a word ends: {@code under|Review}, {@code HTTP|Check}, {@code level2|Review}. */
    private static final Pattern WORD_END =
            Pattern.compile("(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

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
        return ID.matcher(id).matches();
    }

    /** The stored id of a name that has none pinned; not always an {@linkplain #isId id}: {@code Prüfung} has no such letters. */
    public static String id(String name) {
        return constant(name);
    }

    /** {@code UnderReview} becomes {@code UNDER_REVIEW}; the result is a Java identifier. */
    public static String constant(String name) {
        var words =
                WORD_END.matcher(name).replaceAll("_").replaceAll("__+", "_").replaceAll("_$", "");
        var bare = words.replaceAll("^_", "");
        boolean identifier = !bare.isEmpty() && Character.isJavaIdentifierStart(bare.codePointAt(0));
        return (identifier ? bare : name).toUpperCase(Locale.ROOT);
    }

    /** {@code RiskRulesPassed} becomes {@code riskRulesPassed}, {@code HTTPCheck} becomes {@code httpCheck}. */
    public static String member(String name) {
        var end = WORD_END.matcher(name);
        int first = end.find() ? end.start() : name.length();
        return name.substring(0, first).toLowerCase(Locale.ROOT) + name.substring(first);
    }

    public static boolean isReserved(String member) {
        return RESERVED.contains(member);
    }
}
