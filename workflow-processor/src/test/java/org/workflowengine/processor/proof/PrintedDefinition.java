package org.workflowengine.processor.proof;

import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import org.workflowengine.processor.proof.DrawnDefinition.Demand;
import org.workflowengine.processor.proof.DrawnDefinition.Fact;
import org.workflowengine.processor.proof.DrawnDefinition.Kind;
import org.workflowengine.processor.proof.DrawnDefinition.Transition;
import org.workflowengine.processor.proof.DrawnDefinition.Type;

/** The source of a drawn definition, each declaration on a line of its own, so that a line number tells what a message is about. */
final class PrintedDefinition {

    private final DrawnDefinition drawn;
    private final List<String> lines = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();

    PrintedDefinition(DrawnDefinition drawn) {
        this.drawn = drawn;
        print("", "package app;");
        print("", "import org.workflowengine.annotations.*;");
        print("", "@Workflow(id = \"" + drawn.name() + "\", version = 1)");
        print("definition", "public interface " + drawn.name() + " {");
        drawn.facts().forEach(this::print);
        drawn.types().forEach(this::print);
        print("", "}");
    }

    DrawnDefinition drawn() {
        return drawn;
    }

    String name() {
        return drawn.name();
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    JavaFileObject source() {
        return JavaFileObjects.forSourceString("app." + drawn.name(), text());
    }

    /** What is declared on a line: {@code definition}, {@code @Fact}, {@code State} or {@code State.transition}. */
    String label(long line) {
        return line < 1 || line > labels.size() ? "nowhere" : labels.get((int) line - 1);
    }

    private void print(Fact fact) {
        if (fact.kind() == Kind.ENUM || fact.kind() == Kind.ANY_OF) {
            print(
                    fact.name() + "Value",
                    "    enum " + fact.name() + "Value { " + String.join(", ", fact.values()) + " }");
        }
        var value = switch (fact.kind()) {
            case BOOLEAN -> "boolean value() default true;";
            case ENUM -> fact.name() + "Value value();";
            case ANY_OF -> fact.name() + "Value[] value();";
            case NAME -> "";
        };
        print(
                "@" + fact.name(),
                "    @Fact " + demands(fact.carried()) + "@interface " + fact.name() + " { " + value + " }");
    }

    private void print(Type type) {
        var parents = type.parents().isEmpty() ? "" : " extends " + String.join(", ", type.parents());
        print(type.name(), "    " + (type.state() ? marker(type) : "") + "interface " + type.name() + parents + " {");
        for (Transition transition : type.transitions()) {
            print(
                    type.name() + "." + transition.name(),
                    "        @Transition " + demands(transition.demands()) + transition.target() + " "
                            + transition.name() + "();");
        }
        print("", "    }");
    }

    private static String marker(Type state) {
        var flags = new ArrayList<String>();
        if (state.initial()) {
            flags.add("initial = true");
        }
        if (state.terminal()) {
            flags.add("terminal = true");
        }
        return "@State(" + String.join(", ", flags) + ") ";
    }

    private String demands(List<Demand> demands) {
        return demands.stream().map(this::demand).collect(Collectors.joining());
    }

    private String demand(Demand demand) {
        var fact = drawn.fact(demand.fact());
        var accepted = demand.accepted().stream().sorted().toList();
        var value = switch (fact.kind()) {
            case NAME -> "";
            case BOOLEAN -> "(" + accepted.get(0) + ")";
            case ENUM -> "(" + fact.name() + "Value." + accepted.get(0) + ")";
            case ANY_OF ->
                accepted.stream()
                        .map(constant -> fact.name() + "Value." + constant)
                        .collect(Collectors.joining(", ", "({", "})"));
        };
        return "@" + fact.name() + value + " ";
    }

    private void print(String label, String line) {
        labels.add(label);
        lines.add(line);
    }
}
