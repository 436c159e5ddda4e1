package org.workflowengine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bundle of texts and the pages fit together. */
class TextsTest {
    private static final Path BUNDLE =
            Path.of("src/main/resources/org/workflowengine/dashboard/internal/view/texts.properties");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z0-9]*(?:\\.[a-z0-9]+)*\\.?)\"");
    private static final Set<String> WITHOUT_DOT = Set.of("yes", "no", "any");
    private static final Pattern CALL = Pattern.compile("\\bt\\(\\s*\"([a-z][a-z0-9.]*)\"");

    @Test
    void noKeyIsMissingAndNoneIsUnused() throws IOException {
        Set<String> keys = new TreeSet<>();
        try (var in = Files.newBufferedReader(BUNDLE)) {
            Properties texts = new Properties();
            texts.load(in);
            texts.stringPropertyNames().forEach(keys::add);
        }
        Set<String> named = new TreeSet<>();
        Set<String> called = new TreeSet<>();
        for (String source : sources()) {
            LITERAL.matcher(source).results().forEach(found -> named.add(found.group(1)));
            CALL.matcher(source).results().forEach(found -> called.add(found.group(1)));
        }
        assertThat(keys)
                .as("keys that nothing uses")
                .allMatch(key -> named.contains(key) && (key.contains(".") || WITHOUT_DOT.contains(key))
                        || named.stream().anyMatch(begin -> begin.endsWith(".") && key.startsWith(begin)));
        assertThat(called)
                .as("keys that are missing")
                .allMatch(key -> keys.contains(key)
                        || key.endsWith(".") && keys.stream().anyMatch(each -> each.startsWith(key)));
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files =
                Stream.concat(Files.walk(Path.of("src/main/java")), Files.walk(Path.of("src/main/jte")))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }
}
