package org.workflowengine.runtime.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.runtime.internal.text.Arguments;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * One version of a workflow as the runtime enforces it: its states, its transitions, its facts, and the fingerprint of all these.
 * Immutable; built once, by the generated {@code …Transition} enum.
 */
public final class Definition {
    /** Stands in place of a state in the audit entry that opens a case. No state can have this id. */
    public static final String NEW = "(new)";

    /** Stands in place of a transition in the audit entry that opens a case. No transition can have this id. */
    public static final String OPENING = "(open)";

    /** Stands in place of a transition in the audit entry that records an erasure. No transition can have this id. */
    public static final String ERASURE = "(erase)";

    /** Stands in place of a transition in the audit entry that records a legal hold. No transition can have this id. */
    public static final String HOLD = "(hold)";

    /** Stands in place of a transition in the audit entry that ends a legal hold. No transition can have this id. */
    public static final String RELEASE = "(release)";

    /** Stands in place of a transition in the audit entry that begins the history of a case from elsewhere. No transition can have this id. */
    public static final String IMPORT = "(import)";

    /**
     * What the text begins with that stands in place of a transition in the audit entry of a migration, {@code (migrate:1)}. No transition
     * can have such an id.
     */
    public static final String MIGRATION = "(migrate:";

    private final String workflow;
    private final int version;
    private final WorkflowState initial;
    private final Map<String, WorkflowState> states;
    /** Each already wrapped in its answer, so that asking allocates nothing. */
    private final Map<String, Map<String, Optional<WorkflowTransition>>> transitions;

    /** The same rows, to be known as the very objects. */
    private final IdentityHashMap<WorkflowTransition, WorkflowState> rows = new IdentityHashMap<>();

    private final List<FactRow> vocabulary;
    private final Traits traits;
    private final String graph;
    private final Digest fingerprint;

    private Definition(
            String workflow,
            int version,
            Collection<? extends WorkflowState> states,
            Collection<? extends WorkflowTransition> transitions,
            Collection<FactRow> vocabulary,
            Traits traits) {
        this.workflow = Objects.requireNonNull(workflow, "workflow");
        this.version = version;
        Objects.requireNonNull(states, "states");
        Objects.requireNonNull(transitions, "transitions");
        this.vocabulary = List.copyOf(Objects.requireNonNull(vocabulary, "vocabulary"));
        this.traits = Objects.requireNonNull(traits, "traits");
        this.states = new LinkedHashMap<>();
        this.transitions = new LinkedHashMap<>();
        if (!Texts.isId(workflow)) {
            throw Arguments.wrong("workflow", Texts.quoted(workflow), Texts.ID_RULE);
        }
        if (version < 1) {
            throw Arguments.wrong("version", version + " of workflow " + Texts.quoted(workflow), "at least 1");
        }
        for (WorkflowState state : states) {
            demand(Texts.isId(state.id()), "no state can have the id " + Texts.quoted(state.id()));
            demand(this.states.put(state.id(), state) == null, "two states with the id " + state.id());
        }
        for (WorkflowTransition row : transitions) {
            demand(Texts.isId(row.id()), "no transition can have the id " + Texts.quoted(row.id()));
            String name = row.from().id() + " -" + row.id() + "-> " + row.to().id();
            demand(this.states.get(row.from().id()) == row.from(), name + " leaves a state of another workflow");
            demand(this.states.get(row.to().id()) == row.to(), name + " enters a state of another workflow");
            demand(!row.from().isTerminal(), name + " leaves a terminal state");
            demandFacts(name, row.guard());
            demand(
                    this.transitions
                                    .computeIfAbsent(row.from().id(), from -> new LinkedHashMap<>())
                                    .put(row.id(), Optional.of(row))
                            == null,
                    "two transitions " + row.id() + " leave " + row.from().id());
            rows.put(row, row.from());
        }
        List<WorkflowState> initials =
                this.states.values().stream().filter(WorkflowState::isInitial).toList();
        demand(initials.size() == 1, "one initial state expected, found " + initials.size());
        this.initial = initials.get(0);
        check(traits.migrations());
        check(traits.obligations());
        this.graph = GraphWriter.write(this);
        this.fingerprint = sha256(graph);
    }

