package org.workflowengine.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.fixture.PublicApi;

/** What others may use stands in {@code api.txt}, so that a change of it is seen. {@code -Dapi.update=true} writes the file anew. */
class PublicApiTest {
    private static final Path FILE = Path.of("api.txt");

    @Test
    void isWhatTheFileSays() throws Exception {
        String name = "org.workflowengine.rest";
        String api = PublicApi.of(Path.of("target/classes"), name, List.of(name));
        if (Boolean.getBoolean("api.update")) {
            Files.writeString(FILE, api);
        }
        assertThat(api.lines()).containsExactlyElementsOf(Files.readAllLines(FILE));
    }
}
