package org.workflowengine.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.FactType;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.JavaName;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.UnnamedPackage;
import org.workflowengine.processor.model.WorkflowModel;

/** Every name that generated code declares or refers to. The runtime's are printed and never loaded: it is no dependency. */
final class Names {
    private static final String CORE = "org.workflowengine.runtime.core";
    private static final String ENGINE = "org.workflowengine.runtime.engine";
    private static final String ANNOTATIONS = "org.workflowengine.annotations";

    static final TypeName TEXTS = ParameterizedTypeName.get(List.class, String.class);
    static final ClassName GENERATED = ClassName.get(ANNOTATIONS, "Generated");
    static final ClassName CHECK_RETURN_VALUE = ClassName.get(ANNOTATIONS, "CheckReturnValue");
    static final ClassName CAN_IGNORE_RETURN_VALUE = ClassName.get(ANNOTATIONS, "CanIgnoreReturnValue");
    static final ClassName WORKFLOW_STATE = ClassName.get(CORE, "WorkflowState");
    static final ClassName WORKFLOW_TRANSITION = ClassName.get(CORE, "WorkflowTransition");
    static final ClassName DEFINITION = ClassName.get(CORE, "Definition");
    static final ClassName TRAITS = ClassName.get(CORE, "Traits");
    static final ClassName OBLIGATION = ClassName.get(CORE, "Obligation");
    static final ClassName CONDITION = ClassName.get(CORE, "Condition");
    static final ClassName FACT_ROW = ClassName.get(CORE, "FactRow");
    static final ClassName FACT_VALUE = ClassName.get(CORE, "FactValue");
    static final ClassName FACTS = ClassName.get(CORE, "Facts");
    static final ClassName INVALID_FACTS_EXCEPTION = ClassName.get(CORE, "InvalidFactsException");
    static final ClassName CASE_HEAD = ClassName.get(CORE, "CaseHead");
    static final ClassName DECISION = ClassName.get(CORE, "Decision");
    static final ClassName OUTCOME = ClassName.get(CORE, "Outcome");
    static final ClassName REFUSED_EXCEPTION = ClassName.get(CORE, "RefusedException");
    static final ClassName CASE_HANDLE = ClassName.get(ENGINE, "CaseHandle");
    static final ClassName WORKFLOW_ENGINE = ClassName.get(ENGINE, "WorkflowEngine");
    static final ClassName THROWING_ENGINE = ClassName.get(ENGINE, "ThrowingEngine");
    static final ClassName OLDER_VERSIONS = WORKFLOW_ENGINE.nestedClass("OlderVersions");
    static final ClassName MIGRATION = ClassName.get(CORE, "Migration");
    static final ClassName WORKFLOW_HOST = ClassName.get(ENGINE, "WorkflowHost");

    private final WorkflowModel model;
    private final ClassName definition;
    private final Set<String> besideHandles;
    private final Map<GeneratedType, ClassName> types = new EnumMap<>(GeneratedType.class);

    Names(WorkflowModel model) {
        this.model = model;
        this.definition = className(model.definition());
        this.besideHandles = UnnamedPackage.besideHandles(model);
        for (GeneratedType type : GeneratedType.values()) {
            types.put(type, className(model.nameOf(type)));
        }
    }

    /** Everything above, for the test that looks each one up in the real runtime. */
    static List<ClassName> runtime() {
        return List.of(
                GENERATED,
                CHECK_RETURN_VALUE,
                CAN_IGNORE_RETURN_VALUE,
                WORKFLOW_STATE,
                WORKFLOW_TRANSITION,
                DEFINITION,
                TRAITS,
                OBLIGATION,
                CONDITION,
                FACT_ROW,
                FACT_VALUE,
                FACTS,
                INVALID_FACTS_EXCEPTION,
                CASE_HEAD,
                DECISION,
                OUTCOME,
                REFUSED_EXCEPTION,
                CASE_HANDLE,
                WORKFLOW_ENGINE,
                OLDER_VERSIONS,
                MIGRATION,
                THROWING_ENGINE,
                WORKFLOW_HOST);
    }

    ClassName definition() {
        return definition;
    }

    ClassName type(GeneratedType type) {
        return Objects.requireNonNull(types.get(type));
    }

    ClassName match() {
        return type(GeneratedType.CASE).nestedClass("Match");
    }

    /** The engine whose moves throw what is refused. */
    ClassName throwing() {
        return type(GeneratedType.ENGINE).nestedClass("Throwing");
    }

    /** The handle type of a state. */
    ClassName handle(String state) {
        return type(GeneratedType.CASE).nestedClass(state);
    }

    /** What a match answers: {@code R}, unless that is the name of a state. */
    String result() {
        String name = "R";
        while (model.state(name).isPresent()) {
            name += "_";
        }
        return name;
    }

    /** Whether a state's handle would be named like a type around or beside it. */
    boolean canBeHandle(String state) {
        return !state.equals(match().simpleName())
                && !state.equals(type(GeneratedType.CASE).simpleName())
                && !besideHandles.contains(state);
    }

    static String branch(StateNode state) {
        return "when" + state.name();
    }

    static String constant(FactNode fact) {
        return IdDerivation.constant(fact.name());
    }

    TypeName value(FactNode fact) {
        return ParameterizedTypeName.get(type(GeneratedType.FACT), className(fact.type()));
    }

    /** The type parameter that tells facts apart: {@code F}, unless a type that is named beside it is called so. */
    String whichFact() {
        Set<String> beside = new HashSet<>();
        beside.add(definition.topLevelClassName().simpleName());
        for (FactNode fact : model.facts()) {
            beside.add(fact.type().simpleNames().get(0));
            if (fact.valueType() instanceof FactType.OfEnum type) {
                beside.add(type.name().simpleNames().get(0));
            }
        }
        String name = "F";
        while (beside.contains(name)) {
            name += "_";
        }
        return name;
    }

    /** A type as an enum names it: each inherits a type {@code EnumDesc}, of which JavaPoet does not know. */
    static CodeBlock inEnum(ClassName type) {
        return type.topLevelClassName().simpleName().equals(UnnamedPackage.IN_EVERY_ENUM)
                ? CodeBlock.of("$L", type.canonicalName())
                : CodeBlock.of("$T", type);
    }

    static ClassName className(JavaName name) {
        return ClassName.get(
                name.packageName(),
                name.simpleNames().get(0),
                name.simpleNames().subList(1, name.simpleNames().size()).toArray(new String[0]));
    }
}
