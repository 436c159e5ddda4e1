package org.workflowengine.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The modules of this build, as commands name them. */
final class Modules {
    private static final List<Path> POMS = Repository.files(file -> file.endsWith("pom.xml"));

    private Modules() {}

    /** Whether a module is there, by its folder or, behind a colon, by its artifact. */
    static boolean exists(String module) {
        if (!module.startsWith(":")) {
            return Files.exists(Repository.ROOT.resolve(module).resolve("pom.xml"));
        }
        Pattern own =
                Pattern.compile("</parent>\\s*<artifactId>" + Pattern.quote(module.substring(1)) + "</artifactId>");
        return POMS.stream().anyMatch(pom -> own.matcher(Repository.read(pom)).find());
    }

    static boolean hasProfile(String profile) {
        Pattern id = Pattern.compile("<profile>\\s*(?:<!--[^>]*-->\\s*)?<id>" + Pattern.quote(profile) + "</id>");
        return POMS.stream().anyMatch(pom -> id.matcher(Repository.read(pom)).find());
    }
}
