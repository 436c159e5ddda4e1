package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One defect of a definition: what is wrong, where, and the lines that explain it.
 *
 * @param code which defect
 * @param anchor the smallest element that the author can change
 * @param headline what is wrong, in the author's names
 * @param lines the witness, what was expected, one concrete fix
 */
public record Problem(Code code, Anchor anchor, String headline, List<Line> lines) {

    /** Wide enough for the longest label, so that the texts of all messages stand in one column. */
    private static final int LABEL_WIDTH = 13;

    /** javac adds two more in front of every line but the first. */
    private static final int INDENT = 4;

    public Problem {
        lines = List.copyOf(lines);
    }

    /** One explaining line: a label and its text. */
    public record Line(String label, String text) {}

    public static Problem of(Code code, Anchor anchor, String headline) {
        return new Problem(code, anchor, headline, List.of());
    }

    public Problem enteredBy(String path) {
        return with("entered by", path);
    }

    public Problem found(String text) {
        return with("found", text);
    }

    public Problem expected(String text) {
        return with("expected", text);
    }

    public Problem fix(String text) {
        return with("fix", text);
    }

    /** The same problem, shown elsewhere. */
    public Problem at(Anchor other) {
        return new Problem(code, other, headline, lines);
    }

    public boolean isError() {
        return code.level() == Code.Level.ERROR;
    }

    /**
     * The whole message.
     *
     * @return the headline behind its code, then one aligned line per label
     */
    public String text() {
        var text = new StringBuilder("[%s %s] %s".formatted(code, code.shortName(), headline));
        for (Line line : lines) {
            text.append('\n').append(" ".repeat(INDENT));
            var label = line.label() + ":";
            text.append(label).append(" ".repeat(LABEL_WIDTH - label.length()));
            text.append(line.text().replace("\n", "\n" + " ".repeat(INDENT + LABEL_WIDTH)));
        }
        return text.toString();
    }

    private Problem with(String label, String text) {
        var more = new ArrayList<>(lines);
        more.add(new Line(label, text));
        return new Problem(code, anchor, headline, more);
    }
}
