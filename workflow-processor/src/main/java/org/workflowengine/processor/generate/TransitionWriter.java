package org.workflowengine.processor.generate;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.FactType;
import org.workflowengine.processor.model.Fingerprint;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.MigrationNode;
import org.workflowengine.processor.model.SharedFact;
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

    static final int CODE_OF_CONDITION = 25;
    private static final int ROWS_IN_PART = 200;
    private static final TypeName GUARD = ParameterizedTypeName.get(ClassName.get(List.class), Names.CONDITION);

    private final Sheet sheet;
    private final ClassName self;
    private final ClassName state;

    private TransitionWriter(Sheet sheet) {
        this.sheet = sheet;
        this.self = sheet.names().type(GeneratedType.TRANSITION);
        this.state = sheet.names().type(GeneratedType.STATE);
    }

    static TypeSpec write(Sheet sheet) {
        TransitionWriter writer = new TransitionWriter(sheet);
        int code = 0;
        for (TransitionEdge edge : sheet.rows()) {
            code += CODE_OF_ROW + CODE_OF_CONDITION * edge.guard().conditions().size();
        }
        return code > MOST_CODE ? writer.writeInParts() : writer.writeEnum();
    }

    private TypeSpec writeEnum() {
        TypeSpec.Builder type = head(TypeSpec.enumBuilder(self));
        for (TransitionEdge edge : sheet.rows()) {
            type.addEnumConstant(
                    edge.constant(),
                    TypeSpec.anonymousClassBuilder(arguments(edge))
                            .addJavadoc("$L.\n", Prose.step(edge))
                            .build());
        }
        return body(type).build();
    }

    private TypeSpec writeInParts() {
        TypeSpec.Builder type = head(TypeSpec.classBuilder(self)).addModifiers(Modifier.FINAL);
        List<TransitionEdge> rows = List.copyOf(sheet.rows());
        List<CodeBlock> parts = new ArrayList<>();
        List<TypeSpec> partTypes = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += ROWS_IN_PART) {
            ClassName part = self.nestedClass("Part" + parts.size());
            List<TransitionEdge> some = rows.subList(from, Math.min(from + ROWS_IN_PART, rows.size()));
            for (int i = 0; i < some.size(); i++) {
                type.addField(FieldSpec.builder(
                                self, some.get(i).constant(), Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                        .initializer("$T.ROWS[$L]", part, i)
                        .addJavadoc("$L.\n", Prose.step(some.get(i)))
                        .build());
            }
            parts.add(CodeBlock.of("$T.ROWS", part));
            partTypes.add(part(part, some));
        }
        body(type).addTypes(partTypes);
        return type.addMethod(MethodSpec.methodBuilder("values")
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .addJavadoc("All rows of the table.\n\n@return a new array, in the order of the table\n")
                        .returns(ArrayTypeName.of(self))
                        .addStatement(
                                "return $T.of($L).flatMap($T::stream).toArray($T[]::new)",
                                Stream.class,
                                parts.stream().collect(CodeBlock.joining(", ")),
                                Arrays.class,
                                self)
                        .build())
                .build();
    }

    private TypeSpec part(ClassName name, List<TransitionEdge> rows) {
        CodeBlock made = rows.stream()
                .map(edge -> CodeBlock.of("new $T($L)", self, arguments(edge)))
                .collect(CodeBlock.joining(",\n"));
        return TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addField(FieldSpec.builder(ArrayTypeName.of(self), "ROWS", Modifier.STATIC, Modifier.FINAL)
                        .initializer("{\n$>$>$L$<$<\n}", made)
                        .build())
                .build();
    }

    private TypeSpec.Builder head(TypeSpec.Builder type) {
        return Types.dress(type, sheet)
                .addSuperinterface(Names.WORKFLOW_TRANSITION)
                .addJavadoc(
                        "The transitions of {@link $L}, version $L.\n",
                        Names.inEnum(sheet.names().definition()),
                        sheet.model().version());
    }

    private TypeSpec.Builder body(TypeSpec.Builder type) {
        if (sheet.faults().isEmpty()) {
            type.addField(table(new MigrationWriter(sheet, type, this::condition), new ObligationWriter(sheet, type)));
        }
        return type.addField(String.class, "id", Modifier.PRIVATE, Modifier.FINAL)
                .addField(state, "from", Modifier.PRIVATE, Modifier.FINAL)
                .addField(state, "to", Modifier.PRIVATE, Modifier.FINAL)
                .addField(GUARD, "guard", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(constructor())
                .addMethod(Types.getter("id", ClassName.get(String.class), "id"))
                .addMethod(Types.getter("from", state, "from"))
                .addMethod(Types.getter("to", state, "to"))
                .addMethod(Types.getter("guard", GUARD, "guard"));
    }

    private CodeBlock arguments(TransitionEdge edge) {
        CodeBlock.Builder arguments = CodeBlock.builder()
                .add(
                        "$L$T.$L$T.$L",
                        Literal.of(edge.id()) + ", ",
                        state,
                        sheet.constantOf(edge.source()) + ", ",
                        state,
                        sheet.constantOf(edge.target().orElseThrow()));
        for (Condition condition : edge.guard().conditions()) {
            if (sheet.knows(condition.fact())) {
                arguments.add(",\n$>$>$L$<$<", condition(condition));
            }
        }
        return arguments.build();
    }

    private CodeBlock condition(Condition condition) {
        CodeBlock fact =
                CodeBlock.of("$T.$L", sheet.names().type(GeneratedType.FACT), Names.constant(condition.fact()));
        if (condition.fact().valueType() instanceof FactType.OfEnum type) {
            CodeBlock constants = condition.accepted().stream()
                    .map(value -> CodeBlock.of("$L.$L", Names.inEnum(Names.className(type.name())), value))
                    .collect(CodeBlock.joining(", "));
            return CodeBlock.of("$L.in($L)", fact, constants);
        }
        // A guard that contradicts itself accepts nothing.
        return condition.accepted().size() == 1
                ? CodeBlock.of("$L.is($L)", fact, condition.accepted().get(0))
                : CodeBlock.of("$L.in()", fact);
    }

    private FieldSpec table(MigrationWriter migrations, ObligationWriter obligations) {
        return FieldSpec.builder(Names.DEFINITION, "DEFINITION", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc(
                        "The definition as the runtime enforces it, under the fingerprint that it was compiled with.\n")
                .initializer(
                        "$T.of(\n$>$>$L,\n$L,\n$S,\n$T.of($T.values()),\n$T.of(values()),\n$T.VOCABULARY$L$<$<)",
                        Names.DEFINITION,
                        Literal.of(sheet.model().id()),
                        sheet.model().version(),
                        Fingerprint.of(sheet.model()),
                        List.class,
                        state,
                        List.class,
                        sheet.names().type(GeneratedType.FACTS),
                        traits(migrations, obligations))
                .build();
    }

    /** What the definition says besides; nothing for most. */
    private CodeBlock traits(MigrationWriter migrations, ObligationWriter obligations) {
        if (sheet.model().erasable()
                && sheet.model().sharedFacts().isEmpty()
                && sheet.model().migrations().isEmpty()
                && obligations.isEmpty()) {
            return CodeBlock.of("");
        }
        CodeBlock.Builder traits = CodeBlock.builder().add(",\n$L$T.NONE$>$>", obligations.opening(), Names.TRAITS);
        if (!sheet.model().erasable()) {
            traits.add("\n.notErasable()");
        }
        for (SharedFact fact : sheet.model().sharedFacts()) {
            traits.add("\n.sharedFact($L, $L)", Literal.of(fact.type()), Literal.of(fact.meaning()));
        }
        for (MigrationNode migration : sheet.model().migrations()) {
            traits.add("\n.migration($L)", migrations.write(migration));
        }
        return traits.add("$L$<$<", obligations.closing()).build();
    }

    private MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addParameter(String.class, "id")
                .addParameter(state, "from")
                .addParameter(state, "to")
                .addParameter(ArrayTypeName.of(Names.CONDITION), "guard")
                .varargs()
                .addStatement("this.id = id")
                .addStatement("this.from = from")
                .addStatement("this.to = to")
                .addStatement("this.guard = $T.of(guard)", List.class)
                .build();
    }
}
