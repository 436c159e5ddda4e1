package org.workflowengine.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.StateNode;

/** Prints the enum of the states. */
final class StateWriter {
    private StateWriter() {}

    static TypeSpec write(Sheet sheet) {
        TypeSpec.Builder type = Types.dress(TypeSpec.enumBuilder(sheet.names().type(GeneratedType.STATE)), sheet)
                .addSuperinterface(Names.WORKFLOW_STATE)
                .addJavadoc(
                        "The states of {@link $L}.\n",
                        Names.inEnum(sheet.names().definition()));
        for (StateNode state : sheet.states()) {
            type.addEnumConstant(
                    state.constant(),
                    TypeSpec.anonymousClassBuilder(
                                    "$L, $L, $L", Literal.of(state.id()), state.initial(), state.terminal())
                            .addJavadoc(
                                    "{@link $L}$L.\n",
                                    Names.inEnum(sheet.names().definition().nestedClass(state.name())),
                                    kind(state))
                            .build());
        }
        return type.addField(String.class, "id", Modifier.PRIVATE, Modifier.FINAL)
                .addField(boolean.class, "initial", Modifier.PRIVATE, Modifier.FINAL)
                .addField(boolean.class, "terminal", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(String.class, "id")
                        .addParameter(boolean.class, "initial")
                        .addParameter(boolean.class, "terminal")
                        .addStatement("this.id = id")
                        .addStatement("this.initial = initial")
                        .addStatement("this.terminal = terminal")
                        .build())
                .addMethod(Types.getter("id", ClassName.get(String.class), "id"))
                .addMethod(Types.getter("isInitial", TypeName.BOOLEAN, "initial"))
                .addMethod(Types.getter("isTerminal", TypeName.BOOLEAN, "terminal"))
                .build();
    }

    private static String kind(StateNode state) {
        return (state.initial() ? ", where cases are opened" : "") + (state.terminal() ? ", where cases end" : "");
    }
}
