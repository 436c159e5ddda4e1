package org.workflowengine.runtime.audit;

import java.util.Objects;
import org.workflowengine.runtime.internal.text.Texts;

/** A place where what is stored contradicts itself, its definition, its seal or a checkpoint. */
public final class Finding {
    private final Subject subject;
    private final String id;
    private final long seq;
    private final String expected;
    private final String found;

    /**
     * From all its properties. A property added later brings a constructor of its own.
     *
     * @param subject what the finding is about
     * @param id the case's id; the definition's workflow and version; the table's name; the name of a checkpoint's file; or empty for a tombstone. As stored,
     *     not made safe to print
     * @param seq the step at which it shows, the number of the tombstone, or the line of the checkpoint; 0 if there is none
     * @param expected what a sound history has there
     * @param found what was found there
     */
    public Finding(Subject subject, String id, long seq, String expected, String found) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.id = Objects.requireNonNull(id, "id");
        this.seq = seq;
        this.expected = Objects.requireNonNull(expected, "expected");
        this.found = Objects.requireNonNull(found, "found");
    }

    /** {@return what the finding is about} */
    public Subject subject() {
        return subject;
    }

    /**
     * {@return the case's id; the definition's workflow and version; the table's name; the name of a checkpoint's file; or empty for a tombstone. As stored, not made safe to print}
     */
    public String id() {
        return id;
    }

    /** {@return the step at which it shows, the number of the tombstone, or the line of the checkpoint; 0 if there is none} */
    public long seq() {
        return seq;
    }

    /** {@return what a sound history has there} */
    public String expected() {
        return expected;
    }

    /** {@return what was found there} */
    public String found() {
        return found;
    }

    /** What a finding is about. */
    public enum Subject {
        /** The history of a case, or the case itself. */
        CASE,
        /**
         * The requested case, of which neither a step nor anything else is stored: the id is mistyped, or the case was removed as a
         * whole. A checkpoint that lists the case tells which, with a finding about the {@link #CASE}.
         */
        NO_CASE,
        /** A stored definition. */
        DEFINITION,
        /** The tombstone of a purged case. */
        TOMBSTONE,
        /** A table that cannot be read as it was created. */
        TABLE,
        /** The file of a checkpoint, which is damaged or the wrong one: it says nothing about any history. */
        CHECKPOINT
    }

    /** One line for people, safe to print. */
    @Override
    public String toString() {
        String place = switch (subject) {
            case CASE, NO_CASE -> Texts.quoted(id) + (seq == 0 ? "" : " #" + seq);
            case TOMBSTONE -> "tombstone #" + seq;
            case DEFINITION -> "definition " + Texts.quoted(id);
            case TABLE -> "table " + id;
            case CHECKPOINT -> "checkpoint " + Texts.quoted(id) + (seq == 0 ? "" : " line " + seq);
        };
        return place + ": expected " + expected + ", found " + found;
    }

    /** Equal if all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Finding that
                && subject.equals(that.subject)
                && id.equals(that.id)
                && seq == that.seq
                && expected.equals(that.expected)
                && found.equals(that.found);
    }

    @Override
    public int hashCode() {
        return Objects.hash(subject, id, seq, expected, found);
    }
}
