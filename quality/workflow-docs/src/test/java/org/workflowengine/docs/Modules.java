package org.workflowengine.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The modules of this build, as commands name them. */
final class Modules {
    private static final List<Path> POMS = Repository.files(file -> file.endsWith("pom.xml"));

    private static final Pattern DEPENDENCY = Pattern.compile(
            "(?s)<dependency>\\s*<groupId>org\\.workflowengine</groupId>\\s*<artifactId>([\\w-]+)</artifactId>(.*?)</dependency>");

    private Modules() {}

    /** The modules of this build that a pom names as dependencies; those of tests and of their compilation only if they are asked for. */
    static Set<String> dependencies(String pom, boolean alsoOfTests) {
        String own = Repository.read(pom).replaceAll("(?s)<(parent|dependencyManagement|build)>.*?</\\1>", "");
        Set<String> modules = new TreeSet<>();
        DEPENDENCY
                .matcher(own)
                .results()
                .filter(found -> alsoOfTests || !found.group(2).matches("(?s).*<scope>(test|provided)</scope>.*"))
                .forEach(found -> modules.add(found.group(1)));
        return modules;
    }

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
