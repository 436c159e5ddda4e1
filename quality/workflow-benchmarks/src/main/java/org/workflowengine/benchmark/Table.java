package org.workflowengine.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table of figures with what has to be known to read it. */
public final class Table {
    private final String title;
    private final String note;
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();
    private String load = "";

    /**
     * An empty table.
     *
     * @param title what it shows
     * @param note what is counted, in a sentence or two
     * @param columns the headings
     */
    public Table(String title, String note, String... columns) {
        this.title = title;
        this.note = note;
        this.columns = List.of(columns);
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column
     */
    public void row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(columns + " and " + List.of(cells));
        }
        rows.add(List.of(cells));
    }

    /** Says how busy the machine was. */
    void measuredUnder(double before, double after) {
        load = String.format(Locale.ROOT, "Load of the machine: %.1f before, %.1f after.", before, after);
    }

    /**
     * As Markdown.
     *
     * @return heading, note with the load, and table
     */
    public String markdown() {
        StringBuilder text =
                new StringBuilder("### " + title + "\n\n" + note + (load.isEmpty() ? "" : " " + load) + "\n\n");
        text.append(line(columns));
        text.append("|---".repeat(columns.size())).append("|\n");
        rows.forEach(row -> text.append(line(row)));
        return text.append('\n').toString();
    }

    private static String line(List<?> cells) {
        return "| " + cells.stream().map(Object::toString).collect(Collectors.joining(" | ")) + " |\n";
    }

    /**
     * As JSON.
     *
     * @return an object with title, note, load, columns and rows
     */
    public String json() {
        return "{\"title\":" + quoted(title) + ",\"note\":" + quoted(note) + ",\"load\":" + quoted(load)
                + ",\"columns\":" + array(columns)
                + ",\"rows\":["
                + String.join(",\n  ", rows.stream().map(Table::array).toList()) + "]}";
    }

    private static String array(List<?> cells) {
        return "[" + cells.stream().map(Table::value).collect(Collectors.joining(",")) + "]";
    }

    private static String value(Object cell) {
        return cell instanceof Spread spread
                ? "{\"min\":" + spread.min() + ",\"median\":" + spread.median() + ",\"max\":" + spread.max() + "}"
                : cell instanceof Number ? cell.toString() : quoted(cell.toString());
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
