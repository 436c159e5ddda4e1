package org.workflowengine.http;

/** Shows a text of a client in a sentence: in quotes, shortened, and with escapes for what is not printable ASCII. */
final class Quoted {
    /** As long as an id can be. */
    private static final int SHOWN = 64;

    private Quoted() {}

    /** A text of a client as a value of its own: as it is, but shortened. */
    static String cut(String text) {
        if (text.length() <= SHOWN) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return text.substring(0, end) + "...";
    }

    static String of(String text) {
        StringBuilder shown = new StringBuilder("\"");
        int end = Math.min(text.length(), SHOWN);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                shown.append('\\').append(c);
            } else if (c >= ' ' && c <= '~') {
                shown.append(c);
            } else {
                shown.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
            }
        }
        return shown.append(end < text.length() ? "...\"" : "\"").toString();
    }
}
