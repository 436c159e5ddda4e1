package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.testing.compile.JavaFileObjects;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.diagram.Diagram;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowState;

/** What {@code docs/how-to/diagrams.md} shows compiles and does what it says; a compiled definition knows its superstates. */
class DiagramsPageTest {
    private static final String CLAIM = """
            package claims;
            import org.workflowengine.annotations.*;
            @Workflow(id = "claim", version = 1)
            public interface Claim {
                interface Open { @Transition Closed close(); }
                interface Urgent extends Open {}
                @State(initial = true) interface Created extends Open { @Transition Escalated escalate(); }
                @State interface Escalated extends Urgent {}
                @State(terminal = true) interface Closed {}
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void thePictureOfTheJavadocIsKeptFresh() throws Exception {
        Path picture = folder.resolve("doc-files").resolve("claim.svg");
        String test = snippets().get(1).replace("src/main/java/claims/doc-files/claim.svg", picture.toString());
        Compiled compiled = Compiled.of(
                        JavaFileObjects.forSourceString("claims.Claim", CLAIM),
                        JavaFileObjects.forSourceString("claims.ClaimPictureTest", test))
                .succeeded();
        Class<?> type = compiled.load().loadClass("claims.ClaimPictureTest");
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method isFresh = type.getDeclaredMethod("isFresh");
        isFresh.setAccessible(true);
        System.setProperty("pictures.update", "true");
        try {
            isFresh.invoke(constructor.newInstance());
        } finally {
            System.clearProperty("pictures.update");
        }
        isFresh.invoke(constructor.newInstance());
        assertThat(Files.readString(picture)).startsWith("<svg ").contains("ESCALATED");
        Files.writeString(picture, "another one");
        assertThatThrownBy(() -> isFresh.invoke(constructor.newInstance()))
                .isInstanceOf(InvocationTargetException.class)
                .hasCauseInstanceOf(AssertionError.class);
    }

    @Test
    void thePathOfACaseIsDrawnAsThePageSays() throws Exception {
        String caller = "package claims; import org.workflowengine.diagram.*; import org.workflowengine.runtime.*;"
                + " import static org.workflowengine.runtime.core.Decision.by;"
                + " public class Caller { public static String svg() {"
                + " try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {"
                + " ClaimEngine claims = ClaimEngine.on(runtime);"
                + " claims.open(\"C-1042\", by(\"alice\").because(\"received\")).orThrow();\n"
                + snippets().get(0)
                + " return svg; } } }";
        Compiled compiled = Compiled.of(
                        JavaFileObjects.forSourceString("claims.Claim", CLAIM),
                        JavaFileObjects.forSourceString("claims.Caller", caller))
                .succeeded();
        assertThat((String) compiled.load()
                        .loadClass("claims.Caller")
                        .getMethod("svg")
                        .invoke(null))
                .contains("<title id=\"wfd_title\">claim, version 1, case C-1042 in CREATED</title>");
    }

    @Test
    void aCompiledDefinitionKnowsItsSuperstates() throws Exception {
        Field field = Compiled.of(JavaFileObjects.forSourceString("claims.Claim", CLAIM))
                .succeeded()
                .load()
                .loadClass("claims.ClaimTransition")
                .getField("DEFINITION");
        Definition definition = (Definition) field.get(null);
        assertThat(definition.states())
                .extracting(WorkflowState::id, WorkflowState::superstates)
                .containsExactly(
                        tuple("CREATED", List.of("Open")),
                        tuple("CLOSED", List.of()),
                        tuple("ESCALATED", List.of("Open", "Urgent")));
        assertThat(Diagram.of(definition).mermaid()).contains("state \"Open\" as g0 {", "state \"Urgent\" as g1 {");
        assertThat(Definition.read(definition.graph()).fingerprint()).isEqualTo(definition.fingerprint());
    }

    private static List<String> snippets() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "how-to", "diagrams.md"));
        return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
