package org.workflowengine.processor.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The JDKs of this machine. */
final class Jdks {
    private Jdks() {}

    /** The one that runs this test. */
    static Path own() {
        return Path.of(System.getProperty("java.home"));
    }

    /** A JDK 25, wherever one is usually installed; empty when there is none. */
    static Optional<Path> jdk25() throws IOException {
        String home = System.getProperty("user.home");
        for (Path folder : List.of(
                Objects.requireNonNull(own().getParent()),
                Path.of("/usr/lib/jvm"),
                Path.of("/opt"),
                Path.of(home, ".sdkman/candidates/java"),
                Path.of(home, ".jdks"))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> jdks = Files.list(folder)) {
                    Optional<Path> found = jdks.filter(Jdks::isJdk25).sorted().findFirst();
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isJdk25(Path folder) {
        try {
            return Files.isExecutable(folder.resolve("bin/javac"))
                    && Files.isReadable(folder.resolve("release"))
                    && Files.readString(folder.resolve("release")).contains("JAVA_VERSION=\"25");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
