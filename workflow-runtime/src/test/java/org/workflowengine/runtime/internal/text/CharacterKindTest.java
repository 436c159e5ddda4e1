package org.workflowengine.runtime.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table says what the Unicode Character Database says, and every JDK says the same of the characters in it. */
class CharacterKindTest {
    private static final int END = 0x110000;
    private static final Path FILE =
            Path.of("src/main/resources/org/workflowengine/runtime/internal/text/characters.txt");

    /** With {@code -Ducd=<folder>}; with {@code -Ducd.update=true} besides, it writes the table anew. */
    @Test
    void theTableIsMadeFromTheUnicodeCharacterDatabase() throws Exception {
        String folder = System.getProperty("ucd", "");
        String file = Files.readString(FILE);
        String head = file.lines().takeWhile(line -> line.startsWith("#")).collect(Collectors.joining("\n")) + "\n";
        assertThat(head).contains("Unicode " + CharacterKind.UNICODE);
        if (folder.isEmpty()) {
            System.out.println("CharacterKindTest: SKIPPED against the Unicode Character Database, for want of -Ducd");
        }
        assumeTrue(!folder.isEmpty(), "give -Ducd=<folder of the Unicode Character Database 15.0.0>");
        String made = head + CharacterTable.lines(Path.of(folder));
        if (Boolean.getBoolean("ucd.update")) {
            Files.writeString(FILE, made);
        }
        assertThat(Files.readString(FILE).equals(made))
                .as("characters.txt is what the database makes")
                .isTrue();
    }

