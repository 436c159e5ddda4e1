package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;

/**
 * H2 belongs to the container and the engine, with the classes that H2 calls, to an application: H2's class loader does not find them. A thread
 * may or may not have the application's as its context class loader.
 */
class H2InAContainerTest {
    private URLClassLoader container;
    private URLClassLoader application;
    private ClassLoader usual;

    @TempDir
    private Path folder;

    /** Runs in the application. */
    public static final class Application {
        private Application() {}

        public static void inMemory() {
            try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
                move(runtime);
            }
        }

        public static void embedded(String path) {
            for (int start = 1; start <= 2; start++) {
                try (WorkflowRuntime runtime = WorkflowRuntime.embedded(Path.of(path))) {
                    move(runtime);
                }
            }
        }

        public static void opened(String path) {
            JdbcDataSource dataSource = dataSource(path);
            for (SchemaMode mode : SchemaMode.values()) {
                move(WorkflowRuntime.on(dataSource, RuntimeOptions.defaults().schemaMode(mode)));
            }
        }

        public static void created(String path) {
            move(WorkflowRuntime.on(dataSource(path), RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE)));
        }

        public static void openedBySomebodyElse(String path) throws SQLException {
            JdbcDataSource dataSource = dataSource(path);
            dataSource.setURL(dataSource.getURL().replace(";DB_CLOSE_DELAY=-1", ""));
            WorkflowRuntime.on(dataSource, RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE))
                    .authority(CaseReview.DEFINITION);
            try (Connection open = dataSource.getConnection()) {
                assertThat(open.isValid(1)).isTrue();
                move(WorkflowRuntime.on(dataSource));
            }
        }

        private static JdbcDataSource dataSource(String path) {
            JdbcDataSource dataSource = new JdbcDataSource();
            dataSource.setURL("jdbc:h2:async:" + path + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1");
            dataSource.setUser("sa");
            return dataSource;
        }

        private static void move(WorkflowRuntime runtime) {
            Engine reviews = Engine.on(runtime);
            String id = "C-" + System.nanoTime();
            reviews.open(id, by("alice").because("received"))
                    .orThrow()
                    .startReview(by("alice").because("complete"))
                    .orThrow();
            reviews.erase(id, 2, by("dpo").because("article 17")).orThrow();
            assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
        }
    }

    @BeforeEach
    void deploy() throws MalformedURLException {
        List<URL> h2 = new ArrayList<>();
        List<URL> others = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            boolean isH2 = Path.of(entry).getFileName().toString().startsWith("h2-");
            (isH2 ? h2 : others).add(Path.of(entry).toUri().toURL());
        }
        assertThat(h2).hasSize(1);
        container = new URLClassLoader(h2.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        application = new URLClassLoader(others.toArray(URL[]::new), container);
        usual = Thread.currentThread().getContextClassLoader();
    }

    @AfterEach
    void undeploy() throws Exception {
        Thread.currentThread().setContextClassLoader(usual);
        application.close();
        container.close();
    }

    private void inTheApplication(String method, String... path) throws Throwable {
        Class<?> type = application.loadClass(Application.class.getName());
        assertThat(type).isNotSameAs(Application.class);
        try {
            type.getMethod(method, path.length == 0 ? new Class<?>[0] : new Class<?>[] {String.class})
                    .invoke(null, (Object[]) path);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void databasesThatTheEngineOpens(boolean hasContext) throws Throwable {
        Thread.currentThread().setContextClassLoader(hasContext ? application : container);
        inTheApplication("inMemory");
        inTheApplication("embedded", folder.resolve("embedded").toString());
        String path = folder.resolve("created").toString();
        inTheApplication("created", path);
        inTheApplication("opened", path);
        Thread.currentThread().setContextClassLoader(null);
        inTheApplication("inMemory");
    }

    @Test
    void aDatabaseThatSomebodyElseHasOpened() throws Throwable {
        String path = folder.resolve("shared").toString();
        Thread.currentThread().setContextClassLoader(container);
        assertThatThrownBy(() -> inTheApplication("openedBySomebodyElse", path))
                .hasToString(UnchangedException.class.getName()
                        + ": recording step 1 (H2 does not find the classes of the triggers: put the jar of workflow-runtime where H2's"
                        + " is, on an H2 server too, or give each thread that uses the engine the application's class loader as its"
                        + " context class loader) failed; nothing was changed");
        Thread.currentThread().setContextClassLoader(application);
        inTheApplication("openedBySomebodyElse", path);
    }
}
