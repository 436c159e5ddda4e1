package org.workflowengine.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.workflowengine.runtime.core.Definition;

/** What was covered: for each definition, by its graph, how often each item was. Not thread-safe. */
final class CoverageData {
    private static final String DEFINITION = "definition ";

    private final Map<String, Map<String, Long>> counts = new TreeMap<>();

    /** A definition that belongs into the report, covered or not. */
    void shows(Definition definition) {
        counts.computeIfAbsent(definition.graph(), graph -> new TreeMap<>());
    }

    void count(Definition definition, String key, long times) {
        counts.computeIfAbsent(definition.graph(), graph -> new TreeMap<>()).merge(key, times, Long::sum);
    }

    void add(CoverageData other) {
        other.counts.forEach((graph, items) -> {
            Map<String, Long> own = counts.computeIfAbsent(graph, any -> new TreeMap<>());
            items.forEach((key, times) -> own.merge(key, times, Long::sum));
        });
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** By workflow, version and graph: a graph begins with other things than its workflow. */
    List<Definition> definitions() {
        return counts.keySet().stream()
                .map(Definition::read)
                .sorted(Comparator.comparing(Definition::workflow)
                        .thenComparing(Definition::version)
                        .thenComparing(Definition::graph))
                .toList();
    }

    long times(Definition definition, String key) {
        return counts.getOrDefault(definition.graph(), Map.of()).getOrDefault(key, 0L);
    }

    void write(Path file) {
        List<String> lines = new ArrayList<>();
        counts.forEach((graph, items) -> {
            lines.add(DEFINITION + graph);
            items.forEach((key, times) -> lines.add(times + " " + key));
        });
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            // Beside it first: another process may be merging the folder, and must see the whole file or none.
            Path beside = file.resolveSibling(file.getFileName() + ".part");
            Files.write(beside, lines, StandardCharsets.UTF_8);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the coverage cannot be written to " + file, e);
        }
    }

    static CoverageData read(Path file) {
        CoverageData data = new CoverageData();
        Map<String, Long> items = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                if (line.startsWith(DEFINITION)) {
                    items = new TreeMap<>();
                    data.counts.put(line.substring(DEFINITION.length()), items);
                } else {
                    int blank = line.indexOf(' ');
                    items.put(line.substring(blank + 1), Long.valueOf(line.substring(0, blank)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the coverage in " + file + " cannot be read", e);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException(file + ": found something else, expected a file of a coverage run", e);
        }
        return data;
    }
}
