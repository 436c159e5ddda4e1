package org.workflowengine.processor.model;

import java.util.HashSet;
import java.util.Set;

/** What is in the unnamed package cannot be named in full, so that a nested type of the same name hides it. */
public final class UnnamedPackage {

    /** The nested type of {@link Enum} that every enum inherits. */
    public static final String IN_EVERY_ENUM = "EnumDesc";

    private UnnamedPackage() {}

    /** What the generated case type names of it, and what its nested types must therefore not be called. */
    public static Set<String> besideHandles(WorkflowModel model) {
        var names = new HashSet<String>();
        if (model.definition().packageName().isEmpty()) {
            for (GeneratedType type : GeneratedType.values()) {
                names.add(model.nameOf(type).simple());
            }
            for (FactNode fact : model.facts()) {
                if (fact.type().packageName().isEmpty()) {
                    names.add(fact.type().simpleNames().get(0));
                }
            }
        }
        return names;
    }

    /** Whether the generated enums could not name the values of a fact. */
    public static boolean isLostInEnums(FactNode fact) {
        return fact.valueType() instanceof FactType.OfEnum type && holds(type.name(), IN_EVERY_ENUM);
    }

    /** Whether a type is, or is inside, the one of that name in the unnamed package. */
    public static boolean holds(JavaName type, String name) {
        return type.packageName().isEmpty() && type.simpleNames().get(0).equals(name);
    }
}
