package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What the README tells a new user to paste. */
final class Readme {
    private Readme() {}

    /** One of the snippets in a language, counted from 0. */
    static String snippet(String language, int index) throws IOException {
        var snippets = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "README.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(snippets).hasSizeGreaterThan(index);
        return snippets.get(index);
    }
}
