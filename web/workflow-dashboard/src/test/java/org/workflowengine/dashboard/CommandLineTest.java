package org.workflowengine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.workflowengine.dashboard.internal.view.Texts;

/** A command that a page prints is one that the command line has. */
class CommandLineTest {
    @Test
    void whatIsPrintedExists() throws Exception {
        String reference = Files.readString(Path.of("../../docs/reference/cli.md"));
        for (String key : List.of("integrity.run", "integrity.command")) {
            String text = Texts.t(key);
            assertThat(text).contains("java -jar workflow-cli-…-runnable.jar verify --url");
            assertThat(reference).contains("| `verify` |").contains("-runnable.jar verify --url");
            assertThat(Pattern.compile("--[a-z-]+").matcher(text).results().map(MatchResult::group))
                    .isNotEmpty()
                    .allSatisfy(option -> assertThat(reference).contains(option));
        }
    }
}
