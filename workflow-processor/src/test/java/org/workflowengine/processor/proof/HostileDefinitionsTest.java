package org.workflowengine.processor.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is written, the answer is an error with a code and a place, javac's own error, or code that compiles. */
class HostileDefinitionsTest {

    private static final int BATCH = 30;

    @TempDir
    private Path folder;

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    @Test
    void areRefusedOrCompile() {
        var cases = Stream.concat(HostileNames.all().stream(), HostileShapes.all().stream())
                .toList();
        var batch = new LinkedHashMap<String, HostileCase>();
        int number = 0;
        for (HostileCase one : cases) {
            var packageName = "h" + number++;
            if (!Build.isJava(one.sources(packageName))) {
                // One at a time: javac can get confused about other files, too.
                judge(Map.of(packageName, one), false);
                continue;
            }
            batch.put(packageName, one);
            if (batch.size() == BATCH) {
                judge(batch, true);
                batch.clear();
            }
        }
        judge(batch, true);
        System.out.println("HostileDefinitionsTest: " + cases.size() + " definitions: " + outcomes);
        assertThat(failures).isEmpty();
        assertThat(cases).hasSizeGreaterThan(200);
    }

    private void judge(Map<String, HostileCase> batch, boolean java) {
        var sources = batch.entrySet().stream()
                .flatMap(one -> one.getValue().sources(one.getKey()).stream())
                .toList();
        // So that bodies are looked at although there are errors; otherwise javac would not read what was generated.
        var build = Build.of(folder, sources, "--should-stop=ifError=FLOW", "--should-stop=ifNoError=FLOW");
        var errors = new LinkedHashMap<String, List<Diagnostic<? extends JavaFileObject>>>();
        for (Diagnostic<? extends JavaFileObject> error : build.errors()) {
            errors.computeIfAbsent(packageOf(error, batch), any -> new ArrayList<>())
                    .add(error);
        }
        errors.getOrDefault("nowhere", List.of()).forEach(error -> failures.add("no place: " + error));
        batch.forEach((name, hostile) -> judge(
                hostile,
                java,
                errors.getOrDefault(name, List.of()),
                Files.exists(folder.resolve(name).resolve("OrderEngine.java"))));
    }

    private void judge(
            HostileCase hostile, boolean java, List<Diagnostic<? extends JavaFileObject>> errors, boolean generated) {
        boolean ours = false;
        boolean follows = false;
        for (Diagnostic<? extends JavaFileObject> error : errors) {
            boolean coded = error.getMessage(null).startsWith("[WF");
            ours |= coded;
            boolean inGenerated = error.getSource().getName().startsWith(folder.toString());
            follows |= inGenerated;
            if (error.getMessage(null).startsWith("[WF000")
                    || java && inGenerated
                    || coded && error.getLineNumber() < 1) {
                failures.add(hostile.name() + ": " + error);
            }
        }
        // What javac itself cannot read may go on to confuse it about what was generated.
        var outcome = follows
                ? "refused by javac, which then mistrusts generated code"
                : ours
                        ? "refused with a code"
                        : !errors.isEmpty() ? "refused by javac" : generated ? "compiles" : "inert";
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private static String packageOf(Diagnostic<? extends JavaFileObject> message, Map<String, HostileCase> batch) {
        return message.getSource() == null
                ? "nowhere"
                : batch.keySet().stream()
                        .filter(name -> ("/" + message.getSource().getName()).contains("/" + name + "/"))
                        .findFirst()
                        .orElse("nowhere");
    }
}
