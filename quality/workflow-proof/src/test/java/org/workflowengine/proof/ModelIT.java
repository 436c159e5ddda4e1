package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The formal model of the schema, run by Alloy: the constraints keep every promise, and none of them is idle. */
@Tag("alloy")
class ModelIT {
    private static final Pattern MUTANT = Pattern.compile("(?m)^\\d+\\. check without\\w+ .*\\bSAT\\b *$");
    private static final Pattern SOUND = Pattern.compile("(?m)^\\d+\\. check sound\\w* .*\\bUNSAT\\b *$");
    private static final Pattern POSSIBLE = Pattern.compile("(?m)^\\d+\\. run +possible\\w* .*\\bSAT\\b *$");

    @TempDir
    private Path folder;

    @Test
    void theConstraintsKeepEveryPromiseAndNoneIsIdle() throws Exception {
        try (Run run = Run.whole("formal model", "Alloy")) {
            Process alloy = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "org.alloytools.alloy.core.infra.Alloy",
                            "exec",
                            "--type",
                            "none",
                            "--command",
                            "*",
                            "--output",
                            folder.resolve("solutions").toString(),
                            Path.of("src", "model", "workflow.als").toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(alloy.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = alloy.waitFor();
            System.out.println(said);
            assertThat(SOUND.matcher(said).results()).hasSize(4);
            assertThat(POSSIBLE.matcher(said).results()).hasSize(5);
            long mutants = MUTANT.matcher(said).results().count();
            assertThat(mutants).isEqualTo(50);
            assertThat(exit).isZero();
            run.count("mutants", mutants);
            run.count("mutants found", mutants);
            run.proven("counterexamples");
        }
    }
}