    /**
     * Builds a definition without traits and checks that it is the one that was compiled.
     *
     * @param workflow the workflow's id
     * @param version its version, at least 1
     * @param fingerprint what the annotation processor computed for this definition, 64 hexadecimal digits
     * @param states all states, one of them initial
     * @param transitions all transitions
     * @param vocabulary all facts
     * @return the definition
     * @throws IllegalArgumentException if the parts do not fit together, or are not the ones that were fingerprinted
     */
    public static Definition of(
            String workflow,
            int version,
            String fingerprint,
            Collection<? extends WorkflowState> states,
            Collection<? extends WorkflowTransition> transitions,
            Collection<FactRow> vocabulary) {
        return of(workflow, version, fingerprint, states, transitions, vocabulary, Traits.NONE);
    }

    /**
     * Builds the definition and checks that it is the one that was compiled.
     *
     * @param workflow the workflow's id
     * @param version its version, at least 1
     * @param fingerprint what the annotation processor computed for this definition, 64 hexadecimal digits
     * @param states all states, one of them initial
     * @param transitions all transitions
     * @param vocabulary all facts
     * @param traits what else the definition declares
     * @return the definition
     * @throws IllegalArgumentException if the parts do not fit together, or are not the ones that were fingerprinted
     */
    public static Definition of(
            String workflow,
            int version,
            String fingerprint,
            Collection<? extends WorkflowState> states,
            Collection<? extends WorkflowTransition> transitions,
            Collection<FactRow> vocabulary,
            Traits traits) {
        Objects.requireNonNull(fingerprint, "fingerprint");
        Definition definition = of(workflow, version, states, transitions, vocabulary, traits);
        definition.demand(
                definition.fingerprint.hex().equals(fingerprint),
                "compiled with the fingerprint " + fingerprint + ", but its content has " + definition.fingerprint
                        + "; compile it again with the workflow-processor of the same release as the workflow-runtime");
        return definition;
    }

    /**
     * Builds a definition from the text of its {@link #graph()}, as a database stores it. Its states and transitions are not the
     * constants of generated enums, and its facts have no messages.
     *
     * @param graph the text
     * @return the definition, whose {@code graph()} is that text
     * @throws IllegalArgumentException if it is not the canonical text of a definition
     */
    public static Definition read(String graph) {
        return GraphReader.read(Objects.requireNonNull(graph, "graph"));
    }

    /**
     * Builds a definition without traits that no processor has seen.
     *
     * @param workflow the workflow's id
     * @param version its version, at least 1
     * @param states all states, one of them initial
     * @param transitions all transitions
     * @param vocabulary all facts
     * @return the definition
     * @throws IllegalArgumentException if the parts do not fit together
     */
    public static Definition of(
            String workflow,
            int version,
            Collection<? extends WorkflowState> states,
            Collection<? extends WorkflowTransition> transitions,
            Collection<FactRow> vocabulary) {
        return of(workflow, version, states, transitions, vocabulary, Traits.NONE);
    }

    /**
     * Builds a definition that no processor has seen.
     *
     * @param workflow the workflow's id
     * @param version its version, at least 1
     * @param states all states, one of them initial
     * @param transitions all transitions
     * @param vocabulary all facts
     * @param traits what else the definition declares
     * @return the definition
     * @throws IllegalArgumentException if the parts do not fit together
     */
    public static Definition of(
            String workflow,
            int version,
            Collection<? extends WorkflowState> states,
            Collection<? extends WorkflowTransition> transitions,
            Collection<FactRow> vocabulary,
            Traits traits) {
        return new Definition(workflow, version, states, transitions, vocabulary, traits);
    }

