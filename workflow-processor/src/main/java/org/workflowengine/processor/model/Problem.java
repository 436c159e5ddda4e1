package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One problem of a definition: what is wrong, where, and the lines that explain it.
 *
 * @param code which kind of problem
 * @param level whether it stops the build: as its code says, or raised
 * @param anchor the smallest element that the author can change
 * @param headline what is wrong, in the author's names
 * @param lines the witness, what was expected, one concrete fix
 * @param path the transitions of the witness, for diagrams
 */
public record Problem(
        ProblemCode code,
        Code.Level level,
        Anchor anchor,
        String headline,
        List<Line> lines,
        List<TransitionEdge> path) {

    /** Wide enough for the longest label, so that the texts of all messages stand in one column. */
    private static final int LABEL_WIDTH = 13;

    /** javac adds two more in front of every line but the first. */
    private static final int INDENT = 4;

    public Problem {
        lines = List.copyOf(lines);
        path = List.copyOf(path);
    }

    /** One explaining line: a label and its text. */
    public record Line(String label, String text) {}

    public static Problem of(ProblemCode code, Anchor anchor, String headline) {
        return new Problem(code, code.level(), anchor, headline, List.of(), List.of());
    }

    public Problem enteredBy(Path way) {
        return along(way.steps()).with("entered by", way.text());
    }

    /** The same problem, with more transitions that show it. */
    public Problem along(List<TransitionEdge> steps) {
        var longer = new ArrayList<>(path);
        longer.addAll(steps);
        return new Problem(code, level, anchor, headline, lines, longer);
    }

    /** The same problem under another headline. */
    public Problem headed(String other) {
        return new Problem(code, level, anchor, other, lines, path);
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

    /** What a warning offers beside its fix. */
    public Problem or(String text) {
        return with("or", text);
    }

    /** The same problem as one that stops the build, and who wanted it so. */
    public Problem raisedBy(String cause) {
        var raised = new Problem(code, Code.Level.ERROR, anchor, headline, lines, path);
        return raised.with("error by", cause);
    }

    /** The same problem, shown elsewhere. */
    public Problem at(Anchor other) {
        return new Problem(code, level, other, headline, lines, path);
    }

    /** Whether one of them stops the build. */
    public static boolean anyError(List<Problem> problems) {
        for (Problem problem : problems) {
            if (problem.isError()) {
                return true;
            }
        }
        return false;
    }

    public boolean isError() {
        return level == Code.Level.ERROR;
    }

    /** The headline behind its code. */
    public String inShort() {
        return "[%s %s] %s".formatted(code, code.shortName(), headline);
    }

    /**
     * The whole message.
     *
     * @return the headline behind its code, then one aligned line per label
     */
    public String text() {
        var text = new StringBuilder(inShort());
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
        return new Problem(code, level, anchor, headline, more, path);
    }
}
