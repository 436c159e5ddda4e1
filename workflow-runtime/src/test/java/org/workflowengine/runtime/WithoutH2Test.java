package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** An application on a server does not have H2: the engine works there, and the embedded starters say what to add. */
class WithoutH2Test {
    private static final Path CLASSES = Path.of("target", "classes");

    private URLClassLoader application;
    private ClassLoader before;

    /** Runs in the application. */
    public static final class Application {
        private Application() {}

        public static void inMemory() {
            WorkflowRuntime.inMemory().close();
        }

        public static void embedded() {
            WorkflowRuntime.embedded(Path.of("nowhere")).close();
        }

        /** A start that makes the tables, one that checks them, moves, a refusal and verification. */
        public static String onPostgreSql(String url) {
            PGSimpleDataSource dataSource = new PGSimpleDataSource();
            dataSource.setUrl(url);
            WorkflowRuntime first =
                    WorkflowRuntime.on(dataSource, RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE));
            Engine.on(first)
                    .open("C-1", by("alice").because("claim received"))
                    .orThrow()
                    .startReview(by("alice").because("complete"))
                    .orThrow();
            WorkflowRuntime second = WorkflowRuntime.on(dataSource);
            Engine reviews = Engine.on(second);
            assertThat(reviews.open("C-1", by("bob").because("again")).isApplied())
                    .isFalse();
            WorkflowRuntime.upgrade(dataSource);
            return reviews.load("C-1").state().id() + ", "
                    + second.verification().verifyAll();
        }
    }

    @BeforeEach
    void applicationWithoutH2() {
        application = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader());
        before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(application);
    }

    @AfterEach
    void back() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        application.close();
    }

    @Test
    void theEngineWorksOnPostgreSql() throws Exception {
        try (TestDatabase database = TestDatabase.postgres()) {
            assertThat(run("onPostgreSql", database.urlOfOwner()))
                    .isEqualTo("UNDER_REVIEW, intact: 1 cases, 2 entries");
        }
    }

    @Test
    void theEmbeddedStartersSayWhatToAdd() {
        for (String starter : List.of("inMemory", "embedded")) {
            assertThatThrownBy(() -> run(starter))
                    .hasToString("org.workflowengine.runtime.core.SetupException: WorkflowRuntime.inMemory() and"
                            + " embedded(…) need H2, which is neither on the class path nor on the module path; add the"
                            + " dependency com.h2database:h2, or use WorkflowRuntime.on(DataSource)");
        }
        assertThat(Path.of("nowhere.mv.db")).doesNotExist();
    }

    /** No class needs H2 to be loaded, linked and initialised but those that H2 itself calls. */
    @Test
    void everyClassLoads() throws IOException {
        Set<String> failed = new TreeSet<>();
        int loaded = 0;
        for (String name : classes()) {
            try {
                Class<?> type = Class.forName(name, true, application);
                type.getDeclaredMethods();
                type.getDeclaredConstructors();
                loaded++;
            } catch (ClassNotFoundException | NoClassDefFoundError missing) {
                failed.add(name);
            }
        }
        assertThat(failed).isNotEmpty().allMatch(name -> name.startsWith("org.workflowengine.h2."));
        assertThat(loaded).isGreaterThan(300);
    }

    /** So whatever an application on a server calls, H2 is not missed. */
    @Test
    void onlyTheStartersAndTheTriggersNameH2() throws IOException {
        Set<String> naming = new TreeSet<>();
        for (String name : classes()) {
            String constants = Files.readString(
                    CLASSES.resolve(name.replace('.', File.separatorChar) + ".class"), StandardCharsets.ISO_8859_1);
            if (!name.startsWith("org.workflowengine.h2.")
                    && (constants.contains("org/h2/") || constants.contains("org/workflowengine/h2/"))) {
                naming.add(name);
            }
        }
        assertThat(naming).containsExactly("org.workflowengine.runtime.internal.schema.EmbeddedH2");
    }

    private Object run(String method, String... arguments) throws Exception {
        Class<?>[] types = Stream.of(arguments).map(argument -> String.class).toArray(Class<?>[]::new);
        try {
            return application
                    .loadClass(Application.class.getName())
                    .getMethod(method, types)
                    .invoke(null, (Object[]) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }

    private static List<String> classes() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.map(file -> CLASSES.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.equals("module-info.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.'))
                    .toList();
        }
    }

    /** The class path of this test, without H2. */
    private static URL[] jars() {
        List<URL> jars = new ArrayList<>();
        boolean without = false;
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(element);
            if (String.valueOf(path.getFileName()).matches("h2-[0-9.]+\\.jar")) {
                without = true;
                continue;
            }
            try {
                jars.add(path.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new AssertionError(e);
            }
        }
        assertThat(without).isTrue();
        return jars.toArray(URL[]::new);
    }
}
