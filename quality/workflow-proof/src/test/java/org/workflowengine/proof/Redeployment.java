package org.workflowengine.proof;

import static org.workflowengine.runtime.core.Decision.by;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;

/** A container that deploys an application, lets one of its own threads work in it, and takes it away. A process of its own. */
final class Redeployment {
    /** A collection is asked for so often: each is a full one, so that one or two do. */
    private static final int COLLECTIONS = 20;

    private static final int PATIENCE_MILLIS = 120_000;

    private Redeployment() {}

    /** Runs in the application's class loader. */
    public static final class Application {
        private Application() {}

        public static void inMemory(String ignored) {
            try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
                work(runtime);
            }
        }

        public static void embedded(String path) {
            try (WorkflowRuntime runtime = WorkflowRuntime.embedded(Path.of(path))) {
                work(runtime);
            }
        }

        public static void postgreSql(String url) {
            PGSimpleDataSource dataSource = new PGSimpleDataSource();
            dataSource.setUrl(url);
            dataSource.setUser("postgres");
            work(WorkflowRuntime.on(dataSource, RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE)));
        }

        /** A start that is refused, and no other. */
        public static void refused(String url) {
            PGSimpleDataSource dataSource = new PGSimpleDataSource();
            dataSource.setUrl(url);
            dataSource.setUser("postgres");
            try {
                WorkflowRuntime.on((DataSource) dataSource);
                throw new AssertionError("the start was not refused");
            } catch (SetupException e) {
                if (!e.getMessage().startsWith("the database lacks")) {
                    throw e;
                }
            }
        }

        /** What Tomcat does for an application, and others leave to it. */
        public static void deregister(String ignored) throws SQLException {
            for (Driver driver : Collections.list(DriverManager.getDrivers())) {
                if (driver.getClass().getClassLoader() == Application.class.getClassLoader()) {
                    DriverManager.deregisterDriver(driver);
                }
            }
        }

        private static void work(WorkflowRuntime runtime) {
            Engine reviews = Engine.on(runtime);
            reviews.open("C-" + System.nanoTime(), by("alice").because("received"))
                    .orThrow()
                    .startReview(by("alice").because("complete"))
                    .orThrow();
            if (!runtime.verification().verifyAll().isIntact()
                    || !CaseReview.DEFINITION.workflow().equals("case-review")) {
                throw new AssertionError("not intact");
            }
            try {
                runtime.verification().checkpoint(new StringWriter());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /**
     * Answers {@code collected} or {@code kept}.
     *
     * @param arguments which jars are the container's, by the beginnings of their names and with commas between them; what it is given; and
     *     the methods of the application, in order. With {@code first} before them the container uses H2 before the application does
     */
    public static void main(String[] arguments) throws Exception {
        List<String> shared = List.of(arguments[0].split(","));
        List<URL> containers = new ArrayList<>();
        List<URL> applications = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = Path.of(entry).getFileName().toString();
            (shared.stream().anyMatch(name::startsWith) ? containers : applications)
                    .add(Path.of(entry).toUri().toURL());
        }
        URLClassLoader container =
                new URLClassLoader(containers.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        if (arguments[2].equals("first")) {
            useH2(container);
        }
        WeakReference<ClassLoader> application = deployed(applications, container, arguments);
        awaitThreads(application);
        linkARecord();
        for (int i = 0; i < COLLECTIONS && application.get() != null; i++) {
            System.gc();
        }
        System.out.println(application.get() == null ? "collected" : "kept");
    }

    private static void useH2(ClassLoader container) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        thread.setContextClassLoader(container);
        try {
            Driver driver = (Driver) container
                    .loadClass("org.h2.Driver")
                    .getDeclaredConstructor()
                    .newInstance();
            driver.connect("jdbc:h2:mem:", new Properties()).close();
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    /** Those with which the JDK reads and writes files of {@code async:} end when they have had nothing to do for a minute. */
    private static void awaitThreads(WeakReference<ClassLoader> application) throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread != Thread.currentThread() && isOf(application, thread.getContextClassLoader())) {
                thread.join(PATIENCE_MILLIS);
                if (thread.isAlive()) {
                    System.err.println("this thread does not end: " + thread);
                }
            }
        }
    }

    private static boolean isOf(WeakReference<ClassLoader> application, ClassLoader loader) {
        return loader != null && (application.refersTo(loader) || isOf(application, loader.getParent()));
    }

    /** What the JDK 17 links a record's methods with remembers the record that was linked last, whoever's it is. */
    private static void linkARecord() {
        record Link(Path path) {}
        Link one = new Link(Path.of("a"));
        if (!one.equals(new Link(Path.of("a")))
                || one.hashCode() == 0
                || one.toString().isEmpty()) {
            throw new AssertionError("a record is not equal to its copy");
        }
    }

    private static WeakReference<ClassLoader> deployed(List<URL> jars, URLClassLoader container, String[] arguments)
            throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(jars.toArray(URL[]::new), container)) {
            thread.setContextClassLoader(loader);
            Class<?> type = loader.loadClass(Application.class.getName());
            for (int i = arguments[2].equals("first") ? 3 : 2; i < arguments.length; i++) {
                type.getMethod(arguments[i], String.class).invoke(null, arguments[1]);
            }
            return new WeakReference<>(loader);
        } finally {
            thread.setContextClassLoader(usual);
        }
    }
}
