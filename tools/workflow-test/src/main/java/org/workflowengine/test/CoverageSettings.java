package org.workflowengine.test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How coverage is measured.
 *
 * @param folder where the files of a run and the report are
 * @param run names the run, for processes that share one; empty if this process is a run of its own
 * @param transitions how many per cent of the transitions must be covered
 * @param refusals how many per cent of the refusals must be covered
 */
record CoverageSettings(Path folder, Optional<String> run, int transitions, int refusals) {
    static final String PREFIX = "workflow.coverage.";

    /** Reads what JUnit is configured with: system properties, and {@code junit-platform.properties}. */
    static CoverageSettings of(Function<String, Optional<String>> parameters) {
        CoverageSettings settings = new CoverageSettings(
                parameters.apply(PREFIX + "folder").map(Path::of).orElseGet(CoverageSettings::standardFolder),
                parameters.apply(PREFIX + "run").map(CoverageSettings::checkedRun),
                percent(parameters, "transitions"),
                percent(parameters, "refusals"));
        if (settings.run().isPresent() && settings.demands()) {
            throw new IllegalArgumentException(PREFIX + "run: found it together with " + PREFIX + "transitions or "
                    + PREFIX
                    + "refusals, expected no threshold in a run that several processes share, because each sees"
                    + " its own part; give the thresholds to CoverageCheck, as docs/how-to/testing.md shows");
        }
        return settings;
    }

    /** Whether a threshold can be missed. */
    boolean demands() {
        return transitions > 0 || refusals > 0;
    }

    /** What a process that is a run of its own says if it has covered nothing at all. */
    Optional<String> nothingCovered() {
        return demands()
                ? Optional.of("Nothing of any workflow is covered by tests. Expected transitions: " + transitions
                        + " %, refusals: " + refusals + " %; found that no test with @WorkflowTest asked for an engine."
                        + " If none was meant to run, leave the thresholds out.")
                : Optional.empty();
    }

    private static Path standardFolder() {
        return Path.of(Files.exists(Path.of("pom.xml")) ? "target" : "build", "workflow-coverage");
    }

    private static String checkedRun(String run) {
        if (run.isBlank() || run.length() > 100) {
            throw new IllegalArgumentException(
                    PREFIX + "run: found \"" + run + "\", expected 1 to 100 characters, such as the time of the build");
        }
        return run.replaceAll("[^A-Za-z0-9-]", "-");
    }

    private static int percent(Function<String, Optional<String>> parameters, String name) {
        return parameters.apply(PREFIX + name).map(text -> percent(name, text)).orElse(0);
    }

    static int percent(String name, String text) {
        try {
            int percent = Integer.parseInt(text.strip());
            if (percent >= 0 && percent <= 100) {
                return percent;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, text, e);
        }
        throw wrong(name, text, null);
    }

    private static IllegalArgumentException wrong(String name, String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                PREFIX + name + ": found \"" + text + "\", expected a number of per cent from 0 to 100", cause);
    }

    /** What begins the names of the files of a named run. */
    static String files(String run) {
        return "run-" + checkedRun(run) + "_";
    }

    /** What begins the names of the files of this run: its name, or what nobody but this process has. */
    String files() {
        ProcessHandle process = ProcessHandle.current();
        String started = process.info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .map(Object::toString)
                .orElse("0");
        return run.map(CoverageSettings::files).orElse("process-" + process.pid() + "-" + started + "_");
    }
}
