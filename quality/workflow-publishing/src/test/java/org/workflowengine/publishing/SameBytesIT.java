package org.workflowengine.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is published, built twice from a clean folder: in another folder, time zone, language and charset, with a JDK at another
 * place. Every byte is the same: jars, sources, Javadoc, lists of contents, the BOM.
 *
 * <p>Each build takes some of the modules, which have between them every kind of file; with {@code -Psoak}, all of them. The tests of the modules are left out, and so is Error Prone, which writes nothing. The rights of files are those of this machine: zip files
 * record them, so builds with another {@code umask} differ.
 */
class SameBytesIT {
    private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".idea", ".vscode");
    private static final Set<String> ENDINGS = Set.of(".jar", "bom.json", "bom.xml", "flattened-pom.xml");

    /** A module of Java with a descriptor, one with resources and a jar of fixtures, one without a descriptor. */
    private static final Set<String> SOME = Set.of("workflow-annotations", "workflow-runtime", "workflow-spring");

    private static final boolean SOAK = Boolean.getBoolean("publishing.soak");

    @TempDir
    private Path folder;

    @Test
    void twoBuildsGiveTheSameBytes() throws Exception {
        Path here = copy(folder.resolve("here"));
        Path there = copy(folder.resolve("somewhere else").resolve("there"));
        Path jdk = Files.createSymbolicLink(folder.resolve("jdk"), Path.of(System.getProperty("java.home")));
        Maven first = new Maven(here, folder.resolve("here.log")).with(Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC"));
        Maven second = new Maven(there, folder.resolve("there.log"))
                .with(Map.of(
                        "LC_ALL",
                        "C",
                        "TZ",
                        "America/St_Johns",
                        "JAVA_HOME",
                        jdk.toString(),
                        "MAVEN_OPTS",
                        "-Duser.language=ja -Dfile.encoding=ISO-8859-1 -Duser.timezone=America/St_Johns"));
        try {
            packaged(first);
            packaged(second);
            assertThat(first.exit()).as(first.output()).isZero();
            assertThat(second.exit()).as(second.output()).isZero();
        } finally {
            first.end();
            second.end();
        }
        SortedMap<String, String> bytes = digests(here);
        for (Pom pom : modules()) {
            String jar = Pom.REPOSITORY.relativize(pom.folder()) + "/target/" + pom.artifact() + "-"
                    + Maven.property("project.version");
            assertThat(bytes).containsKeys(jar + ".jar", jar + "-sources.jar", jar + "-javadoc.jar");
        }
        assertThat(digests(there)).isEqualTo(bytes);
    }

    private static List<Pom> modules() {
        return Pom.publishedJars().stream()
                .filter(pom -> SOAK || SOME.contains(pom.artifact()))
                .toList();
    }

    private static void packaged(Maven maven) throws IOException {
        String modules = modules().stream().map(pom -> ":" + pom.artifact()).collect(Collectors.joining(","));
        maven.start(
                "-q",
                "-Prelease",
                "-Dgpg.skip",
                "-Derror-prone.skip",
                "-Denforcer.skip",
                "-pl",
                ":workflow-bom," + modules,
                "package");
    }

    private static Path copy(Path target) throws IOException {
        Files.walkFileTree(Pom.REPOSITORY, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path source, BasicFileAttributes attributes) throws IOException {
                Path relative = Pom.REPOSITORY.relativize(source);
                if (LEFT_OUT.contains(source.getFileName().toString()) || relative.endsWith(Path.of("src", "test"))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(target.resolve(relative.toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, target.resolve(Pom.REPOSITORY.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
        return target;
    }

    /** What is published, by its place. */
    private static SortedMap<String, String> digests(Path copy) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        for (Pom pom : Pom.all()) {
            Path target = copy.resolve(Pom.REPOSITORY.relativize(pom.folder()).toString())
                    .resolve("target");
            if (pom.isPublished() && Files.isDirectory(target)) {
                try (Stream<Path> files = Files.list(target)) {
                    for (Path file : files.filter(SameBytesIT::isPublished).toList()) {
                        digests.put(copy.relativize(file).toString(), digest(file));
                    }
                }
            }
        }
        return digests;
    }

    private static boolean isPublished(Path file) {
        return ENDINGS.stream().anyMatch(file.getFileName().toString()::endsWith);
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