    @Test
    void everyCodePointHasTheKindThatThisDigestCovers() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Map<CharacterKind, Integer> counts = new EnumMap<>(CharacterKind.class);
        for (int c = 0; c < END; c++) {
            CharacterKind kind = CharacterKind.of(c);
            digest.update((byte) kind.ordinal());
            counts.merge(kind, 1, Integer::sum);
        }
        System.out.println("CharacterKindTest: " + counts);
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("135a9a501ff5ce31f954390ea084ec304aef4d19dff6f8216259fc781b512026");
    }

    /** The JDK knows the general category of each character: another way to the same answers. */
    @Test
    void theJdkAgreesOnEveryAssignedCharacter() {
        List<String> wrong = new ArrayList<>();
        int newer = 0;
        for (int c = 0; c < END; c++) {
            CharacterKind kind = CharacterKind.of(c);
            if (!agrees(c, kind)) {
                wrong.add(String.format(Locale.ROOT, "U+%04X %s", c, kind));
            }
            newer += kind == CharacterKind.UNASSIGNED && Character.isDefined(c) ? 1 : 0;
        }
        System.out.println("CharacterKindTest: this JDK knows " + newer + " characters more than the table");
        assertThat(wrong).isEmpty();
        // JDK 17 and 18 have the table's own version of Unicode.
        assertThat(newer == 0).isEqualTo(Runtime.version().feature() < 19);
    }

    private static boolean agrees(int c, CharacterKind kind) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> kind == CharacterKind.CONTROL;
            case Character.SURROGATE -> kind == CharacterKind.SURROGATE;
            case Character.PRIVATE_USE -> kind == CharacterKind.PRIVATE_USE;
            case Character.FORMAT -> kind == CharacterKind.INVISIBLE || kind == CharacterKind.UNASSIGNED;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> kind == CharacterKind.BLANK;
            case Character.SPACE_SEPARATOR -> kind == (c == ' ' ? CharacterKind.OTHER : CharacterKind.BLANK);
            case Character.UNASSIGNED ->
                kind == CharacterKind.UNASSIGNED
                        || kind == CharacterKind.NONCHARACTER
                        || kind == CharacterKind.INVISIBLE;
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
                kind == CharacterKind.MARK || kind == CharacterKind.UNASSIGNED || kind == CharacterKind.INVISIBLE;
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER ->
                kind.compareTo(CharacterKind.LIKE_LATIN) <= 0
                        || kind == CharacterKind.UNASSIGNED
                        || kind == CharacterKind.INVISIBLE
                        || (kind == CharacterKind.OTHER && (c < 0x80 || isVariant(c)));
            default ->
                kind == CharacterKind.OTHER
                        || kind == CharacterKind.BLANK
                        || kind == CharacterKind.PLACEHOLDER
                        || kind == CharacterKind.UNASSIGNED;
        };
    }

    private static boolean isVariant(int c) {
        return !Normalizer.isNormalized(Character.toString(c), Form.NFKC);
    }

    @Test
    void whatIsNotSeen() {
        for (int invisible : List.of(
                0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180E, 0x180F, 0x200B, 0x200D, 0x202E,
                0x2060, 0x2065, 0x2066, 0x206F, 0x2D7F, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0, 0xFFF9, 0xFFFB,
                0x1107F, 0x13430, 0x16FE4, 0x1BCA0, 0x1D173, 0x1D17A, 0xE0001, 0xE0041, 0xE007F, 0xE0100, 0xE01EF,
                0xE0FFF)) {
            kind(invisible, CharacterKind.INVISIBLE);
        }
        for (int blank : List.of(
                0x00A0, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x2800, 0x3000, 0x303F, 0x1D159)) {
            kind(blank, CharacterKind.BLANK);
        }
        for (int control : List.of(0, 9, 10, 0x1F, 0x7F, 0x80, 0x85, 0x9F)) {
            kind(control, CharacterKind.CONTROL);
        }
        for (int nonCharacter : List.of(0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF)) {
            kind(nonCharacter, CharacterKind.NONCHARACTER);
        }
        for (int privateUse : List.of(0xE000, 0xF8FF, 0xF0000, 0x10FFFD)) {
            kind(privateUse, CharacterKind.PRIVATE_USE);
        }
        // The last three are of Unicode 14, 15 and 16.
        for (int unassigned : List.of(0x0378, 0x2FE0, 0x40000, 0x1FAE0, 0x1FAE8, 0x1FAE9)) {
            kind(unassigned, CharacterKind.UNASSIGNED);
        }
        kind(0xD800, CharacterKind.SURROGATE);
        kind(0xDFFF, CharacterKind.SURROGATE);
        kind(0xFFFC, CharacterKind.PLACEHOLDER);
        kind(0xFFFD, CharacterKind.PLACEHOLDER);
    }

    @Test
    void whatIsSeen() {
        for (int latin : List.of((int) 'a', (int) 'Z', 0xE9, 0xDF, 0xF8, 0x141, 0x153, 0x219, 0x1A1, 0x1EF9)) {
            kind(latin, CharacterKind.LATIN);
        }
        for (int eastAsian : List.of(0x3042, 0x30A2, 0x30FC, 0x3005, 0x4E2D, 0xAC00, 0x20000)) {
            kind(eastAsian, CharacterKind.EAST_ASIAN);
        }
        for (int letter : List.of(0x3B4, 0x436, 0x5D0, 0x627, 0x661, 0x905, 0xE01)) {
            kind(letter, CharacterKind.LETTER);
        }
        // The first two are Latin, too, but could be taken for i and a.
        for (int alike : List.of(0x131, 0x251, 0x3B1, 0x430, 0x43E, 0x585, 0x13A0, 0xA4D0)) {
            kind(alike, CharacterKind.LIKE_LATIN);
        }
        for (int mark : List.of(0x300, 0x332, 0x489, 0x93F, 0x20DD)) {
            kind(mark, CharacterKind.MARK);
        }
        // Letters that are variants of others are no letters here.
        for (int other :
                List.of((int) ' ', (int) '0', (int) '-', 0x20AC, 0x1F600, 0xFB01, 0xFF41, 0x1D41A, 0x212B, 0x17F)) {
            kind(other, CharacterKind.OTHER);
        }
    }

    /**
     * Unicode promises that the normalization of assigned characters never changes; this shows that the JDK keeps it, for each
     * character and for each after a letter that many marks combine with. JDK 17 and JDK 25 have made the same digest.
     */
    @Test
    void everyJdkNormalizesTheTablesCharactersAlike() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        int changed = 0;
        for (int c = 0; c < END; c++) {
            if (!CharacterKind.of(c).isSeen()) {
                continue;
            }
            String alone = Character.toString(c);
            for (String text : List.of(alone, "e" + alone, "\u1100" + alone, alone + "\u0301\u0323")) {
                String composed = Normalizer.normalize(text, Form.NFC);
                digest.update((composed + "\n").getBytes(StandardCharsets.UTF_8));
                changed += composed.equals(text) ? 0 : 1;
                assertThat(Normalizer.isNormalized(text, Form.NFC))
                        .as("U+%04X", c)
                        .isEqualTo(composed.equals(text));
                assertThat(composed.codePoints()
                                .allMatch(point -> CharacterKind.of(point).isSeen()))
                        .as("U+%04X", c)
                        .isTrue();
            }
        }
        System.out.println("CharacterKindTest: " + changed + " of the texts have another form NFC");
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("66a9ac65240ef869c0f5c610f03a6b334b87286aaf64591999382813dcc4688d");
    }

    private static void kind(int c, CharacterKind kind) {
        assertThat(CharacterKind.of(c)).as("U+%04X", c).isEqualTo(kind);
    }
}
