package org.workflowengine.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.diagram.Diagram;
import org.workflowengine.runtime.core.Definition;

/** The picture in the README is that of the definition in the README. {@code -Dgolden.update=true} draws it anew. */
class ReadmePictureTest {
    private static final Path PICTURE = Repository.ROOT.resolve("docs/images/claim.svg");
    private static final Pattern BLOCK =
            Pattern.compile("<!-- claim\\.svg: [^\n]*-->\n(.*?)\n<!-- /claim\\.svg -->", Pattern.DOTALL);

    private final Page readme = Page.read(Repository.ROOT.resolve("README.md"));

    @Test
    void thePictureIsThatOfTheDefinition(@TempDir Path folder) throws Exception {
        String svg = Diagram.of(definition(folder)).svg();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(PICTURE.getParent());
            Files.writeString(PICTURE, svg);
        }
        assertThat(svg).isEqualTo(Repository.read(PICTURE).replace("\r\n", "\n"));
    }

    @Test
    void theReadmeShowsThePictureBeforeTheDefinition() throws IOException {
        Matcher block = BLOCK.matcher(readme.text());
        assertThat(block.find()).as("the block between the markers").isTrue();
        assertThat(block.group(1)).matches("!\\[[^\\]]{20,}]\\(docs/images/claim\\.svg\\)");
        assertThat(block.end()).isLessThan(readme.text().indexOf("## The definition"));
        assertThat(block.find()).as("a second block").isFalse();
    }

    private Definition definition(Path folder) throws Exception {
        Block definition = readme.blocks().stream()
                .filter(block -> block.language().equals("java"))
                .findFirst()
                .orElseThrow();
        try (Snippets snippets = new Snippets(folder)) {
            return Snippets.definition(snippets.compile(definition), "claims.ClaimTransition");
        }
    }
}
