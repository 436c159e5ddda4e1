package org.workflowengine.processor.model;

/**
 * That different persons have made another step of the same state before a transition.
 *
 * @param of the name of the step's method, as written
 * @param persons how many
 * @param anchor where it is written
 */
public record Quorum(String of, int persons, Anchor anchor) {

    /** The largest number that the runtime accepts. */
    public static final int MOST_PERSONS = 100;

    /** In words: {@code after 2 persons have made endorse}. */
    public String text() {
        return textWith(isName() ? of : Wording.quote(of));
    }

    private boolean isName() {
        return !of.isEmpty() && of.codePoints().allMatch(Character::isJavaIdentifierPart);
    }

    /** The same with the step under another name. */
    public String textWith(String step) {
        return "after " + Wording.count(persons, "person") + (persons == 1 ? " has" : " have") + " made " + step;
    }
}
