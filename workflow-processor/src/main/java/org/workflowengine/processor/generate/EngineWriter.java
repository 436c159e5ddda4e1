package org.workflowengine.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;

/** Prints the engine: the typed opening, one method for each transition name, and the handle for each state. */
final class EngineWriter {
    private final Sheet sheet;
    private final ClassName type;
    private final ClassName handles;
    private final ClassName facts;

    private EngineWriter(Sheet sheet) {
        this.sheet = sheet;
        this.type = sheet.names().type(GeneratedType.ENGINE);
        this.handles = sheet.names().type(GeneratedType.CASE);
        this.facts = sheet.names().type(GeneratedType.FACTS);
    }

    static TypeSpec write(Sheet sheet) {
        return new EngineWriter(sheet).write();
    }

    /** What the engine of a faulty definition says. */
    static String faulty(Sheet sheet) {
        return "the definition " + sheet.model().definition().nested() + " has errors ("
                + sheet.faults().orElseThrow() + "). Fix them and recompile";
    }

    private TypeSpec write() {
        TypeSpec.Builder engine = Types.dress(TypeSpec.classBuilder(type), sheet)
                .addAnnotation(Names.CHECK_RETURN_VALUE)
                .addModifiers(Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(
                        Names.WORKFLOW_ENGINE, handles, facts, sheet.names().type(GeneratedType.STATE)))
                .addJavadoc(
                        "Opens, loads and moves cases of {@link $T}.\n",
                        sheet.names().definition())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(Names.WORKFLOW_HOST, "host")
                        .addStatement(
                                sheet.faults().isPresent()
                                        ? CodeBlock.of("super(host, faulty($S))", faulty(sheet))
                                        : CodeBlock.of(
                                                "super(host, $T.DEFINITION$L)",
                                                sheet.names().type(GeneratedType.TRANSITION),
                                                sheet.model().sharedFacts().isEmpty() ? "" : ".checkSharedFacts()"))
                        .build())
                .addMethod(ThrowingWriter.constructor(sheet))
                .addMethod(on())
                .addMethod(ThrowingWriter.entrance(sheet))
                .addMethod(open());
        for (List<TransitionEdge> edges : sheet.byName().values()) {
            engine.addMethod(byId(edges));
        }
        ArrivalWriter.addToEngine(engine, sheet);
        return engine.addMethod(handle()).addType(ThrowingWriter.write(sheet)).build();
    }

    private MethodSpec on() {
        return MethodSpec.methodBuilder("on")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("An engine on a runtime.\n\n@param host the runtime\n@return the engine, thread-safe\n")
                .returns(type)
                .addParameter(Names.WORKFLOW_HOST, "host")
                .addStatement("return new $T(host)", type)
                .build();
    }

    private MethodSpec open() {
        return MethodSpec.methodBuilder("open")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("""
                        Opens a case.

                        @param caseId the new case's id, 1 to 64 characters, all of which are seen
                        @param decision who opens it and why
                        @return the case in its initial state, or why it was not opened
                        """)
                .returns(ParameterizedTypeName.get(Names.OUTCOME, sheet.opened()))
                .addParameter(String.class, "caseId")
                .addParameter(Names.DECISION, "decision")
                .addStatement("return opening(caseId, decision)")
                .build();
    }

    private MethodSpec byId(List<TransitionEdge> edges) {
        StringBuilder javadoc = new StringBuilder(
                "Moves a case of which only the id is in hand; refused if it is in another state.\n\n<ul>\n");
        for (TransitionEdge edge : edges) {
            javadoc.append("  <li>").append(Prose.step(edge)).append('\n');
        }
        TransitionEdge first = edges.get(0);
        return MethodSpec.methodBuilder(first.name())
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("$L", javadoc.append("""
                        </ul>

                        @param caseId the case
                        @param facts what is known
                        @param decision who moves the case and why
                        @return the case in its new state, or why it was not moved
                        """))
                .returns(ParameterizedTypeName.get(Names.OUTCOME, sheet.moved(edges)))
                .addParameter(String.class, "caseId")
                .addParameter(facts, "facts")
                .addParameter(Names.DECISION, "decision")
                .addStatement("return byId($L)", "caseId, " + Literal.of(first.id()) + ", facts, decision")
                .build();
    }

    private MethodSpec handle() {
        CodeBlock.Builder branches = CodeBlock.builder();
        if (sheet.states().isEmpty()) {
            // A switch that only throws has no value.
            return handle(branches.addStatement("throw unknownState(head)").build());
        }
        branches.beginControlFlow("return switch (head.state())");
        for (StateNode state : sheet.statesById()) {
            branches.addStatement(
                    "case $L -> new $T(this, head)",
                    Literal.of(state.id()),
                    sheet.names().handle(state.name()));
        }
        branches.addStatement("default -> throw unknownState(head)").unindent().add("};\n");
        return handle(branches.build());
    }

    private MethodSpec handle(CodeBlock body) {
        return MethodSpec.methodBuilder("handle")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(handles)
                .addParameter(Names.CASE_HEAD, "head")
                .addCode(body)
                .build();
    }
}
