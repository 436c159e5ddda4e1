package org.workflowengine.test;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Merges what several processes have covered, such as the forks of a build or the modules of one, writes the report and compares it with
 * thresholds:
 *
 * <pre>{@code
 * java -cp … org.workflowengine.test.CoverageCheck --transitions=100 --refusals=90 target/workflow-coverage
 * }</pre>
 */
public final class CoverageCheck {
    private static final String TRANSITIONS = "--transitions=";
    private static final String REFUSALS = "--refusals=";
    private static final String RUN = "--run=";

    private final List<Path> folders = new ArrayList<>();
    private int transitions;
    private int refusals;
    private String files = "";

    private CoverageCheck(String... arguments) {
        for (String argument : arguments) {
            if (argument.startsWith(TRANSITIONS)) {
                transitions = CoverageSettings.percent("transitions", argument.substring(TRANSITIONS.length()));
            } else if (argument.startsWith(REFUSALS)) {
                refusals = CoverageSettings.percent("refusals", argument.substring(REFUSALS.length()));
            } else if (argument.startsWith(RUN)) {
                files = CoverageSettings.files(argument.substring(RUN.length()));
            } else if (argument.startsWith("--")) {
                throw new IllegalArgumentException("found " + argument + ", expected " + TRANSITIONS + "<per cent>, "
                        + REFUSALS + "<per cent>, " + RUN + "<name> or a folder");
            } else {
                folders.add(Path.of(argument));
            }
        }
        if (folders.isEmpty()) {
            throw new IllegalArgumentException(
                    "found no folder, expected at least one, such as target/workflow-coverage");
        }
    }

    /**
     * Writes {@code index.html} into the first folder. Then it fails if too little is covered.
     *
     * @param arguments thresholds in per cent; {@code --run=} with the name of the run, or all files count, also those that an earlier run has
     *     left in a folder; and folders with the files of a run
     * @throws IllegalArgumentException if an argument is wrong, or a folder holds no files of the run
     * @throws AssertionError if too little is covered; the message lists what is not
     */
    public static void main(String... arguments) {
        new CoverageCheck(Objects.requireNonNull(arguments, "arguments")).run(System.out);
    }

    private void run(PrintStream out) {
        CoverageData all = new CoverageData();
        for (Path folder : folders) {
            if (CoverageRun.files(folder, files).isEmpty()) {
                throw new IllegalArgumentException("found no files " + files + "*" + CoverageRun.SUFFIX + " in "
                        + folder + ", expected those of a run of tests with @WorkflowTest");
            }
            all.add(CoverageRun.merged(folder, files));
        }
        CoverageReport report = new CoverageReport(all);
        report.write(folders.get(0));
        out.println("workflow coverage, " + report);
        report.failure(transitions, refusals).ifPresent(message -> {
            throw new AssertionError(message);
        });
    }
}
