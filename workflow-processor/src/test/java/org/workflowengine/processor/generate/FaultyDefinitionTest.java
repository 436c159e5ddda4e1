package org.workflowengine.processor.generate;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.processor.SourceFile;
import org.workflowengine.processor.WorkflowProcessor;

/** One mistake yields its own message and not one "cannot find symbol" more; and what was generated refuses to run. */
class FaultyDefinitionTest {
    private static final JavaFileObject CALLER = JavaFileObjects.forSourceString("app.Caller", """
            package app;

            import static app.OrderFact.paid;

            import org.workflowengine.runtime.core.Decision;
            import org.workflowengine.runtime.engine.WorkflowHost;

            class Caller {
                void call(WorkflowHost host, Decision why) {
                    OrderEngine orders = OrderEngine.on(host);
                    var open = orders.open("1", why).orThrow();
                    var done = orders.finish("1", OrderFacts.of(paid(true)), why);
                    OrderState state = orders.load("1").state();
                    OrderTransition[] table = OrderTransition.values();
                }
            }
            """);

    @Test
    void unreachableState() {
        assertThat(errorsOf(
                        "@State(initial = true) interface Open { @Transition @Paid Done finish(); }",
                        "@State interface Island { @Transition Done leave(); }",
                        "@State(terminal = true) interface Done {}"))
                .singleElement()
                .asString()
                .startsWith("[WF203");
    }

    @Test
    void noInitialState() {
        assertThat(errorsOf(
                        "@State interface Open { @Transition @Paid Done finish(); }",
                        "@State(terminal = true) interface Done {}"))
                .singleElement()
                .asString()
                .startsWith("[WF201");
    }

    @Test
    void transitionToNowhere() {
        assertThat(errorsOf(
                        "@State(initial = true) interface Open { @Transition @Paid Done finish();"
                                + " @Transition Runnable stray(); }",
                        "@State(terminal = true) interface Done {}"))
                .singleElement()
                .asString()
                .startsWith("[WF104");
    }

    @Test
    void statesThatShareAnId() {
        assertThat(errorsOf(
                        "@State(initial = true) interface Open { @Transition @Paid Done finish(); }",
                        "@State(terminal = true) interface Done {}",
                        "@State(terminal = true, id = \"DONE\") interface Finished {}"))
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error).startsWith("[WF"));
    }

    @Test
    void factNamedLikeAKeyword() {
        assertThat(errorsOf(
                        "@Fact @interface Default { boolean value() default true; }",
                        "@State(initial = true) interface Open { @Transition @Paid @Default Done finish(); }",
                        "@State(terminal = true) interface Done {}"))
                .singleElement()
                .asString()
                .startsWith("[WF403");
    }

    @Test
    void engineOfAFaultyDefinitionThrowsWhenCreated(@TempDir Path folder) throws Exception {
        JavaFileObject definition = definition(
                "@State(initial = true) interface Open { @Transition @Paid Done finish(); }",
                "@State interface Island { @Transition Done leave(); }",
                "@State(terminal = true) interface Done {}");
        // As Eclipse's compiler would, which writes classes in spite of the errors.
        List<JavaFileObject> sources = new ArrayList<>(sourcesGeneratedFrom(definition, folder));
        sources.add(definition);
        Compilation again = javac().withOptions("-proc:none").compile(sources);
        Class<?> engine = new Compiled(again).succeeded().load().loadClass("app.OrderEngine");
        Method on = Arrays.stream(engine.getDeclaredMethods())
                .filter(method -> method.getName().equals("on"))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> on.invoke(null, (Object) null))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the definition Order has errors (WF203). Fix them and recompile");
    }

    /** With javac's own interface, because Compile Testing shows nothing of a compilation that failed. */
    private static List<JavaFileObject> sourcesGeneratedFrom(JavaFileObject definition, Path folder)
            throws IOException {
        var task = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        problem -> {},
                        List.of("-proc:only", "-d", folder.toString(), "-s", folder.toString()),
                        null,
                        List.of(definition));
        task.setProcessors(List.of(new WorkflowProcessor()));
        assertThat(task.call()).isFalse();
        List<JavaFileObject> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.add(new SourceFile(file));
            }
        }
        return sources;
    }

    private static List<String> errorsOf(String... members) {
        return Compiled.of(definition(members), CALLER).errors();
    }

    private static JavaFileObject definition(String... members) {
        return Compiled.source(
                "Order",
                "@Workflow(id = \"order\", version = 1) public interface Order {",
                "@Fact @interface Paid { boolean value() default true; }",
                String.join("\n", members),
                "}");
    }
}
