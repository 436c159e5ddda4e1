package org.workflowengine.diagram;

/** Text inside XML, in ASCII: it stays what it is in whatever encoding it is written, such as that of a terminal. */
final class Xml {
    private Xml() {}

    /**
     * The text as content or as the value of an attribute. What is not ASCII becomes a numeric reference; what XML 1.0 cannot hold, that of
     * U+FFFD.
     */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\t', '\n', '\r' -> escaped.append("&#").append(c).append(';');
                default ->
                    escaped.append(
                            c < 0x80 && isAllowed(c)
                                    ? Character.toString(c)
                                    : "&#" + (isAllowed(c) ? c : 0xFFFD) + ";");
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int c) {
        return c >= 0x20
                && !(c >= 0x7F && c < 0xA0)
                && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                && c != 0xFFFE
                && c != 0xFFFF;
    }
}
