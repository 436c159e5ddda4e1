package org.workflowengine.benchmark.growth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A Spring Boot application that is started again and again on one database, each time with a new case. */
final class BootApplication {
    private final Class<?> main;
    private final String url;
    private final String classPath;
    private int cases;

    BootApplication(Class<?> main, Path databases, String classPath) {
        this.main = main;
        this.url = "jdbc:h2:file:" + databases.resolve(main.getSimpleName()).toAbsolutePath()
                + ";LOCK_TIMEOUT=2000;WRITE_DELAY=0";
        this.classPath = classPath;
    }

    /**
     * A start.
     *
     * @param millis by the clock, until the first durable transition
     * @param processorMillis of all threads of the process, until then
     */
    record Started(double millis, double processorMillis) {}

    Started start() throws IOException, InterruptedException {
        NewProcess process =
                NewProcess.run(List.of("-cp", classPath, main.getName(), url, "C-" + cases++), "UNDER_REVIEW");
        return new Started(
                process.millis(),
                Double.parseDouble(process.line().substring(process.line().lastIndexOf(' ') + 1)));
    }
}
