package org.workflowengine.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.TransitionEdge;

/** Prints the engine's other face, nested in it: the same moves, which answer with the handle and throw what is refused. */
final class ThrowingWriter {
    private final Sheet sheet;
    private final ClassName type;
    private final ClassName engine;
    private final ClassName facts;

    private ThrowingWriter(Sheet sheet) {
        this.sheet = sheet;
        this.type = sheet.names().throwing();
        this.engine = sheet.names().type(GeneratedType.ENGINE);
        this.facts = sheet.names().type(GeneratedType.FACTS);
    }

    static TypeSpec write(Sheet sheet) {
        return new ThrowingWriter(sheet).write();
    }

    /** The engine's constructor for an engine that throws. */
    static MethodSpec constructor(Sheet sheet) {
        return MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(sheet.names().type(GeneratedType.ENGINE), "engine")
                .addStatement("super(engine)")
                .build();
    }

    /** The engine's method that leads here. */
    static MethodSpec entrance(Sheet sheet) {
        return MethodSpec.methodBuilder("throwing")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("""
                        The same moves for code in which a refusal must not be overlooked: they answer with the handle, and
                        throw what is refused. Inside {@code @Transactional} that rolls the transaction back.

                        @return the engine that throws, thread-safe
                        """)
                .returns(sheet.names().throwing())
                .addStatement(
                        "return new $T(new $T(this))",
                        sheet.names().throwing(),
                        sheet.names().type(GeneratedType.ENGINE))
                .build();
    }

    private TypeSpec write() {
        TypeSpec.Builder throwing = TypeSpec.classBuilder(type)
                .addAnnotation(Names.CAN_IGNORE_RETURN_VALUE)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(
                        Names.THROWING_ENGINE,
                        sheet.names().type(GeneratedType.CASE),
                        facts,
                        sheet.names().type(GeneratedType.STATE)))
                .addJavadoc("The moves of {@link $T}; what is refused is thrown.\n", engine)
                .addField(engine, "engine", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(engine, "engine")
                        .addStatement("super(engine)")
                        .addStatement("this.engine = engine")
                        .build())
                .addMethod(move("open")
                        .addJavadoc("""
                                Opens a case.

                                @param caseId the new case's id, 1 to 64 characters, all of which are seen
                                @param decision who opens it and why
                                @return the case in its initial state
                                @throws $T if it is refused; nothing was written
                                """, Names.REFUSED_EXCEPTION)
                        .returns(sheet.opened())
                        .addParameter(Names.DECISION, "decision")
                        .addStatement("return engine.open(caseId, decision).orThrow()")
                        .build());
        for (List<TransitionEdge> edges : sheet.byName().values()) {
            String name = edges.get(0).name();
            throwing.addMethod(move(name)
                    .addJavadoc("""
                            Moves a case of which only the id is in hand.

                            @param caseId the case
                            @param facts what is known
                            @param decision who moves the case and why
                            @return the case in its new state
                            @throws $T if it is refused; nothing was written
                            """, Names.REFUSED_EXCEPTION)
                    .returns(sheet.moved(edges))
                    .addParameter(facts, "facts")
                    .addParameter(Names.DECISION, "decision")
                    .addStatement("return engine.$L(caseId, facts, decision).orThrow()", name)
                    .build());
        }
        ArrivalWriter.addToThrowing(throwing, sheet);
        return throwing.build();
    }

    private static MethodSpec.Builder move(String name) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).addParameter(String.class, "caseId");
    }
}
