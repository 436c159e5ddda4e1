package org.workflowengine.test;

import java.util.Optional;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Fails a run of tests that has thresholds if no test of a workflow was run at all: then nothing else of the kit is called. Found by JUnit,
 * not to be called.
 */
public final class CoverageSession implements LauncherSessionListener {
    private volatile Optional<String> nothingCovered = Optional.empty();
    private volatile long before;

    /** Called by JUnit. */
    public CoverageSession() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        before = CoverageRun.reports();
        session.getLauncher().registerTestExecutionListeners(new TestExecutionListener() {
            @Override
            public void testPlanExecutionStarted(TestPlan plan) {
                nothingCovered = CoverageSettings.of(plan.getConfigurationParameters()::get)
                        .nothingCovered();
            }
        });
    }

    /**
     * Called by JUnit.
     *
     * @throws AssertionError if thresholds are set, and nothing was covered
     */
    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (CoverageRun.reports() == before) {
            nothingCovered.ifPresent(message -> {
                throw new AssertionError(message);
            });
        }
    }
}
