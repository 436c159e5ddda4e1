package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.engine.WorkflowEngine;
import org.workflowengine.runtime.engine.WorkflowHost;
import org.workflowengine.runtime.fixture.NullArguments;

/** The generated API notices a null at the door, by the name of the parameter, as the runtime does. */
class GeneratedNullsTest {
    @ParameterizedTest
    @CsvSource({
        "golden.casereview.CaseReview, golden/casereview/CaseReview.java",
        "golden.expense.Finance_Expense, golden/expense/Finance.java"
    })
    void everyPublicMethodNamesTheParameterThatIsNull(String prefix, String source) throws Exception {
        List<JavaFileObject> sources = new ArrayList<>(List.of(Compiled.resource(source)));
        if (prefix.contains("expense")) {
            sources.add(Compiled.resource("golden/expense/ClaimSize.java"));
            sources.add(Compiled.resource("golden/expense/ReceiptsAttached.java"));
        }
        Compiled compiled = Compiled.of(sources, "-parameters").succeeded();
        ClassLoader classes = compiled.load();
        // Users implement its branches, and handles call them.
        List<Class<?>> excluded = List.of(classes.loadClass(prefix + "Case$Match"));
        try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
            NullArguments walk = new NullArguments(samples(classes, prefix, runtime), excluded);
            for (Class<?> type : publicTypes(compiled, classes, prefix)) {
                walk.walk(type);
            }
            assertThat(walk.complaints()).isEmpty();
            assertThat(walk.withoutSample()).containsExactlyElementsOf(excluded);
            assertThat(walk.passed()).isGreaterThan(40);
        }
    }

    private static List<Class<?>> publicTypes(Compiled compiled, ClassLoader classes, String prefix)
            throws ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        for (JavaFileObject file : compiled.compilation().generatedFiles()) {
            String name = file.getName().replaceFirst("^/CLASS_OUTPUT/", "").replace('/', '.');
            boolean generated =
                    name.startsWith(prefix) && !name.startsWith(prefix + "$") && !name.startsWith(prefix + ".");
            if (file.getKind() == JavaFileObject.Kind.CLASS && generated) {
                Class<?> type = classes.loadClass(name.replaceFirst("\\.class$", ""));
                if (Modifier.isPublic(type.getModifiers())) {
                    types.add(type);
                }
            }
        }
        return types;
    }

    /** Both engines, a fact, a set of facts, and a handle in each state. */
    private static List<Object> samples(ClassLoader classes, String prefix, WorkflowRuntime runtime) throws Exception {
        Class<?> engineType = classes.loadClass(prefix + "Engine");
        WorkflowEngine<?, ?, ?> engine = (WorkflowEngine<?, ?, ?>)
                engineType.getMethod("on", WorkflowHost.class).invoke(null, runtime);
        Class<?> factType = classes.loadClass(prefix + "Fact");
        Object noFacts = Array.newInstance(factType, 0);
        List<Object> samples = new ArrayList<>(List.of(
                runtime,
                engine,
                engineType.getMethod("throwing").invoke(engine),
                fact(factType),
                classes.loadClass(prefix + "Facts")
                        .getMethod("of", noFacts.getClass())
                        .invoke(null, noFacts),
                by("alice").because("for the test")));
        Method handle = engineType.getDeclaredMethod("handle", CaseHead.class);
        handle.setAccessible(true);
        Definition definition = engine.definition();
        for (WorkflowState state : definition.states()) {
            samples.add(handle.invoke(
                    engine,
                    new CaseHead(
                            "C-1",
                            definition.workflow(),
                            definition.version(),
                            state.id(),
                            1,
                            Digest.of(new byte[Digest.BYTES]),
                            Instant.EPOCH)));
        }
        return samples;
    }

    private static Object fact(Class<?> type) throws ReflectiveOperationException {
        Method factory = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {boolean.class}))
                .findFirst()
                .orElseThrow();
        return factory.invoke(null, true);
    }
}
