package org.workflowengine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.fixture.IndependentJson;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The tables of {@code docs/reference/http-api.md} are those of the document. {@code -Ddocs.update=true} writes them anew. */
class HttpApiPageTest {
    private static final Path PAGE = Path.of("../../docs/reference/http-api.md");

    @Test
    void theTablesAreMadeFromTheDocument() throws Exception {
        String page = Files.readString(PAGE);
        String made = with(with(page, "resources", resources()), "problems", problems());
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, made);
            page = made;
        }
        assertThat(page).isEqualTo(made);
    }

    private static String with(String page, String name, String table) {
        String begin = "<!-- made from the OpenAPI document: begin " + name + " -->\n";
        int from = page.indexOf(begin) + begin.length();
        assertThat(from).as(name).isGreaterThanOrEqualTo(begin.length());
        return page.substring(0, from) + table + page.substring(page.indexOf("<!-- end -->", from));
    }

    private static String resources() throws IOException {
        StringBuilder table = new StringBuilder("| request | what it does | answers |\n|---|---|---|\n");
        try (ApiFixture fixture = ApiFixture.on(TestDatabase.inMemory())) {
            String document = fixture.commanding()
                    .handler()
                    .handle(HttpRequest.of("GET", "/openapi.json"))
                    .text();
            Map<?, ?> paths = (Map<?, ?>) ((Map<?, ?>) IndependentJson.parse(document)).get("paths");
            paths.forEach((path, item) -> ((Map<?, ?>) item)
                    .forEach((method, operation) -> table.append("| `")
                            .append(method.equals("get") ? "GET" : "POST")
                            .append(' ')
                            .append(path)
                            .append(query((Map<?, ?>) operation))
                            .append("` | ")
                            .append(((Map<?, ?>) operation).get("summary"))
                            .append(" | ")
                            .append(((Map<?, ?>) ((Map<?, ?>) operation).get("responses"))
                                    .keySet().stream().map(Object::toString).collect(Collectors.joining(" ")))
                            .append(" |\n")));
        }
        return table.toString();
    }

    private static String query(Map<?, ?> operation) {
        String names = ((List<?>) operation.get("parameters"))
                .stream()
                        .map(each -> (Map<?, ?>) each)
                        .filter(parameter -> parameter.get("in").equals("query"))
                        .map(parameter -> parameter.get("name") + "=")
                        .collect(Collectors.joining("&"));
        return names.isEmpty() ? "" : "?" + names;
    }

    private static String problems() {
        return "| type | status | what it says |\n|---|---|---|\n"
                + Arrays.stream(ProblemType.values())
                        .map(type -> "| `" + type.urn() + "` | " + type.status() + " | " + type.title() + " |\n")
                        .collect(Collectors.joining());
    }
}
