package org.workflowengine.runtime.internal.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.audit.StoredTombstone;
import org.workflowengine.runtime.spi.Completion;

/** Where cases and their history are kept: the port that the engine needs and a database implements. Thread-safe. */
public interface Store {

    /**
     * Begins one unit of work. Everything in it is read and written in one database transaction.
     *
     * @return the unit, to be closed by the caller
     * @throws UnchangedException if the store cannot be reached
     */
    Unit begin();

    /** What identifies a request: its id is unique within its case. */
    record RequestKey(String caseId, String requestId) {}

    /** Cases as seen by the code that decides about a request. */
    interface View {
        /**
         * The head of a case.
         *
         * @param caseId the case
         * @return its head, or empty when there is no such case
         */
        Optional<CaseHead> head(String caseId);

        /**
         * One step of a case.
         *
         * @param caseId the case
         * @param seq the step's number
         * @return the step, or empty
         */
        Optional<AuditEntry> entry(String caseId, long seq);

        /**
         * The step that a request made.
         *
         * @param caseId the case
         * @param requestId the request
         * @return the step, or empty when the request was never applied
         */
        Optional<AuditEntry> entryOfRequest(String caseId, String requestId);

        /**
         * When a case, after one of its steps, had entered the state that it was then in.
         *
         * @param caseId the case
         * @param seq the step's number
         * @return the time of the newest step up to that one that entered a state, or empty when there is no such step
         */
        Optional<Instant> enteredAt(String caseId, long seq);

        /**
         * The last real step into a state: one from another state, and neither a migration nor an import.
         *
         * @param caseId the case
         * @param upTo the highest number that the step may have
         * @param version the version that permitted the step
         * @param state the state that it entered, as that version calls it
         * @return the step, or empty if there is none
         */
        Optional<AuditEntry> brought(String caseId, long upTo, int version, String state);

        /**
         * Which persons have made a step that keeps the state.
         *
         * @param caseId the case
         * @param afterSeq only steps with a higher number
         * @param upTo the highest number that counts
         * @param version the version that permitted the steps
         * @param state the state that they keep
         * @param transition the step's transition
         * @return each pair of names once, in any order; erased names are one pair
         */
        List<Makers> makers(String caseId, long afterSeq, long upTo, int version, String state, String transition);

        /**
         * The legal holds of a case, and their releases.
         *
         * @param caseId the case
         * @return the steps that record them, in the order of their numbers; none while no hold stands
         */
        List<AuditEntry> holds(String caseId);

        /**
         * The tombstone of a case that was purged.
         *
         * @param caseId the case
         * @return the tombstone, or empty if no case of that id was purged
         */
        Optional<StoredTombstone> tombstone(String caseId);
    }

    /**
     * The newest tombstone.
     *
     * @param seq its number, at least 1
     * @param digest its digest
     */
    record Newest(long seq, Digest digest) {}

    /**
     * How often steps were made under the same names.
     *
     * @param actor the actor; null if it is erased
     * @param onBehalfOf the principal; null if there is none, or it is erased
     * @param steps how many steps, at least 1
     */
    record Makers(@Nullable String actor, @Nullable String onBehalfOf, long steps) {}

    /** One unit of work, used by one thread. Every failure to read or write is an {@link UnchangedException}. */
    interface Unit extends View, AutoCloseable {
        /**
         * Whether each read shows everything that was committed before it.
         *
         * @return {@code false} in a caller's transaction that reads from a snapshot
         */
        boolean seesLatest();

        /**
         * Whether it is part of a caller's transaction, which the caller commits or rolls back.
         *
         * @return {@code false} in the engine's own transaction
         */
        default boolean isJoined() {
            return false;
        }

        /**
         * Asks to be told how the caller's transaction ends.
         *
         * @param listener as {@link org.workflowengine.runtime.spi.CallersTransaction#afterCompletion}
         * @return whether the listener will be told
         */
        default boolean afterCompletion(Consumer<Completion> listener) {
            return false;
        }

        /**
         * The heads of many cases.
         *
         * @param caseIds the cases
         * @return the heads of those that exist, in any order
         */
        List<CaseHead> heads(Collection<String> caseIds);

        /**
         * The tombstones of many cases.
         *
         * @param caseIds the cases
         * @return by case, those of the cases that were purged
         */
        Map<String, StoredTombstone> tombstones(Collection<String> caseIds);

