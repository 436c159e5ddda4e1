package org.workflowengine.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tables of one run: printed as Markdown as they come, and kept as JSON with the machine that they come from. */
public final class Report {
    private final PrintStream out;
    private final Path file;
    private final List<Table> tables = new ArrayList<>();
    private double loadBefore = Machine.load();

    Report(PrintStream out, Path file) {
        this.out = out;
        this.file = file;
    }

    /**
     * Takes tables that were measured together, and puts the machine's load beside them.
     *
     * @param measured complete
     */
    public void add(Table... measured) {
        double loadAfter = Machine.load();
        for (Table table : measured) {
            table.measuredUnder(loadBefore, loadAfter);
            tables.add(table);
            out.println(table.markdown());
        }
        loadBefore = loadAfter;
    }

    /**
     * Says what is being done, for whoever waits.
     *
     * @param doing a few words
     */
    public void progress(String doing) {
        System.err.println("… " + doing);
    }

    void write(String machine) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file,
                "{\"machine\":" + Table.quoted(machine) + ",\"tables\":[\n "
                        + String.join(",\n ", tables.stream().map(Table::json).toList()) + "]}\n");
        out.println("As JSON: " + file);
    }
}
