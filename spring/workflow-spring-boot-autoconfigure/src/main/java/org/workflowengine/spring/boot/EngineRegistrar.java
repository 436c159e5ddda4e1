package org.workflowengine.spring.boot;

import java.beans.Introspector;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;
import org.workflowengine.runtime.engine.WorkflowEngine;

/** Registers one bean for each generated engine, unless the application has one of that type already. */
final class EngineRegistrar implements ImportBeanDefinitionRegistrar, BeanFactoryAware {
    private final ClassLoader loader;
    private ListableBeanFactory beans;

    /** For Spring, which hands over the class loader of the application. */
    @SuppressWarnings("NullAway.Init") // Spring calls setBeanFactory before anything else
    EngineRegistrar(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        this.beans = (ListableBeanFactory) beanFactory;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        List<GeneratedEngine> engines = GeneratedEngine.on(loader);
        if (engines.isEmpty() && !isThere(WorkflowEngine.class)) {
            throw new WiringException(
                    "no generated engine is on the class path: there is no META-INF/workflow/*.json",
                    "name the workflow-processor in annotationProcessorPaths of the maven-compiler-plugin (in Gradle, as"
                            + " annotationProcessor), because since JDK 23 the compiler runs no processor that it merely finds on"
                            + " the class path; or, if this application has no workflow, set workflow.enabled=false");
        }
        for (GeneratedEngine engine : engines) {
            if (!isThere(engine.type())) {
                register(engine.type(), registry);
            }
        }
    }

    private boolean isThere(Class<?> type) {
        return beans.getBeanNamesForType(type, true, false).length > 0;
    }

    /** The factory method {@code on} takes the bean of the runtime: ours, or the application's own. */
    private static void register(Class<?> type, BeanDefinitionRegistry registry) {
        RootBeanDefinition definition = new RootBeanDefinition(type);
        definition.setFactoryMethodName("on");
        definition.setAutowireMode(AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR);
        String name = Introspector.decapitalize(ClassUtils.getShortName(type));
        registry.registerBeanDefinition(registry.containsBeanDefinition(name) ? type.getName() : name, definition);
    }
}
