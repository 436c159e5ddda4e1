package org.workflowengine.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.fixture.CaseReview;

/** A picture in {@code doc-files} beside a definition is part of its Javadoc, as docs/how-to/diagrams.md says. */
class JavadocTest {
    @TempDir
    private Path folder;

    @Test
    void theJavadocOfADefinitionShowsItsPicture() throws IOException {
        Path sources = folder.resolve("sources");
        Path claims = Files.createDirectories(sources.resolve("claims"));
        Files.writeString(claims.resolve("Claim.java"), """
                package claims;

                /**
                 * A claim.
                 *
                 * <p><img src="doc-files/claim.svg" alt="The states and transitions of a claim">
                 */
                public interface Claim {}
                """);
        String svg = Diagram.of(CaseReview.DEFINITION).svg();
        Files.writeString(Files.createDirectories(claims.resolve("doc-files")).resolve("claim.svg"), svg);
        Path site = folder.resolve("site");
        StringWriter said = new StringWriter();
        int code = ToolProvider.findFirst("javadoc")
                .orElseThrow()
                .run(
                        new PrintWriter(said),
                        new PrintWriter(said),
                        "-quiet",
                        "-Xdoclint:all",
                        "-Werror",
                        "-sourcepath",
                        sources.toString(),
                        "-d",
                        site.toString(),
                        "claims");
        assertThat(code).as("%s", said).isZero();
        assertThat(Files.readString(site.resolve("claims/Claim.html")))
                .contains("<img src=\"doc-files/claim.svg\" alt=\"The states and transitions of a claim\">");
        assertThat(Files.readString(site.resolve("claims/doc-files/claim.svg"))).isEqualTo(svg);
    }
}
