package org.workflowengine.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import javax.lang.model.element.Modifier;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;

/** Prints the sealed family of handles: one final class for each state, with only the moves that the state allows. */
final class CaseWriter {
    private final Sheet sheet;
    private final ClassName type;
    private final ClassName engine;
    private final TypeVariableName result;

    private CaseWriter(Sheet sheet) {
        this.sheet = sheet;
        this.type = sheet.names().type(GeneratedType.CASE);
        this.engine = sheet.names().type(GeneratedType.ENGINE);
        this.result = TypeVariableName.get(sheet.names().result());
    }

    static TypeSpec write(Sheet sheet) {
        return new CaseWriter(sheet).write();
    }

    private TypeSpec write() {
        TypeSpec.Builder family = Types.dress(TypeSpec.classBuilder(type), sheet)
                .addAnnotation(Names.CHECK_RETURN_VALUE)
                .addModifiers(Modifier.ABSTRACT)
                .superclass(Names.CASE_HANDLE)
                .addJavadoc(
                        "A case of {@link $T} in hand: for each state a type that has only the moves which that state allows.\n",
                        sheet.names().definition())
                .addMethod(constructor().addModifiers(Modifier.PRIVATE).build())
                .addMethod(MethodSpec.methodBuilder("state")
                        .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                        .addJavadoc("The state in which the case was when it was read.\n\n@return the state\n")
                        .returns(sheet.names().type(GeneratedType.STATE))
                        .build())
                .addMethod(match(MethodSpec.methodBuilder("match"))
                        .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                        .addJavadoc("""
                                Handles every state, on any Java: a new state in the definition is a compile error in every
                                {@link Match}. On Java 21 and later a {@code switch} over the handle does the same.

                                @param match one branch for each state
                                @param <$L> what the branches answer
                                @return what the branch of the case's state answers
                                """, result)
                        .build())
                .addType(branches());
        if (!sheet.states().isEmpty()) {
            family.addModifiers(Modifier.SEALED);
        }
        for (StateNode state : sheet.states()) {
            family.addType(handle(state));
        }
        return family.build();
    }

    private TypeSpec branches() {
        TypeSpec.Builder match = TypeSpec.interfaceBuilder(sheet.names().match())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addTypeVariable(result)
                .addJavadoc("One branch for each state.\n\n@param <$L> what the branches answer\n", result);
        for (StateNode state : sheet.states()) {
            match.addMethod(MethodSpec.methodBuilder(Names.branch(state))
                    .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                    .returns(result)
                    .addParameter(sheet.names().handle(state.name()), "handle")
                    .build());
        }
        return match.build();
    }

    private TypeSpec handle(StateNode state) {
        TypeSpec.Builder handle = TypeSpec.classBuilder(sheet.names().handle(state.name()))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(type)
                .addJavadoc(
                        "A case in the state {@link $T}.\n",
                        sheet.names().definition().nestedClass(state.name()))
                .addMethod(constructor().build())
                .addMethod(Types.overriding("state")
                        .returns(sheet.names().type(GeneratedType.STATE))
                        .addStatement("return $T.$L", sheet.names().type(GeneratedType.STATE), state.constant())
                        .build())
                .addMethod(match(Types.overriding("match"))
                        .addStatement("return $L.$L(this)", Types.given("match"), Names.branch(state))
                        .build());
        for (TransitionEdge edge : sheet.movesOf(state)) {
            handle.addMethod(move(edge));
        }
        return handle.build();
    }

    private MethodSpec move(TransitionEdge edge) {
        // Each name has a tag, because without one JavaPoet draws a random number and wakes the platform's cryptography
        // for it.
        NameAllocator parameters = new NameAllocator();
        String decision = parameters.newName("decision", "");
        MethodSpec.Builder move = MethodSpec.methodBuilder(edge.name())
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(Names.OUTCOME, sheet.handle(edge.target())));
        // One text where JavaPoet would take several: it looks for line breaks in each piece by itself, twice.
        StringBuilder javadoc = new StringBuilder(Prose.step(edge)).append(".\n\n");
        CodeBlock.Builder arguments = CodeBlock.builder().add("$L, $L", edge.constant(), decision);
        for (var condition : edge.guard().conditions()) {
            FactNode fact = condition.fact();
            if (sheet.knows(fact)) {
                String parameter =
                        parameters.newName(fact.factory(), fact.type().canonical());
                move.addParameter(sheet.names().value(fact), parameter);
                // The javadoc tool ends a parameter's name before a character that takes two, and then does not find
                // it.
                if (parameter.codePointCount(0, parameter.length()) == parameter.length()) {
                    javadoc.append("@param ")
                            .append(parameter)
                            .append(" what is known")
                            .append(Prose.meaning(fact))
                            .append('\n');
                }
                arguments.add(",\n$L", Types.given(parameter));
            }
        }
        javadoc.append("@param ")
                .append(decision)
                .append(" who moves the case and why\n@return the case in its new state, or why it was not moved\n");
        move.addParameter(Names.DECISION, decision).addJavadoc("$L", javadoc);
        if (sheet.isRow(edge)) {
            move.addStatement("return move($T.$L)", sheet.names().type(GeneratedType.TRANSITION), arguments.build());
        } else {
            move.addStatement("throw new $T($S)", IllegalStateException.class, EngineWriter.faulty(sheet));
        }
        return move.build();
    }

    private MethodSpec.Builder constructor() {
        return MethodSpec.constructorBuilder()
                .addParameter(engine, "engine")
                .addParameter(Names.CASE_HEAD, "head")
                .addStatement("super(engine, head)");
    }

    private MethodSpec.Builder match(MethodSpec.Builder method) {
        return method.addTypeVariable(result)
                .returns(result)
                .addParameter(ParameterizedTypeName.get(sheet.names().match(), result), "match");
    }
}
