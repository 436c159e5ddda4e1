package org.workflowengine.runtime.core;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * Why a move was not made: data first, with a sentence for people. Nothing was written.
 *
 * <p>Later versions will have more kinds. A {@code switch} over them needs a {@code default}, and {@link #match} has the branch
 * {@link Match#other}, so that code written today continues to compile and work.
 *
 * <p>Every kind can be serialised, as what an exception carries must be.
 */
public sealed interface Refusal extends Serializable
        permits Refusal.NoSuchCase,
                Refusal.CaseAlreadyExists,
                Refusal.UnknownTransition,
                Refusal.NotAllowedHere,
                Refusal.GuardNotSatisfied,
                Refusal.ActorNotPermitted,
                Refusal.QuorumNotReached,
                Refusal.Stale,
                Refusal.InvalidInput,
                Refusal.RequestIdReused,
                Refusal.DefinitionMismatch,
                Refusal.NotErasable,
                Refusal.NotMigratable,
                Refusal.NotImportable,
                Refusal.AppliedUnderAnotherVersion,
                Refusal.OnHold,
                Refusal.HeldAlready,
                Refusal.NotHeld,
                Refusal.Purged,
                LaterRefusal {

    /**
     * The refusal in a sentence, safe to print.
     *
     * @return what was asked for, what was found and what was expected
     */
    String explanation();

    /**
     * The stable id of this kind of refusal, for machines: logs, metrics, types of problems in an HTTP answer.
     *
     * @return lower-case words with hyphens, such as {@code guard-not-satisfied}; it never changes
     */
    String kind();

    /**
     * Handles the kinds that matter to the caller, and all others in one place.
     *
     * @param match a branch for each kind of interest
     * @param <R> what the branches answer
     * @return what the branch of this kind answers
     */
    <R> R match(Match<R> match);

    /**
     * The branches of {@link #match}. Each that is not overridden leads to {@link #other}.
     *
     * @param <R> what the branches answer
     */
    interface Match<R> {
        /**
         * Every kind without a branch of its own, including those of later versions.
         *
         * @param refusal the refusal
         * @return the answer
         */
        R other(Refusal refusal);

        /**
         * The branch of {@link NoSuchCase}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R noSuchCase(NoSuchCase refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link CaseAlreadyExists}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R caseAlreadyExists(CaseAlreadyExists refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link UnknownTransition}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R unknownTransition(UnknownTransition refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link NotAllowedHere}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R notAllowedHere(NotAllowedHere refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link GuardNotSatisfied}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R guardNotSatisfied(GuardNotSatisfied refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link ActorNotPermitted}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R actorNotPermitted(ActorNotPermitted refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link QuorumNotReached}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R quorumNotReached(QuorumNotReached refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link Stale}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R stale(Stale refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link InvalidInput}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R invalidInput(InvalidInput refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link RequestIdReused}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R requestIdReused(RequestIdReused refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link DefinitionMismatch}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R definitionMismatch(DefinitionMismatch refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link NotErasable}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R notErasable(NotErasable refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link NotMigratable}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R notMigratable(NotMigratable refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link NotImportable}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R notImportable(NotImportable refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link AppliedUnderAnotherVersion}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R appliedUnderAnotherVersion(AppliedUnderAnotherVersion refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link OnHold}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R onHold(OnHold refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link HeldAlready}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R heldAlready(HeldAlready refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link NotHeld}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R notHeld(NotHeld refusal) {
            return other(refusal);
        }

        /**
         * The branch of {@link Purged}.
         *
         * @param refusal the refusal
         * @return the answer
         */
        default R purged(Purged refusal) {
            return other(refusal);
        }
    }

    /**
     * No case has this id.
     *
     * @param caseId the id that was asked for
     */
    record NoSuchCase(String caseId) implements Refusal {
        /**
         * No part is null.
         *
         * @param caseId the id that was asked for
         */
        public NoSuchCase {
            Objects.requireNonNull(caseId, "caseId");
        }

        @Override
        public String kind() {
            return "no-such-case";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").noSuchCase(this);
        }

        @Override
        public String explanation() {
            return "there is no case " + Texts.quoted(caseId);
        }
    }

    /**
     * A case cannot be opened twice.
     *
     * @param caseId the id that is taken
     * @param head where the existing case is
     */
    record CaseAlreadyExists(String caseId, CaseHead head) implements Refusal {
        /**
         * No part is null.
         *
         * @param caseId the id that is taken
         * @param head where the existing case is
         */
        public CaseAlreadyExists {
            Objects.requireNonNull(caseId, "caseId");
            Objects.requireNonNull(head, "head");
        }

        @Override
        public String kind() {
            return "case-already-exists";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").caseAlreadyExists(this);
        }

        @Override
        public String explanation() {
            return "case " + Texts.quoted(caseId) + " exists already, in state " + head.state() + " at step "
                    + head.seq();
        }
    }

    /**
     * The workflow has no transition of this name in any state.
     *
     * @param transition the name that was asked for
     * @param near names that were probably meant, nearest first; may be empty
     */
    record UnknownTransition(String transition, List<String> near) implements Refusal {
        /**
         * No part is null; the list is copied.
         *
         * @param transition the name that was asked for
         * @param near names that were probably meant, nearest first; may be empty
         */
        public UnknownTransition {
            Objects.requireNonNull(transition, "transition");
            near = List.copyOf(Objects.requireNonNull(near, "near"));
        }

        @Override
        public String kind() {
            return "unknown-transition";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").unknownTransition(this);
        }

        @Override
        public String explanation() {
            return "the workflow has no transition " + Texts.quoted(transition)
                    + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?");
        }
    }

    /**
     * The transition exists, but does not leave the state that the case is in.
     *
     * @param state the state that the case is in
     * @param transition the transition that was asked for
     * @param allowed the transitions that leave the state; empty if it is terminal
     */
    record NotAllowedHere(String state, String transition, List<String> allowed) implements Refusal {
        /**
         * No part is null; the list is copied.
         *
         * @param state the state that the case is in
         * @param transition the transition that was asked for
         * @param allowed the transitions that leave the state; empty if it is terminal
         */
        public NotAllowedHere {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(transition, "transition");
            allowed = List.copyOf(Objects.requireNonNull(allowed, "allowed"));
        }

        @Override
        public String kind() {
            return "not-allowed-here";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").notAllowedHere(this);
        }

        @Override
        public String explanation() {
            return transition + " is not allowed in state " + state + "; "
                    + (allowed.isEmpty() ? "the state is terminal" : "allowed: " + String.join(", ", allowed));
        }
    }

    /**
     * The guard of the transition is not satisfied.
     *
     * @param state the state that the case is in
     * @param transition the transition that was asked for
     * @param unmet every condition that fails, in the order of the guard; never empty
     */
    record GuardNotSatisfied(String state, String transition, List<UnmetCondition> unmet) implements Refusal {
        /**
         * No part is null; the list is copied.
         *
         * @param state the state that the case is in
         * @param transition the transition that was asked for
         * @param unmet every condition that fails, in the order of the guard; never empty
         */
        public GuardNotSatisfied {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(transition, "transition");
            unmet = List.copyOf(Objects.requireNonNull(unmet, "unmet"));
        }

        @Override
        public String kind() {
            return "guard-not-satisfied";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").guardNotSatisfied(this);
        }

        @Override
        public String explanation() {
            return transition + " from " + state + " requires "
                    + unmet.stream().map(UnmetCondition::toString).collect(Collectors.joining("; "));
        }
    }

    /**
     * The transition has four eyes: who brought the case into a given state may not make it.
     *
     * @param state the state that the case is in
     * @param transition the transition that was asked for
     * @param enteredState the state that counts
     * @param seq the last real step into that state; 0 if there is none
     * @param actor the name that both steps have in common, or empty if there is no such step or its names are erased
     * @param cause why
     */
    record ActorNotPermitted(
            String state, String transition, String enteredState, long seq, String actor, ActorNotPermitted.Cause cause)
            implements Refusal {
        /** Why the actor is not permitted. */
        public enum Cause {
            /** One of the names of this step, actor or principal, is one of the names of that step. */
            SAME_NAME,
            /** No step has brought the case into the state: it was imported or migrated into it. */
            NO_STEP,
            /** The names of that step are erased, so nobody can be told to be somebody else. */
            ERASED
        }

        /**
         * No part is null.
         *
         * @param state the state that the case is in
         * @param transition the transition that was asked for
         * @param enteredState the state that counts
         * @param seq the last real step into that state; 0 if there is none
         * @param actor the name that both steps have in common, or empty if there is no such step or its names are erased
         * @param cause why
         */
        public ActorNotPermitted {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(transition, "transition");
            Objects.requireNonNull(enteredState, "enteredState");
            Objects.requireNonNull(actor, "actor");
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public String kind() {
            return "actor-not-permitted";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").actorNotPermitted(this);
        }

        @Override
        public String explanation() {
            String found = switch (cause) {
                case SAME_NAME ->
                    Texts.quoted(actor) + " has a part in step " + seq + ", which brought the case into "
                            + enteredState;
                case NO_STEP -> "the case came into " + enteredState + " by an import or a migration";
                case ERASED ->
                    "the names of step " + seq + ", which brought the case into " + enteredState + ", are erased";
            };
            return transition + " from " + state + " may not be made by who brought the case into " + enteredState
                    + ": " + found;
        }
    }

    /**
     * Too few different persons have made the step that the transition counts.
     *
     * @param state the state that the case is in
     * @param transition the transition that was asked for
     * @param step the transition that is counted
     * @param persons how many different persons have made it since the case entered the state: the lesser of distinct actors and distinct
     *     principals
     * @param required how many are required, at least 1
     * @param erased how many of those steps do not count because they are erased
     */
    record QuorumNotReached(String state, String transition, String step, int persons, int required, long erased)
            implements Refusal {
        /**
         * No part is null.
         *
         * @param state the state that the case is in
         * @param transition the transition that was asked for
         * @param step the transition that is counted
         * @param persons how many different persons have made it since the case entered the state: the lesser of distinct actors and
         *     distinct principals
         * @param required how many are required, at least 1
         * @param erased how many of those steps do not count because they are erased
         */
        public QuorumNotReached {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(transition, "transition");
            Objects.requireNonNull(step, "step");
        }

        @Override
        public String kind() {
            return "quorum-not-reached";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").quorumNotReached(this);
        }

        @Override
        public String explanation() {
            return transition + " from " + state + " requires " + step + " by " + required
                    + " different persons: found "
                    + persons + " of " + required + " since the case entered " + state
                    + (erased == 0 ? "" : "; erased steps do not count: " + erased);
        }
    }

    /**
     * The case is not at the step that the caller saw.
     *
     * @param expectedSeq the step that the caller had seen
     * @param foundSeq the step at which the case is
     * @param winner the step that was made instead: the one after the expected step, or the newest if the caller was ahead
     */
    record Stale(long expectedSeq, long foundSeq, AuditEntry winner) implements Refusal {
        /**
         * No part is null.
         *
         * @param expectedSeq the step that the caller had seen
         * @param foundSeq the step at which the case is
         * @param winner the step that was made instead: the one after the expected step, or the newest if the caller was ahead
         */
        public Stale {
            Objects.requireNonNull(winner, "winner");
        }

        @Override
        public String kind() {
            return "stale";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").stale(this);
        }

        @Override
        public String explanation() {
            return "the case was expected at step " + expectedSeq + ", but it is at step " + foundSeq + "; step "
                    + winner.seq() + " was " + winner.fromState() + " -" + winner.transition() + "-> "
                    + winner.toState();
        }
    }

    /**
     * A text or number that cannot be accepted.
     *
     * @param field which one
     * @param found what is wrong with it, safe to print
     * @param expected what would be right
     */
    record InvalidInput(String field, String found, String expected) implements Refusal {
        /**
         * No part is null.
         *
         * @param field which one
         * @param found what is wrong with it, safe to print
         * @param expected what would be right
         */
        public InvalidInput {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(found, "found");
            Objects.requireNonNull(expected, "expected");
        }

        @Override
        public String kind() {
            return "invalid-input";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").invalidInput(this);
        }

        @Override
        public String explanation() {
            return field + ": found " + found + ", expected " + expected;
        }
    }

    /**
     * The request id belongs to another request of the case, which has been applied.
     *
     * @param caseId the case
     * @param requestId the id that was sent with both
     * @param seq the step that the other request made
     */
    record RequestIdReused(String caseId, String requestId, long seq) implements Refusal {
        /**
         * No part is null.
         *
         * @param caseId the case
         * @param requestId the id that was sent with both
         * @param seq the step that the other request made
         */
        public RequestIdReused {
            Objects.requireNonNull(caseId, "caseId");
            Objects.requireNonNull(requestId, "requestId");
        }

        @Override
        public String kind() {
            return "request-id-reused";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").requestIdReused(this);
        }

        @Override
        public String explanation() {
            return "request id " + Texts.quoted(requestId) + ": found the id of another request, applied as step " + seq
                    + ", expected a new id for a new request";
        }
    }

    /**
     * The case follows another definition than the one that this engine was compiled from.
     *
     * @param head where the case is, under its own definition
     * @param workflow the engine's workflow
     * @param version the engine's version
     */
    record DefinitionMismatch(CaseHead head, String workflow, int version) implements Refusal {
        /**
         * No part is null.
         *
         * @param head where the case is, under its own definition
         * @param workflow the engine's workflow
         * @param version the engine's version
         */
        public DefinitionMismatch {
            Objects.requireNonNull(head, "head");
            Objects.requireNonNull(workflow, "workflow");
        }

        @Override
        public String kind() {
            return "definition-mismatch";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").definitionMismatch(this);
        }

        @Override
        public String explanation() {
            return "case " + Texts.quoted(head.caseId()) + " follows " + head.workflow() + " version " + head.version()
                    + ", this engine " + workflow + " version " + version;
        }
    }

    /**
     * The payload of that step cannot be erased.
     *
     * @param caseId the case
     * @param seq the step that was asked for
     * @param cause why
     */
    record NotErasable(String caseId, long seq, NotErasable.Cause cause) implements Refusal {
        /** Why a payload cannot be erased. */
        public enum Cause {
            /** The case has no step of that number. */
            NO_SUCH_STEP("it has no such step"),
            /** The payload is gone. */
            ERASED_ALREADY("it is erased already"),
            /** The step records an erasure: who ordered it, and why, stays on record. */
            RECORDS_AN_ERASURE("it records an erasure, which stays on record"),
            /** The step records a legal hold or its release: who ordered it, and why, stays on record. */
            RECORDS_A_HOLD("it records a legal hold or its release, which stays on record"),
            /** The definition that the case follows declares that its steps are not erasable. */
            NOT_BY_DEFINITION("its definition declares that steps are not erasable");

            private final String text;

            Cause(String text) {
                this.text = text;
            }
        }

        /**
         * No part is null.
         *
         * @param caseId the case
         * @param seq the step that was asked for
         * @param cause why
         */
        public NotErasable {
            Objects.requireNonNull(caseId, "caseId");
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public String kind() {
            return "not-erasable";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").notErasable(this);
        }

        @Override
        public String explanation() {
            return "step " + seq + " of case " + Texts.quoted(caseId) + " cannot be erased: " + cause.text;
        }
    }

    /**
     * The case cannot be migrated to the version of this engine.
     *
     * @param head where the case is, under the version that it follows
     * @param version the engine's version
     * @param cause why
     */
    record NotMigratable(CaseHead head, int version, NotMigratable.Cause cause) implements Refusal {
        /** Why a case cannot be migrated. */
        public enum Cause {
            /** The case follows this version. */
            FOLLOWS_THIS_VERSION("it follows that version already"),
            /** The case follows a higher version, and no case goes back. */
            FOLLOWS_A_LATER_VERSION("no case goes back to an earlier version"),
            /** This version declares no migration from the version that the case follows. */
            NO_MIGRATION("that version declares no migration from the one that the case follows"),
            /** The migration maps other states, not this one: terminal, or said to stay. */
            STATE_STAYS("cases in that state stay with their version");

            private final String text;

            Cause(String text) {
                this.text = text;
            }
        }

        /**
         * No part is null.
         *
         * @param head where the case is, under the version that it follows
         * @param version the engine's version
         * @param cause why
         */
        public NotMigratable {
            Objects.requireNonNull(head, "head");
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public String kind() {
            return "not-migratable";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").notMigratable(this);
        }

        @Override
        public String explanation() {
            return "case " + Texts.quoted(head.caseId()) + ", in state " + head.state() + " of " + head.workflow()
                    + " version " + head.version() + ", cannot be migrated to version " + version + ": " + cause.text;
        }
    }

    /**
     * No history may begin in that state.
     *
     * @param state the state that was asked for
     * @param importable the states in which the history of an imported case may begin; may be empty
     */
    record NotImportable(String state, List<String> importable) implements Refusal {
        /**
         * No part is null; the list is copied.
         *
         * @param state the state that was asked for
         * @param importable the states in which the history of an imported case may begin; may be empty
         */
        public NotImportable {
            Objects.requireNonNull(state, "state");
            importable = List.copyOf(Objects.requireNonNull(importable, "importable"));
        }

        @Override
        public String kind() {
            return "not-importable";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").notImportable(this);
        }

        @Override
        public String explanation() {
            return "no case can be imported into " + Texts.quoted(state) + "; "
                    + (importable.isEmpty()
                            ? "the definition declares no importable state"
                            : "importable: " + String.join(", ", importable));
        }
    }

    /**
     * This request has been applied already, while the case followed another version, and its answer has no handle in the version of
     * this engine. The step is made: do not send the request under another id.
     *
     * @param head where the case was after the step that the request made, under the version it followed then
     * @param requestId the request
     * @param version the engine's version
     */
    record AppliedUnderAnotherVersion(CaseHead head, String requestId, int version) implements Refusal {
        /**
         * No part is null.
         *
         * @param head where the case was after the step that the request made, under the version it followed then
         * @param requestId the request
         * @param version the engine's version
         */
        public AppliedUnderAnotherVersion {
            Objects.requireNonNull(head, "head");
            Objects.requireNonNull(requestId, "requestId");
        }

        @Override
        public String kind() {
            return "applied-under-another-version";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").appliedUnderAnotherVersion(this);
        }

        @Override
        public String explanation() {
            return "request " + Texts.quoted(requestId) + " was applied as step " + head.seq() + " of case "
                    + Texts.quoted(head.caseId()) + ", which led to " + head.state() + " under version "
                    + head.version()
                    + "; version " + version + " has no handle for that";
        }
    }

    /**
     * A legal hold stands: nothing of the case is erased, and the case is not purged, until every matter is released.
     *
     * @param caseId the case
     * @param matters what it is held for, in the order in which the holds were recorded; at least one
     */
    record OnHold(String caseId, List<String> matters) implements Refusal {
        /**
         * No part is null; the list is copied.
         *
         * @param caseId the case
         * @param matters what it is held for, in the order in which the holds were recorded; at least one
         */
        public OnHold {
            Objects.requireNonNull(caseId, "caseId");
            matters = List.copyOf(Objects.requireNonNull(matters, "matters"));
        }

        @Override
        public String kind() {
            return "on-hold";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").onHold(this);
        }

        @Override
        public String explanation() {
            return "case " + Texts.quoted(caseId) + " is held for "
                    + matters.stream().map(Texts::quoted).collect(Collectors.joining(", "))
                    + ": nothing of it is erased, and it is not purged, until every matter is released";
        }
    }

    /**
     * The case is held for this matter already.
     *
     * @param caseId the case
     * @param matter the matter
     * @param seq the step that records the hold
     */
    record HeldAlready(String caseId, String matter, long seq) implements Refusal {
        /**
         * No part is null.
         *
         * @param caseId the case
         * @param matter the matter
         * @param seq the step that records the hold
         */
        public HeldAlready {
            Objects.requireNonNull(caseId, "caseId");
            Objects.requireNonNull(matter, "matter");
        }

        @Override
        public String kind() {
            return "held-already";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").heldAlready(this);
        }

        @Override
        public String explanation() {
            return "case " + Texts.quoted(caseId) + " is held for " + Texts.quoted(matter) + " already, since step "
                    + seq;
        }
    }

    /**
     * The case is not held for this matter, so there is nothing to release.
     *
     * @param caseId the case
     * @param matter the matter
     * @param standing what the case is held for; may be empty
     */
    record NotHeld(String caseId, String matter, List<String> standing) implements Refusal {
        /**
         * No part is null; the list is copied.
         *
         * @param caseId the case
         * @param matter the matter
         * @param standing what the case is held for; may be empty
         */
        public NotHeld {
            Objects.requireNonNull(caseId, "caseId");
            Objects.requireNonNull(matter, "matter");
            standing = List.copyOf(Objects.requireNonNull(standing, "standing"));
        }

        @Override
        public String kind() {
            return "not-held";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").notHeld(this);
        }

        @Override
        public String explanation() {
            return "case " + Texts.quoted(caseId) + " is not held for " + Texts.quoted(matter) + "; "
                    + (standing.isEmpty()
                            ? "no hold stands"
                            : "it is held for "
                                    + standing.stream().map(Texts::quoted).collect(Collectors.joining(", ")));
        }
    }

    /**
     * A case of this id was purged after its retention period. Its id is never used again.
     *
     * @param caseId the id that was asked for
     * @param tombstone the number of its tombstone, from 1 on
     * @param purgedAt when
     * @param retentionClass under which rule of the organization
     */
    record Purged(String caseId, long tombstone, Instant purgedAt, String retentionClass) implements Refusal {
        /**
         * No part is null.
         *
         * @param caseId the id that was asked for
         * @param tombstone the number of its tombstone, from 1 on
         * @param purgedAt when
         * @param retentionClass under which rule of the organization
         */
        public Purged {
            Objects.requireNonNull(caseId, "caseId");
            Objects.requireNonNull(purgedAt, "purgedAt");
            Objects.requireNonNull(retentionClass, "retentionClass");
        }

        @Override
        public String kind() {
            return "purged";
        }

        @Override
        public <R> R match(Match<R> match) {
            return Objects.requireNonNull(match, "match").purged(this);
        }

        @Override
        public String explanation() {
            return "case " + Texts.quoted(caseId) + " was purged at " + purgedAt + ", retention class "
                    + Texts.quoted(retentionClass) + ", tombstone " + tombstone + "; its id is never used again";
        }
    }

    /**
     * A condition of a guard that the given facts do not satisfy.
     *
     * @param fact the fact
     * @param required the values that would satisfy it
     * @param actual the value it has; empty if it is unknown
     */
    record UnmetCondition(FactRow fact, List<String> required, Optional<String> actual) implements Serializable {
        /**
         * No part is null; the list is copied.
         *
         * @param fact the fact
         * @param required the values that would satisfy it
         * @param actual the value it has; empty if it is unknown
         */
        public UnmetCondition {
            Objects.requireNonNull(fact, "fact");
            required = List.copyOf(Objects.requireNonNull(required, "required"));
            Objects.requireNonNull(actual, "actual");
        }

        /** What is required and what was found. */
        @Override
        public String toString() {
            return fact + " = " + String.join(" or ", required) + ", found " + actual.orElse("unknown");
        }

        /** An {@code Optional} cannot be serialised. */
        private Object writeReplace() {
            return new Serial(fact, required, actual.orElse(null));
        }

        private record Serial(
                FactRow fact,
                List<String> required,
                @Nullable String actual) implements Serializable {
            private Object readResolve() {
                return new UnmetCondition(fact, required, Optional.ofNullable(actual));
            }
        }
    }
}
