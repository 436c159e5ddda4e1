package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.WorkflowRuntime;

/** What the README shows compiles, and says what the engine says. */
class ReadmeTest {
    private static final String IMPORTS = """
            package readme;

            import static org.workflowengine.runtime.core.Decision.by;
            import static readme.ClaimFact.*;

            import org.workflowengine.annotations.*;
            import org.workflowengine.runtime.WorkflowRuntime;
            import org.workflowengine.runtime.core.*;

            """;

    @TempDir
    private Path folder;

    @Test
    void snippetsCompileAndRun() throws Exception {
        List<String> snippets = snippets();
        assertThat(snippets).hasSize(5);
        Compiled compiled = Compiled.of(
                        JavaFileObjects.forSourceString(
                                "readme.Claim",
                                IMPORTS.replace("import static readme.ClaimFact.*;", "") + snippets.get(0)),
                        JavaFileObjects.forSourceString(
                                "readme.Caller",
                                IMPORTS + "public class Caller implements Runnable { public void run() {\n"
                                        + snippets.get(1).replace("System.out.println(", "say(")
                                        + "} public final java.util.List<String> said = new java.util.ArrayList<>();\n"
                                        + "void say(Object text) { said.add(text.toString()); } }"),
                        JavaFileObjects.forSourceString(
                                "readme.Proof",
                                IMPORTS.replace("import static readme.ClaimFact.*;", "")
                                        + "import org.workflowengine.runtime.*; import org.workflowengine.runtime.audit.*;"
                                        + "public class Proof { public static boolean isIntact(WorkflowRuntime runtime, byte[] key,"
                                        + " java.io.Writer writer, java.nio.file.Path file) throws Exception {\n"
                                        + String.join("", snippets.subList(2, 5))
                                                .replace("verifyAll(System.out::println", "verifyAll(finding -> {}")
                                        + "return verdict.isIntact() && options != null; } }"))
                .succeeded();
        Class<?> caller = compiled.load().loadClass("readme.Caller");
        Runnable instance = (Runnable) caller.getConstructor().newInstance();
        instance.run();
        assertThat((List<?>) caller.getField("said").get(instance))
                .first()
                .isEqualTo(
                        "APPROVE from UNDER_REVIEW requires RISK_RULES_PASSED (all risk rules passed) = true, found false");
        provesItself(compiled.load().loadClass("readme.Proof"));
        assertThat(snippets.get(1))
                .contains("// APPROVE from UNDER_REVIEW requires RISK_RULES_PASSED (all risk rules passed)"
                        + " = true, found false");
    }

    private void provesItself(Class<?> proof) throws Exception {
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            StringBuilder checkpoint = new StringBuilder();
            runtime.verification().checkpoint(checkpoint);
            StringWriter written = new StringWriter();
            Path file = Files.writeString(folder.resolve("checkpoint"), checkpoint);
            assertThat(proof.getMethod("isIntact", WorkflowRuntime.class, byte[].class, Writer.class, Path.class)
                            .invoke(null, runtime, new byte[32], written, file))
                    .isEqualTo(true);
            assertThat(written.toString().lines().count())
                    .isEqualTo(checkpoint.toString().lines().count());
        }
    }

    private static List<String> snippets() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
