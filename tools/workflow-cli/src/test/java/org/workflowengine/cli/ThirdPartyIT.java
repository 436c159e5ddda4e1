package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/**
 * The runnable jar names all the works of others that are in it, with their licences. A new version of one fails here, because somebody has to
 * look whether its licence is still the same.
 */
class ThirdPartyIT {
    private static final String OURS = "org/workflowengine/";

    /** One work of others, as the jar lists it. */
    private record Work(String group, String artifact, String version, Map<String, String> lines) {
        boolean holds(String entry) {
            String[] classes = lines.get("classes").split(" but not ", -1);
            return entry.startsWith(classes[0]) && (classes.length == 1 || !entry.startsWith(classes[1]));
        }

        String jar() {
            return artifact + "-" + version + ".jar";
        }
    }

    @Test
    void everyClassIsOurOwnOrOfAWorkThatIsListed() throws IOException {
        List<Work> works = works();
        Set<String> unlisted = new TreeSet<>();
        Map<Work, String> found = new HashMap<>();
        for (String entry : classes()) {
            List<Work> of = works.stream().filter(work -> work.holds(entry)).toList();
            if (of.size() != 1) {
                unlisted.add(entry + " " + of);
            } else {
                found.put(of.get(0), entry);
            }
        }
        assertThat(unlisted).isEmpty();
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(works);
        for (Map.Entry<Work, String> one : found.entrySet()) {
            assertThat(origin(one.getValue()).getFileName())
                    .hasToString(one.getKey().jar());
        }
    }

    @Test
    void everyLicenceAndNoticeIsThere() throws IOException {
        try (JarFile runnable = runnable()) {
            List<String> names = runnable.stream().map(ZipEntry::getName).toList();
            for (Work work : works()) {
                assertThat(work.lines()).containsOnlyKeys("classes", "licence", "text", "source");
                for (String text : work.lines().get("text").split(" ", -1)) {
                    assertThat(names).as(work.artifact()).anyMatch(name -> name.startsWith(text));
                }
            }
            assertThat(text(runnable, "META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("..", "..", "LICENSE")));
            // What the jars themselves say.
            for (Path jar : jars()) {
                try (JarFile own = new JarFile(jar.toFile())) {
                    for (String name : List.of("META-INF/LICENSE", "META-INF/LICENSE.txt", "META-INF/LICENSE.md")) {
                        if (own.getEntry(name) != null && !text(own, name).contains("Apache License")) {
                            assertThat(texts(runnable)).as(jar + " " + name).contains(plain(text(own, name)));
                        }
                    }
                    for (String name : List.of("META-INF/NOTICE", "META-INF/NOTICE.txt")) {
                        if (own.getEntry(name) != null) {
                            assertThat(text(runnable, "META-INF/NOTICE").lines().map(String::strip))
                                    .as(jar.toString())
                                    .containsAll(text(own, name)
                                            .lines()
                                            .map(String::strip)
                                            .toList());
                        }
                    }
                }
            }
        }
    }

    private static List<Work> works() throws IOException {
        List<Work> works = new ArrayList<>();
        try (JarFile runnable = runnable()) {
            for (String block : text(runnable, "META-INF/THIRD-PARTY.txt").split("\n\n", -1)) {
                List<String> lines = block.strip().lines().toList();
                if (!lines.get(0).matches("[^ ]+:[^ ]+:[^ ]+")) {
                    continue;
                }
                String[] name = lines.get(0).split(":", -1);
                Map<String, String> rest = new HashMap<>();
                for (String line : lines.subList(1, lines.size())) {
                    String[] words = line.strip().split(" +", 2);
                    rest.put(words[0], words[1]);
                }
                works.add(new Work(name[0], name[1], name[2], rest));
            }
        }
        return works;
    }

    private static List<String> classes() throws IOException {
        try (JarFile runnable = runnable()) {
            return runnable.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.replaceFirst("^META-INF/versions/[0-9]+/", ""))
                    .filter(name -> !name.startsWith(OURS))
                    .toList();
        }
    }

    /** The jars of others on this test's class path that are bundled. */
    private static Set<Path> jars() throws IOException {
        Set<Path> jars = new TreeSet<>();
        for (String entry : classes()) {
            jars.add(origin(entry));
        }
        return jars;
    }

    private static Path origin(String entry) throws IOException {
        URL url = ThirdPartyIT.class.getClassLoader().getResource(entry);
        assertThat(url).as(entry).isNotNull();
        return Path.of(((JarURLConnection) url.openConnection()).getJarFile().getName());
    }

    private static String texts(JarFile jar) throws IOException {
        StringBuilder all = new StringBuilder();
        for (ZipEntry entry : jar.stream().toList()) {
            if (entry.getName().startsWith("META-INF/third-party/")) {
                all.append(plain(text(jar, entry.getName()))).append('\n');
            }
        }
        return all.toString();
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String text(JarFile jar, String name) throws IOException {
        try (InputStream stream = jar.getInputStream(jar.getEntry(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JarFile runnable() throws IOException {
        return new JarFile(System.getProperty("runnable.jar"));
    }
}
