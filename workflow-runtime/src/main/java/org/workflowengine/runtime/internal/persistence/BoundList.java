package org.workflowengine.runtime.internal.persistence;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Parameters for each value of a list. Statements with such a list are written in Java, not in MyBatis's XML: an application that starts
 * would wait for the XML parser. Values are always bound, never written.
 */
final class BoundList {
    private BoundList() {}

    /** The values of a list of the given name and size, in parentheses. */
    static String of(String name, int size) {
        return "(" + each(size, ",", i -> "#{" + name + "[" + i + "]}") + ")";
    }

    /** A text for each value. */
    static String each(int size, String separator, IntFunction<String> text) {
        return IntStream.range(0, size).mapToObj(text).collect(Collectors.joining(separator));
    }
}
