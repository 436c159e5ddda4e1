package org.workflowengine.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.workflowengine.runtime.fixture.EndedProcess;

/** Another Java process with the class path of this one, made to start fast. */
final class Child {
    private Child() {}

    /** Starts one that is listened to. */
    static Process start(Class<?> main, List<String> options, String... arguments) throws IOException {
        return command(main, options, arguments).start();
    }

    /** Runs one to its end. */
    static EndedProcess run(Class<?> main, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        return EndedProcess.of(command(main, options, arguments));
    }

    private static ProcessBuilder command(Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Dfile.encoding=UTF-8"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
