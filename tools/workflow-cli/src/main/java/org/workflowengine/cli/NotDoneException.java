package org.workflowengine.cli;

/** Something that could not be done, and says nothing about any history. */
final class NotDoneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What the JVM makes of bytes that are none of its locale. */
    private static final char UNREADABLE = 0xFFFD;

    NotDoneException(String message) {
        super(message);
    }

    static NotDoneException noCase(String caseId) {
        return new NotDoneException(
                "there is no case " + Printable.of(caseId)
                        + (caseId.indexOf(UNREADABLE) < 0
                                ? ""
                                : "; a character of the argument could not be read in this locale: set LC_ALL to one of UTF-8"));
    }
}
