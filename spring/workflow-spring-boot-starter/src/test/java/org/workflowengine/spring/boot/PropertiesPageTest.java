package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;

/**
 * {@code docs/reference/properties.md} is made from the metadata that IDEs read. {@code -Dpages.update=true} writes it anew; the texts are
 * those of {@link WorkflowProperties}.
 */
class PropertiesPageTest {
    private static final Path PAGE = Path.of("../../docs/reference/properties.md");

    private static final String HEAD = """
            # Properties

            What `application.properties` may say about the engine, in a Spring Boot application with `workflow-spring-boot-starter`
            ([how to](../how-to/spring-boot.md)). This page is made from the metadata in the jar, which IDEs complete from.

            | property | type | default | |
            |---|---|---|---|
            """;

    @Test
    void isWhatTheMetadataSays() throws IOException {
        String page = HEAD + String.join("", rows().values());
        if (Boolean.getBoolean("pages.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(page).isEqualTo(Files.readString(PAGE).replace("\r\n", "\n"));
    }

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (URL url : Collections.list(PropertiesPageTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream file = url.openStream()) {
                String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
                if (!text.contains("org.workflowengine.")) {
                    continue;
                }
                for (Object each : (List<?>)
                        JsonParserFactory.getJsonParser().parseMap(text).get("properties")) {
                    Map<?, ?> property = (Map<?, ?>) each;
                    if (!property.containsKey("deprecation")) {
                        rows.put(String.valueOf(property.get("name")), row(property));
                    }
                }
            }
        }
        assertThat(rows).containsKeys("workflow.schema", "workflow.key.file", "management.health.workflow.enabled");
        return rows;
    }

    private static String row(Map<?, ?> property) {
        String type = String.valueOf(property.get("type")).replaceAll("[a-z]+\\.(?=[a-zA-Z])", "");
        Object byDefault = property.get("defaultValue");
        return "| `" + property.get("name") + "` | `" + type.replace(",", ", ") + "` | "
                + (byDefault == null ? "" : "`" + byDefault + "`") + " | " + property.get("description") + " |\n";
    }
}
