package org.workflowengine.runtime.internal.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Digest;

/**
 * What is read of many cases at once, whatever their workflow and version. Lists are asked for by key and never by offset, and each has a
 * limit. Used by one thread, in the unit of work that it belongs to; every failure to read is an
 * {@link org.workflowengine.runtime.core.UnchangedException}.
 */
public interface CaseLists {
    /** A state of one version of a workflow. The cases in it form one list, in the order in which they entered it. */
    record StateKey(String workflow, int version, String state) {}

    /** A state of a stored definition. */
    record StoredState(String workflow, int version, String state, boolean initial, boolean terminal, boolean resting) {
        /** What the lists know it by. */
        public StateKey key() {
            return new StateKey(workflow, version, state);
        }
    }

    /** An installed definition, without its states. */
    record StoredDefinition(
            String workflow, int version, Digest fingerprint, String graph, boolean erasable, Instant installedAt) {}

    /** A position in a list that is ordered by a time in whole microseconds and then by id. */
    record Position(Instant time, String caseId) {}

    /**
     * A part of a list.
     *
     * @param begin the place behind which it begins
     * @param end the last time in it: the latest if the oldest come first, otherwise the earliest; whole microseconds
     * @param newestFirst whether times descend
     */
    record Span(Position begin, Instant end, boolean newestFirst) {}

    /**
     * All installed definitions.
     *
     * @return the definitions, in any order
     */
    List<StoredDefinition> definitions();

    /**
     * The states of installed definitions.
     *
     * @param workflows of these workflows only; of all when empty
     * @return the states, in any order
     */
    List<StoredState> states(Collection<String> workflows);

    /**
     * Cases in some states, by the time at which they entered them and then by id.
     *
     * @param keys the states
     * @param span which part of the list
     * @param eachAtMost at most so many from each state
     * @param limit at most so many
     * @return the cases, none twice
     */
    List<CaseHead> list(Collection<StateKey> keys, Span span, int eachAtMost, int limit);

    /**
     * How many cases are in some states.
     *
     * @param keys the states
     * @param from only cases that entered their state at this time or later; whole microseconds
     * @param until only cases that entered it at this time or before; whole microseconds
     * @param eachAtMost where counting stops in each state
     * @return the numbers; states without a case are left out
     */
    Map<StateKey, Long> count(Collection<StateKey> keys, Instant from, Instant until, int eachAtMost);

    /**
     * Cases in the order of their ids, as the database compares them.
     *
     * @param caseId where to begin
     * @param inclusive whether with this id or behind it
     * @param limit at most so many
     * @return the cases
     */
    List<CaseHead> byId(String caseId, boolean inclusive, int limit);

    /**
     * The newest step of each case that has moved since a time, in the order in which they were recorded, then by case id.
     *
     * @param begin the place behind which to begin
     * @param limit at most so many
     * @return the steps, of each case at most one
     */
    List<AuditEntry> newestSteps(Position begin, int limit);
}
