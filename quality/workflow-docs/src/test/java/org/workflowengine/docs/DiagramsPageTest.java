package org.workflowengine.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.diagram.Diagram;

/** What {@code docs/how-to/diagrams.md} shows compiles and does what it says. */
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

    private final List<String> blocks = Page.read(Repository.ROOT.resolve("docs/how-to/diagrams.md")).blocks().stream()
            .filter(block -> block.language().equals("java"))
            .map(Block::text)
            .toList();

    private static Snippets snippets;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open(@TempDir Path shared) {
        snippets = new Snippets(shared);
    }

    @AfterAll
    static void close() throws IOException {
        snippets.close();
    }

    @Test
    void thePictureOfTheJavadocIsKeptFresh() throws Exception {
        Path picture = folder.resolve("doc-files").resolve("claim.svg");
        String there = picture.toString().replace("\\", "\\\\");
        Snippets.Result result =
                snippets.compile(blocks.get(1).replace("src/main/java/claims/doc-files/claim.svg", there), CLAIM);
        assertThat(result.complaints()).isEmpty();
        Class<?> type = result.load().loadClass("claims.ClaimPictureTest");
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
        String caller = """
                package claims;
                import org.workflowengine.diagram.*;
                import org.workflowengine.runtime.*;
                import static org.workflowengine.runtime.core.Decision.by;
                public class Caller {
                    public static String svg() {
                        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
                            ClaimEngine claims = ClaimEngine.on(runtime);
                            claims.open("C-1042", by("alice").because("received")).orThrow();
                %s
                            return svg;
                        }
                    }
                }
                """.formatted(blocks.get(0));
        Snippets.Result result = snippets.compile(caller, CLAIM);
        assertThat(result.complaints()).isEmpty();
        assertThat((String) result.load()
                        .loadClass("claims.Caller")
                        .getMethod("svg")
                        .invoke(null))
                .contains("<title id=\"wfd_title\">claim, version 1, case C-1042 in CREATED</title>");
    }

    @Test
    void superstatesAreComposite() throws Exception {
        Snippets.Result result = snippets.compile(CLAIM);
        assertThat(Diagram.of(Snippets.definition(result, "claims.ClaimTransition"))
                        .mermaid())
                .contains("state \"Open\" as g0 {", "state \"Urgent\" as g1 {");
    }
}
