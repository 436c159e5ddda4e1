package org.workflowengine.spring.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;
import org.workflowengine.runtime.engine.WorkflowEngine;

/**
 * An engine that the annotation processor has generated.
 *
 * @param type the class
 * @param resource where the class path says that it is there
 */
record GeneratedEngine(Class<?> type, String resource) {
    /** The compiler writes two files for each definition: this one is for tools, the other one is the graph alone. */
    private static final String FILES = "classpath*:META-INF/workflow/*.json";

    private static final String GRAPH = ".graph.json";

    /** A member of the outermost object stands on a line of its own. */
    private static final Pattern ENGINE = Pattern.compile("(?m)^ {2}\"engine\": \"([^\"\\\\]+)\",?$");

    /**
     * All engines on a class path, in the order of their names.
     *
     * @throws WiringException if a definition is there without its engine
     */
    static List<GeneratedEngine> on(ClassLoader loader) {
        Map<String, GeneratedEngine> engines = new LinkedHashMap<>();
        try {
            Resource[] files = new PathMatchingResourcePatternResolver(loader).getResources(FILES);
            Arrays.sort(files, Comparator.comparing(file -> String.valueOf(file.getFilename())));
            for (Resource file : files) {
                if (!String.valueOf(file.getFilename()).endsWith(GRAPH)) {
                    GeneratedEngine engine = in(file, loader);
                    engines.putIfAbsent(engine.type().getName(), engine);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("META-INF/workflow cannot be read from the class path", e);
        }
        return List.copyOf(engines.values());
    }

    private static GeneratedEngine in(Resource file, ClassLoader loader) throws IOException {
        Matcher engine = ENGINE.matcher(file.getContentAsString(StandardCharsets.UTF_8));
        if (!engine.find()) {
            throw new WiringException(
                    file.getDescription() + " does not name an engine",
                    "compile the definition again, with the workflow-processor of the same release as the workflow-runtime");
        }
        try {
            Class<?> type = ClassUtils.forName(engine.group(1), loader);
            if (!WorkflowEngine.class.isAssignableFrom(type)) {
                throw new WiringException(
                        engine.group(1) + ", which " + file.getDescription() + " names, is not an engine",
                        "compile the definition again, with the workflow-processor of the same release as the workflow-runtime");
            }
            return new GeneratedEngine(type, file.getDescription());
        } catch (ClassNotFoundException e) {
            throw new WiringException(
                    "the engine " + engine.group(1) + ", which " + file.getDescription()
                            + " names, is not on the class path",
                    "compile the definition again; if a tool copies the classes, let it copy the generated ones too");
        }
    }
}
