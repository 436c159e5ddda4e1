package org.workflowengine.runtime.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is shown of a text tells what is in it. */
class TextsTest {
    @Test
    void whatIsNotSeenIsShown() {
        shown("alice", "\"alice\"");
        shown("alice\uFE0F", "\"alice\\ufe0f\"");
        shown("al\u200Dice", "\"al\\u200dice\"");
        shown("\u202Ealice", "\"\\u202ealice\"");
        shown("alice\u3164", "\"alice\\u3164\"");
        shown("a\u00A0b", "\"a\\u00a0b\"");
        shown("a\u2800", "\"a\\u2800\"");
        shown("a\uDB40\uDC41", "\"a\\udb40\\udc41\"");
        shown("a\r\n\0\"\\", "\"a\\u000d\\u000a\\u0000\\\"\\\\\"");
        shown("a\uD800", "\"a\\ud800\"");
        shown("\uFFFF\uE000\uFFFD", "\"\\uffff\\ue000\\ufffd\"");
    }

    @Test
    void lettersAreReadable() {
        shown("Zo\u00eb Wa\u0142\u0119sa, Troms\u00f8, \u0219", "\"Zo\u00eb Wa\u0142\u0119sa, Troms\u00f8, \u0219\"");
        shown("\u6848\u4ef6-A1 \u30b5\u30fc\u30d0\u30fc \uD55C", "\"\u6848\u4ef6-A1 \u30b5\u30fc\u30d0\u30fc \uD55C\"");
        shown("\u0418\u0432\u0430\u043d\u043e\u0432 17", "\"\u0418\u0432\u0430\u043d\u043e\u0432 17\"");
        shown("\u0394\u03b7\u03bc\u03cc\u03c2", "\"\u0394\u03b7\u03bc\u03cc\u03c2\"");
        shown("\u05d0\u05d1", "\"\u05d0\u05d1\"");
    }

    /** Each is drawn like its ASCII twin, or nearly so. */
    @Test
    void lookAlikesAreShown() {
        shown("\u0430lice", "\"\\u0430lice\"");
        shown("\u0441\u043e\u0441\u043e 1", "\"\\u0441\\u043e\\u0441\\u043e 1\"");
        shown("\u03bf", "\"\\u03bf\"");
        shown("al\u0131ce", "\"al\\u0131ce\"");
        shown("\u0131", "\"\\u0131\"");
        shown("\uFF41lice", "\"\\uff41lice\"");
        shown("\uD835\uDC1Alice", "\"\\ud835\\udc1alice\"");
        shown("o\uFB03ce", "\"o\\ufb03ce\"");
        shown("e\u0301", "\"e\\u0301\"");
        shown("a\u2010b\u2019", "\"a\\u2010b\\u2019\"");
        shown("C\u03A9", "\"C\\u03a9\"");
        shown("\u212B", "\"\\u212b\"");
    }

    /** A long text is cut between two characters. */
    @Test
    void longTextsAreCut() {
        shown("x".repeat(80), "\"" + "x".repeat(80) + "\"");
        shown("x".repeat(81), "\"" + "x".repeat(80) + "\u2026\"");
        shown("x".repeat(79) + "\uD842\uDFB7", "\"" + "x".repeat(79) + "\uD842\uDFB7\"");
        shown("x".repeat(79) + "\uD842\uDFB7y", "\"" + "x".repeat(79) + "\uD842\uDFB7\u2026\"");
        // What is cut away does not decide how the rest is shown.
        shown("\u0416".repeat(80) + "x", "\"" + "\u0416".repeat(80) + "\u2026\"");
    }

    /** Which is what quoting is for. */
    @Test
    void noTwoCharactersAreShownAsTheSame() {
        Map<String, Integer> shown = new HashMap<>();
        for (int c = 0; c < 0x110000; c++) {
            Integer other = shown.put(Texts.quoted("a" + Character.toString(c)), c);
            assertThat(other).as("U+%04X", c).isNull();
        }
    }

    @Test
    void proseIsReadableOnOneLine() {
        assertThat(Texts.printable("Zo\u00eb has sent\nthe \u20ac 500 receipt \uD83D\uDE00"))
                .isEqualTo("Zo\u00eb has sent\\u000athe \u20ac 500 receipt \uD83D\uDE00");
        assertThat(Texts.printable("\u0928\u092e\u0938\u094d\u0924\u0947 e\u0301"))
                .isEqualTo("\u0928\u092e\u0938\u094d\u0924\u0947 e\u0301");
        assertThat(Texts.printable("a\u202Eb\uFE0F\u00A0\u2800\u3164\uE000\u0085\uD800" + "\\" + "\uDB40\uDC41"))
                .isEqualTo("a\\u202eb\\ufe0f\\u00a0\\u2800\\u3164\\ue000\\u0085\\ud800\\\\\\udb40\\udc41");
        // Assigned in Unicode 14, which JDK 17 does not know.
        assertThat(Texts.printable("\uD83E\uDEE0")).isEqualTo("\\ud83e\\udee0");
    }

    private static void shown(String text, String shown) {
        assertThat(Texts.quoted(text)).isEqualTo(shown);
    }
}
