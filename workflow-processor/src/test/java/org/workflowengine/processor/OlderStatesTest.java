package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;

/** Which states of older versions count for four eyes does not depend on the order in which migrations are written. */
class OlderStatesTest {
    private static final Pattern FINGERPRINT =
            Pattern.compile("\"fingerprint\": \"([0-9a-f]{64})\",\\s+\"definition\"");
    private static final Pattern OLDER = Pattern.compile("\"older\":(\\[[^]]*])");

    private final List<JavaFileObject> sources = new ArrayList<>();

    @Test
    void aVersionKnownByIdsHereAndFromItsSourceThere() throws IOException {
        pinned(1, "");
        pinned(2, "@Migration(from = OrderV1.class) interface FromV1 {}");
        pinned(3, "@Migration(from = OrderV2.class) interface FromV2 {}");
        String byIds = "@Migration(version = 2, fingerprint = \"" + fingerprints.get(1) + "\") interface FromV2 {"
                + " @From(ids = \"DRAFT\") Draft draft(); @From(ids = \"SUBMITTED\") Submitted submitted();"
                + " @From(ids = \"HELD\") Held held(); }";
        String bySource = "@Migration(from = OrderV3.class) interface FromV3 {}";
        for (String migrations : List.of(byIds + bySource, bySource + byIds)) {
            // Only a version that is pinned may know an older one by its ids; the compiler says under which
            // fingerprint.
            String refused =
                    compiled(newest("0".repeat(64), migrations)).errors().get(0).getMessage(Locale.ROOT);
            Matcher pin = Pattern.compile("[0-9a-f]{64}").matcher(refused.replace("0".repeat(64), ""));
            assertThat(pin.find()).as(refused).isTrue();
            Matcher older = OLDER.matcher(written(newest(pin.group(), migrations), "order.v4.graph.json"));
            assertThat(older.find()).isTrue();
            assertThat(older.group(1))
                    .isEqualTo("[{\"state\":\"SUBMITTED\",\"version\":1},{\"state\":\"SUBMITTED\",\"version\":2},"
                            + "{\"state\":\"SUBMITTED\",\"version\":3}]");
        }
    }

    private static JavaFileObject newest(String pin, String migrations) {
        return source(4, ", fingerprint = \"" + pin + "\"", "@FourEyes(Submitted.class) ", migrations);
    }

    private final List<String> fingerprints = new ArrayList<>();

    /** Adds an older version under the fingerprint that it is compiled with. */
    private void pinned(int version, String migrations) throws IOException {
        Matcher made = FINGERPRINT.matcher(written(source(version, "", "", migrations), "order.v" + version + ".json"));
        assertThat(made.find()).isTrue();
        fingerprints.add(made.group(1));
        sources.add(source(version, ", fingerprint = \"" + made.group(1) + "\"", "", migrations));
    }

    private static JavaFileObject source(int version, String pin, String eyes, String migrations) {
        String name = version == 4 ? "Order" : "OrderV" + version;
        return JavaFileObjects.forSourceString(
                "app." + name, String.format(Locale.ROOT, """
                package app;
                import org.workflowengine.annotations.*;
                @Workflow(id = "order", version = %d, erasable = false%s)
                interface %s {
                    @State(initial = true) interface Draft { @Transition Submitted submit(); }
                    @State interface Submitted { @Transition Held hold(); @Transition %sDone finish(); }
                    @State interface Held { @Transition Refused refuse(); }
                    @State(terminal = true) interface Done {}
                    @State(terminal = true) interface Refused {}
                    %s
                }
                """, version, pin, name, eyes, migrations));
    }

    private String written(JavaFileObject added, String resource) throws IOException {
        Compilation compiled = compiled(added);
        assertThat(compiled.errors()).isEmpty();
        JavaFileObject file = compiled.generatedFile(StandardLocation.CLASS_OUTPUT, "META-INF/workflow/" + resource)
                .orElseThrow();
        try (InputStream bytes = file.openInputStream()) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Compilation compiled(JavaFileObject added) {
        List<JavaFileObject> all = new ArrayList<>(sources);
        all.add(added);
        return Compiler.javac().withProcessors(new WorkflowProcessor()).compile(all);
    }
}
