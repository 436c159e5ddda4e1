package org.workflowengine.cli;

/** Something could not be done; this says nothing about any history. */
final class NotDoneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What the JVM turns bytes into that are invalid in its locale. */
    private static final char UNREADABLE = 0xFFFD;

    NotDoneException(String message) {
        super(message);
    }

    static NotDoneException noCase(String caseId) {
        return new NotDoneException(
                "there is no case " + Printable.of(caseId)
                        + (caseId.indexOf(UNREADABLE) < 0
                                ? ""
                                : "; a character of the argument could not be read in this locale: set LC_ALL to a UTF-8 locale"));
    }
}
