package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.workflowengine.diagram.Diagram;
import org.workflowengine.runtime.core.Definition;

/** The picture in the README is that of the definition in the README. {@code -Dgolden.update=true} draws it anew. */
class ReadmePictureTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path PICTURE = Path.of("..", "docs", "images", "claim.svg");

    private static final Pattern BLOCK =
            Pattern.compile("<!-- claim\\.svg: [^\n]*-->\n(.*?)\n<!-- /claim\\.svg -->", Pattern.DOTALL);

    @Test
    void thePictureIsThatOfTheDefinition() throws Exception {
        String svg = Diagram.of(definition()).svg();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(PICTURE.getParent());
            Files.writeString(PICTURE, svg);
        }
        assertThat(svg).isEqualTo(Files.readString(PICTURE));
    }

    @Test
    void theReadmeShowsThePicture() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(README));
        assertThat(block.find()).as("the block between the markers").isTrue();
        assertThat(block.group(1)).matches("!\\[[^\\]]{20,}]\\(docs/images/claim\\.svg\\)");
        assertThat(block.find()).as("a second block").isFalse();
    }

    private static Definition definition() throws Exception {
        String snippet = Pattern.compile("```java\n((?:(?!```).)*@Workflow\\(id = \"claim\".*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        // The snippet may bring its package and its imports.
        String source = snippet.contains("import org.workflowengine.annotations")
                ? snippet
                : "import org.workflowengine.annotations.*;\n" + snippet;
        Matcher own = Pattern.compile("(?m)^package ([\\w.]+);").matcher(source);
        String name = own.find() ? own.group(1) : "readme";
        Compiled compiled = Compiled.of(JavaFileObjects.forSourceString(
                        name + ".Claim", name.equals("readme") ? "package readme;\n" + source : source))
                .succeeded();
        Field field = compiled.load().loadClass(name + ".ClaimTransition").getField("DEFINITION");
        field.setAccessible(true);
        return (Definition) field.get(null);
    }
}
