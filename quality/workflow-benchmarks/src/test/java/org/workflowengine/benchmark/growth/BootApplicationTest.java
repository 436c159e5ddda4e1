package org.workflowengine.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.benchmark.boot.WithStarter;
import org.workflowengine.benchmark.boot.WithoutStarter;

class BootApplicationTest {
    /** Surefire starts with a jar that names it. */
    private static final List<String> ALL =
            Arrays.asList(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator, -1));

    @TempDir
    private Path folder;

    @Test
    void withTheStarterItStartsTwiceOnOneDatabaseAndMakesATransition() throws Exception {
        startsTwice(new BootApplication(WithStarter.class, folder, StartUpRun.withStarter(ALL)));
    }

    @Test
    void withoutItTooAndHasNothingOfTheEngineOnItsClassPath() throws Exception {
        assertThat(StartUpRun.withoutStarter(ALL))
                .doesNotContain("workflow-spring", "mybatis")
                .contains("spring-boot");
        startsTwice(new BootApplication(WithoutStarter.class, folder, StartUpRun.withoutStarter(ALL)));
    }

    private static void startsTwice(BootApplication application) throws Exception {
        for (int i = 0; i < 2; i++) {
            BootApplication.Started started = application.start();
            assertThat(started.millis()).isPositive();
            assertThat(started.processorMillis()).isPositive();
        }
    }
}
