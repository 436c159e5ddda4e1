package org.workflowengine.diagram;

/** The letters that pictures of text are made of, in ASCII. */
final class Ascii {
    private static final String DRAWN = "│─┌┐└┘├┤┬┴┼╵╶╷╴┃━┏┓┗┛┣┫┳┻╋╹╺╻╸▼▲▶●•↺×";
    private static final String WRITTEN = "|-+++++++++|-|-#=##########=#=v^>o*@x";

    private Ascii() {}

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
