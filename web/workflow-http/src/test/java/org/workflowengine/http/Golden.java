package org.workflowengine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Committed texts that must not change unnoticed. {@code -Dgolden.update=true} writes them anew. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Golden() {}

    /** What differs from one run to the next: digests. */
    static String stable(String json) {
        return json.replaceAll(
                "\"[0-9a-f]{64}\"", "\"0000000000000000000000000000000000000000000000000000000000000000\"");
    }

    /** The same JSON on many lines. */
    static String pretty(String json) {
        return MAPPER.writeValueAsString(MAPPER.readTree(json)).replace("\r\n", "\n") + "\n";
    }

    static void check(String file, String text) throws IOException {
        Path path = FOLDER.resolve(file);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        }
        assertThat(text).as(file).isEqualTo(Files.readString(path));
    }
}
