package org.workflowengine.diagram;

/** ASCII, and in it the letters that pictures of text are made of. */
final class Ascii {
    private static final String DRAWN = "│─┌┐└┘├┤┬┴┼╵╶╷╴┃━┏┓┗┛┣┫┳┻╋╹╺╻╸▼▲▶●•↺×";
    private static final String WRITTEN = "|-+++++++++|-|-#=##########=#=v^>o*@x";

    private Ascii() {}

    /** A letter or a digit of ASCII: every program and every encoding knows those. */
    static boolean isLetterOrDigit(int c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }

    static String of(String line) {
        StringBuilder ascii = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            int index = DRAWN.indexOf(letter);
            ascii.append(index < 0 ? letter : WRITTEN.charAt(index));
        }
        return ascii.toString();
    }
}
