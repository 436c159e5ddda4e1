package org.workflowengine.processor.generate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;

/** Prints the engine: the typed opening, one method for each transition name, and the handle for each state. */
final class EngineWriter {
    private final Sheet sheet;
    private final Source source;
    private final String self;
    private final String cases;
    private final String facts;
    private final String outcome;
    private final String caseId;
    private final String decision;

    private EngineWriter(Sheet sheet) {
        this.sheet = sheet;
        this.source = sheet.source(GeneratedType.ENGINE, List.of());
        this.self = source.type().simple();
        this.cases = source.name(sheet.names().type(GeneratedType.CASE));
        this.facts = source.name(sheet.names().type(GeneratedType.FACTS));
        this.outcome = source.name(Names.OUTCOME);
        this.caseId = source.name(Names.STRING) + " caseId";
        this.decision = source.name(Names.DECISION) + " decision";
    }

    static Source write(Sheet sheet) {
        EngineWriter writer = new EngineWriter(sheet);
        writer.write();
        return writer.source;
    }

    /** What the engine of a faulty definition says. */
    static String faulty(Sheet sheet) {
        return "the definition " + sheet.model().definition().nested() + " has errors ("
                + sheet.faults().orElseThrow() + "): mend it and compile it again";
    }

    private void write() {
        source.javadoc("Opens, loads and moves cases of {@link "
                + source.name(sheet.model().definition()) + "}.");
        sheet.dress(source);
        source.line("@" + source.name(Names.CHECK_RETURN_VALUE));
        source.open(sheet.visibility() + "final class " + self + " extends " + source.name(Names.WORKFLOW_ENGINE) + "<"
                + cases + ", " + facts + ">");
        writeCreation();
        writeOpen();
        for (Map.Entry<String, List<TransitionEdge>> named : sheet.byName().entrySet()) {
            writeById(named.getKey(), named.getValue());
        }
        writeHandle();
        source.close();
    }

    private void writeCreation() {
        String host = source.name(Names.WORKFLOW_HOST) + " host";
        source.method("private " + self, List.of(host));
        source.line(
                sheet.faults().isPresent()
                        ? "super(host, faulty(" + Literal.of(faulty(sheet)) + "));"
                        : "super(host, " + source.name(sheet.names().type(GeneratedType.TRANSITION)) + ".TABLE);");
        source.close();
        source.blank();
        source.javadoc("An engine on a runtime.", "", "@param host the runtime", "@return the engine, thread-safe");
        source.method("public static " + self + " on", List.of(host));
        source.line("return new " + self + "(host);");
        source.close();
    }

    private void writeOpen() {
        List<StateNode> initial = sheet.model().initialStates();
        Optional<String> only = initial.size() == 1 ? Optional.of(initial.get(0).name()) : Optional.empty();
        source.blank();
        source.javadoc(
                "Opens a case.",
                "",
                "@param caseId the new case's id, 1 to 64 characters",
                "@param decision who opens it and why",
                "@return the case in its initial state, or why it was not opened");
        source.method(
                "public " + outcome + "<" + source.name(sheet.handle(only)) + "> open", List.of(caseId, decision));
        source.line("return opening(caseId, decision);");
        source.close();
    }

    private void writeById(String name, List<TransitionEdge> edges) {
        List<String> javadoc = new ArrayList<>(List.of(
                "Moves a case of which only the id is in hand; refused if it is in another state.", "", "<ul>"));
        Set<String> targets = new LinkedHashSet<>();
        for (TransitionEdge edge : edges) {
            javadoc.add("  <li>" + Prose.step(edge));
            targets.add(source.name(sheet.handle(edge.target())));
        }
        javadoc.addAll(List.of(
                "</ul>",
                "",
                "@param caseId the case",
                "@param facts what is known",
                "@param decision who moves the case and why",
                "@return the case in its new state, or why it was not moved"));
        String target = targets.size() == 1 ? targets.iterator().next() : cases;
        source.blank();
        source.javadoc(javadoc);
        source.method("public " + outcome + "<" + target + "> " + name, List.of(caseId, facts + " facts", decision));
        source.line("return byId(caseId, " + Literal.of(edges.get(0).id()) + ", facts, decision);");
        source.close();
    }

    private void writeHandle() {
        source.blank();
        source.line("@" + source.name(Names.OVERRIDE));
        source.method("protected " + cases + " handle", List.of(source.name(Names.CASE_HEAD) + " head"));
        if (sheet.states().isEmpty()) {
            // A switch that only throws has no value.
            source.line("throw unknownState(head);");
        } else {
            source.open("return switch (head.state())");
            for (StateNode state : sheet.statesById()) {
                source.line("case " + Literal.of(state.id()) + " -> new "
                        + source.name(sheet.names().handle(state.name())) + "(this, head);");
            }
            source.line("default -> throw unknownState(head);");
            source.close("};");
        }
        source.close();
    }
}
