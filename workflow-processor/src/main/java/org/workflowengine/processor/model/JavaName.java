package org.workflowengine.processor.model;

import java.util.List;

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

    /** What a record generates is linked anew in every build, and names are compared in every one. */
    @Override
    public boolean equals(Object other) {
        return other instanceof JavaName that
                && packageName.equals(that.packageName)
                && simpleNames.equals(that.simpleNames);
    }

    @Override
    public int hashCode() {
        return 31 * packageName.hashCode() + simpleNames.hashCode();
    }
}
