package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of a Java type.
 *
 * @param packageName the package, empty for the unnamed one
 * @param simpleNames the simple names from the outermost type to the type itself
 */
public record JavaName(String packageName, List<String> simpleNames) {

    public JavaName {
        simpleNames = List.copyOf(simpleNames);
    }

    public static JavaName of(String packageName, String... simpleNames) {
        return new JavaName(packageName, List.of(simpleNames));
    }

    /** The name of a type that is generated beside a definition: {@code CaseReviewState}, {@code Outer_InnerState}. */
    public static JavaName generated(JavaName definition, GeneratedType type) {
        return of(definition.packageName, String.join("_", definition.simpleNames) + type.suffix());
    }

    /** The name of a type that is nested in this one. */
    public JavaName member(String name) {
        var names = new ArrayList<>(simpleNames);
        names.add(name);
        return new JavaName(packageName, names);
    }

    /** The top-level type around it, or itself. */
    public JavaName outermost() {
        return new JavaName(packageName, simpleNames.subList(0, 1));
    }

    /** Written out, as hashCode is: what stands in for them in a record is put together at run time, in every build anew. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JavaName name
                && packageName.equals(name.packageName)
                && simpleNames.equals(name.simpleNames);
    }

    @Override
    public int hashCode() {
        return 31 * packageName.hashCode() + simpleNames.hashCode();
    }

    public String simple() {
        return simpleNames.get(simpleNames.size() - 1);
    }

    /** The name without its package, as in {@code Outer.Inner}. */
    public String nested() {
        return String.join(".", simpleNames);
    }

    public String canonical() {
        return packageName.isEmpty() ? nested() : packageName + "." + nested();
    }
}
