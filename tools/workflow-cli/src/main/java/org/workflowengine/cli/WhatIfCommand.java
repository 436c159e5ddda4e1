package org.workflowengine.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.whatif.CaseComparison;
import org.workflowengine.runtime.whatif.RecordedCases;
import org.workflowengine.runtime.whatif.WhatIf;
import org.workflowengine.runtime.whatif.WhatIfReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Tells what other rules would have done with past cases. */
@Command(
        name = "what-if",
        description =
                "Tells what other rules would have done with the cases of a database, or with bundles: for each case same,"
                        + " refused at a step, or not comparable after a step. Takes histories as stored; verifies nothing.")
final class WhatIfCommand implements Callable<Integer> {
    private final Screen screen;

    /** In place of the standard options: here {@code --version} is that of the rules. */
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks for it
    private boolean help;

    @Mixin
    private final RulesOptions rules = new RulesOptions();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--bundle",
            arity = "1..*",
            paramLabel = "<file>",
            description = "bundles instead of a database: files, or folders with files *.json")
    private List<Path> bundles = new ArrayList<>();

    @Option(
            names = "--opened-under",
            paramLabel = "<version>",
            description = "only cases that were opened under that version")
    private Optional<Integer> openedUnder = Optional.empty();

    @Option(
            names = "--opened-since",
            paramLabel = "<time>",
            converter = Time.class,
            description = "only cases opened since then, inclusive: 2026-01-31 or 2026-01-31T12:00:00Z, UTC")
    private Optional<Instant> openedSince = Optional.empty();

    @Option(
            names = "--opened-before",
            paramLabel = "<time>",
            converter = Time.class,
            description = "only cases opened before then, exclusive")
    private Optional<Instant> openedBefore = Optional.empty();

    @Option(names = "--cases", description = "also each case on a line, with the reason, which can show recorded facts")
    private boolean cases;

    @Option(names = "--json", description = "JSON lines")
    private boolean json;

    @Option(names = "--none-refused", description = "exit with 6 if the rules refuse a case")
    private boolean noneRefused;

    WhatIfCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        if (database.isGiven() != bundles.isEmpty()) {
            throw new UsageException("give the past cases: either --url or --bundle");
        }
        Definition definition = rules.definition(database);
        WhatIfReport report;
        try {
            report = WhatIf.run(definition, narrowed(recorded()), cases ? this::print : comparison -> {});
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        (json ? report.jsonLines() : report.text()).lines().forEach(screen.out()::println);
        return noneRefused && report.refused() > 0 ? WorkflowCli.RULES_REFUSE : WorkflowCli.DONE;
    }

    private RecordedCases recorded() throws IOException {
        if (bundles.isEmpty()) {
            return WorkflowRuntime.recordedCases(database.dataSource());
        }
        for (Path folder : bundles) {
            if (Files.notExists(folder)) {
                throw new NotDoneException("there is no file " + folder);
            }
        }
        try {
            return RecordedCases.bundles(bundles.toArray(Path[]::new));
        } catch (IllegalArgumentException e) {
            throw new NotDoneException(String.valueOf(e.getMessage()));
        }
    }

    private RecordedCases narrowed(RecordedCases all) {
        RecordedCases narrowed = all;
        if (openedUnder.isPresent()) {
            narrowed = narrowed.openedUnder(openedUnder.get());
        }
        if (openedSince.isPresent()) {
            narrowed = narrowed.openedSince(openedSince.get());
        }
        return openedBefore.isPresent() ? narrowed.openedBefore(openedBefore.get()) : narrowed;
    }

    private void print(CaseComparison comparison) {
        String why = comparison.explanation();
        screen.out().println(json ? comparison.json() : comparison + (why.isEmpty() ? "" : ": " + why));
    }

    /** A day begins at midnight, UTC. */
    static final class Time implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "found " + Printable.of(text) + ", expected a time such as 2026-01-31 or 2026-01-31T12:00:00Z");
            }
        }
    }
}
