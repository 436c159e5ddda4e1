package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.mapping.ResultMap;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.EnumTypeHandler;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;
import org.workflowengine.h2.RefuseChange;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.internal.dialect.Dialect;

/** A native image is told of everything that the engine reads by reflection. */
class HintsTest {
    private final RuntimeHints hints = new RuntimeHints();

    HintsTest() {
        new WorkflowRuntimeHints().registerHints(hints, getClass().getClassLoader());
    }

    /** What the engine's MyBatis really has. */
    private static Configuration mybatis() throws ReflectiveOperationException {
        Configuration configuration = new Configuration();
        configuration.setDefaultEnumTypeHandler(EnumTypeHandler.class);
        configuration.setArgNameBasedConstructorAutoMapping(true);
        configuration.getVariables().put("schema", "");
        Method adding = Class.forName("org.workflowengine.runtime.internal.persistence.Mappings")
                .getDeclaredMethod("addTo", Configuration.class, Dialect.class);
        adding.setAccessible(true);
        adding.invoke(null, configuration, Dialect.POSTGRESQL);
        return configuration;
    }

    @Test
    void theMappersAreProxies() throws Exception {
        List<Class<?>> mappers = new ArrayList<>(mybatis().getMapperRegistry().getMappers());
        assertThat(mappers).hasSize(7).allSatisfy(mapper -> {
            assertThat(RuntimeHintsPredicates.proxies().forInterfaces(mapper)).accepts(hints);
            assertThat(RuntimeHintsPredicates.reflection()
                            .onType(mapper)
                            .withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS))
                    .accepts(hints);
        });
    }

    @Test
    void whatAQueryAnswersIsMadeByReflection() throws Exception {
        List<Class<?>> rows = mybatis().getResultMaps().stream()
                .filter(ResultMap.class::isInstance)
                .<Class<?>>map(ResultMap::getType)
                .filter(type -> type.getName().startsWith("org.workflowengine.") && !type.isInterface())
                .distinct()
                .toList();
        assertThat(rows).contains(AuditEntry.class).hasSizeGreaterThan(5).allSatisfy(row -> {
            assertThat(RuntimeHintsPredicates.reflection()
                            .onType(row)
                            .withMemberCategories(
                                    MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
                                    MemberCategory.INVOKE_DECLARED_METHODS))
                    .accepts(hints);
        });
    }

    /** Runs in an application on a server: H2 is not there, and the triggers for it cannot be loaded. */
    public static final class WithoutH2 {
        private WithoutH2() {}

        public static List<Long> proxiesAndTriggers() {
            RuntimeHints hints = new RuntimeHints();
            new WorkflowRuntimeHints().registerHints(hints, WithoutH2.class.getClassLoader());
            return List.of(
                    hints.proxies().jdkProxyHints().count(),
                    hints.reflection()
                            .typeHints()
                            .filter(hint -> hint.getType().getName().startsWith("org.workflowengine.h2."))
                            .count());
        }
    }

    @Test
    void h2IsOptional() throws Exception {
        List<URL> jars = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!element.matches(".*[\\\\/]h2-[0-9.]+\\.jar")) {
                jars.add(Path.of(element).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThat(ClassUtils.isPresent("org.h2.api.Trigger", loader)).isFalse();
            assertThat(loader.loadClass(WithoutH2.class.getName())
                            .getMethod("proxiesAndTriggers")
                            .invoke(null))
                    .isEqualTo(List.of(7L, 0L));
        }
    }

    /** Everything in the jar of the dashboard that is not a class. */
    @Test
    void whatTheDashboardReadsIsThere() throws Exception {
        new DashboardHints().registerHints(hints, getClass().getClassLoader());
        List<String> read = new ArrayList<>();
        for (Resource file : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:org/workflowengine/dashboard/**/*.*")) {
            String name = file.getURL().toString().replaceFirst(".*(?=org/workflowengine/dashboard/)", "");
            if (!name.endsWith(".class")) {
                read.add(name);
            }
        }
        assertThat(read)
                .contains(
                        "org/workflowengine/dashboard/dashboard.css",
                        "org/workflowengine/dashboard/internal/view/texts.properties")
                .allSatisfy(name -> assertThat(RuntimeHintsPredicates.resource().forResource(name))
                        .accepts(hints));
        assertThat(RuntimeHintsPredicates.resource().forBundle("org.workflowengine.dashboard.internal.view.texts"))
                .accepts(hints);
    }

    @Test
    void scriptsDefinitionsAndTriggersAreThere() throws Exception {
        for (String resource : List.of(
                "org/workflowengine/runtime/schema/",
                "org/workflowengine/runtime/internal/text/characters.txt",
                "META-INF/workflow/claim.v1.json")) {
            if (resource.endsWith("/")) {
                for (String database : List.of("h2", "postgresql", "mariadb")) {
                    for (String script : List.of("tables.sql", "triggers.sql", "roles.sql", "catalogue.txt")) {
                        String name = resource + database + "/" + script;
                        assertThat(getClass().getClassLoader().getResource(name))
                                .as(name)
                                .isNotNull();
                        assertThat(RuntimeHintsPredicates.resource().forResource(name))
                                .accepts(hints);
                    }
                }
            } else {
                assertThat(getClass().getClassLoader().getResource(resource))
                        .as(resource)
                        .isNotNull();
                assertThat(RuntimeHintsPredicates.resource().forResource(resource))
                        .accepts(hints);
            }
        }
        assertThat(RuntimeHintsPredicates.reflection()
                        .onType(RefuseChange.class)
                        .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                .accepts(hints);
    }
}
