package org.workflowengine.proof;

import static org.workflowengine.runtime.core.Decision.by;

import java.io.StringWriter;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.opentest4j.TestAbortedException;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.WorkflowException;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.ReviewFacts;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A thread calls the engine with and without success, and looks what it then still holds. A process of its own: it looks into the JDK. */
final class ThreadLeftovers {
    private static final Decision BY_ALICE = by("alice").because("all documents in");
    private static final RuntimeOptions CREATE = RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE);

    private ThreadLeftovers() {}

    public static void main(String[] arguments) throws Exception {
        TestDatabase database;
        try {
            database = switch (arguments[0]) {
                case "H2" -> TestDatabase.inMemory();
                case "PostgreSQL" -> TestDatabase.postgres();
                default -> TestDatabase.mariaDb();
            };
        } catch (TestAbortedException e) {
            System.out.println("skipped");
            return;
        }
        try (database) {
            int calls = 0;
            for (Map.Entry<String, Callable<?>> call : calls(database).entrySet()) {
                TreeSet<String> before = held();
                String answer;
                try {
                    call.getValue().call();
                    answer = "done";
                } catch (WorkflowException | IllegalArgumentException | CheckedByTest e) {
                    answer = "failed";
                }
                TreeSet<String> after = held();
                after.removeAll(before);
                if (!after.isEmpty()) {
                    System.out.println(call.getKey() + ": " + after);
                }
                if (answer.equals("failed") == call.getKey().startsWith("sound")) {
                    System.out.println(call.getKey() + ": " + answer);
                }
                calls++;
            }
            System.out.println(calls + " calls");
        }
    }

    private static final class CheckedByTest extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static Map<String, Callable<?>> calls(TestDatabase database) throws SQLException {
        DataSource whole = database.dataSource();
        DataSource[] failing = new DataSource[1];
        String[] at = {""};
        failing[0] = Intercepted.dataSource(whole, (call, argument, effect) -> {
            if (call.equals(at[0])) {
                throw new SQLException("injected", "08006");
            }
            return effect.make();
        });
        Map<String, Callable<?>> calls = new LinkedHashMap<>();
        calls.put("a start without tables", () -> WorkflowRuntime.on(whole));
        calls.put("a start without a connection", () -> {
            at[0] = "DataSource.getConnection";
            return WorkflowRuntime.on(failing[0]);
        });
        calls.put("sound start", () -> Engine.on(WorkflowRuntime.on(whole, CREATE)));
        calls.put("sound start on tables", () -> WorkflowRuntime.on(whole));
        WorkflowRuntime[] runtime = new WorkflowRuntime[1];
        Engine[] reviews = new Engine[1];
        calls.put("sound second start", () -> {
            at[0] = "";
            runtime[0] = WorkflowRuntime.on(failing[0]);
            reviews[0] = Engine.on(runtime[0]);
            return true;
        });
        calls.put("sound steps", () -> {
            Case created = reviews[0].open("C-1", BY_ALICE).orThrow();
            created.startReview(BY_ALICE).orThrow();
            created.startReview(BY_ALICE);
            reviews[0].erase("C-1", 2, BY_ALICE).orThrow();
            reviews[0].applyAll(List.of(Request.opening("C-2", BY_ALICE), Request.opening("C-2", BY_ALICE)));
            return reviews[0].history("C-1").entries();
        });
        calls.put("a refusal", () -> reviews[0].open("C-1", BY_ALICE).orThrow());
        calls.put("a step without a connection", () -> {
            at[0] = "DataSource.getConnection";
            return reviews[0].open("C-3", BY_ALICE);
        });
        calls.put("a step whose statement fails", () -> {
            at[0] = "PreparedStatement.execute";
            return reviews[0].open("C-3", BY_ALICE);
        });
        calls.put("a step whose commit fails", () -> {
            at[0] = "Connection.commit";
            return reviews[0].open("C-3", BY_ALICE);
        });
        calls.put("a step whose connection cannot be given back", () -> {
            at[0] = "Connection.close";
            return reviews[0].find("C-9");
        });
        calls.put("a bulk whose statement fails", () -> {
            at[0] = "PreparedStatement.execute";
            reviews[0].applyAll(List.of(Request.opening("C-4", BY_ALICE)));
            throw new CheckedByTest();
        });
        calls.put("verification whose statement fails", () -> {
            at[0] = "PreparedStatement.executeQuery";
            return runtime[0].verification().verifyAll();
        });
        calls.put("sound verification", () -> {
            at[0] = "";
            runtime[0].verification().checkpoint(new StringWriter());
            return runtime[0].verification().verifyAll();
        });
        calls.put("facts that are none", () -> ReviewFacts.ofJson("{\"A\":"));
        calls.put(
                "a move with facts that are none",
                () -> reviews[0].fire("C-1", "NO", ReviewFacts.ofJson("[]"), BY_ALICE));
        calls.put("a checkpoint that is none", () -> {
            Path file = Files.createTempFile("checkpoint", ".txt");
            try {
                Files.writeString(file, "nothing");
                return runtime[0].verification().checkpoint(new StringWriter(), List.of(file));
            } finally {
                Files.delete(file);
            }
        });
        calls.put("within a connection that commits by itself", () -> {
            try (Connection connection = whole.getConnection()) {
                return runtime[0].within(connection);
            }
        });
        calls.put("sound step within a session", () -> {
            try (SqlSession session = sessions(whole).openSession()) {
                Engine.on(runtime[0].within(session)).open("C-5", BY_ALICE).orThrow();
                session.commit();
                return true;
            }
        });
        calls.put("within a session without a connection", () -> {
            at[0] = "DataSource.getConnection";
            SqlSession session = sessions(failing[0]).openSession();
            return runtime[0].within(session);
        });
        calls.put("a start on changed tables", () -> {
            at[0] = "";
            database.dropTriggers();
            return WorkflowRuntime.on(whole);
        });
        calls.put("a definition that was changed", () -> {
            database.sql("UPDATE workflow_definition SET states = 1");
            return Engine.on(WorkflowRuntime.on(whole, RuntimeOptions.defaults().schemaMode(SchemaMode.NONE)));
        });
        return calls;
    }

    private static SqlSessionFactory sessions(DataSource dataSource) {
        return new SqlSessionFactoryBuilder()
                .build(new Configuration(new Environment("shop", new JdbcTransactionFactory(), dataSource)));
    }

    /** What this thread's variables hold that is not the JDK's: by the classes of the values, and of what is in them. */
    private static TreeSet<String> held() throws ReflectiveOperationException {
        TreeSet<String> held = new TreeSet<>();
        for (String name : List.of("threadLocals", "inheritableThreadLocals")) {
            Object map = field(Thread.class, name).get(Thread.currentThread());
            if (map == null) {
                continue;
            }
            Object table = field(map.getClass(), "table").get(map);
            for (int i = 0; i < Array.getLength(table); i++) {
                Object entry = Array.get(table, i);
                if (entry != null) {
                    Object value = field(entry.getClass(), "value").get(entry);
                    add(held, ((Reference<?>) entry).get());
                    add(held, value);
                    if (value instanceof Iterable<?> several) {
                        several.forEach(one -> add(held, one));
                    } else if (value instanceof Map<?, ?> several) {
                        several.forEach((key, one) -> {
                            add(held, key);
                            add(held, one);
                        });
                    }
                }
            }
        }
        return held;
    }

    private static void add(TreeSet<String> held, Object value) {
        if (value != null && value.getClass().getClassLoader() != null) {
            held.add(value.getClass().getName());
        }
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
