package org.workflowengine.processor.generate;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.GeneratedType;

/** Prints the class of fact sets. */
final class FactsWriter {
    private static final TypeName ANYTHING = WildcardTypeName.subtypeOf(Object.class);

    private final Sheet sheet;
    private final ClassName type;
    private final ClassName fact;

    private FactsWriter(Sheet sheet) {
        this.sheet = sheet;
        this.type = sheet.names().type(GeneratedType.FACTS);
        this.fact = sheet.names().type(GeneratedType.FACT);
    }

    static TypeSpec write(Sheet sheet) {
        return new FactsWriter(sheet).write();
    }

    private TypeSpec write() {
        return Types.dress(TypeSpec.classBuilder(type), sheet)
                .addModifiers(Modifier.FINAL)
                .superclass(Names.FACTS)
                .addJavadoc(
                        "Facts of {@link $T}, each at most once. An absent fact is unknown, which is not the same as false.\n",
                        sheet.names().definition())
                .addField(vocabulary())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(
                                ParameterizedTypeName.get(
                                        ClassName.get(Collection.class), WildcardTypeName.subtypeOf(Names.FACT_VALUE)),
                                "values")
                        .addStatement("super(values)")
                        .build())
                .addMethod(factory(
                                "of",
                                "The given facts; none means that nothing is known.\n\n@param facts the facts\n",
                                "a fact is given twice")
                        .addParameter(ArrayTypeName.of(ParameterizedTypeName.get(fact, ANYTHING)), "facts")
                        .varargs()
                        .addStatement("return new $T($T.of($L))", type, List.class, Types.given("facts"))
                        .build())
                .addMethod(factory("from", """
                                Reads facts from a map of ids to booleans, enum constants or their names.

                                @param facts the values by fact id
                                """, "a name is unknown or a value has the wrong type")
                        .addParameter(
                                ParameterizedTypeName.get(
                                        ClassName.get(Map.class), ClassName.get(String.class), ANYTHING),
                                "facts")
                        .addStatement("return new $T(read(VOCABULARY, facts))", type)
                        .build())
                .addMethod(factory(
                                "fromJson",
                                """
                                Reads facts from a JSON object of ids to booleans or names of enum constants.

                                @param json the object, at most 64 KiB
                                """,
                                "it is not such an object, a name is unknown or a value has the wrong type")
                        .addParameter(String.class, "json")
                        .addStatement("return new $T(readJson(VOCABULARY, json))", type)
                        .build())
                .build();
    }

    private FieldSpec vocabulary() {
        CodeBlock.Builder rows = CodeBlock.builder();
        String separator = "";
        for (FactNode node : sheet.facts()) {
            rows.add("$L$T.$L", separator, fact, Names.constant(node));
            separator = ",\n";
        }
        return FieldSpec.builder(
                        ParameterizedTypeName.get(ClassName.get(List.class), Names.FACT_ROW),
                        "VOCABULARY",
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer(
                        sheet.facts().isEmpty()
                                ? CodeBlock.of("$T.of()", List.class)
                                : CodeBlock.of("$T.of(\n$>$>$L$<$<)", List.class, rows.build()))
                .build();
    }

    private MethodSpec.Builder factory(String name, String javadoc, String refused) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc(javadoc)
                .addJavadoc("@return the set\n@throws $T if $L\n", Names.INVALID_FACTS_EXCEPTION, refused)
                .returns(type);
    }
}
