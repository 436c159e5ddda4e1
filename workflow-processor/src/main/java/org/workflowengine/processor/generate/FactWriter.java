package org.workflowengine.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import javax.lang.model.element.Modifier;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.FactType;
import org.workflowengine.processor.model.GeneratedType;

/** Prints the class of typed fact values: one class, told apart by a type parameter, with one factory for each fact. */
final class FactWriter {
    private FactWriter() {}

    static TypeSpec write(Sheet sheet) {
        TypeSpec.Builder type = Types.dress(TypeSpec.classBuilder(sheet.names().type(GeneratedType.FACT)), sheet)
                .addModifiers(Modifier.FINAL)
                .addTypeVariable(TypeVariableName.get(sheet.names().whichFact()))
                .superclass(Names.FACT_VALUE)
                .addJavadoc(
                        "A fact of {@link $T} with the value it has.\n\n@param <$L> which fact it is\n",
                        sheet.names().definition(),
                        sheet.names().whichFact());
        for (FactNode fact : sheet.facts()) {
            type.addField(FieldSpec.builder(Names.FACT_ROW, Names.constant(fact), Modifier.STATIC, Modifier.FINAL)
                    .initializer(row(fact))
                    .build());
            type.addMethod(factory(sheet, fact));
        }
        return type.addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(Names.FACT_ROW, "row")
                        .addParameter(String.class, "value")
                        .addStatement("super(row, value)")
                        .build())
                .build();
    }

    private static CodeBlock row(FactNode fact) {
        return fact.valueType() instanceof FactType.OfEnum type
                ? CodeBlock.of(
                        "$T.oneOf($L, $L, $T.class)",
                        Names.FACT_ROW,
                        Literal.of(fact.id()),
                        Literal.of(fact.message()),
                        Names.className(type.name()))
                : CodeBlock.of("$T.bool($L, $L)", Names.FACT_ROW, Literal.of(fact.id()), Literal.of(fact.message()));
    }

    private static MethodSpec factory(Sheet sheet, FactNode fact) {
        boolean isEnum = fact.valueType() instanceof FactType.OfEnum;
        return MethodSpec.methodBuilder(Sheet.usable(fact.factory()))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("{@link $T}$L.\n\n", Names.className(fact.type()), Prose.meaning(fact))
                .addJavadoc("@param value what is known\n@return the fact with that value\n")
                .returns(sheet.names().value(fact))
                .addParameter(parameter(fact), "value")
                .addStatement(
                        isEnum ? "return new $T<>($L, $L.name())" : "return new $T<>($L, $T.valueOf(value))",
                        isEnum
                                ? new Object[] {
                                    sheet.names().type(GeneratedType.FACT), Names.constant(fact), Types.given("value")
                                }
                                : new Object[] {
                                    sheet.names().type(GeneratedType.FACT), Names.constant(fact), String.class
                                })
                .build();
    }

    private static TypeName parameter(FactNode fact) {
        return fact.valueType() instanceof FactType.OfEnum type ? Names.className(type.name()) : ClassName.BOOLEAN;
    }
}
