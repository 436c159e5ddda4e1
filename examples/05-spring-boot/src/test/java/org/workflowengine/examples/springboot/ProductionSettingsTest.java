package org.workflowengine.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The settings for production, and those with which the page sets them back in a test. */
class ProductionSettingsTest {
    private static List<String> settings(String page, Pattern block, Pattern setting) throws IOException {
        Matcher found = block.matcher(
                Files.readString(Path.of("../../docs/how-to", page)).replace("\r\n", "\n"));
        assertThat(found.find()).isTrue();
        return setting.matcher(found.group(1))
                .results()
                .map(each -> "--" + each.group(1))
                .toList();
    }

    /** In a test, the annotation's properties come before those of the files; here the files' are the defaults. */
    @Test
    void areSetBackInATest() throws IOException {
        List<String> production = settings(
                "flyway.md",
                Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL),
                Pattern.compile("(?m)^(\\S+=\\S*)$"));
        List<String> test = settings(
                "spring-boot.md",
                Pattern.compile("tested-by=ProductionSettingsTest -->\n```java\n(.*?)```", Pattern.DOTALL),
                Pattern.compile("\"(\\S+=\\S*)\""));
        assertThat(production).contains("--workflow.schema=validate");
        String[] defaults = production.stream().map(each -> each.substring(2)).toArray(String[]::new);
        List<String> arguments = new ArrayList<>(test);
        arguments.addAll(List.of("--server.port=0", "--CLAIMS_APP_PASSWORD=", "--CLAIMS_OWNER_PASSWORD="));
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .properties(defaults)
                .run(arguments.toArray(String[]::new))) {
            assertThat(context.getBean(ClaimController.class)
                            .open("C-1", 900, "alice")
                            .state())
                    .isEqualTo("UNDER_REVIEW");
        }
    }
}
