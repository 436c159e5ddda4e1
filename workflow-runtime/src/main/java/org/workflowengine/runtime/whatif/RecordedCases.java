package org.workflowengine.runtime.whatif;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.internal.bundle.BundleReader;
import org.workflowengine.runtime.internal.bundle.RecordedStep;
import org.workflowengine.runtime.internal.bundle.RecordedSteps;
import org.workflowengine.runtime.internal.bundle.StepSource;
import org.workflowengine.runtime.internal.text.Arguments;

/**
 * The histories of past cases, as they are recorded: entries in hand, bundles in files, or a whole database
 * ({@code runtime.recordedCases()}). They are taken as they are: verify them where it matters that nobody has changed them.
 *
 * <p>Immutable and thread-safe. Each method returns new cases. Bundles and databases are read as streams, anew each time: memory grows
 * neither with the number of cases nor with the size of one.
 */
public final class RecordedCases {
    private final StepSource source;
    private final OptionalInt version;
    private final Instant since;
    private final Instant before;

    /**
     * Made by a runtime for its database. Others have {@link #of} and {@link #bundles}.
     *
     * @param source gives the steps
     */
    @SuppressWarnings("exports") // nobody else has a source
    public RecordedCases(StepSource source) {
        this(Objects.requireNonNull(source, "source"), OptionalInt.empty(), Instant.MIN, Instant.MAX);
    }

    private RecordedCases(StepSource source, OptionalInt version, Instant since, Instant before) {
        this.source = source;
        this.version = version;
        this.since = since;
        this.before = before;
    }

    /**
     * Cases whose entries are in hand, such as {@code engine.history("C-1").entries()}.
     *
     * @param entries of each case all entries from the first on, in any order
     * @return the cases, in the order in which they come first
     */
    public static RecordedCases of(Collection<AuditEntry> entries) {
        Objects.requireNonNull(entries, "entries");
        Map<String, List<RecordedStep>> cases = new LinkedHashMap<>();
        for (AuditEntry entry : entries) {
            cases.computeIfAbsent(entry.caseId(), id -> new ArrayList<>()).add(RecordedStep.of(entry));
        }
        cases.values().forEach(steps -> steps.sort(Comparator.comparingLong(RecordedStep::seq)));
        return new RecordedCases((workflow, reader) -> cases.values().forEach(steps -> steps.forEach(reader::step)));
    }

    /**
     * Cases in files, as {@code Verification.export} writes them. Files are looked for now and read with each run.
     *
     * @param paths files, or folders: a folder stands for the files in it whose names end in {@code .json}, by name, and not for folders in it
     * @return the cases, in the order of the files
     * @throws IllegalArgumentException if there is no file at all, so that a test over an empty folder cannot pass
     * @throws UncheckedIOException if a folder cannot be read
     */
    public static RecordedCases bundles(Path... paths) {
        Objects.requireNonNull(paths, "paths");
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(bundlesIn(path));
            } else {
                files.add(path);
            }
        }
        if (files.isEmpty()) {
            throw Arguments.wrong(
                    "paths", paths.length == 0 ? "none" : "no file *.json in " + List.of(paths), "at least one bundle");
        }
        return new RecordedCases((workflow, reader) -> files.forEach(file -> read(file, reader)));
    }

    private static List<Path> bundlesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Path file, StepSource.Reader reader) {
        Noticing noticing = new Noticing(reader);
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            BundleReader.read(text, new RecordedSteps(noticing));
        } catch (BundleException e) {
            throw new BundleException(file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!noticing.found) {
            throw new BundleException(file + ": there is no step in the bundle");
        }
    }

    /** Notices whether there is a step at all. */
    private static final class Noticing implements StepSource.Reader {
        private final StepSource.Reader reader;
        private boolean found;

        Noticing(StepSource.Reader reader) {
            this.reader = reader;
        }

        @Override
        public void definition(String graph) {
            reader.definition(graph);
        }

        @Override
        public void step(RecordedStep step) {
            found = true;
            reader.step(step);
        }
    }

    /**
     * Only cases that were opened, or imported, under one version of the workflow, whatever version they have followed since.
     *
     * @param version the version
     * @return new cases
     */
    public RecordedCases openedUnder(int version) {
        return new RecordedCases(source, OptionalInt.of(version), since, before);
    }

    /**
     * Only cases that were opened, or imported, since a time: by when that was recorded.
     *
     * @param time the time, inclusive
     * @return new cases
     */
    public RecordedCases openedSince(Instant time) {
        return new RecordedCases(source, version, Objects.requireNonNull(time, "time"), before);
    }

    /**
     * Only cases that were opened, or imported, before a time. Windows that meet divide the cases: each case is in one of them.
     *
     * @param time the time, exclusive
     * @return new cases
     */
    public RecordedCases openedBefore(Instant time) {
        return new RecordedCases(source, version, since, Objects.requireNonNull(time, "time"));
    }

    void read(String workflow, StepSource.Reader reader) {
        source.read(workflow, reader);
    }

    /** Whether the case that begins with this step is one of these. */
    boolean include(RecordedStep first) {
        return (version.isEmpty() || first.version() == version.getAsInt())
                && !first.recordedAt().isBefore(since)
                && first.recordedAt().isBefore(before);
    }
}
