package org.workflowengine.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.StateNode;

/** Prints the enum of the states. */
final class StateWriter {
    private StateWriter() {}

    static TypeSpec write(Sheet sheet) {
        boolean importing = sheet.states().stream().anyMatch(StateNode::importable);
        boolean resting = sheet.states().stream().anyMatch(StateNode::resting);
        boolean grouped =
                sheet.states().stream().anyMatch(state -> !state.superstates().isEmpty());
        TypeSpec.Builder type = Types.dress(TypeSpec.enumBuilder(sheet.names().type(GeneratedType.STATE)), sheet)
                .addSuperinterface(Names.WORKFLOW_STATE)
                .addJavadoc(
                        "The states of {@link $L}.\n",
                        Names.inEnum(sheet.names().definition()));
        for (StateNode state : sheet.states()) {
            type.addEnumConstant(
                    state.constant(),
                    TypeSpec.anonymousClassBuilder(
                                    "$L, $L, $L$L$L$L",
                                    Literal.of(state.id()),
                                    state.initial(),
                                    state.terminal(),
                                    importing ? ", " + state.importable() : "",
                                    resting ? ", " + state.resting() : "",
                                    superstates(state))
                            .addJavadoc(
                                    "{@link $L}$L.\n",
                                    Names.inEnum(sheet.names().definition().nestedClass(state.name())),
                                    kind(state))
                            .build());
        }
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addParameter(String.class, "id")
                .addParameter(boolean.class, "initial")
                .addParameter(boolean.class, "terminal");
        type.addField(String.class, "id", Modifier.PRIVATE, Modifier.FINAL)
                .addField(boolean.class, "initial", Modifier.PRIVATE, Modifier.FINAL)
                .addField(boolean.class, "terminal", Modifier.PRIVATE, Modifier.FINAL);
        if (importing) {
            constructor.addParameter(boolean.class, "importable");
            type.addField(boolean.class, "importable", Modifier.PRIVATE, Modifier.FINAL);
        }
        if (resting) {
            constructor.addParameter(boolean.class, "resting");
            type.addField(boolean.class, "resting", Modifier.PRIVATE, Modifier.FINAL);
        }
        if (grouped) {
            constructor.addParameter(String[].class, "superstates").varargs();
            type.addField(Names.TEXTS, "superstates", Modifier.PRIVATE, Modifier.FINAL);
        }
        constructor
                .addStatement("this.id = id")
                .addStatement("this.initial = initial")
                .addStatement("this.terminal = terminal");
        if (importing) {
            constructor.addStatement("this.importable = importable");
        }
        if (resting) {
            constructor.addStatement("this.resting = resting");
        }
        if (grouped) {
            constructor.addStatement("this.superstates = $T.of(superstates)", List.class);
        }
        type.addMethod(constructor.build())
                .addMethod(Types.getter("id", ClassName.get(String.class), "id"))
                .addMethod(Types.getter("isInitial", TypeName.BOOLEAN, "initial"))
                .addMethod(Types.getter("isTerminal", TypeName.BOOLEAN, "terminal"));
        if (importing) {
            type.addMethod(Types.getter("isImportable", TypeName.BOOLEAN, "importable"));
        }
        if (resting) {
            type.addMethod(Types.getter("isResting", TypeName.BOOLEAN, "resting"));
        }
        if (grouped) {
            type.addMethod(Types.getter("superstates", Names.TEXTS, "superstates"));
        }
        return type.build();
    }

    private static String superstates(StateNode state) {
        StringBuilder texts = new StringBuilder();
        state.superstates().forEach(name -> texts.append(", ").append(Literal.of(name)));
        return texts.toString();
    }

    private static String kind(StateNode state) {
        return (state.initial() ? ", where cases are opened" : "")
                + (state.terminal() ? ", where cases end" : "")
                + (state.resting() ? ", where cases may rest" : "")
                + (state.importable() ? ", into which cases can be imported" : "");
    }
}
