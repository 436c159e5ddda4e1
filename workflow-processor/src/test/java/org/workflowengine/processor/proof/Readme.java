package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What the README tells a new user to paste. */
final class Readme {
    private Readme() {}

    /** The first snippet in a language. */
    static String snippet(String language) throws IOException {
        var snippet = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(snippet.find()).isTrue();
        return snippet.group(1);
    }
}
