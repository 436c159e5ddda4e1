package org.workflowengine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What a page costs, and what the module weighs. */
class FiguresTest {
    @Nested
    class OnPostgreSql extends FiguresContract {
        @Override
        TestDatabase database() {
            return TestDatabase.postgres();
        }
    }

    @Nested
    class OnMariaDb extends FiguresContract {
        @Override
        TestDatabase database() {
            return TestDatabase.mariaDb();
        }
    }

    @Test
    void theJarIsSmallAndHasNoCompilerOfTemplates() throws Exception {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar);
                Stream<Path> files = Files.walk(Path.of("target/classes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(file.toString()));
                Files.copy(file, zip);
            }
        }
        System.out.printf("jar %d KB%n", jar.size() / 1024);
        assertThat(jar.size()).isLessThanOrEqualTo(300 * 1024);
        assertThatThrownBy(() -> Class.forName("gg.jte.compiler.TemplateCompiler"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void theStyleSheetAndTheScriptAreSmall() throws Exception {
        assertThat(Assets.CSS.bytes()).isLessThanOrEqualTo(12 * 1024);
        assertThat(Assets.SCRIPT.bytes()).isLessThanOrEqualTo(3 * 1024);
        assertThat(Pages.zipped(Assets.CSS.text()) + Pages.zipped(Assets.SCRIPT.text()))
                .isLessThan(8 * 1024);
    }
}
