package org.workflowengine.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.Definition;

/** What a run has covered, as a page, and compared with thresholds. */
final class CoverageReport {
    static final String FILE = "index.html";

    private final CoverageData data;

    CoverageReport(CoverageData data) {
        this.data = data;
    }

    /** How many of some items are covered. */
    private record Share(long covered, long all) {
        /** Rounded down: only everything is 100. */
        long percent() {
            return all == 0 ? 100 : covered * 100 / all;
        }

        @Override
        public String toString() {
            return covered + " of " + all + " (" + percent() + " %)";
        }
    }

    private Share share(List<Definition> definitions, Predicate<CoverageItem> items) {
        long covered = 0;
        long all = 0;
        for (Definition definition : definitions) {
            for (CoverageItem item : CoverageItem.of(definition)) {
                if (items.test(item)) {
                    all++;
                    covered += data.times(definition, item.key()) > 0 ? 1 : 0;
                }
            }
        }
        return new Share(covered, all);
    }

    private String sentence(List<Definition> definitions) {
        return "transitions: " + share(definitions, CoverageItem::isTransition) + ", refusals: "
                + share(definitions, item -> !item.isTransition());
    }

    /** The totals in one line. */
    @Override
    public String toString() {
        return sentence(data.definitions());
    }

    /** What is missing if fewer per cent are covered than demanded, over all definitions together. */
    Optional<String> failure(int transitions, int refusals) {
        List<Definition> definitions = data.definitions();
        boolean enough = share(definitions, CoverageItem::isTransition).percent() >= transitions
                && share(definitions, item -> !item.isTransition()).percent() >= refusals;
        return enough
                ? Optional.empty()
                : Optional.of("Too little of the workflows is covered by tests. Expected transitions: " + transitions
                        + " %, refusals: " + refusals + " %; found " + this + ". Not covered:\n"
                        + definitions.stream().map(this::missing).collect(Collectors.joining()));
    }

    private String missing(Definition definition) {
        return CoverageItem.of(definition).stream()
                .filter(item -> data.times(definition, item.key()) == 0)
                .map(item -> "  " + definition.workflow() + " version " + definition.version() + ": " + item.from()
                        + " -" + item.transition() + "-> " + item.to()
                        + (item.isTransition() ? "" : ": no test is refused for \"" + item.condition() + "\" alone")
                        + "\n")
                .collect(Collectors.joining());
    }

    void write(Path folder) {
        try {
            Files.writeString(folder.resolve(FILE), html(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the report cannot be written to " + folder, e);
        }
    }

    String html() {
        List<String> parts = new ArrayList<>();
        parts.add("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Coverage of workflows</title>
                <style>
                :root { color-scheme: light dark; }
                body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
                table { border-collapse: collapse; width: 100%; }
                th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #8886; }
                td.times, th.times { text-align: right; font-variant-numeric: tabular-nums; }
                tr.missing td { font-weight: bold; background: #d3302f22; }
                td.condition { padding-left: 2rem; }
                svg { max-width: 100%; height: auto; }
                pre { overflow-x: auto; padding: 1rem; background: #8882; }
                """);
        parts.add(Pictures.style());
        parts.add("""
                </style>
                </head>
                <body>
                <h1>Coverage of workflows</h1>
                """);
        parts.add("<p>All workflows: " + escaped(toString()) + "</p>\n");
        parts.add("""
                <p>A transition is covered if a test has made it, according to the audit. A condition is covered if it alone was the reason for a
                refusal. Steps of <code>given</code> and of the checks do not count.</p>
                """);
        data.definitions().forEach(definition -> parts.add(section(definition)));
        parts.add("</body>\n</html>\n");
        return String.join("", parts);
    }

    private String section(Definition definition) {
        return "<h2>" + escaped(definition.workflow()) + ", version " + definition.version() + "</h2>\n<p>"
                + escaped(sentence(List.of(definition))) + "</p>\n"
                + "<table>\n<thead><tr><th scope=\"col\">From</th><th scope=\"col\">Transition, and what it was refused for</th>"
                + "<th scope=\"col\">To</th><th scope=\"col\" class=\"times\">Times</th></tr></thead>\n<tbody>\n"
                + CoverageItem.of(definition).stream()
                        .map(item -> row(definition, item))
                        .collect(Collectors.joining())
                + "</tbody>\n</table>\n"
                + "<h3>Diagram</h3>\n<p>The number at a state says how many steps of tests have entered it by a transition.</p>\n"
                + Pictures.svg(definition, data, "w-" + definition.fingerprint().hex())
                + "<details>\n<summary>Diagram as Mermaid</summary>\n<pre class=\"mermaid\">\n"
                + escaped(Pictures.mermaid(definition)) + "</pre>\n</details>\n";
    }

    private String row(Definition definition, CoverageItem item) {
        long times = data.times(definition, item.key());
        return "<tr" + (times == 0 ? " class=\"missing\"" : "") + "><td>"
                + (item.isTransition() ? escaped(item.from()) : "")
                + (item.isTransition()
                        ? "</td><td>" + escaped(item.transition())
                        : "</td><td class=\"condition\">" + escaped(item.condition()))
                + "</td><td>" + (item.isTransition() ? escaped(item.to()) : "") + "</td><td class=\"times\">"
                + (times == 0 ? "not covered" : times) + "</td></tr>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
