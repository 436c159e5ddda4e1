package org.workflowengine.processor.generate;

import java.util.ArrayList;
import java.util.List;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.FactType;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.TransitionEdge;

/**
 * Prints the transition table: an enum, or, when one method could not make all its constants, a class that looks like one and
 * whose rows are made in parts.
 */
final class TransitionWriter {
    /** A class file allows 65,535 bytes of code for one method, and one method makes all constants of an enum. */
    private static final int MOST_CODE = 50_000;

    /** What a row and each part of its guard take, measured with javap and rounded up. */
    private static final int CODE_OF_ROW = 40;

    private static final int CODE_OF_CONDITION = 25;
    private static final int ROWS_IN_PART = 200;

    private final Sheet sheet;
    private final Source source;
    private final String self;
    private final String state;
    private final String list;

    private TransitionWriter(Sheet sheet) {
        this.sheet = sheet;
        this.source = sheet.source(GeneratedType.TRANSITION, List.of());
        this.self = source.type().simple();
        this.state = source.name(sheet.names().type(GeneratedType.STATE));
        this.list = source.name(Names.LIST);
    }

    static Source write(Sheet sheet) {
        TransitionWriter writer = new TransitionWriter(sheet);
        int code = 0;
        for (TransitionEdge edge : sheet.rows()) {
            code += CODE_OF_ROW + CODE_OF_CONDITION * edge.guard().conditions().size();
        }
        writer.write(code > MOST_CODE);
        return writer.source;
    }

    private void write(boolean inParts) {
        source.javadoc(
                "The transition table of {@link " + source.name(sheet.model().definition()) + "}, version "
                        + sheet.model().version() + ".");
        sheet.dress(source);
        source.open(sheet.visibility() + (inParts ? "final class " : "enum ") + self + " implements "
                + source.name(Names.WORKFLOW_TRANSITION));
        if (inParts) {
            writeParts();
        } else {
            writeConstants();
        }
        if (sheet.faults().isEmpty()) {
            writeTable();
        }
        writeRow();
        source.close();
    }

    private void writeConstants() {
        int left = sheet.rows().size();
        for (TransitionEdge edge : sheet.rows()) {
            left--;
            source.javadoc(Prose.step(edge) + ".");
            source.list(edge.constant() + "(", arguments(edge), left > 0 ? ")," : ");");
        }
        if (sheet.rows().isEmpty()) {
            source.line(";");
        }
    }

    private void writeParts() {
        List<TransitionEdge> rows = List.copyOf(sheet.rows());
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int part = i / ROWS_IN_PART;
            if (i % ROWS_IN_PART == 0) {
                parts.add("Part" + part + ".ROWS");
            }
            source.javadoc(Prose.step(rows.get(i)) + ".");
            source.line("public static final " + self + " " + rows.get(i).constant() + " = Part" + part + ".ROWS["
                    + i % ROWS_IN_PART + "];");
        }
        for (int part = 0; part < parts.size(); part++) {
            int first = part * ROWS_IN_PART;
            source.blank();
            source.open("private static final class Part" + part);
            source.open("static final " + self + "[] ROWS =");
            for (TransitionEdge edge : rows.subList(first, Math.min(first + ROWS_IN_PART, rows.size()))) {
                source.list("new " + self + "(", arguments(edge), "),");
            }
            source.close("};");
            source.close();
        }
        source.blank();
        source.javadoc("All rows of the table.", "", "@return a new array, in the order of the table");
        source.method("public static " + self + "[] values", List.of());
        source.list("return " + source.name(Names.STREAM) + ".of(", parts, ")");
        source.line("        .flatMap(" + source.name(Names.ARRAYS) + "::stream)");
        source.line("        .toArray(" + self + "[]::new);");
        source.close();
    }

    private void writeTable() {
        source.blank();
        source.javadoc("The definition as the runtime enforces it, under the fingerprint that it was compiled with.");
        String table = source.name(Names.WORKFLOW_TABLE);
        source.list(
                "public static final " + table + " TABLE = " + table + ".of(",
                List.of(
                        Literal.of(sheet.model().id()),
                        String.valueOf(sheet.model().version()),
                        Literal.of(Fingerprint.of(sheet.model())),
                        list + ".of(" + state + ".values())",
                        list + ".of(values())",
                        source.name(sheet.names().type(GeneratedType.FACTS)) + ".VOCABULARY"),
                ");");
    }

    /** What each row knows. */
    private void writeRow() {
        String string = source.name(Names.STRING);
        String condition = source.name(Names.CONDITION);
        String guard = list + "<" + condition + ">";
        source.blank();
        source.line("private final " + string + " id;");
        source.line("private final " + state + " from;");
        source.line("private final " + state + " to;");
        source.line("private final " + guard + " guard;");
        source.blank();
        source.method(self, List.of(string + " id", state + " from", state + " to", condition + "... guard"));
        source.line("this.id = id;");
        source.line("this.from = from;");
        source.line("this.to = to;");
        source.line("this.guard = " + list + ".of(guard);");
        source.close();
        getter(string, "id");
        getter(state, "from");
        getter(state, "to");
        getter(guard, "guard");
    }

    private void getter(String type, String name) {
        source.blank();
        source.line("@" + source.name(Names.OVERRIDE));
        source.method("public " + type + " " + name, List.of());
        source.line("return " + name + ";");
        source.close();
    }

    private List<String> arguments(TransitionEdge edge) {
        List<String> arguments = new ArrayList<>();
        arguments.add(Literal.of(edge.id()));
        arguments.add(state + "." + sheet.constantOf(edge.source()));
        arguments.add(state + "." + sheet.constantOf(edge.target().orElseThrow()));
        for (Condition condition : edge.guard().conditions()) {
            if (sheet.knows(condition.fact())) {
                arguments.add(condition(condition));
            }
        }
        return arguments;
    }

    private String condition(Condition condition) {
        String fact = source.name(sheet.names().type(GeneratedType.FACT)) + "." + Names.constant(condition.fact());
        if (condition.fact().valueType() instanceof FactType.OfEnum type) {
            List<String> constants = new ArrayList<>();
            for (String value : condition.accepted()) {
                constants.add(source.name(type.name()) + "." + value);
            }
            return fact + ".in(" + String.join(", ", constants) + ")";
        }
        // A guard that contradicts itself accepts nothing.
        return condition.accepted().size() == 1
                ? fact + ".is(" + condition.accepted().get(0) + ")"
                : fact + ".in()";
    }
}
