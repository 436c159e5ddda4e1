package org.workflowengine.test;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** Assertions about everything that is permitted. */
public final class MatrixAssert extends AbstractAssert<MatrixAssert, Matrix> {
    MatrixAssert(Matrix actual) {
        super(actual, MatrixAssert.class);
    }

    /**
     * The matrix is this text, which somebody has read. Blank lines at its end do not count: a text block of Java ends with a line break, a raw
     * string of Kotlin does not.
     *
     * @param text as {@link Matrix#toString} writes it
     * @return this
     */
    public MatrixAssert hasText(String text) {
        isNotNull();
        List<String> expected =
                Objects.requireNonNull(text, "text").stripTrailing().lines().toList();
        List<String> found = actual.toString().lines().toList();
        if (!found.equals(expected)) {
            int same = 0;
            while (line(found, same).equals(line(expected, same))) {
                same++;
            }
            throw failureWithActualExpected(
                    actual.toString(),
                    text,
                    "expected another matrix; the first difference is in line %s: expected %s, found %s. The matrix is%n%s",
                    same + 1,
                    line(expected, same).orElse("the end"),
                    line(found, same).orElse("the end"),
                    actual);
        }
        return this;
    }

    private static Optional<String> line(List<String> lines, int index) {
        return index < lines.size() ? Optional.of("\"" + lines.get(index) + "\"") : Optional.empty();
    }
}
