package org.workflowengine.processor.generate;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.workflowengine.processor.WorkflowProcessor;

/** Compiles sources with the processor, and shows what came of it. */
record Compiled(Compilation compilation) {

    static Compiled of(List<JavaFileObject> sources, String... options) {
        return new Compiled(javac().withOptions((Object[]) options)
                .withProcessors(new WorkflowProcessor())
                .compile(sources));
    }

    static Compiled of(JavaFileObject... sources) {
        return of(List.of(sources));
    }

    static JavaFileObject resource(String name) {
        return JavaFileObjects.forResource(name);
    }

    /** A source whose package and imports are written by this method, so that tests show only what they are about. */
    static JavaFileObject source(String name, String... lines) {
        String imports = Stream.of("Fact", "State", "Transition", "Workflow")
                .map(type -> "import org.workflowengine.annotations." + type + ";\n")
                .collect(Collectors.joining());
        return JavaFileObjects.forSourceString("app." + name, "package app;\n" + imports + String.join("\n", lines));
    }

    Compiled succeeded() {
        assertThat(compilation.diagnostics())
                .filteredOn(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
                .isEmpty();
        assertThat(compilation.status()).isEqualTo(Compilation.Status.SUCCESS);
        return this;
    }

    List<String> errors() {
        return compilation.errors().stream()
                .map(error -> error.getMessage(null))
                .toList();
    }

    /** The text of every generated source and resource, by its simple file name. */
    Map<String, String> generatedTexts() {
        Map<String, String> texts = new TreeMap<>();
        for (JavaFileObject file : compilation.generatedFiles()) {
            if (file.getKind() != JavaFileObject.Kind.CLASS) {
                String name = file.getName().substring(file.getName().lastIndexOf('/') + 1);
                texts.put(name, read(file));
            }
        }
        return texts;
    }

    /** Loads what was compiled. */
    ClassLoader load() {
        Map<String, byte[]> classes = new HashMap<>();
        String prefix = "/" + StandardLocation.CLASS_OUTPUT.name() + "/";
        for (JavaFileObject file : compilation.generatedFiles()) {
            if (file.getKind() == JavaFileObject.Kind.CLASS) {
                String name =
                        file.getName().replace(prefix, "").replace(".class", "").replace('/', '.');
                try (InputStream bytes = file.openInputStream()) {
                    classes.put(name, bytes.readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return new ClassLoader(Compiled.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = classes.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
    }

    /** Compile Testing keeps what a writer wrote in the JVM's own charset; our resources are bytes, and those are UTF-8 everywhere. */
    private static String read(JavaFileObject file) {
        try {
            if (file.getKind() == JavaFileObject.Kind.SOURCE) {
                return file.getCharContent(false).toString();
            }
            try (InputStream bytes = file.openInputStream()) {
                return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
