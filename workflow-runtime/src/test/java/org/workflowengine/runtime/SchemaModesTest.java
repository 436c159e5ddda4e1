package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A start creates, validates or trusts the tables; and refuses what it cannot stand on, saying how to mend it. */
class SchemaModesTest {
    private static final RuntimeOptions CREATE = RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE);
    private static final RuntimeOptions NONE = RuntimeOptions.defaults().schemaMode(SchemaMode.NONE);

    @Test
    void anH2FileThatDelaysItsWritesIsRefused(@TempDir Path folder) {
        try (TestDatabase database = TestDatabase.at("jdbc:h2:" + folder.resolve("reviews"))) {
            for (SchemaMode mode : SchemaMode.values()) {
                assertThatThrownBy(() -> WorkflowRuntime.on(
                                database.dataSource(), RuntimeOptions.defaults().schemaMode(mode)))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("writes up to 500 ms after")
                        .hasMessageContaining("WRITE_DELAY=0");
            }
        }
    }

    @Test
    void anUnsupportedDatabaseIsNamed() {
        assertThatThrownBy(() -> WorkflowRuntime.on(server("Oracle")))
                .isInstanceOf(SetupException.class)
                .hasMessage("the database Oracle is not supported; use H2, PostgreSQL, MariaDB");
        // MySQL looks alike, but has no word for most of what guards the tables.
        assertThatThrownBy(() -> WorkflowRuntime.on(server("MySQL")))
                .isInstanceOf(SetupException.class)
                .hasMessage("the database MySQL is not supported; use H2, PostgreSQL, MariaDB; "
                        + "for a MariaDB server, its own driver");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsReported() {
        DataSource down = Intercepted.dataSource(TestDatabase.inMemory().dataSource(), (call, argument, effect) -> {
            throw new SQLException("connection refused", "08001");
        });
        assertThatThrownBy(() -> WorkflowRuntime.on(down))
                .isInstanceOf(SetupException.class)
                .hasRootCauseMessage("connection refused");
    }

    /** A deployment on another database may leave the jar of H2 out. */
    @Test
    void h2IsNotNeededForAnotherDatabase() throws Exception {
        List<URL> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!Path.of(entry).getFileName().toString().startsWith("h2-")) {
                jars.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader withoutH2 =
                new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> withoutH2.loadClass("org.h2.Driver")).isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> withoutH2
                            .loadClass(WorkflowRuntime.class.getName())
                            .getMethod("on", DataSource.class)
                            .invoke(null, server("Oracle")))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessageStartingWith("the database Oracle is not supported");
        }
    }

    private static DataSource server(String product) {
        ClassLoader loader = SchemaModesTest.class.getClassLoader();
        DatabaseMetaData metaData = (DatabaseMetaData) Proxy.newProxyInstance(
                loader, new Class<?>[] {DatabaseMetaData.class}, (proxy, method, arguments) -> product);
        Connection connection = (Connection) Proxy.newProxyInstance(
                loader, new Class<?>[] {Connection.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getMetaData" -> metaData;
                    case "getAutoCommit" -> true;
                    default -> null;
                });
        return (DataSource) Proxy.newProxyInstance(
                loader, new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> connection);
    }
}
