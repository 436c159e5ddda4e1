package org.workflowengine.runtime.internal.dialect;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.SetupException;

/**
 * Lets H2 find the classes of the triggers. It looks for them in its own class loader, and then in the thread's context class loader. In
 * a container, H2 may be shared while the engine is part of an application, and a thread may not have the right class loader. H2 loads a
 * trigger when the database is opened, when the trigger is created, or otherwise when it first fires, and then keeps it as long as the
 * database is open.
 */
public final class TriggerClasses {
    private static final String PACKAGE = "org.workflowengine.h2.";

    /** H2: a trigger object cannot be created or initialised, a class is not found. */
    private static final int TRIGGER_OBJECT = 90043;

    private static final int CLASS_NOT_FOUND = 90086;

    static final String NOT_FOUND = "H2 does not find the classes of the triggers";
    static final String ADVICE =
            "put the jar of workflow-runtime where H2's is, on an H2 server too, or give each thread that uses the"
                    + " engine the application's class loader as its context class loader";

    private TriggerClasses() {}

    /** Something to do with a database. */
    public interface Work<T, X extends Exception> {
        T run() throws X;
    }

    /** Does something while this thread's context class loader also finds the classes. */
    public static <T, X extends Exception> T visible(Work<T, X> work) throws X {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new Loader(before));
        try {
            return work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    public static void visibly(Runnable work) {
        visible(() -> {
            work.run();
            return true;
        });
    }

    /** Whether something failed because H2 did not find the classes. */
    static boolean areMissing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (sql.getErrorCode() == TRIGGER_OBJECT || sql.getErrorCode() == CLASS_NOT_FOUND)) {
                return true;
            }
        }
        return false;
    }

    /** The refusal of a start that failed, or the given one if the cause is another. */
    public static SetupException refusal(String problem, String remedy, @Nullable Throwable failure) {
        return failure != null && areMissing(failure)
                ? new SetupException(problem + ", because " + NOT_FOUND, ADVICE, failure)
                : new SetupException(problem, remedy, failure);
    }

    /** The default class loader, and behind it these classes. */
    private static final class Loader extends ClassLoader {
        Loader(@Nullable ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE)) {
                throw new ClassNotFoundException(name);
            }
            return Class.forName(name, true, TriggerClasses.class.getClassLoader());
        }
    }
}
