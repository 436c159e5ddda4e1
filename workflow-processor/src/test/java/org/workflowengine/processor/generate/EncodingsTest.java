package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workflowengine.processor.WorkflowProcessor;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;

/** What an author writes is what runs, whatever {@code -encoding} and locale the compiler has. */
class EncodingsTest {
    /** With what javac itself might read as an escape, what is none, and what takes two characters. */
    private static final String MESSAGE =
            "über 5 € 😀 \\u20ac \\\\€ \\€ \u2028 \ud800 é \u202e \0 \7 \u0085 \uffff \u0378 */ {@link";

    private static final String AS_WRITTEN = MESSAGE.codePoints()
            .mapToObj(c ->
                    c == '\\' ? "\\\\" : c >= ' ' && c < 127 ? Character.toString(c) : escaped(Character.toString(c)))
            .collect(Collectors.joining());

    /** Of names that become files only ASCII ones: of others the compiler's own class files depend on the locale. */
    private static final String ORDER = """
            package app;
            import org.workflowengine.annotations.*;
            @Workflow(id = "order", version = 1)
            public interface Order {
                enum Size { KLEIN, GROSS_\u00df }
                @Fact(message = "%s") @interface Paid { boolean value() default true; }
                @Fact @interface Sized { Size value(); }
                @State(initial = true) interface Start {
                    @Transition(id = "PR") @Paid @Sized(Size.GROSS_\u00df) End pr\u00fcfe\ud835\udcb3();
                    @Transition @Sized(Size.KLEIN) End drop();
                }
                @State(terminal = true) interface End {}
            }
            """.formatted(AS_WRITTEN);

    /** Far more than javac needs. */
    private static final int PATIENCE_MINUTES = 4;

