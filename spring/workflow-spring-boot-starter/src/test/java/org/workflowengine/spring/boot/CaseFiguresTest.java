package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.spring.boot.app.ClaimEngine;

/** The figures are read again after half a minute, also where the clock of the engine stands still. */
class CaseFiguresTest {
    private static final CaseFigures.State UNDER_REVIEW = new CaseFigures.State("claim", 1, "UNDER_REVIEW");

    @Test
    void areReadAgainAfterHalfAMinute() {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            ClaimEngine engine = ClaimEngine.on(runtime);
            AtomicLong nanoseconds = new AtomicLong(Long.MAX_VALUE - 1);
            InstantSource still = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
            CaseFigures figures = new CaseFigures(runtime, still, nanoseconds::get);
            assertThat(figures.cases(UNDER_REVIEW)).isZero();

            assertThat(engine.open("C-1", by("alice").because("received")).isApplied())
                    .isTrue();
            nanoseconds.addAndGet(TimeUnit.SECONDS.toNanos(30) - 1);
            assertThat(figures.cases(UNDER_REVIEW)).isZero();
            nanoseconds.addAndGet(1);
            assertThat(figures.cases(UNDER_REVIEW)).isEqualTo(1);
            assertThat(figures.snapshot().taken()).isEqualTo(still.instant());
        }
    }
}
