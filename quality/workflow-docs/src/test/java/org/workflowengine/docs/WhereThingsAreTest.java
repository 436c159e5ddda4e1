package org.workflowengine.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/where-things-are.md} names every module and every package that there is, and no other. */
class WhereThingsAreTest {
    private static final Page PAGE = Page.read(Repository.ROOT.resolve("docs/reference/where-things-are.md"));

    /** Packages of the processor are in one row, which calls them by their last names. */
    private static final Pattern PROCESSOR = Pattern.compile("org\\.workflowengine\\.processor\\.(\\w+)");

    @Test
    void everyModuleIsNamedInItsFolder() {
        List<String> missing = new ArrayList<>();
        List<Path> poms = Repository.files(file -> file.endsWith("pom.xml"));
        for (Path pom : poms) {
            Path module = Repository.ROOT.relativize(Objects.requireNonNull(pom.getParent()));
            boolean leaf =
                    !Repository.read(pom).contains("<packaging>pom</packaging>") || module.endsWith("workflow-bom");
            if (leaf && !module.startsWith("examples") && !PAGE.text().contains(row(module))) {
                missing.add(row(module));
            }
        }
        assertThat(missing).isEmpty();
        assertThat(poms).hasSizeGreaterThan(15);
    }

    @Test
    void everyModuleThatIsNamedExists() {
        List<String> named = Pattern.compile("(?m)^\\| (?:–|`\\w+`) \\| `([\\w-]+)`")
                .matcher(PAGE.text())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(10)
                .allSatisfy(artifact ->
                        assertThat(Modules.exists(":" + artifact)).as(artifact).isTrue());
    }

    private static String row(Path module) {
        String folder = module.getNameCount() == 1 ? "–" : "`" + module.getName(0) + "`";
        return "| " + folder + " | `" + module.getFileName() + "` |";
    }

    @Test
    void everyPackageIsNamed() {
        Set<String> there = new TreeSet<>();
        for (Path file : Repository.files(file -> file.endsWith("package-info.java"))) {
            String path = file.toString().replace('\\', '/');
            if (path.contains("/src/main/java/") && !path.contains("/quality/") && !path.contains("/examples/")) {
                there.add(Pattern.compile("(?m)^package ([\\w.]+);")
                        .matcher(Repository.read(file))
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1));
            }
        }
        Set<String> named = PAGE.text()
                .lines()
                .flatMap(line -> Pattern.compile("^\\| `([\\w.]+)` \\| (?:yes|no)\\b")
                        .matcher(line)
                        .results())
                .map(found -> "org.workflowengine." + found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        String ofTheProcessor = PAGE.text()
                .lines()
                .filter(line -> line.startsWith("| `processor` |"))
                .findFirst()
                .orElseThrow();
        there.stream()
                .flatMap(name -> PROCESSOR.matcher(name).results())
                .map(MatchResult::group)
                .filter(name -> ofTheProcessor.contains("`" + name.substring(name.lastIndexOf('.') + 1) + "`"))
                .forEach(named::add);
        assertThat(named).containsExactlyElementsOf(there);
    }
}
