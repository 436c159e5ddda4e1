package org.workflowengine.spring.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/** What the engine reads by reflection, for a native image: MyBatis's mappers and rows, the triggers of H2, and scripts. */
final class WorkflowRuntimeHints implements RuntimeHintsRegistrar {
    private static final String ENGINE = "org.workflowengine.";
    private static final String MAPPERS = "org.workflowengine.runtime.internal.persistence";
    private static final String TRIGGERS = "org.workflowengine.h2";

    /** What MyBatis makes by itself whenever it is used with annotated mappers. */
    private static final String[] OF_MYBATIS = {
        "org.apache.ibatis.scripting.xmltags.XMLLanguageDriver",
        "org.apache.ibatis.scripting.defaults.RawLanguageDriver",
        "org.apache.ibatis.executor.loader.javassist.JavassistProxyFactory",
        "org.apache.ibatis.logging.slf4j.Slf4jImpl",
        "org.apache.ibatis.cache.impl.PerpetualCache",
        "org.apache.ibatis.cache.decorators.LruCache"
    };

    /** For Spring. */
    WorkflowRuntimeHints() {}

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        hints.resources()
                .registerPattern("org/workflowengine/runtime/schema/**")
                .registerPattern("org/workflowengine/runtime/internal/text/characters.txt")
                .registerPattern("META-INF/workflow/*.json");
        for (String name : OF_MYBATIS) {
            made(hints, TypeReference.of(name));
        }
        // The triggers are in the engine's jar, and cannot be loaded where H2 is not there to call them.
        if (ClassUtils.isPresent("org.h2.api.Trigger", loader)) {
            for (Class<?> trigger : classes(TRIGGERS, "*", loader)) {
                made(hints, TypeReference.of(trigger));
            }
        }
        Set<Class<?>> rows = new LinkedHashSet<>();
        for (Class<?> mapper : classes(MAPPERS, "*Mapper", loader)) {
            hints.proxies().registerJdkProxy(mapper);
            hints.reflection().registerType(mapper, MemberCategory.INVOKE_DECLARED_METHODS);
            for (Method method : mapper.getDeclaredMethods()) {
                collect(method.getGenericReturnType(), rows);
                for (Type parameter : method.getGenericParameterTypes()) {
                    collect(parameter, rows);
                }
            }
        }
        for (Class<?> row : rows) {
            hints.reflection()
                    .registerType(
                            row, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.INVOKE_DECLARED_METHODS);
            // MyBatis reads fields too; as single hints, because the category for all has other names on Spring 6 and
            // 7.
            for (var field : row.getDeclaredFields()) {
                hints.reflection().registerField(field);
            }
        }
    }

    private static void made(RuntimeHints hints, TypeReference type) {
        hints.reflection()
                .registerType(
                        type, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.INVOKE_DECLARED_METHODS);
    }

    /** The engine's own types that a row or a parameter is of. */
    private static void collect(Type type, Set<Class<?>> rows) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                collect(argument, rows);
            }
        } else if (type instanceof Class<?> plain
                && plain.getName().startsWith(ENGINE)
                && !plain.isInterface()
                && rows.add(plain)
                && plain.isRecord()) {
            for (var component : plain.getRecordComponents()) {
                collect(component.getGenericType(), rows);
            }
        }
    }

    private static Set<Class<?>> classes(String packageName, String pattern, @Nullable ClassLoader loader) {
        ClassLoader from = loader == null ? WorkflowRuntimeHints.class.getClassLoader() : loader;
        Set<Class<?>> classes = new LinkedHashSet<>();
        try {
            Resource[] files = new PathMatchingResourcePatternResolver(from)
                    .getResources("classpath*:" + packageName.replace('.', '/') + "/" + pattern + ".class");
            for (Resource file : files) {
                String name = String.valueOf(file.getFilename()).replace(".class", "");
                if (!name.equals("package-info")) {
                    classes.add(ClassUtils.resolveClassName(packageName + "." + name, from));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the classes of " + packageName + " cannot be listed", e);
        }
        return classes;
    }
}
