package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the README says to put into a build, pasted into a pom without a parent, builds with the Maven of this build and the one on the
 * path, on this JDK and on a JDK 25; and what it says of failures is what comes.
 *
 * <p>The jars of this build stand in a local repository of the test's own. Everything else comes from that of the build, so that nothing is
 * loaded that is there already.
 */
class PlainPomIT {
    /** Far more than a build takes that loads nothing; where it must load, a registry may not answer. */
    private static final int PATIENCE_MINUTES = 4;

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path REPOSITORY =
            Path.of("target", "plain-pom-repository").toAbsolutePath();

    @TempDir
    private static Path shared;

    @TempDir
    private Path project;

    /** Whose Maven builds. */
    enum Maven {
        OF_THIS_BUILD,
        ON_THE_PATH;

        Optional<Path> home() throws IOException {
            if (this == OF_THIS_BUILD) {
                return Optional.of(Path.of(property("maven.home")));
            }
            for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
                Path mvn = Path.of(folder, "mvn");
                if (!folder.isEmpty() && Files.isExecutable(mvn)) {
                    return Optional.of(mvn.toRealPath().getParent().getParent());
                }
            }
            return Optional.empty();
        }
    }

    @BeforeAll
    static void installIntoARepositoryOfOurOwn() throws IOException {
        String version = property("project.version");
        install("workflow-parent", version, ROOT.resolve("pom.xml"), Optional.empty());
        for (String module : List.of("workflow-annotations", "workflow-runtime", "workflow-processor")) {
            Path jar = ROOT.resolve(module).resolve("target").resolve(module + "-" + version + ".jar");
            install(module, version, ROOT.resolve(module).resolve("pom.xml"), Optional.of(jar));
        }
        String repository = "<id>of-the-build</id><url>"
                + Path.of(property("localRepository")).toUri()
                + "</url><snapshots><enabled>false</enabled></snapshots>";
        Files.writeString(shared.resolve("settings.xml"), """
                <settings>
                  <profiles><profile><id>plain</id>
                    <repositories><repository>%1$s</repository></repositories>
                    <pluginRepositories><pluginRepository>%1$s</pluginRepository></pluginRepositories>
                  </profile></profiles>
                  <activeProfiles><activeProfile>plain</activeProfile></activeProfiles>
                </settings>
                """.formatted(repository));
    }

    @ParameterizedTest
    @EnumSource
    void buildsOnThisJdk(Maven maven) throws Exception {
        builds(maven, Path.of(System.getProperty("java.home")));
    }

    @ParameterizedTest
    @EnumSource
    void buildsOnJdk25(Maven maven) throws Exception {
        Optional<Path> jdk = Jdks.jdk25();
        found(jdk.isPresent(), "no JDK 25");
        builds(maven, jdk.orElseThrow());
    }

    private void builds(Maven maven, Path jdk) throws Exception {
        found(maven.home().isPresent(), "no mvn on the path");
        Build build = build(snippet(), maven, jdk);
        assertThat(build.exit()).as(build.output()).isZero();
        assertThat(project.resolve("target/classes/claims/ClaimEngine.class")).exists();
        assertThat(project.resolve("target/classes/claims/Main.class")).exists();
    }

    @Test
    void withoutALevelIsToldWhatToWrite() throws Exception {
        Build build = build(without(snippet(), "maven.compiler.release"));
        assertThat(build.exit()).isNotZero();
        assertThat(build.output())
                .contains("[WF002 source-level]", "<maven.compiler.release>17</maven.compiler.release>")
                .doesNotContain("WF000");
    }

    /** As with a plugin that is too old to read where the processor is. */
    @Test
    void withoutThePathDoesNotFindTheProcessor() throws Exception {
        Build build = build(without(snippet(), "annotationProcessorPaths"));
        assertThat(build.exit()).isNotZero();
        assertThat(build.output())
                .contains("Annotation processor 'org.workflowengine.processor.WorkflowProcessor' not found");
    }

    @Test
    void withoutTheProcessorDoesNotFindTheEngine() throws Exception {
        Build build = build(without(without(snippet(), "annotationProcessorPaths"), "annotationProcessors"));
        assertThat(build.exit()).isNotZero();
        assertThat(build.output())
                .contains("cannot find symbol", "class ClaimEngine")
                .doesNotContain("[WF");
    }

    /** What came of a build. */
    private record Build(int exit, String output) {}

    private Build build(String snippet) throws Exception {
        return build(snippet, Maven.OF_THIS_BUILD, Path.of(System.getProperty("java.home")));
    }

    private Build build(String snippet, Maven maven, Path jdk) throws Exception {
        Path sources = Files.createDirectories(project.resolve("src/main/java/claims"));
        Files.writeString(sources.resolve("Claim.java"), Readme.snippet("java", 0));
        Files.writeString(sources.resolve("Main.java"), Readme.snippet("java", 1));
        Files.writeString(project.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>app</groupId>
                  <artifactId>plain</artifactId>
                  <version>1</version>
                %s</project>
                """.formatted(snippet));
        // The goal alone: what else "mvn compile" runs is not in the snippet, and would be loaded for each Maven anew.
        ProcessBuilder builder = new ProcessBuilder(
                        maven.home().orElseThrow().resolve("bin/mvn").toString(),
                        "-B",
                        "-s",
                        shared.resolve("settings.xml").toString(),
                        "-Dmaven.repo.local=" + REPOSITORY,
                        "org.apache.maven.plugins:maven-compiler-plugin:compile")
                .directory(project.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        // What Maven hands down from the build that runs this test.
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_") && !name.equals("MAVEN_OPTS"));
        Path log = project.resolve("build.log");
        Process process = builder.redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            throw new AssertionError(
                    "not ended after " + PATIENCE_MINUTES + " minutes, and killed; it said: " + Files.readString(log));
        }
        return new Build(process.exitValue(), Files.readString(log));
    }

    private static void install(String artifact, String version, Path pom, Optional<Path> jar) throws IOException {
        Path folder = Files.createDirectories(
                REPOSITORY.resolve("org/workflowengine").resolve(artifact).resolve(version));
        Path target = folder.resolve(artifact + "-" + version + ".pom");
        Files.copy(pom, target, StandardCopyOption.REPLACE_EXISTING);
        if (jar.isPresent()) {
            Files.copy(jar.get(), folder.resolve(jar.get().getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String snippet() throws IOException {
        return Readme.snippet("xml", 0);
    }

    private static String without(String snippet, String element) {
        String shorter = Pattern.compile("<" + element + ">.*</" + element + ">", Pattern.DOTALL)
                .matcher(snippet)
                .replaceFirst("");
        assertThat(shorter).isNotEqualTo(snippet);
        return shorter;
    }

    private static void found(boolean there, String otherwise) {
        if (!there) {
            System.out.println("SKIPPED: PlainPomIT: " + otherwise);
        }
        assumeTrue(there, otherwise);
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name + ": this test is run by Maven");
    }
}
