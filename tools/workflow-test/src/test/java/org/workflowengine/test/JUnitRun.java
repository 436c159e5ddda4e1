package org.workflowengine.test;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes in a process of their own, as a build does, with any version of JUnit. */
final class JUnitRun {
    private JUnitRun() {}

    /** Prints a line for each test that has ended. Fails if JUnit does. */
    public static void main(String... classes) {
        try (LauncherSession session = LauncherFactory.openSession()) {
            LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
            Stream.of(classes).forEach(each -> request.selectors(selectClass(each)));
            session.getLauncher().execute(request.build(), new TestExecutionListener() {
                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                    System.out.println(result.getStatus() + " " + test.getDisplayName()
                            + result.getThrowable()
                                    .map(failure -> ": " + failure.getMessage())
                                    .orElse(""));
                }
            });
        }
    }

    /** A process that runs; what it prints goes to a file. */
    record Started(Process process, Path output) {
        String ended() throws IOException, InterruptedException {
            int code = process.waitFor();
            return Files.readString(output) + "exit " + code;
        }
    }

    /** Begins a process. If there is a folder of another JUnit, its jars take the place of those of this process. */
    static Started start(Path output, String junit, List<String> properties, Class<?>... tests) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xshare:auto");
        command.add("-XX:TieredStopAtLevel=1");
        properties.forEach(property -> command.add("-D" + property));
        command.add("-cp");
        command.add(classPath(junit));
        command.add(JUnitRun.class.getName());
        Stream.of(tests).map(Class::getName).forEach(command::add);
        return new Started(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    private static String classPath(String junit) throws IOException {
        List<String> parts = new ArrayList<>(
                Arrays.asList(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator)));
        if (!junit.isEmpty()) {
            parts.removeIf(part -> part.contains("junit-jupiter") || part.contains("junit-platform"));
            try (Stream<Path> jars = Files.list(Path.of("target", junit))) {
                jars.map(Path::toString).sorted().forEach(parts::add);
            }
        }
        return parts.stream().collect(Collectors.joining(File.pathSeparator));
    }
}
