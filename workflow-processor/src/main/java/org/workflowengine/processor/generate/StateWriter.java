package org.workflowengine.processor.generate;

import java.util.List;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.StateNode;

/** Prints the enum of the states. */
final class StateWriter {
    private StateWriter() {}

    static Source write(Sheet sheet) {
        Source source = sheet.source(GeneratedType.STATE, List.of());
        String self = source.type().simple();
        String string = source.name(Names.STRING);
        String override = "@" + source.name(Names.OVERRIDE);

        source.javadoc("The states of {@link " + source.name(sheet.model().definition()) + "}.");
        sheet.dress(source);
        source.open(sheet.visibility() + "enum " + self + " implements " + source.name(Names.WORKFLOW_STATE));
        int left = sheet.states().size();
        for (StateNode state : sheet.states()) {
            left--;
            source.javadoc(
                    "{@link " + source.name(sheet.model().definition().member(state.name())) + "}" + kind(state) + ".");
            source.line(state.constant() + "(" + Literal.of(state.id()) + ", " + state.initial() + ", "
                    + state.terminal() + ")" + (left > 0 ? "," : ";"));
        }
        if (sheet.states().isEmpty()) {
            source.line(";");
        }
        source.blank();
        source.line("private final " + string + " id;");
        source.line("private final boolean initial;");
        source.line("private final boolean terminal;");
        source.blank();
        source.method(self, List.of(string + " id", "boolean initial", "boolean terminal"));
        source.line("this.id = id;");
        source.line("this.initial = initial;");
        source.line("this.terminal = terminal;");
        source.close();
        getter(source, override, string + " id", "id");
        getter(source, override, "boolean isInitial", "initial");
        getter(source, override, "boolean isTerminal", "terminal");
        source.close();
        return source;
    }

    private static void getter(Source source, String override, String head, String field) {
        source.blank();
        source.line(override);
        source.method("public " + head, List.of());
        source.line("return " + field + ";");
        source.close();
    }

    private static String kind(StateNode state) {
        return (state.initial() ? ", where cases are opened" : "") + (state.terminal() ? ", where cases end" : "");
    }
}
