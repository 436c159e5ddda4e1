package org.workflowengine.processor.spi;

import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * One problem of a definition, in the parts of every message of the compiler. Immutable.
 *
 * <pre>{@code
 * Problem.of(TOO_SHORT, state.element(), "the deadline of UnderReview is shorter than its reminder", "remind earlier, or allow more time")
 *         .found("@Due(\"PT1H\") beside @Remind(\"PT2H\")")
 *         .expected("a reminder before the deadline")
 *         .at(due)
 * }</pre>
 */
public final class Problem {
    private final ProblemKind kind;
    private final Element element;
    private final Optional<AnnotationMirror> annotation;
    private final Optional<AnnotationValue> value;
    private final String what;
    private final String found;
    private final String expected;
    private final String fix;

    private Problem(
            ProblemKind kind,
            Element element,
            Optional<AnnotationMirror> annotation,
            Optional<AnnotationValue> value,
            String what,
            String found,
            String expected,
            String fix) {
        this.kind = kind;
        this.element = element;
        this.annotation = annotation;
        this.value = value;
        this.what = what;
        this.found = found;
        this.expected = expected;
        this.fix = fix;
    }

    /**
     * A problem of a declaration.
     *
     * @param kind which kind, one of those that the extension declares
     * @param element where it is shown: the definition, or something declared in it. What is not compiled now has no place, and
     *     the definition is shown instead
     * @param what what is wrong, in the author's names: one line, not blank
     * @param fix what to do, concretely: not blank
     * @return the problem
     * @throws IllegalArgumentException if a text is blank, or {@code what} has several lines
     */
    public static Problem of(ProblemKind kind, Element element, String what, String fix) {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(element, "element");
        requireText(kind, "what", what);
        requireText(kind, "fix", fix);
        if (what.lines().count() > 1) {
            throw new IllegalArgumentException("what " + kind + " says is wrong has several lines, expected one");
        }
        return new Problem(kind, element, Optional.empty(), Optional.empty(), what, "", "", fix);
    }

    /**
     * The same problem with what was found.
     *
     * @param text the witness, not blank
     * @return the problem
     * @throws IllegalArgumentException if the text is blank
     */
    public Problem found(String text) {
        requireText(kind, "found", text);
        return new Problem(kind, element, annotation, value, what, text, expected, fix);
    }

    /**
     * The same problem with what was expected instead.
     *
     * @param text the expectation, not blank
     * @return the problem
     * @throws IllegalArgumentException if the text is blank
     */
    public Problem expected(String text) {
        requireText(kind, "expected", text);
        return new Problem(kind, element, annotation, value, what, found, text, fix);
    }

    /**
     * The same problem, shown at an annotation of the element.
     *
     * @param mirror an annotation that stands on the element
     * @return the problem
     */
    public Problem at(AnnotationMirror mirror) {
        return new Problem(kind, element, Optional.of(mirror), Optional.empty(), what, found, expected, fix);
    }

    /**
     * The same problem, shown at a value of an annotation of the element.
     *
     * @param mirror an annotation that stands on the element
     * @param written a value that is written in it
     * @return the problem
     */
    public Problem at(AnnotationMirror mirror, AnnotationValue written) {
        return new Problem(kind, element, Optional.of(mirror), Optional.of(written), what, found, expected, fix);
    }

    /**
     * Which kind of problem it is.
     *
     * @return the kind
     */
    public ProblemKind kind() {
        return kind;
    }

    /**
     * Where it is shown.
     *
     * @return a declaration
     */
    public Element element() {
        return element;
    }

    /**
     * The annotation that it is shown at.
     *
     * @return an annotation of {@link #element()}, or empty for the declaration itself
     */
    public Optional<AnnotationMirror> annotation() {
        return annotation;
    }

    /**
     * The value that it is shown at.
     *
     * @return a value of {@link #annotation()}, or empty for the whole annotation
     */
    public Optional<AnnotationValue> value() {
        return value;
    }

    /**
     * What is wrong.
     *
     * @return one line
     */
    public String what() {
        return what;
    }

    /**
     * The witness.
     *
     * @return a text, empty when there is none
     */
    public String found() {
        return found;
    }

    /**
     * What was expected.
     *
     * @return a text, empty when there is none
     */
    public String expected() {
        return expected;
    }

    /**
     * What to do.
     *
     * @return a text, not blank
     */
    public String fix() {
        return fix;
    }

    private static void requireText(ProblemKind kind, String part, String text) {
        if (Objects.requireNonNull(text, part).isBlank()) {
            throw new IllegalArgumentException("the part \"" + part + "\" of a problem " + kind + " is blank");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Problem that
                && kind.equals(that.kind)
                && element.equals(that.element)
                && annotation.equals(that.annotation)
                && value.equals(that.value)
                && what.equals(that.what)
                && found.equals(that.found)
                && expected.equals(that.expected)
                && fix.equals(that.fix);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, element, what);
    }

    @Override
    public String toString() {
        return "[" + kind + "] " + what;
    }
}