    private void check(List<Migration> migrations) {
        Set<Integer> versions = new HashSet<>();
        for (Migration migration : migrations) {
            int from = migration.fromVersion();
            demand(from < version, "a migration from version " + from + ", which is not lower");
            demand(versions.add(from), "two migrations from version " + from);
            for (WorkflowTransition row : migration.mappings()) {
                String name = row.from().id() + " of version " + from + " -> "
                        + row.to().id();
                demand(this.states.get(row.to().id()) == row.to(), name + " enters a state of another workflow");
                demandFacts(name, row.guard());
            }
        }
    }

    private void check(Map<WorkflowTransition, List<Obligation>> obligations) {
        obligations.forEach((row, all) -> {
            String name = row.from().id() + " -" + row.id() + "-> " + row.to().id();
            demand(rows.containsKey(row), name + " has obligations, but is a transition of another workflow");
            for (Obligation obligation : all) {
                String subject = obligation.subject();
                boolean isQuorum = obligation.kind() == Obligation.Kind.QUORUM;
                demand(
                        isQuorum || states.containsKey(subject),
                        name + " has four eyes on the unknown state " + Texts.quoted(subject));
                demand(
                        !isQuorum
                                || transition(row.from().id(), subject)
                                        .filter(step -> step.to() == step.from() && step != row)
                                        .isPresent(),
                        name + " counts " + Texts.quoted(subject) + ", which is no other transition that keeps "
                                + row.from().id());
                demand(
                        obligation.older().stream().allMatch(older -> older.version() < version),
                        name + " has four eyes on a state of a version that is not lower");
            }
        });
    }

    private void demandFacts(String name, List<Condition> guard) {
        guard.forEach(part ->
                demand(this.vocabulary.contains(part.fact()), name + " requires the unknown fact " + part.fact()));
    }

