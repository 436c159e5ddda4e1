package org.workflowengine.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.net.URL;
import java.nio.channels.ServerSocketChannel;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.net.SocketFactory;
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
            "java.net.",
            "javax.net.",
            "java.nio.channels.ServerSocket",
            "java.nio.channels.Socket",
            "java.nio.channels.Datagram",
            "java.nio.channels.Asynchronous",
            "java.nio.channels.Selector",
            "com.sun.net.httpserver.",
            "java.awt.",
            "javax.swing.",
            "javax.script.",
            "java.util.Timer",
            "java.util.concurrent.Scheduled",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.ForkJoin",
            "java.rmi.",
            "javax.naming.",
            "javax.jms.");

    /** The default name of a node asks for the name of the machine; the compiler's API names sources by URIs. */
    private static final Set<String> YET =
            Set.of("java.net.InetAddress", "java.net.UnknownHostException", "java.net.URI");

    private static final Pattern THREADS =
            Pattern.compile("java\\.lang\\.Thread\\.(<init>|start|of\\w+|startVirtualThread)"
                    + "|java\\.util\\.concurrent\\.(Executors\\..*|ThreadPoolExecutor\\.<init>)"
                    + "|java\\.util\\..*\\.parallel(Stream)?");

    private static final Pattern CLOCKS =
            Pattern.compile("java\\.time\\..*\\.now|java\\.time\\.(Clock|InstantSource)\\.(system|tick).*"
                    + "|java\\.lang\\.System\\.(currentTimeMillis|nanoTime)|java\\.util\\.(Date|GregorianCalendar)\\.<init>"
                    + "|java\\.util\\.Calendar\\.getInstance|java\\.lang\\.Thread\\.sleep|java\\.util\\.concurrent\\.TimeUnit\\.sleep"
                    + "|java\\.util\\.concurrent\\.locks\\.LockSupport\\.park.*");

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
        assertThat(ofWhatItNeverHolds(CORE)).isEmpty();
    }

    private static Set<String> ofWhatItNeverHolds(JavaClasses classes) {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : classes) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getName();
                if (NEVER.stream().anyMatch(target::startsWith) && !YET.contains(target)) {
                    found.add(target);
                }
            }
        }
        return found;
    }

    /** Verification in several threads takes them for as long as the call lasts, and only if it is told how many. */
    @Test
    void threadsAreStartedByNobodyButVerificationInSeveral() {
        Set<String> verification = Set.of("org.workflowengine.runtime.RangePass");
        assertThat(callers(CORE, THREADS).keySet()).isEqualTo(verification);
    }

    /** The time of a step comes from the clock of the options, which can be replaced; nothing happens because time has passed. */
    @Test
    void nobodyLooksAtTheClockOfTheMachine() {
        assertThat(callers(CORE, CLOCKS))
                .as("only the defaults of what can be replaced")
                .isEqualTo(Map.of(
                        "org.workflowengine.runtime.RuntimeOptions",
                        Set.of("java.lang.System.nanoTime", "java.time.InstantSource.system"),
                        "org.workflowengine.runtime.Verification",
                        Set.of("java.time.InstantSource.system"),
                        "org.workflowengine.runtime.internal.engine.Observers",
                        Set.of("java.lang.System.nanoTime")));
    }

    /** These checks find what they look for. */
    @Test
    void whatTheCoreNeverHoldsIsFound() {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
        assertThat(ofWhatItNeverHolds(offender))
                .contains(
                        "java.net.URL",
                        "java.net.Socket",
                        "java.nio.channels.ServerSocketChannel",
                        "javax.net.SocketFactory",
                        "java.util.concurrent.ForkJoinPool",
                        "java.util.concurrent.ScheduledThreadPoolExecutor");
        assertThat(callers(offender, CLOCKS).get(Offender.class.getName()))
                .containsExactly(
                        "java.lang.System.nanoTime",
                        "java.time.LocalDateTime.now",
                        "java.util.Date.<init>",
                        "java.util.concurrent.TimeUnit.sleep",
                        "java.util.concurrent.locks.LockSupport.parkNanos");
        assertThat(callers(offender, THREADS).get(Offender.class.getName()))
                .containsExactly(
                        "java.util.List.parallelStream",
                        "java.util.concurrent.ThreadPoolExecutor.<init>",
                        "java.util.stream.IntStream.parallel");
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
        assertThat(above).hasSize(13);
    }

    /** The fixtures of the runtime's tests have packages below its own. */
    private static boolean isNotOfTests(Location location) {
        return !location.contains("test-classes") && !location.contains("-tests.jar");
    }

    /** The classes that call what a pattern names, and what they call. */
    private static Map<String, Set<String>> callers(JavaClasses classes, Pattern methods) {
        Map<String, Set<String>> callers = new TreeMap<>();
        for (JavaClass type : classes) {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                String called = access.getTargetOwner().getName() + "."
                        + access.getTarget().getName();
                if (methods.matcher(called).matches()) {
                    callers.computeIfAbsent(type.getName(), name -> new TreeSet<>())
                            .add(called);
                }
            }
        }
        return callers;
    }

    /** Does what the core never does. It is read and never run. */
    private static final class Offender {
        void offend(List<String> names, ServerSocketChannel port, ScheduledThreadPoolExecutor later) throws Exception {
            new URL("https://example.org").openConnection();
            SocketFactory.getDefault().createSocket().close();
            port.close();
            ForkJoinPool.commonPool().execute(later::shutdown);
            new ThreadPoolExecutor(1, 1, System.nanoTime(), TimeUnit.SECONDS, new LinkedBlockingQueue<>()).shutdown();
            names.parallelStream().forEach(String::strip);
            IntStream.of(1).parallel().sum();
            TimeUnit.SECONDS.sleep(new Date().getTime());
            LockSupport.parkNanos(LocalDateTime.now(ZoneOffset.UTC).getNano());
        }
    }
}
