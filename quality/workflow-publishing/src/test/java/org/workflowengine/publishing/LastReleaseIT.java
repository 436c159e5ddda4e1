package org.workflowengine.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The comparison with the last release, as the parent sets it up, in a module of this test's own: its release 1.0.0 is installed, and the next
 * version takes something away.
 */
class LastReleaseIT {
    private static final String GREETING = """
            package org.workflowengine.greeting;
            public class Greeting {
                public String hello() { return "hello"; }
                %s
            }
            """;
    private static final String INTERNAL = """
            package org.workflowengine.greeting.internal;
            public class Hidden {
                %s
            }
            """;
    private static final String BYE = "public String bye() { return \"bye\"; }";

    private static final Path REPOSITORY = Path.of("target", "repository").toAbsolutePath();

    @TempDir
    private static Path release;

    @TempDir
    private Path folder;

    @BeforeAll
    static void releaseOne() throws Exception {
        module(release, "1.0.0", BYE, BYE);
        Maven maven = build(release, "install");
        assertThat(maven.exit()).as(maven.output()).isZero();
    }

    @Test
    void aBreakFailsTheBuild() throws Exception {
        module(folder, "1.1.0-SNAPSHOT", "", BYE);
        Maven maven = compared();
        assertThat(maven.exit()).as(maven.output()).isNotZero();
        assertThat(maven.output()).contains("japicmp", "org.workflowengine.greeting.Greeting.bye()");
    }

    @Test
    void anAdditionOrAChangeInsideDoesNot() throws Exception {
        module(folder, "1.1.0-SNAPSHOT", BYE + " public String moin() { return \"moin\"; }", "");
        Maven maven = compared();
        assertThat(maven.exit()).as(maven.output()).isZero();
        assertThat(folder.resolve("target/japicmp/compare-with-the-last-release.diff"))
                .content()
                .contains("moin()")
                .doesNotContain("Hidden");
    }

    private Maven compared() throws Exception {
        return build(folder, "-Dlast.release=1.0.0", "verify");
    }

    private static Maven build(Path folder, String... arguments) throws Exception {
        Maven maven = new Maven(folder, folder.resolve("build.log")).installingInto(REPOSITORY);
        List<String> all = new ArrayList<>(List.of(
                "-Derror-prone.skip",
                "-Dspotless.check.skip",
                // What is compared here has no Javadoc.
                "-Ddoclint.packages=none.of.it"));
        all.addAll(List.of(arguments));
        maven.start(all.toArray(String[]::new)).exit();
        return maven;
    }

    private static void module(Path folder, String version, String method, String hidden) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src/main/java/org/workflowengine/greeting/internal"));
        Files.writeString(sources.resolve("Hidden.java"), INTERNAL.formatted(hidden));
        Files.writeString(sources.resolveSibling("Greeting.java"), GREETING.formatted(method));
        Files.writeString(
                folder.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <parent>
                    <groupId>org.workflowengine</groupId>
                    <artifactId>workflow-parent</artifactId>
                    <version>%s</version>
                    <relativePath>%s</relativePath>
                  </parent>
                  <groupId>org.workflowengine.test</groupId>
                  <artifactId>greeting</artifactId>
                  <version>%s</version>
                </project>
                """.formatted(Maven.property("project.version"), parent(folder), version));
    }

    /** Maven takes an absolute path for one below the module. */
    private static Path parent(Path folder) throws IOException {
        return folder.toRealPath().relativize(Pom.REPOSITORY.resolve("pom.xml").toRealPath());
    }
}
