package org.workflowengine.processor.proof;

import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import java.util.Map;
import javax.tools.JavaFileObject;

/**
 * Something that an author should not have written.
 *
 * @param name what is hostile about it
 * @param files the sources without their package line, by file name; {@code ~package~} in them becomes the package's name
 */
record HostileCase(String name, Map<String, String> files) {

    static HostileCase of(String name, String order) {
        return new HostileCase(name, Map.of("Order", "import org.workflowengine.annotations.*;\n" + order));
    }

    List<JavaFileObject> sources(String packageName) {
        return files.entrySet().stream()
                .map(file -> JavaFileObjects.forSourceString(
                        packageName + "." + file.getKey(),
                        "package " + packageName + ";\n" + file.getValue().replace("~package~", packageName)))
                .toList();
    }
}
