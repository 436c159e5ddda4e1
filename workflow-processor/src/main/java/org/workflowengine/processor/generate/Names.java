package org.workflowengine.processor.generate;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.FactType;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.JavaName;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.WorkflowModel;

/** Every name that generated code declares or refers to. The runtime's are printed and never loaded: it is no dependency. */
record Names(WorkflowModel model) {
    private static final String CORE = "org.workflowengine.runtime.core";
    private static final String ENGINE = "org.workflowengine.runtime.engine";
    private static final String ANNOTATIONS = "org.workflowengine.annotations";

    static final JavaName STRING = JavaName.of("java.lang", "String");
    static final JavaName OVERRIDE = JavaName.of("java.lang", "Override");
    static final JavaName ILLEGAL_STATE_EXCEPTION = JavaName.of("java.lang", "IllegalStateException");
    static final JavaName ARRAYS = JavaName.of("java.util", "Arrays");
    static final JavaName COLLECTION = JavaName.of("java.util", "Collection");
    static final JavaName LIST = JavaName.of("java.util", "List");
    static final JavaName MAP = JavaName.of("java.util", "Map");
    static final JavaName STREAM = JavaName.of("java.util.stream", "Stream");

    static final JavaName GENERATED = JavaName.of(ANNOTATIONS, "Generated");
    static final JavaName CHECK_RETURN_VALUE = JavaName.of(ANNOTATIONS, "CheckReturnValue");
    static final JavaName WORKFLOW_STATE = JavaName.of(CORE, "WorkflowState");
    static final JavaName WORKFLOW_TRANSITION = JavaName.of(CORE, "WorkflowTransition");
    static final JavaName WORKFLOW_TABLE = JavaName.of(CORE, "WorkflowTable");
    static final JavaName CONDITION = JavaName.of(CORE, "Condition");
    static final JavaName FACT_ROW = JavaName.of(CORE, "FactRow");
    static final JavaName FACT_VALUE = JavaName.of(CORE, "FactValue");
    static final JavaName FACTS = JavaName.of(CORE, "Facts");
    static final JavaName INVALID_FACTS_EXCEPTION = JavaName.of(CORE, "InvalidFactsException");
    static final JavaName CASE_HEAD = JavaName.of(CORE, "CaseHead");
    static final JavaName DECISION = JavaName.of(CORE, "Decision");
    static final JavaName OUTCOME = JavaName.of(CORE, "Outcome");
    static final JavaName CASE_HANDLE = JavaName.of(ENGINE, "CaseHandle");
    static final JavaName WORKFLOW_ENGINE = JavaName.of(ENGINE, "WorkflowEngine");
    static final JavaName WORKFLOW_HOST = JavaName.of(ENGINE, "WorkflowHost");

    /** The runtime's types above, for the test that looks each one up there. */
    static List<JavaName> runtime() {
        return List.of(
                GENERATED,
                CHECK_RETURN_VALUE,
                WORKFLOW_STATE,
                WORKFLOW_TRANSITION,
                WORKFLOW_TABLE,
                CONDITION,
                FACT_ROW,
                FACT_VALUE,
                FACTS,
                INVALID_FACTS_EXCEPTION,
                CASE_HEAD,
                DECISION,
                OUTCOME,
                CASE_HANDLE,
                WORKFLOW_ENGINE,
                WORKFLOW_HOST);
    }

    JavaName type(GeneratedType type) {
        return model.nameOf(type);
    }

    JavaName match() {
        return type(GeneratedType.CASE).member("Match");
    }

    /** The handle type of a state. */
    JavaName handle(String state) {
        return type(GeneratedType.CASE).member(state);
    }

    /** Whether a state's handle would be named like a type around or beside it. */
    boolean canBeHandle(String state) {
        return !state.equals(match().simple())
                && !state.equals(type(GeneratedType.CASE).simple());
    }

    /** The types that the definition brings: itself, what is generated for it, its facts and their values. */
    Set<JavaName> own() {
        Set<JavaName> own = new HashSet<>();
        own.add(model.definition());
        for (GeneratedType type : GeneratedType.values()) {
            own.add(type(type));
        }
        for (FactNode fact : model.facts()) {
            own.add(fact.type());
            if (fact.valueType() instanceof FactType.OfEnum values) {
                own.add(values.name());
            }
        }
        return own;
    }

    /** A name for a type variable, with underscores behind it while a type of the author's has that name. */
    String free(String variable) {
        Set<String> taken = new HashSet<>();
        for (StateNode state : model.states()) {
            taken.add(state.name());
        }
        for (JavaName name : own()) {
            taken.add(name.outermost().simple());
        }
        return unlike(taken, variable);
    }

    /** The name, with underscores behind it while it is taken. */
    static String unlike(Collection<String> taken, String name) {
        String free = name;
        while (taken.contains(free)) {
            free += "_";
        }
        return free;
    }

    static String branch(StateNode state) {
        return "when" + state.name();
    }

    static String constant(FactNode fact) {
        return IdDerivation.constant(fact.name());
    }

    /** The type of a fact's values, as a file has to write it. */
    String value(Source source, FactNode fact) {
        return source.name(type(GeneratedType.FACT)) + "<" + source.name(fact.type()) + ">";
    }
}
