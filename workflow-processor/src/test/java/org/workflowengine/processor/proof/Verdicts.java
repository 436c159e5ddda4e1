package org.workflowengine.processor.proof;

import com.google.testing.compile.Compiler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.workflowengine.processor.WorkflowProcessor;

/** What the processor says about many definitions that are compiled together. */
final class Verdicts {

    private static final Pattern CODE = Pattern.compile("(?:warning: )?\\[(WF\\d{3}) [a-z0-9-]+] .*", Pattern.DOTALL);

    /** One message: its code or {@code javac}, what stands on its line, and its text. */
    record Verdict(String code, String label, boolean error, String text) {

        Verdict at(String otherLabel) {
            return new Verdict(code, otherLabel, error, text);
        }
    }

    private Verdicts() {}

    /** The messages per definition, by its name. */
    static Map<String, List<Verdict>> of(Collection<PrintedDefinition> printed, boolean whole) {
        var byFile = new LinkedHashMap<String, PrintedDefinition>();
        printed.forEach(one -> byFile.put(one.name(), one));
        // javac falls silent after one hundred messages unless told otherwise.
        var options = new ArrayList<>(List.of("-Xmaxerrs", "100000", "-Xmaxwarns", "100000"));
        if (!whole) {
            options.add("-proc:only");
        }
        var compilation = Compiler.javac()
                .withOptions(options.toArray())
                .withProcessors(new WorkflowProcessor())
                .compile(printed.stream().map(PrintedDefinition::source).toList());
        var verdicts = new LinkedHashMap<String, List<Verdict>>();
        byFile.keySet().forEach(name -> verdicts.put(name, new ArrayList<>()));
        for (Diagnostic<? extends JavaFileObject> message : compilation.diagnostics()) {
            var name = fileOf(message);
            if (message.getKind() != Diagnostic.Kind.NOTE) {
                verdicts.computeIfAbsent(byFile.containsKey(name) ? name : "elsewhere", any -> new ArrayList<>())
                        .add(verdict(message, byFile.get(name)));
            }
        }
        return verdicts;
    }

    private static Verdict verdict(Diagnostic<? extends JavaFileObject> message, PrintedDefinition printed) {
        var text = message.getMessage(null);
        var code = CODE.matcher(text);
        return new Verdict(
                code.matches() ? code.group(1) : "javac",
                printed == null ? "elsewhere" : printed.label(message.getLineNumber()),
                message.getKind() == Diagnostic.Kind.ERROR,
                text);
    }

    private static String fileOf(Diagnostic<? extends JavaFileObject> message) {
        var source = message.getSource();
        if (source == null) {
            return "nowhere";
        }
        var path = source.getName();
        return path.substring(path.lastIndexOf('/') + 1).replace(".java", "");
    }
}
