package org.workflowengine.benchmark.boot;

import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** What the two applications share: a start, one durable transition, and a line that says so. */
final class Application {
    private Application() {}

    /** The first transition of an application. */
    interface First {
        String transition(ConfigurableApplicationContext context, String caseId);
    }

    /**
     * Starts, makes the transition, prints the state and the processor milliseconds of the process so far, and ends.
     *
     * @param configuration what is started
     * @param arguments the URL of the database, and the id of a new case
     * @param first makes the transition
     */
    static void run(Class<?> configuration, String[] arguments, First first) {
        SpringApplication application = new SpringApplication(configuration);
        application.setLogStartupInfo(false);
        try (ConfigurableApplicationContext context = application.run(
                "--spring.datasource.url=" + arguments[0],
                "--spring.datasource.username=sa",
                "--spring.main.banner-mode=off",
                "--workflow.schema=CREATE")) {
            String state = first.transition(context, arguments[1]);
            Duration taken = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
            System.out.println(state + " " + taken.toMillis());
        } catch (RuntimeException e) {
            // Spring Boot leaves this to the log, and there is none.
            e.printStackTrace();
            throw e;
        }
    }
}
