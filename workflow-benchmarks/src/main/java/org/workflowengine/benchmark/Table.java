package org.workflowengine.benchmark;

import java.util.ArrayList;
import java.util.List;

/** A table of figures with what has to be known to read it. */
public final class Table {
    private final String title;
    private final String note;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

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
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell.toString());
        }
        rows.add(row);
    }

    /**
     * As Markdown.
     *
     * @return heading, note and table
     */
    public String markdown() {
        StringBuilder text = new StringBuilder("### " + title + "\n\n" + note + "\n\n");
        text.append(line(columns));
        text.append("|---".repeat(columns.size())).append("|\n");
        rows.forEach(row -> text.append(line(row)));
        return text.append('\n').toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /**
     * As JSON.
     *
     * @return an object with title, note, columns and rows
     */
    public String json() {
        return "{\"title\":" + quoted(title) + ",\"note\":" + quoted(note) + ",\"columns\":" + array(columns)
                + ",\"rows\":["
                + String.join(",\n  ", rows.stream().map(Table::array).toList()) + "]}";
    }

    private static String array(List<String> cells) {
        return "[" + String.join(",", cells.stream().map(Table::quoted).toList()) + "]";
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
