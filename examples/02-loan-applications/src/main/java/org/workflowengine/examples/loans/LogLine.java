package org.workflowengine.examples.loans;

import java.time.Instant;

/** One line of an event log: an event, or something that cannot be read as one. */
sealed interface LogLine {

    /** The line's number in the unpacked log; the header is line 1. */
    long number();

    /** Somebody did something with a case; an empty resource is the bank's own system. */
    record Event(long number, String caseId, String activity, Instant time, String resource) implements LogLine {}

    /** A line that is skipped, with what is wrong and what would be right. */
    record Malformed(long number, String content, String found, String expected) implements LogLine {
        /** One line for people, safe to print. */
        @Override
        public String toString() {
            return "line " + number + " skipped: found " + found + ", expected " + expected + ": " + Quoted.of(content);
        }
    }
}
