package org.workflowengine.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.MappingNode;
import org.workflowengine.processor.model.MigrationNode;

/**
 * Prints migrations as part of the definition that the transition table makes: in its expression, or, where one method could not hold them,
 * in methods of their own.
 */
final class MigrationWriter {

    /** What the method that makes the table has left for all migrations together. */
    private static final int MOST_IN_PLACE = 5_000;

    /** A chain of calls is as deep a tree as it is long, and the compiler walks it by recursion. */
    private static final int MAPPINGS_IN_PART = 200;

    private static final int CODE_OF_MAPPING = 15;

    private final Sheet sheet;
    private final TypeSpec.Builder type;
    private final Function<Condition, CodeBlock> conditions;
    private final boolean inPlace;

    MigrationWriter(Sheet sheet, TypeSpec.Builder type, Function<Condition, CodeBlock> conditions) {
        this.sheet = sheet;
        this.type = type;
        this.conditions = conditions;
        int code = 0;
        for (MigrationNode migration : sheet.model().migrations()) {
            for (MappingNode mapping : migration.mappings()) {
                code += CODE_OF_MAPPING
                        + TransitionWriter.CODE_OF_CONDITION
                                * mapping.guard().conditions().size();
            }
        }
        this.inPlace = code <= MOST_IN_PLACE;
    }

    /** The expression of a migration; methods that it calls are added to the type. */
    CodeBlock write(MigrationNode migration) {
        CodeBlock begun =
                CodeBlock.of("$T.from($L, $S)", Names.MIGRATION, migration.version(), migration.fingerprint());
        List<MappingNode> mappings = migration.mappings();
        if (inPlace) {
            return continued(begun, mappings);
        }
        CodeBlock whole = begun;
        for (int from = 0; from < mappings.size(); from += MAPPINGS_IN_PART) {
            String part = "version" + migration.version() + "From" + from;
            List<MappingNode> some = mappings.subList(from, Math.min(from + MAPPINGS_IN_PART, mappings.size()));
            type.addMethod(MethodSpec.methodBuilder(part)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .returns(Names.MIGRATION)
                    .addParameter(Names.MIGRATION, "migration")
                    .addCode("return $L;\n", continued(CodeBlock.of("migration"), some))
                    .build());
            whole = CodeBlock.of("$L($L)", part, whole);
        }
        return whole;
    }

    private CodeBlock continued(CodeBlock begun, List<MappingNode> mappings) {
        ClassName state = sheet.names().type(GeneratedType.STATE);
        CodeBlock.Builder code = CodeBlock.builder().add("$L$>$>", begun);
        for (MappingNode mapping : mappings) {
            List<CodeBlock> arguments = new ArrayList<>();
            arguments.add(Literal.of(mapping.from()));
            arguments.add(CodeBlock.of(
                    "$T.$L", state, sheet.constantOf(mapping.target().orElseThrow())));
            for (Condition condition : mapping.guard().conditions()) {
                arguments.add(conditions.apply(condition));
            }
            code.add("\n.state($L)", CodeBlock.join(arguments, ", "));
        }
        return code.add("$<$<").build();
    }
}
