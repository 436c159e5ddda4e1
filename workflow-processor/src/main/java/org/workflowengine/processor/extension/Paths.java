package org.workflowengine.processor.extension;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Says which files an extension may write: none of ours, none of another's, and none outside the output. */
final class Paths {
    private static final String OURS = "META-INF/workflow/";

    private final Map<String, String> writers = new HashMap<>();

    /**
     * Takes a source for an extension.
     *
     * @param generated the qualified names of all types that are generated from definitions
     */
    void takeSource(String name, Set<String> generated, String extension) {
        if (!SourceVersion.isName(name)) {
            throw new IllegalArgumentException("a source is called \"" + name
                    + "\", expected the qualified name of a type, for example app.ClaimDeadlines");
        }
        if (generated.contains(name)) {
            throw new IllegalArgumentException("a source is called \"" + name
                    + "\", which the workflow-processor generates; give it another name");
        }
        take(key(true, name), extension);
    }

    void takeResource(String path, String extension) {
        boolean inside = List.of(path.split("/", -1)).stream()
                .noneMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."));
        if (!inside || path.indexOf('\\') >= 0 || path.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a resource is called \"" + path
                    + "\", expected a path below the output folder, for example META-INF/sla/claim.v1.json");
        }
        if (path.startsWith(OURS)) {
            throw new IllegalArgumentException("a resource is called \"" + path + "\", but " + OURS
                    + " belongs to the workflow-processor; use a folder of the layer's own");
        }
        take(key(false, path), extension);
    }

    /** Gives up what an extension that fails has taken. */
    void release(AnsweredFile file) {
        writers.remove(key(file.source(), file.name()));
    }

    private static String key(boolean source, String name) {
        return (source ? "source " : "resource ") + name;
    }

    private void take(String file, String extension) {
        var before = writers.putIfAbsent(file, extension);
        if (before != null) {
            throw new IllegalArgumentException(
                    "the " + file + " is written twice" + (before.equals(extension) ? "" : ", before by " + before));
        }
    }
}
