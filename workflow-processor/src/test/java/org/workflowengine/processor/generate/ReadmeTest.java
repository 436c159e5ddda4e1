package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

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

    @Test
    void snippetsCompileAndRun() throws Exception {
        List<String> snippets = snippets();
        assertThat(snippets).hasSize(2);
        Compiled compiled = Compiled.of(
                        JavaFileObjects.forSourceString(
                                "readme.Claim",
                                IMPORTS.replace("import static readme.ClaimFact.*;", "") + snippets.get(0)),
                        JavaFileObjects.forSourceString(
                                "readme.Caller",
                                IMPORTS + "public class Caller implements Runnable { public void run() {\n"
                                        + snippets.get(1).replace("System.out.println(", "say(")
                                        + "} public final java.util.List<String> said = new java.util.ArrayList<>();\n"
                                        + "void say(Object text) { said.add(text.toString()); } }"))
                .succeeded();
        Class<?> caller = compiled.load().loadClass("readme.Caller");
        Runnable instance = (Runnable) caller.getConstructor().newInstance();
        instance.run();
        assertThat((List<?>) caller.getField("said").get(instance))
                .first()
                .isEqualTo(
                        "APPROVE from UNDER_REVIEW demands RISK_RULES_PASSED (all risk rules passed) = true, found false");
        assertThat(snippets.get(1))
                .contains("// APPROVE from UNDER_REVIEW demands RISK_RULES_PASSED (all risk rules passed)"
                        + " = true, found false");
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
