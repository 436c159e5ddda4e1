package org.workflowengine.runtime.internal.engine;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Optional;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.internal.text.CharacterKind;
import org.workflowengine.runtime.internal.text.Texts;

/** The rules for a well-formed text that is to be stored as an id: everything in it is visible, and it has one spelling. */
final class Ids {
    /** U+0300 is the first character that can combine with another, or has another form. */
    private static final int FIRST_THAT_COMPOSES = 0x300;

    private Ids() {}

    /** Why the text cannot be an id; empty when it can. */
    static Optional<Refusal> check(String field, String value) {
        return characters(field, value).or(() -> spaces(field, value)).or(() -> spelling(field, value));
    }

    /** Each is visible, and known to every JDK. */
    private static Optional<Refusal> characters(String field, String value) {
        int c;
        for (int i = 0; i < value.length(); i += Character.charCount(c)) {
            c = value.codePointAt(i);
            CharacterKind kind = CharacterKind.of(c);
            if (!kind.isSeen()) {
                return refused(
                        field,
                        String.format(Locale.ROOT, "%s U+%04X at position %d", named(kind), c, i),
                        kind == CharacterKind.BLANK
                                ? "no blanks but single spaces U+0020"
                                : "characters of Unicode " + CharacterKind.UNICODE + " that are seen");
            }
            if (i == 0 && kind == CharacterKind.MARK) {
                return refused(
                        field,
                        String.format(Locale.ROOT, "the combining mark U+%04X at position 0", c),
                        "a character before it that it combines with");
            }
        }
        return Optional.empty();
    }

    private static String named(CharacterKind kind) {
        return switch (kind) {
            case BLANK -> "the blank character";
            case INVISIBLE -> "the invisible character";
            case PRIVATE_USE -> "the private-use character";
            case PLACEHOLDER -> "the placeholder";
            case NONCHARACTER -> "the noncharacter";
            case UNASSIGNED -> "the unassigned character";
            default -> throw new IllegalArgumentException(kind + " is seen, or was refused before");
        };
    }

    /** Spaces at an end are invisible, and so is the number of spaces side by side. */
    private static Optional<Refusal> spaces(String field, String value) {
        int twice = value.indexOf("  ");
        if (value.startsWith(" ") || value.endsWith(" ")) {
            return refused(field, Texts.quoted(value), "no white space at either end");
        }
        return twice < 0 ? Optional.empty() : refused(field, "two spaces at position " + twice, "single spaces");
    }

    /**
     * The same characters can be spelled in several ways; the form NFC of an assigned character is the same in all versions of Unicode.
     */
    private static Optional<Refusal> spelling(String field, String value) {
        if (value.chars().allMatch(c -> c < FIRST_THAT_COMPOSES) || Normalizer.isNormalized(value, Form.NFC)) {
            return Optional.empty();
        }
        String composed = Normalizer.normalize(value, Form.NFC);
        int at = 0;
        while (at < Math.min(value.length(), composed.length()) && value.charAt(at) == composed.charAt(at)) {
            at++;
        }
        return refused(
                field,
                "another spelling than Unicode's form NFC, from position " + at,
                "the form NFC, " + Texts.quoted(composed));
    }

    private static Optional<Refusal> refused(String field, String found, String expected) {
        return Optional.of(new InvalidInput(field, found, expected));
    }
}
