package org.workflowengine.runtime.internal.text;

/** The one answer to an argument that a programmer should not have passed. Null has another: {@link java.util.Objects#requireNonNull}. */
public final class Arguments {
    private Arguments() {}

    /**
     * A mistake in the calling program.
     *
     * @param parameter its name
     * @param found what was passed, safe to print
     * @param expected what would be right
     * @return the exception to throw
     */
    public static IllegalArgumentException wrong(String parameter, String found, String expected) {
        return new IllegalArgumentException(parameter + ": found " + found + ", expected " + expected);
    }

    /**
     * Demands a number from 1.
     *
     * @param parameter its name
     * @param found the number
     * @param most the largest that is accepted
     * @return the number
     * @throws IllegalArgumentException if it is out of range
     */
    public static int from1(String parameter, int found, int most) {
        if (found < 1 || found > most) {
            throw wrong(
                    parameter, String.valueOf(found), most == Integer.MAX_VALUE ? "at least 1" : "from 1 to " + most);
        }
        return found;
    }
}
