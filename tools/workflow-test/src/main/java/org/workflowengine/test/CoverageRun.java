package org.workflowengine.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.workflowengine.runtime.core.Definition;

/**
 * Everything that JUnit executes in one go. Its end writes a file of its own, and the report over all files of the run: whichever process
 * ends last has written the whole report. Files of other runs are removed. Thread-safe.
 */
@SuppressWarnings("deprecation") // before JUnit 5.13, nothing else is closed with a store
final class CoverageRun implements CloseableResource, AutoCloseable {
    static final String SUFFIX = ".coverage";

    /** Other tools have files with this suffix: only these names are of a run. */
    private static final Pattern NAME = Pattern.compile("(?:run|process)-[A-Za-z0-9-]+_[A-Za-z0-9-]+\\.coverage");

    private static final AtomicLong REPORTS = new AtomicLong();

    private final CoverageSettings settings;
    private final CoverageData data = new CoverageData();

    CoverageRun(CoverageSettings settings) {
        this.settings = settings;
    }

    synchronized void shows(Definition definition) {
        data.shows(definition);
    }

    synchronized void add(CoverageData more) {
        data.add(more);
    }

    /**
     * Writes first, and fails only then.
     *
     * @throws AssertionError if a threshold is missed, and this process is a run of its own
     */
    @Override
    public synchronized void close() {
        if (data.isEmpty()) {
            settings.nothingCovered().ifPresent(message -> {
                throw new AssertionError(message);
            });
            return;
        }
        REPORTS.incrementAndGet();
        CoverageReport report = FolderLock.during(settings.folder(), this::write);
        if (settings.run().isEmpty()) {
            report.failure(settings.transitions(), settings.refusals()).ifPresent(message -> {
                throw new AssertionError(
                        message + "\nThe report is in "
                                + settings.folder().toAbsolutePath().normalize().resolve(CoverageReport.FILE)
                                + ". If the tests run in several processes, each sees its own part: see docs/how-to/testing.md.");
            });
        }
    }

    /** How many reports this process has written. */
    static long reports() {
        return REPORTS.get();
    }

    private CoverageReport write() {
        removeOtherRuns();
        data.write(settings.folder().resolve(settings.files() + UUID.randomUUID() + SUFFIX));
        CoverageReport report = new CoverageReport(merged(settings.folder(), settings.files()));
        report.write(settings.folder());
        return report;
    }

    private void removeOtherRuns() {
        for (Path file : files(settings.folder(), "")) {
            if (!file.getFileName().toString().startsWith(settings.files())) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    static CoverageData merged(Path folder, String prefix) {
        CoverageData all = new CoverageData();
        files(folder, prefix).forEach(file -> all.add(CoverageData.read(file)));
        return all;
    }

    static List<Path> files(Path folder, String prefix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Optional.of(file.getFileName().toString())
                            .filter(name -> name.startsWith(prefix)
                                    && NAME.matcher(name).matches())
                            .isPresent())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
