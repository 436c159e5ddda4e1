package org.workflowengine.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the core will never hold, as {@code docs/explanation/architecture-contract.md} says it. */
class ArchitectureContractTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ArchitectureContractTest::isNotOfTests)
            .importPackages(
                    "org.workflowengine.annotations",
                    "org.workflowengine.h2",
                    "org.workflowengine.runtime",
                    "org.workflowengine.processor");

    /** Whatever else the core would need for a rule engine, HTTP, templates or a message broker is not among these. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "org.workflowengine.annotations", "",
            "org.workflowengine.h2", "org\\.h2\\..*|org\\.jspecify\\..*",
            "org.workflowengine.runtime", "org\\.apache\\.ibatis\\..*|org\\.slf4j.*|org\\.jspecify\\..*|org\\.h2\\..*",
            "org.workflowengine.processor",
                    "com\\.palantir\\.javapoet.*|org\\.jspecify\\..*|com\\.sun\\.source\\..*|com\\.google\\.auto\\.service\\..*");

    private static final Pattern OF_THE_JDK =
            Pattern.compile("(java|javax)\\..*|\\[?(int|long|byte|char|boolean|short|float|double|void)");

    private static final List<String> NEVER = List.of(
            "java.net.http.",
            "com.sun.net.httpserver.",
            "java.net.ServerSocket",
            "java.awt.",
            "javax.swing.",
            "javax.script.",
            "java.util.Timer",
            "java.util.concurrent.ScheduledExecutorService",
            "java.util.concurrent.CompletableFuture",
            "java.rmi.",
            "javax.jms.");

    /** A row of the table of modules: folder, artifact, what it depends on. */
    private static final Pattern MAP =
            Pattern.compile("(?m)^\\| (?:–|`(\\w+)`) \\| `([\\w-]+)` \\|[^|\\n]*\\| ((?:–|[`\\w, -]+)) \\|$");

    private static final Pattern WORD = Pattern.compile("`([\\w-]+)`");

    @Test
    void theCoreStandsOnTheJdkAndFewLibraries() {
        Set<String> others = new TreeSet<>();
        Set<String> looked = new TreeSet<>();
        for (JavaClass type : CORE) {
            String module = LIBRARIES.keySet().stream()
                    .filter(name -> type.getPackageName().startsWith(name))
                    .findFirst()
                    .orElseThrow();
            looked.add(module);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getName();
                if (!target.startsWith("org.workflowengine.")
                        && !OF_THE_JDK.matcher(target).matches()
                        && !target.matches(LIBRARIES.get(module))) {
                    others.add(type.getName() + " -> " + target);
                }
            }
        }
        assertThat(others).isEmpty();
        assertThat(looked).containsExactlyInAnyOrderElementsOf(LIBRARIES.keySet());
    }

    @Test
    void theCoreOpensNoPortShowsNothingAndSchedulesNothing() {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : CORE) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getName();
                if (NEVER.stream().anyMatch(target::startsWith)) {
                    found.add(type.getName() + " -> " + target);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /** Verification in several threads takes them for as long as the call lasts, and only if it is told how many. */
    @Test
    void threadsAreStartedByNobodyButVerificationInSeveral() {
        Set<String> verification = Set.of("org.workflowengine.runtime.RangePass");
        assertThat(accesses("java.lang.Thread", "<init>")).isEqualTo(verification);
        assertThat(accesses("java.util.concurrent.Executors", null)).isEqualTo(verification);
        assertThat(accesses("java.lang.Thread", "ofVirtual")).isEmpty();
    }

    /** The time of a step comes from the clock of the options, which can be replaced; nothing happens because time has passed. */
    @Test
    void nobodyLooksAtTheClockOfTheMachine() {
        Set<String> found = new TreeSet<>();
        found.addAll(accesses("java.time.Instant", "now"));
        found.addAll(accesses("java.lang.System", "currentTimeMillis"));
        found.addAll(accesses("java.time.LocalDate", "now"));
        found.addAll(accesses("java.lang.Thread", "sleep"));
        assertThat(found).isEmpty();
    }

    /** Layers are named by nobody below them: neither in code, as importing them would need a dependency, nor in a pom. */
    @Test
    void theCoreDependsOnNoModuleAboveIt() {
        Map<String, List<String>> below = Map.of(
                "workflow-annotations", List.of(),
                "workflow-runtime", List.of("workflow-annotations"),
                "workflow-processor", List.of("workflow-annotations", "workflow-runtime"));
        below.forEach((module, modules) ->
                assertThat(modules).as(module).containsAll(Modules.dependencies(module + "/pom.xml", true)));
    }

    /** The table in {@code docs/reference/where-things-are.md} is the map: what it names is what the poms name, and all of it is above. */
    @Test
    void modulesDependOnWhatTheMapNames() {
        Set<String> above = new TreeSet<>();
        for (MatchResult row : MAP.matcher(Repository.read("docs/reference/where-things-are.md"))
                .results()
                .toList()) {
            String folder = row.group(1) == null ? "" : row.group(1) + "/";
            Set<String> named = new TreeSet<>();
            WORD.matcher(row.group(3)).results().forEach(found -> named.add(found.group(1)));
            assertThat(Modules.dependencies(folder + row.group(2) + "/pom.xml", false))
                    .as(row.group(2))
                    .isEqualTo(named);
            assertThat(above).as("above " + row.group(2)).containsAll(named);
            above.add(row.group(2));
        }
        assertThat(above).hasSize(10);
    }

    /** The fixtures of the runtime's tests have packages below its own. */
    private static boolean isNotOfTests(Location location) {
        return !location.contains("test-classes") && !location.contains("-tests.jar");
    }

    /** The classes that use a type, or one method of it. */
    private static Set<String> accesses(String owner, String method) {
        Set<String> callers = new TreeSet<>();
        for (JavaClass type : CORE) {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (access.getTargetOwner().getName().equals(owner)
                        && (method == null || access.getTarget().getName().equals(method))) {
                    callers.add(type.getName());
                }
            }
        }
        return callers;
    }
}
