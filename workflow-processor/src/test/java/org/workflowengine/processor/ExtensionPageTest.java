package org.workflowengine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.processor.extension.Extensions;
import org.workflowengine.processor.spi.ProcessorExtension;

/** {@code docs/how-to/extending-the-processor.md}: its extension compiles, and its message is what the author of its definition reads. */
class ExtensionPageTest {
    private static final Path PAGE = Path.of("../docs/how-to/extending-the-processor.md");
    private static final Pattern JAVA =
            Pattern.compile("(?s)```java\n(package ([a-z.]+);.*?(?:class|interface) (\\w+).*?)```");
    private static final Pattern MESSAGE = Pattern.compile("(?s)```text\nClaim.java:(\\d+): error: (.*?)\n```");

    @TempDir
    private Path folder;

    @Test
    void itsExtensionSaysWhatItShows() throws Exception {
        String page = Files.readString(PAGE);
        List<JavaFileObject> sources =
                JAVA.matcher(page).results().map(ExtensionPageTest::source).toList();
        assertThat(sources).hasSize(3);
        MatchResult message = MESSAGE.matcher(page).results().findFirst().orElseThrow();
        var compilation = Compiler.javac()
                .withProcessors(new WorkflowProcessor(() -> Extensions.of(List.of(extension(sources)))))
                .compile(sources);
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).getLineNumber()).isEqualTo(Integer.parseInt(message.group(1)));
        assertThat(compilation.errors().get(0).getMessage(Locale.ROOT)).isEqualTo(message.group(2));
    }

    private ProcessorExtension extension(List<JavaFileObject> sources) {
        var options = List.of(
                "-proc:none",
                "-d",
                folder.toString(),
                "-classpath",
                System.getProperty("java.class.path") + File.pathSeparator + folder);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .getTask(null, null, null, options, null, sources.subList(0, 2))
                        .call())
                .isTrue();
        try {
            var loader = new URLClassLoader(
                    new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
            return (ProcessorExtension)
                    loader.loadClass("sla.processor.Deadlines").getConstructor().newInstance();
        } catch (ReflectiveOperationException | MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    private static JavaFileObject source(MatchResult found) {
        return JavaFileObjects.forSourceString(found.group(2) + "." + found.group(3), found.group(1));
    }
}
