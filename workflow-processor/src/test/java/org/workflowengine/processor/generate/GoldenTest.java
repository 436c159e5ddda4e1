package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is generated, compared as text with what a person has read and committed. {@code -Dgolden.update=true} rewrites it. */
class GoldenTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    @Test
    void referenceWorkflow() throws IOException {
        compare("casereview", List.of("CaseReview.java"));
    }

    @Test
    void everythingTheLanguageHas() throws IOException {
        compare("expense", List.of("Finance.java", "ClaimSize.java", "ReceiptsAttached.java"));
    }

    @Test
    void twoVersionsWithAMigration() throws IOException {
        compare("claim", List.of("ClaimV1.java", "Claim.java"));
    }

    @Test
    void obligationsAndRest() throws IOException {
        compare("grant", List.of("GrantV1.java", "Grant.java"));
    }

    private static void compare(String folder, List<String> sources) throws IOException {
        Map<String, String> generated = Compiled.of(sources.stream()
                        .map(source -> Compiled.resource("golden/" + folder + "/" + source))
                        .toList())
                .succeeded()
                .generatedTexts();
        Path expected = GOLDEN.resolve(folder).resolve("expected");
        if (Boolean.getBoolean("golden.update")) {
            update(expected, generated);
        }
        assertThat(generated).isEqualTo(read(expected));
    }

    private static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                // The suffix keeps golden files from being compiled, formatted or searched as if they were sources.
                texts.put(file.getFileName().toString().replace(".txt", ""), Files.readString(file));
            }
        }
        return texts;
    }

    private static void update(Path folder, Map<String, String> texts) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.list(folder)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Files.writeString(folder.resolve(text.getKey() + ".txt"), text.getValue());
        }
    }
}
