package org.workflowengine.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.workflowengine.cli.CommandArguments;

/** What blocks for a shell name exists: modules, profiles, tests, scripts, and the options of the command line. Nothing is run. */
class ShellBlocksTest {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|((?:[^\\s\"']|\\\\\\s)+)");
    private static final Pattern FUNCTION = Pattern.compile("(?s)\\bcli\\(\\) \\{[^\\n]*\"\\$@\"(.*?); }");
    private static final Set<String> SHELL = Set.of(
            "cd", "mkdir", "set", "if", "then", "else", "fi", "exit", "echo", "[", "}", "mail", "ls", "rm", "cat",
            "psql", "sudo", "tree", "curl");
    private static final Set<String> GOALS = Set.of(
            "verify",
            "package",
            "test",
            "install",
            "clean",
            "compile",
            "dependency:copy",
            "spotless:apply",
            "exec:java",
            "spring-boot:run",
            "spring-boot:test-run");

    @TestFactory
    Stream<DynamicTest> blocks() {
        return Repository.pages().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals("sh"))
                .filter(block -> !block.directive().says("not-tested"))
                .map(block -> DynamicTest.dynamicTest(
                        block.toString(), () -> assertThat(complaints(block)).isEmpty()));
    }

    @Test
    void whatDoesNotExistIsTold() {
        assertThat(complaints("./mvnw -q -Pno-such-profile package", "")).containsExactly("no profile no-such-profile");
        assertThat(complaints("./mvnw -pl :no-such-module verify", "")).containsExactly("no module :no-such-module");
        assertThat(complaints("./mvnw test -Dtest=NoSuchTest", "")).containsExactly("no test NoSuchTest");
        assertThat(complaints("java -jar workflow-cli.jar verify --no-such", ""))
                .hasSize(1);
        assertThat(complaints("no-such-program", "")).containsExactly("nobody looks after no-such-program");
        assertThat(complaints("java -cp x org.workflowengine.NoSuchMain", ""))
                .containsExactly("no class with a main method org.workflowengine.NoSuchMain");
        assertThat(complaints("workflow-cli verify --no-such", "")).hasSize(1);
        assertThat(complaints("./no-such-script", "")).containsExactly("no file ./no-such-script");
        assertThat(complaints("./mvnw -pl :workflow-cli -am verify -Dtest='CliTest#x'", ""))
                .isEmpty();
    }

    /** The shell itself reads each block, where there is one. */
    @TestFactory
    Stream<DynamicTest> theShellCanReadIt() {
        Path shell = Path.of("/bin/sh");
        return Repository.pages().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals("sh"))
                .map(block -> DynamicTest.dynamicTest(block.toString(), () -> {
                    assumeTrue(Files.isExecutable(shell), "no /bin/sh");
                    Process process = new ProcessBuilder(shell.toString(), "-n")
                            .redirectErrorStream(true)
                            .start();
                    process.getOutputStream().write(block.text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    process.getOutputStream().close();
                    String said = new String(
                            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                    assertThat(process.waitFor()).as(said).isZero();
                }));
    }

    private static List<String> complaints(Block block) {
        // A function that a page defines once is used in its later blocks too.
        String function = block.page().blocks().stream()
                .filter(other -> other.language().equals("sh") && other.line() <= block.line())
                .flatMap(other -> FUNCTION.matcher(other.text()).results())
                .map(found -> found.group(1).replace("\\\n", " "))
                .reduce("", (first, second) -> second);
        return complaints(FUNCTION.matcher(block.text()).replaceAll(""), function);
    }

    private static List<String> complaints(String text, String function) {
        List<String> complaints = new ArrayList<>();
        for (String line : text.replace("\\\n", " ").split("\n", -1)) {
            for (String command : line.replaceAll("(^|\\s)#.*", "").split("&&|\\|\\||;|\\s\\|\\s", -1)) {
                command(words(command), function, complaints);
            }
        }
        return complaints;
    }

    /** As a shell splits a command; quoted words lose their quotes. */
    static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command.strip());
        StringBuilder current = new StringBuilder();
        int end = 0;
        while (word.find()) {
            if (word.start() > end && current.length() > 0) {
                words.add(current.toString());
                current.setLength(0);
            }
            current.append(
                    word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
            end = word.end();
        }
        if (current.length() > 0) {
            words.add(current.toString());
        }
        return words;
    }

    private static void command(List<String> typed, String function, List<String> complaints) {
        List<String> words = typed.contains(">") ? typed.subList(0, typed.indexOf(">")) : typed;
        if (words.isEmpty() || words.get(0).matches("\\w+=.*")) {
            return;
        }
        String program = words.get(0);
        List<String> rest = words.subList(1, words.size());
        if (SHELL.contains(program)) {
            if (Set.of("then", "else").contains(program)) {
                command(rest, function, complaints);
            }
        } else if (program.equals("./mvnw") || program.equals("mvn")) {
            maven(rest, complaints);
        } else if (program.equals("cli")) {
            List<String> all = new ArrayList<>(rest);
            all.addAll(words(function));
            CommandArguments.complaint(all.toArray(String[]::new)).ifPresent(complaints::add);
        } else if (program.equals("workflow-cli")) {
            CommandArguments.complaint(rest.toArray(String[]::new)).ifPresent(complaints::add);
        } else if (program.equals("java")) {
            java(rest, complaints);
        } else if (program.startsWith("./") || program.startsWith(".ci/")) {
            if (!Files.isExecutable(Repository.ROOT.resolve(program))) {
                complaints.add("no file " + program);
            }
        } else {
            complaints.add("nobody looks after " + program);
        }
    }

    private static void java(List<String> arguments, List<String> complaints) {
        int jar = arguments.indexOf("-jar");
        if (jar < 0) {
            int classPath = arguments.indexOf("-cp");
            if (arguments.stream().anyMatch(argument -> argument.startsWith("-XX:"))) {
                return;
            }
            String main = classPath < 0 ? "" : arguments.get(classPath + 2);
            if (TestSources.of(main.substring(main.lastIndexOf('.') + 1)).stream()
                    .noneMatch(source -> source.contains("static void main("))) {
                complaints.add("no class with a main method " + main);
            }
            return;
        }
        if (!arguments.get(jar + 1).matches("(.*/)?workflow-cli.*\\.jar")) {
            complaints.add("no such jar " + arguments.get(jar + 1));
            return;
        }
        CommandArguments.complaint(arguments.subList(jar + 2, arguments.size()).toArray(String[]::new))
                .ifPresent(complaints::add);
    }

    private static void maven(List<String> arguments, List<String> complaints) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("-pl")) {
                for (String module : arguments.get(++i).split(",", -1)) {
                    if (!Modules.exists(module)) {
                        complaints.add("no module " + module);
                    }
                }
            } else if (argument.startsWith("-P")) {
                if (!Modules.hasProfile(argument.substring(2))) {
                    complaints.add("no profile " + argument.substring(2));
                }
            } else if (argument.startsWith("-Dtest=") || argument.startsWith("-Dit.test=")) {
                String test = argument.substring(argument.indexOf('=') + 1).replaceAll("[#$].*", "");
                if (!test.contains("*") && TestSources.of(test).isEmpty()) {
                    complaints.add("no test " + test);
                }
            } else if (!argument.startsWith("-") && !GOALS.contains(argument)) {
                complaints.add("nobody looks after the goal " + argument);
            }
        }
    }
}
