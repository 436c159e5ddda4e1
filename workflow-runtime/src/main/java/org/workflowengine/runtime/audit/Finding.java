package org.workflowengine.runtime.audit;

import org.workflowengine.runtime.core.Texts;

/**
 * A place where a history contradicts itself or its definition.
 *
 * @param caseId the case
 * @param seq the step at which it shows
 * @param expected what a sound history has there
 * @param found what stands there
 */
public record Finding(String caseId, long seq, String expected, String found) {
    /** One line for people. */
    @Override
    public String toString() {
        return Texts.quoted(caseId) + " #" + seq + ": expected " + expected + ", found " + found;
    }
}