    private void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "workflow " + Texts.quoted(workflow) + " version " + version + ": " + otherwise);
        }
    }

    private static Digest sha256(String text) {
        try {
            return Digest.of(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The workflow's id.
     *
     * @return 1 to 64 ASCII characters
     */
    public String workflow() {
        return workflow;
    }

    /**
     * The definition's version.
     *
     * @return at least 1
     */
    public int version() {
        return version;
    }

    /**
     * The SHA-256 of {@link #graph()}: two definitions have the same one exactly if they permit the same things.
     *
     * @return the fingerprint
     */
    public Digest fingerprint() {
        return fingerprint;
    }

    /**
     * The definition as canonical JSON (RFC 8785), independent of the order in which it was written. Messages and Java names are not part
     * of it.
     *
     * @return one line of JSON
     */
    public String graph() {
        return graph;
    }

    /**
     * Whether the steps of this definition's cases may be erased: {@code false} if it declares {@code @Workflow(erasable = false)}.
     *
     * @return {@code true} unless the definition forbids it
     */
    public boolean isErasable() {
        return traits.isErasable();
    }

    /**
     * What a transition demands of who makes it, besides its guard.
     *
     * @param row a transition of this definition
     * @return its obligations; empty for most transitions, and for one of another definition
     */
    public List<Obligation> obligations(WorkflowTransition row) {
        return traits.obligations().getOrDefault(Objects.requireNonNull(row, "row"), List.of());
    }

    /**
     * From which older versions cases can come into this one, and how.
     *
     * @return by version, the lowest first; empty for most definitions
     */
    public List<Migration> migrations() {
        return traits.migrations();
    }

    /**
     * How cases come here from an older version.
     *
     * @param fromVersion the older version
     * @return the migration, or empty if none leads from there
     */
    public Optional<Migration> migration(int fromVersion) {
        return traits.migrations().stream()
                .filter(migration -> migration.fromVersion() == fromVersion)
                .findFirst();
    }

    /**
     * Where cases in a state of an older version come to.
     *
     * @param fromVersion the older version
     * @param state the id of the older state
     * @return the mapping, or empty if no migration leads from there
     */
    public Optional<WorkflowTransition> mapping(int fromVersion, String state) {
        Objects.requireNonNull(state, "state");
        return migration(fromVersion).flatMap(migration -> migration.mapping(state));
    }

    /**
     * Compares the facts from outside the definition with the class files that are there now. Generated engines call it when they are
     * created. A fact whose class file cannot be read, as in a native image, is named in one log line and assumed to be the one that was
     * compiled.
     *
     * @return this definition
     * @throws SetupException if one of them has another meaning than when the definition was compiled
     */
    public Definition checkSharedFacts() {
        SharedFacts.check(
                "workflow " + Texts.quoted(workflow) + " version " + version,
                traits.sharedFacts(),
                initial.getClass().getClassLoader());
        return this;
    }

    /**
     * The state in which cases are opened.
     *
     * @return the initial state
     */
    public WorkflowState initial() {
        return initial;
    }

    /**
     * All states.
     *
     * @return the states, in the order of the definition's generated enum
     */
    public Collection<WorkflowState> states() {
        return List.copyOf(states.values());
    }

    /**
     * A state by its id.
     *
     * @param id a stored id
     * @return the state, or empty if this version has none with that id
     */
    public Optional<WorkflowState> state(String id) {
        return Optional.ofNullable(states.get(Objects.requireNonNull(id, "id")));
    }

    /**
     * All facts.
     *
     * @return the vocabulary
     */
    public List<FactRow> vocabulary() {
        return vocabulary;
    }

    /**
     * All transitions.
     *
     * @return the rows of the definition, grouped by the state they leave
     */
    public List<WorkflowTransition> transitions() {
        return transitions.values().stream()
                .flatMap(leaving -> leaving.values().stream())
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The transitions that leave a state.
     *
     * @param state a state's id
     * @return its rows; empty for a terminal or unknown state
     */
    public List<WorkflowTransition> transitionsFrom(String state) {
        return transitions.getOrDefault(Objects.requireNonNull(state, "state"), Map.of()).values().stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The transition with that id that leaves a state.
     *
     * @param state a state's id
     * @param transition a transition's id
     * @return its only row, or empty
     */
    public Optional<WorkflowTransition> transition(String state, String transition) {
        Objects.requireNonNull(transition, "transition");
        Map<String, Optional<WorkflowTransition>> leaving = transitions.get(Objects.requireNonNull(state, "state"));
        return leaving == null ? Optional.empty() : leaving.getOrDefault(transition, Optional.empty());
    }

    /**
     * Reads facts of this workflow from a map, checking every name and type.
     *
     * @param facts by fact id: a {@link Boolean}, an enum constant, or the name of an enum constant as a {@link String}
     * @return the facts
     * @throws InvalidFactsException naming the fact, what was found and what was expected
     */
    public Facts facts(Map<String, ?> facts) {
        return new Facts(Facts.read(vocabulary, facts));
    }

    /**
     * Reads facts of this workflow from a JSON object, checking every name and type.
     *
     * @param json a JSON object (RFC 8259) of booleans and strings, at most 64 KiB
     * @return the facts
     * @throws InvalidFactsException naming the fact or the position, what was found and what was expected
     */
    public Facts facts(String json) {
        return new Facts(Facts.readJson(vocabulary, json));
    }

    /**
     * Whether an object is one of this definition's own transitions and leaves a state. The object itself is compared, not its contents:
     * another one with the same names may have another guard.
     *
     * @param row a transition of this definition or of any other
     * @param state a state's id
     * @return {@code true} if {@link #transition} returns this very object for that state
     */
    public boolean isOwn(WorkflowTransition row, String state) {
        Objects.requireNonNull(state, "state");
        WorkflowState from = rows.get(Objects.requireNonNull(row, "row"));
        return from != null && from.id().equals(state);
    }

    /**
     * Every transition id of the workflow.
     *
     * @return sorted, each once
     */
    public List<String> transitionIds() {
        return transitions().stream()
                .map(WorkflowTransition::id)
                .distinct()
                .sorted()
                .toList();
    }
}
