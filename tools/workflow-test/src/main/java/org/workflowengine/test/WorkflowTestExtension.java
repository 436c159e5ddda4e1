package org.workflowengine.test;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.engine.WorkflowEngine;

/** What {@link WorkflowTest} does. */
@SuppressWarnings("deprecation") // what is to be used instead came with JUnit 6
final class WorkflowTestExtension implements ParameterResolver, BeforeAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(WorkflowTestExtension.class);

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        AnnotationSupport.findAnnotation(context.getRequiredTestClass(), WorkflowTest.class)
                .ifPresent(test -> {
                    CoverageRun run = run(context);
                    for (Class<?> definition : test.value()) {
                        run.shows(Engines.definition(definition));
                    }
                });
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == WorkflowRuntime.class || type == MutableClock.class || Engines.isEngine(type);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        TestDatabase database = database(context);
        if (type == WorkflowRuntime.class) {
            return database.runtime();
        }
        return type == MutableClock.class ? database.clock() : database.engine(type.asSubclass(WorkflowEngine.class));
    }

    /** That of the method, or, if the class has asked for one before, that of the class. Closed with the context that has asked. */
    private static TestDatabase database(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(TestDatabase.class, key -> new TestDatabase(run(context)), TestDatabase.class);
    }

    /** One for everything that the engine of JUnit executes in one go; its end writes the report. */
    private static CoverageRun run(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        CoverageRun.class,
                        key -> new CoverageRun(CoverageSettings.of(context::getConfigurationParameter)),
                        CoverageRun.class);
    }
}
