package org.workflowengine.runtime.internal.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes {@code characters.txt} from the files of the Unicode Character Database (UCD) in one folder. */
final class CharacterTable {
    private static final int END = 0x110000;

    /** Not marked in the UCD, but drawn as nothing: a blank of Braille, of ideographs, and a note without a head. */
    private static final Set<Integer> BLANKS = Set.of(0x2800, 0x303F, 0x1D159);

    /** Not marked in the UCD, but drawn as nothing: what only joins its neighbours, or fills the place of a radical. */
    private static final Set<Integer> JOINERS = Set.of(0x2D7F, 0x1107F, 0x16FE4);

    /** Letters that are drawn like Latin ones: no part of the UCD, and not all that there are. */
    private static final String LIKE_LATIN =
            // Cyrillic
            "\u0430\u0432\u0433\u0435\u0438\u043a\u043c\u043d\u043e\u043f\u0440\u0441\u0442\u0443\u0445\u044a\u044c\u0455\u0456"
                    + "\u0458\u0461\u0475\u04af\u04bb\u04cf\u0501\u051b\u051d\u0405\u0406\u0408\u0410\u0412\u0415\u041a\u041c\u041d"
                    + "\u041e\u0420\u0421\u0422\u0423\u0425\u04ae\u04c0\u051a\u051c"
                    // Greek
                    + "\u03b1\u03b3\u03b7\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03c9\u03f3\u0391\u0392\u0395\u0396\u0397"
                    + "\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
                    // Armenian
                    + "\u0566\u0570\u0575\u0578\u057d\u0581\u0584\u0585\u053c\u054d\u0555";

    /** Scripts that were made after Latin or Greek letters. */
    private static final Set<String> LIKE_LATIN_SCRIPTS = Set.of("Cherokee", "Coptic", "Deseret", "Lisu", "Osage");

    private static final Set<String> EAST_ASIAN =
            Set.of("Han", "Hiragana", "Katakana", "Hangul", "Bopomofo", "Hani", "Hira", "Kana", "Hang", "Bopo");

    private final String[] categories = new String[END];
    private final String[] decompositions = new String[END];
    private final BitSet assigned;
    private final BitSet whiteSpace;
    private final BitSet ignorable;
    private final BitSet noncharacters;
    private final BitSet variants;
    private final BitSet latin;
    private final BitSet eastAsian;
    private final BitSet likeLatin;

    private CharacterTable(Path folder) throws IOException {
        unicodeData(folder.resolve("UnicodeData.txt"));
        assigned = new BitSet(END);
        properties(folder.resolve("DerivedAge.txt")).forEach((age, points) -> {
            if (Double.parseDouble(age) <= Double.parseDouble(CharacterKind.UNICODE)) {
                assigned.or(points);
            }
        });
        Map<String, BitSet> list = properties(folder.resolve("PropList.txt"));
        whiteSpace = list.get("White_Space");
        noncharacters = list.get("Noncharacter_Code_Point");
        ignorable = properties(folder.resolve("DerivedCoreProperties.txt")).get("Default_Ignorable_Code_Point");
        variants = properties(folder.resolve("DerivedNormalizationProps.txt")).get("NFKC_QC; N");
        Map<String, BitSet> scripts = properties(folder.resolve("Scripts.txt"));
        latin = scripts.get("Latin");
        likeLatin = new BitSet(END);
        LIKE_LATIN.codePoints().forEach(likeLatin::set);
        LIKE_LATIN_SCRIPTS.forEach(script -> likeLatin.or(scripts.get(script)));
        eastAsian = new BitSet(END);
        scripts.putAll(properties(folder.resolve("ScriptExtensions.txt")));
        scripts.forEach((names, points) -> {
            if (EAST_ASIAN.containsAll(List.of(names.split(" ")))) {
                eastAsian.or(points);
            }
        });
    }

    /** The table's lines: the first code point of each run, and the kind of the run. */
    static String lines(Path folder) throws IOException {
        CharacterTable table = new CharacterTable(folder);
        StringBuilder lines = new StringBuilder();
        CharacterKind previous = null;
        for (int c = 0; c < END; c++) {
            CharacterKind kind = table.kind(c);
            if (kind != previous) {
                lines.append(String.format(Locale.ROOT, "%04X %s%n", c, kind).replace("\r", ""));
                previous = kind;
            }
        }
        return lines.toString();
    }

    private CharacterKind kind(int c) {
        String category = categories[c] == null ? "Cn" : categories[c];
        if (category.equals("Cs")) {
            return CharacterKind.SURROGATE;
        }
        if (noncharacters.get(c)) {
            return CharacterKind.NONCHARACTER;
        }
        if (category.equals("Cc")) {
            return CharacterKind.CONTROL;
        }
        if (c != ' ' && (whiteSpace.get(c) || BLANKS.contains(c))) {
            return CharacterKind.BLANK;
        }
        // Also of those that are reserved for a later version.
        if (ignorable.get(c) || category.equals("Cf") || JOINERS.contains(c)) {
            return CharacterKind.INVISIBLE;
        }
        if (category.equals("Co")) {
            return CharacterKind.PRIVATE_USE;
        }
        if (c == 0xFFFC || c == 0xFFFD) {
            return CharacterKind.PLACEHOLDER;
        }
        if (!assigned.get(c)) {
            return CharacterKind.UNASSIGNED;
        }
        if (category.startsWith("M")) {
            return CharacterKind.MARK;
        }
        if ((!category.startsWith("L") && !category.equals("Nd")) || variants.get(c)) {
            return CharacterKind.OTHER;
        }
        if (c >= '0' && c <= '9') {
            return CharacterKind.OTHER;
        }
        if (latin.get(c)) {
            return isEvident(c) ? CharacterKind.LATIN : CharacterKind.LIKE_LATIN;
        }
        if (eastAsian.get(c)) {
            return CharacterKind.EAST_ASIAN;
        }
        return likeLatin.get(c) ? CharacterKind.LIKE_LATIN : CharacterKind.LETTER;
    }

    /** A Latin letter that is not taken for another one: of ASCII, with marks, or of Western or Central Europe's alphabets. */
    private boolean isEvident(int c) {
        int base = c;
        while (decompositions[base] != null) {
            base = decompositions[base].codePointAt(0);
        }
        // Those without marks that look like i and k.
        return base < 0x80 || (c < 0x180 && c != 0x131 && c != 0x138);
    }

    private void unicodeData(Path file) throws IOException {
        int first = 0;
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split(";", -1);
            int c = Integer.parseInt(fields[0], 16);
            boolean last = fields[1].endsWith(", Last>");
            for (int i = last ? first : c; i <= c; i++) {
                categories[i] = fields[2];
            }
            if (!fields[5].isEmpty() && !fields[5].startsWith("<")) {
                decompositions[c] =
                        Character.toString(Integer.parseInt(fields[5].split(" ")[0], 16));
            }
            first = c;
        }
    }

    private static Map<String, BitSet> properties(Path file) throws IOException {
        Map<String, BitSet> properties = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.replaceFirst("#.*", "").strip().split("\\s*;\\s*", 2);
            if (fields.length == 2) {
                String[] range = fields[0].split("\\.\\.");
                properties
                        .computeIfAbsent(fields[1], name -> new BitSet(END))
                        .set(Integer.parseInt(range[0], 16), Integer.parseInt(range[range.length - 1], 16) + 1);
            }
        }
        return properties;
    }
}
