package org.workflowengine.proof;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;

/** Texts as only an enemy or an accident sends them. */
final class HostileValues {
    /** One value in so many is huge. */
    private static final int HUGE = 2_500;

    private static final int HUGE_CHARACTERS = 10_000_000;

    private static final List<String> SCRIPTED = List.of(
            "",
            " ",
            "\t",
            "\u00a0",
            "\u3000",
            "\u2028",
            "a ",
            " a",
            "a\u00a0",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "\udc00",
            "a\ud83d",
            "\udca9\ud83d",
            "\ud83d\udca9",
            "\u0001",
            "\u0007",
            "\u001b[2J",
            "\u007f",
            "\u0085",
            "a\r\nb",
            "a\nb: forged log line",
            "\u202e\u0644\u0627",
            "\u200b",
            "\u200e",
            "\ufeff",
            "\ufffe",
            "\uffff",
            "caf\u00e9",
            "cafe\u0301",
            "\u212b",
            "\u00c5",
            "stra\u00dfe",
            "STRASSE",
            "I\u0130i\u0131",
            "\ufb01",
            "'",
            "''",
            "\"",
            "\\",
            "\\'",
            "\\u0000",
            "%",
            "_",
            "?",
            "#{caseId}",
            "${caseId}",
            "'; DROP TABLE workflow_audit; --",
            "' OR '1'='1",
            "1; COMMIT",
            "*/ DELETE FROM workflow_case /*",
            "$$",
            "E'\\x00'",
            "X'00'",
            "{\"a\":true}",
            "null",
            "NULL",
            "0",
            "-0",
            "1e9",
            "NaN",
            "(new)",
            "(open)",
            "(erase)",
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "\ud83c\udde9\ud83c\uddea",
            "alice\ufe0f",
            "alice\udb40\udd00",
            "al\u034fice",
            "alice\u17b4",
            "alice\u3164",
            "\u3164",
            "\u2800",
            "a\u00a0b",
            "a  b",
            "\u0301a",
            "\ue000",
            "\ufffd",
            "\u0378",
            "\ud83e\udee0",
            "\ud835\udc1alice",
            "\u0430lice",
            "\u0928\u092e\u0938\u094d\u0924\u0947",
            "Z\u0351\u036b\u0343a\u030a\u0332l\u0323g\u0321o\u0321");

    private final Random random;

    HostileValues(Random random) {
        this.random = random;
    }

    String next() {
        return switch (random.nextInt(8)) {
            case 0 -> scripted();
            case 1 -> scripted() + scripted();
            case 2 -> plain(1 + random.nextInt(20)) + scripted();
            case 3 -> anything(1 + random.nextInt(70));
            case 4 -> letters(1 + random.nextInt(40));
            case 5 ->
                Normalizer.normalize(
                        letters(1 + random.nextInt(20)),
                        random.nextBoolean() ? Normalizer.Form.NFC : Normalizer.Form.NFD);
            case 6 -> atALimit();
            default ->
                random.nextInt(HUGE / 8) == 0
                        ? plain(1).repeat(HUGE_CHARACTERS)
                        : letters(1 + random.nextInt(10)) + " ".repeat(random.nextInt(3));
        };
    }

    private String scripted() {
        return SCRIPTED.get(random.nextInt(SCRIPTED.size()));
    }

    private String plain(int length) {
        return random.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Any UTF-16 code units, paired or not. */
    private String anything(int length) {
        return random.ints(length, 0, 0x10000)
                .collect(StringBuilder::new, (text, unit) -> text.append((char) unit), StringBuilder::append)
                .toString();
    }

    /** Letters of any script, on all planes. */
    private String letters(int length) {
        return random.ints(0, 0x20000)
                .filter(Character::isLetter)
                .limit(length)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** As long as a field may be, or one character more; in ASCII, or in characters of two units each. */
    private String atALimit() {
        int limit = List.of(64, 128, 2_000).get(random.nextInt(3)) + random.nextInt(2);
        return random.nextBoolean() ? "x".repeat(limit) : "\ud83d\udca9".repeat(limit / 2) + "x".repeat(limit % 2);
    }
}
