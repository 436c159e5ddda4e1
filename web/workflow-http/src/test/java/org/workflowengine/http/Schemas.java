package org.workflowengine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.workflowengine.http.internal.JsonLiteral;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.http.internal.JsonWriter;
import org.workflowengine.runtime.fixture.IndependentJson;

/** Says with a library whether JSON is as a schema says. */
final class Schemas {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final Map<String, Schema> STRICT = new ConcurrentHashMap<>();

    private Schemas() {}

    /** An OpenAPI document is one, and each of its schemas is a schema. */
    static void checkDocument(String document) throws IOException {
        Schema openApi = REGISTRY.getSchema(Files.readString(Path.of("src/test/resources/openapi/schema-3.1.json")));
        assertThat(openApi.validate(document, InputFormat.JSON)).isEmpty();
        Schema ofSchemas = REGISTRY.getSchema("{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}");
        schemas(document)
                .forEach((name, schema) -> assertThat(
                                ofSchemas.validate(JsonWriter.write(plain(schema)), InputFormat.JSON))
                        .as(name)
                        .isEmpty());
    }

    /** An answer has what its schema requires, and nothing that the schema does not name. */
    static void check(String document, String name, String answer) {
        Schema schema = STRICT.computeIfAbsent(name + document, any -> strict(document, name));
        assertThat(schema.validate(answer, InputFormat.JSON))
                .as(name + " " + answer)
                .isEmpty();
    }

    @SuppressWarnings("unchecked") // a schema is an object
    private static Schema strict(String document, String name) {
        Map<String, Object> strict = new LinkedHashMap<>();
        schemas(document).forEach((each, schema) -> {
            Map<String, Object> copy = new LinkedHashMap<>((Map<String, Object>) plain(schema));
            if (copy.containsKey("properties")) {
                copy.put("additionalProperties", false);
            }
            strict.put(each, copy);
        });
        return REGISTRY.getSchema(JsonWriter.write(new JsonObject()
                .with("$ref", "#/components/schemas/" + name)
                .with("components", Map.of("schemas", strict))));
    }

    @SuppressWarnings("unchecked") // a document has these
    private static Map<String, Object> schemas(String document) {
        Map<String, Object> whole = (Map<String, Object>) IndependentJson.parse(document);
        return (Map<String, Object>) ((Map<String, Object>) whole.get("components")).get("schemas");
    }

    /** With numbers that the writer knows. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> members) {
            Map<String, Object> plain = new LinkedHashMap<>();
            members.forEach((name, each) -> plain.put((String) name, plain(each)));
            return plain;
        }
        if (value instanceof List<?> values) {
            return values.stream().map(Schemas::plain).toList();
        }
        return value instanceof IndependentJson.Number number ? new JsonLiteral(number.text()) : value;
    }
}