        /**
         * Which of many cases are held.
         *
         * @param caseIds the cases
         * @return those for which a legal hold stands
         */
        Set<String> held(Collection<String> caseIds);

        /**
         * The newest tombstone, which no other unit can continue until this one ends.
         *
         * @return the tombstone, or empty if there is none
         */
        Optional<Newest> lockTombstones();

        /**
         * Purges cases: writes their tombstones, deletes the cases and then their steps, and commits all of it together. The unit cannot be
         * used again.
         *
         * @param tombstones by case, in the order in which they continue each other
         * @return {@code false} if a case is not where its tombstone says, is held or gone, or another purge was quicker; then nothing was
         *     changed
         * @throws UnchangedException as {@link #append}
         * @throws OutcomeUnknownException as {@link #append}
         */
        boolean purge(Map<String, StoredTombstone> tombstones);

        /**
         * The steps that some requests made.
         *
         * @param requests the requests, each once
         * @return the steps, in any order
         */
        List<AuditEntry> entriesOfRequests(Collection<RequestKey> requests);

        /**
         * The steps of a case.
         *
         * @param caseId the case
         * @param afterSeq only steps with a higher number
         * @param limit at most so many
         * @return the steps in the order of their numbers
         */
        List<AuditEntry> entries(String caseId, long afterSeq, int limit);

        /**
         * The step of the highest number among those recorded at or before a time.
         *
         * @param caseId the case
         * @param time the time
         * @return the step, or empty
         */
        Optional<AuditEntry> entryAsOf(String caseId, Instant time);

        /**
         * A page of a work list: cases in a state, longest there first.
         *
         * @param workflow the workflow's id
         * @param version the version that the cases follow
         * @param state the state's id
         * @param enteredBefore only cases that entered the state before this time; null for no bound
         * @param after only cases behind this one in the list; null for the first page
         * @param limit at most so many
         * @return the cases, ordered by the time at which they entered the state, then by id
         */
        List<CaseHead> heads(
                String workflow,
                int version,
                String state,
                @Nullable Instant enteredBefore,
                @Nullable CaseHead after,
                int limit);

        /**
         * How many cases are in each state.
         *
         * @param definition the definition that the cases follow
         * @return by state id, sorted; states without a case are left out
         */
        Map<String, Long> countByState(Definition definition);

        /**
         * Lists over workflows and versions.
         *
         * @return the lists, read in this unit
         */
        CaseLists lists();

        /**
         * Writes a step: its audit entry, then the case's new head, and commits both together. The unit cannot be used again.
         *
         * @param entry the step, which continues the entry before it
         * @return {@code false} if the position is already taken, by another step or by another use of the request id; then nothing was
         *     written, and the unit cannot be used again either
         * @throws UnchangedException if it failed before or at the commit, with certainty
         * @throws OutcomeUnknownException if the commit was sent and its answer lost
         * @throws IntegrityException if the entry is free but the case is not where its newest entry says
         */
        boolean append(AuditEntry entry);

        /**
         * Writes the entry of an erasure, clears the payload of the erased step, moves the case's head, which keeps its state and time,
         * and commits all of it together. The unit cannot be used again.
         *
         * @param erasure the entry, which continues the entry before it
         * @param seq the step whose payload is erased; it has one
         * @return as {@link #append}
         * @throws UnchangedException as {@link #append}
         * @throws OutcomeUnknownException as {@link #append}
         * @throws IntegrityException as {@link #append}, or if the step has no payload
         */
        boolean erase(AuditEntry erasure, long seq);

        /**
         * Records two steps of one case that follow each other, moves the case, and commits, once.
         *
         * @param first the first step
         * @param second the step that continues it
         * @return {@code false} when the place of the first is taken; nothing of the two is written then
         */
        boolean appendBoth(AuditEntry first, AuditEntry second);

        /**
         * Writes many steps and commits them together. The unit cannot be used again.
         *
         * @param entries the steps; each continues the entry before it, which is recorded or earlier in the list
         * @return {@code false} if the position of one of them is already taken; then nothing was written
         * @throws UnchangedException as {@link #append}
         * @throws OutcomeUnknownException as {@link #append}, naming the first step
         * @throws IntegrityException as {@link #append}
         */
        boolean appendAll(List<AuditEntry> entries);

        /** Ends the unit. What was not committed is rolled back. */
        @Override
        void close();
    }
}