    private static final String[] STRICT = {"-Xlint:all,-processing", "-Xdoclint:all,-missing", "-Werror"};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"US-ASCII", "ISO-8859-1", "windows-1252", "UTF-8", "UTF-16", "Shift_JIS", "GB18030", "IBM1047"})
    void ofJavac(String encoding) throws Exception {
        List<String> options = new ArrayList<>(List.of(STRICT));
        options.addAll(List.of("-encoding", encoding, "-Aworkflow.sarif"));
        options.addAll(List.of("-d", folder.toString(), "-s", folder.toString()));
        options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        StringWriter messages = new StringWriter();
        try (var files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            var task = ToolProvider.getSystemJavaCompiler()
                    .getTask(
                            messages,
                            files,
                            null,
                            options,
                            null,
                            List.of(JavaFileObjects.forSourceString("app.Order", ORDER)));
            task.setProcessors(List.of(new WorkflowProcessor()));
            assertThat(task.call()).as(messages.toString()).isTrue();
        }
        assertThat(messages.toString()).isEmpty();
        saysWhatWasWritten();
        assertThat(Files.readString(folder.resolve("META-INF/workflow/app.Order.sarif")))
                .contains("\"results\": []");
    }

    @Test
    void ofEclipse() throws Exception {
        Path source = source(asciiSource());
        StringWriter log = new StringWriter();
        PrintWriter writer = new PrintWriter(log);
        List<String> arguments = new ArrayList<>(List.of("-17", "-encoding", "US-ASCII"));
        arguments.addAll(List.of("-d", folder.toString(), "-s", folder.toString()));
        arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        arguments.addAll(List.of("-processorpath", System.getProperty("java.class.path"), source.toString()));
        assertThat(BatchCompiler.compile(arguments.toArray(String[]::new), writer, writer, null))
                .as(log.toString())
                .isTrue();
        saysWhatWasWritten();
    }

    /** Without an option, javac 17 takes the encoding from the locale. */
    @Test
    void ofTheLocaleC() throws Exception {
        Path source = source(asciiSource());
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "javac").toString()));
        command.addAll(List.of(STRICT));
        command.addAll(List.of("-d", folder.toString(), "-s", folder.toString()));
        command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        command.addAll(List.of("-processorpath", System.getProperty("java.class.path"), source.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("LC_") || name.startsWith("JAVA_") || name.startsWith("JDK_"));
        builder.environment().put("LC_ALL", "C");
        Path log = folder.resolve("javac.log");
        Process javac = builder.redirectOutput(log.toFile()).start();
        boolean ended = javac.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        javac.destroyForcibly().waitFor();
        String output = Files.readString(log, StandardCharsets.US_ASCII);
        assertThat(ended).as("ended within minutes; it said: " + output).isTrue();
        assertThat(javac.exitValue()).as(output).isZero();
        saysWhatWasWritten();
    }

    @Test
    void ofEveryName() throws Exception {
        String text = """
                package b\u00fcro.\u65e5\u672c;
                import org.workflowengine.annotations.*;
                class Au\u00dfen {
                    enum Gr\u00f6\u00dfe { KLEIN, GRO\u00df }
                    @Fact(id = "GESUND", message = "%s") @interface Gesund\ud835\udcb3 { boolean value() default true; }
                    @Workflow(id = "pruefung", version = 1)
                    interface Pr\u00fcfung {
                        @Fact(id = "HAT") @interface HatGr\u00f6\u00dfe { Gr\u00f6\u00dfe value(); }
                        interface \u00dcber { @Transition(id = "AB") Geschlo\u00dfen ab\u00e4(); }
                        @State(initial = true, id = "OFFEN") interface \u00d6ffen extends \u00dcber {
                            @Transition(id = "ZU") @Gesund\ud835\udcb3 Geschlo\u00dfen \u7d42(); @Transition(id = "GR") @HatGr\u00f6\u00dfe(Gr\u00f6\u00dfe.GRO\u00df) Geschlo\u00dfen gr\u00f6(); @Transition(id = "KL") @HatGr\u00f6\u00dfe(Gr\u00f6\u00dfe.KLEIN) Geschlo\u00dfen kl\u00f6();
                        }
                        @State(terminal = true, id = "ZU") interface Geschlo\u00dfen {}
                    }
                }
                """.formatted(AS_WRITTEN);
        Compiled compiled = Compiled.of(
                        List.of(JavaFileObjects.forSourceString("b\u00fcro.\u65e5\u672c.Au\u00dfen", text)), STRICT)
                .succeeded();
        compiled.generatedTexts().forEach((name, generated) -> {
            if (name.endsWith(".java")) {
                assertThat(generated).matches("[\\n -~]*");
            }
        });
        Class<?> transitions = compiled.load().loadClass("b\u00fcro.\u65e5\u672c.Au\u00dfen_Pr\u00fcfungTransition");
        assertThat(transitions.getEnumConstants())
                .extracting(Object::toString)
                .contains("\u00d6FFEN_AB\u00c4", "\u00d6FFEN_\u7d42");
        assertThat(messages(definition(transitions))).contains(MESSAGE, "");
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(c -> "\\u" + HexFormat.of().toHexDigits((char) c))
                .collect(Collectors.joining());
    }

    private static String asciiSource() {
        return ORDER.chars()
                .mapToObj(c -> c < 127 ? Character.toString(c) : escaped(Character.toString((char) c)))
                .collect(Collectors.joining());
    }

    private Path source(String text) throws IOException {
        return Files.writeString(folder.resolve("Order.java"), text, StandardCharsets.US_ASCII);
    }

    private void saysWhatWasWritten() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> transitions = loader.loadClass("app.OrderTransition");
            Definition definition = definition(transitions);
            assertThat(messages(definition)).containsExactly(MESSAGE, "");
            // What it was before anything was escaped.
            assertThat(definition.fingerprint().hex())
                    .isEqualTo("f2f29aa6defccb602594830294659de5464175ede3d4d6fce2569becfdd4284b");
            assertThat(transitions.getEnumConstants())
                    .extracting(Object::toString)
                    .containsExactly("START_DROP", "START_PR\u00dcFE_\ud835\udcb3");
            assertThat(definition.vocabulary().get(1).values()).containsExactly("KLEIN", "GROSS_\u00df");
        }
        assertThat(Files.readString(folder.resolve("META-INF/workflow/order.v1.json")))
                .contains("pr\u00fcfe", "\u00fcber 5 \u20ac ");
        assertThat(Files.readString(folder.resolve("META-INF/workflow/order.v1.mmd")))
                .contains("pr\u00fcfe\ud835\udcb3 [\u00fcber 5 #8364; ");
    }

    private static Definition definition(Class<?> transitions) throws ReflectiveOperationException {
        var field = transitions.getField("DEFINITION");
        field.setAccessible(true);
        return (Definition) field.get(null);
    }

    private static List<String> messages(Definition definition) {
        return definition.vocabulary().stream().map(FactRow::message).toList();
    }
}
