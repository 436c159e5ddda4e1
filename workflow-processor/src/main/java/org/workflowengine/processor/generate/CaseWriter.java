package org.workflowengine.processor.generate;

import java.util.ArrayList;
import java.util.List;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;

/** Prints the sealed family of handles: one final class for each state, with only the moves that the state allows. */
final class CaseWriter {
    private final Sheet sheet;
    private final Source source;
    private final String self;
    private final String state;
    private final String match;
    private final String result;
    private final List<String> parameters;

    private CaseWriter(Sheet sheet) {
        this.sheet = sheet;
        this.source = sheet.source(GeneratedType.CASE, nested(sheet));
        this.self = source.type().simple();
        this.state = source.name(sheet.names().type(GeneratedType.STATE));
        this.match = source.name(sheet.names().match());
        this.result = sheet.names().free("R");
        this.parameters = List.of(
                source.name(sheet.names().type(GeneratedType.ENGINE)) + " engine",
                source.name(Names.CASE_HEAD) + " head");
    }

    private static List<String> nested(Sheet sheet) {
        List<String> nested = new ArrayList<>();
        nested.add(sheet.names().match().simple());
        for (StateNode node : sheet.states()) {
            nested.add(node.name());
        }
        return nested;
    }

    static Source write(Sheet sheet) {
        CaseWriter writer = new CaseWriter(sheet);
        writer.write();
        return writer.source;
    }

    private void write() {
        source.javadoc("A case of {@link " + source.name(sheet.model().definition())
                + "} in hand: for each state a type that has only the moves which that state allows.");
        sheet.dress(source);
        source.line("@" + source.name(Names.CHECK_RETURN_VALUE));
        source.open(sheet.visibility() + "abstract " + (sheet.states().isEmpty() ? "" : "sealed ") + "class " + self
                + " extends " + source.name(Names.CASE_HANDLE));
        source.line("private final " + state + " state;");
        source.blank();
        List<String> all = new ArrayList<>(parameters);
        all.add(state + " state");
        source.method("private " + self, all);
        source.line("super(engine, head);");
        source.line("this.state = state;");
        source.close();
        source.blank();
        source.javadoc("The state in which the case was when it was read.", "", "@return the state");
        source.method("public final " + state + " state", List.of());
        source.line("return state;");
        source.close();
        source.blank();
        source.javadoc(
                "Handles every state, on any Java: a new state in the definition is a compile error in every",
                "{@link " + match + "}. On Java 21 and later a {@code switch} over the handle does the same.",
                "",
                "@param match one branch for each state",
                "@param <" + result + "> what the branches answer",
                "@return what the branch of the case's state answers");
        source.line("public abstract " + matching() + ";");
        writeMatch();
        for (StateNode node : sheet.states()) {
            writeHandle(node);
        }
        source.close();
    }

    private String matching() {
        return "<" + result + "> " + result + " match(" + match + "<" + result + "> match)";
    }

    private void writeMatch() {
        source.blank();
        source.javadoc("One branch for each state.", "", "@param <" + result + "> what the branches answer");
        source.open("public interface " + match + "<" + result + ">");
        for (StateNode node : sheet.states()) {
            source.line(result + " " + Names.branch(node) + "(" + handle(node) + " handle);");
        }
        source.close();
    }

    private void writeHandle(StateNode node) {
        source.blank();
        source.javadoc("A case in the state {@link "
                + source.name(sheet.model().definition().member(node.name())) + "}.");
        source.open("public static final class " + handle(node) + " extends " + self);
        source.method(handle(node), parameters);
        source.line("super(engine, head, " + state + "." + node.constant() + ");");
        source.close();
        source.blank();
        source.line("@" + source.name(Names.OVERRIDE));
        source.open("public " + matching());
        source.line("return match." + Names.branch(node) + "(this);");
        source.close();
        for (TransitionEdge edge : sheet.movesOf(node)) {
            writeMove(edge);
        }
        source.close();
    }

    private String handle(StateNode node) {
        return source.name(sheet.names().handle(node.name()));
    }

    private void writeMove(TransitionEdge edge) {
        List<String> javadoc = new ArrayList<>(List.of(Prose.step(edge) + ".", ""));
        List<String> declared = new ArrayList<>();
        List<String> passed = new ArrayList<>(List.of("decision"));
        for (Condition condition : edge.guard().conditions()) {
            if (sheet.knows(condition.fact())) {
                String name = Names.unlike(passed, Sheet.usable(condition.fact().factory()));
                javadoc.add("@param " + name + " what is known" + Prose.meaning(condition.fact()));
                declared.add(sheet.names().value(source, condition.fact()) + " " + name);
                passed.add(name);
            }
        }
        javadoc.add("@param decision who moves the case and why");
        javadoc.add("@return the case in its new state, or why it was not moved");
        declared.add(source.name(Names.DECISION) + " decision");

        source.blank();
        source.javadoc(javadoc);
        source.method(
                "public " + source.name(Names.OUTCOME) + "<" + source.name(sheet.handle(edge.target())) + "> "
                        + edge.name(),
                declared);
        if (sheet.isRow(edge)) {
            source.line("return move(" + source.name(sheet.names().type(GeneratedType.TRANSITION)) + "."
                    + edge.constant() + ", " + String.join(", ", passed) + ");");
        } else {
            source.line("throw new " + source.name(Names.ILLEGAL_STATE_EXCEPTION) + "("
                    + Literal.of(EngineWriter.faulty(sheet)) + ");");
        }
        source.close();
    }
}
