package org.workflowengine.test;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.engine.WorkflowEngine;
import org.workflowengine.runtime.engine.WorkflowHost;

/** What is generated for a definition, found by its name. */
final class Engines {
    private Engines() {}

    /** Whether a type is an engine that {@code on} makes. */
    static boolean isEngine(Class<?> type) {
        try {
            return WorkflowEngine.class.isAssignableFrom(type)
                    && type != WorkflowEngine.class
                    && Modifier.isStatic(
                            type.getMethod("on", WorkflowHost.class).getModifiers());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    static WorkflowEngine<?, ?, ?> on(Class<?> type, WorkflowHost host) {
        try {
            Method on = type.getMethod("on", WorkflowHost.class);
            on.trySetAccessible();
            Object engine = on.invoke(null, host);
            return WorkflowEngine.class.cast(engine);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(type.getName() + " cannot be made", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    type.getName()
                            + ": found no accessible method \"static on(WorkflowHost)\", expected a generated engine",
                    e);
        }
    }

    /** The definition that an annotated interface was compiled to; a nested interface has its outer types in the name. */
    static Definition definition(Class<?> workflow) {
        String pack = workflow.getPackageName();
        String simple = workflow.getName()
                .substring(pack.isEmpty() ? 0 : pack.length() + 1)
                .replace('$', '_');
        String name = (pack.isEmpty() ? "" : pack + ".") + simple + "Transition";
        try {
            Class<?> generated = Class.forName(name, true, workflow.getClassLoader());
            Field definition = generated.getField("DEFINITION");
            definition.trySetAccessible();
            return (Definition) definition.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "@WorkflowTest: found " + workflow.getName() + ", but no " + name
                            + " that can be used; expected an interface annotated with @Workflow and compiled with workflow-processor",
                    e);
        }
    }
}
