package org.workflowengine.runtime.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a compiled definition declares besides its states, transitions and facts. Start with {@link #NONE} and call one method for each
 * declaration. Immutable.
 */
public final class Traits {
    /** The traits of a definition that declares nothing special. */
    public static final Traits NONE = new Traits(true, List.of(), List.of(), Map.of());

    private final boolean erasable;
    private final List<SharedFact> sharedFacts;
    private final List<Migration> migrations;
    private final Map<WorkflowTransition, List<Obligation>> obligations;

    private Traits(
            boolean erasable,
            List<SharedFact> sharedFacts,
            List<Migration> migrations,
            Map<WorkflowTransition, List<Obligation>> obligations) {
        this.erasable = erasable;
        this.sharedFacts = sharedFacts;
        this.migrations = migrations;
        this.obligations = obligations;
    }

    /**
     * These traits, and the definition's steps cannot be erased: {@code @Workflow(erasable = false)}.
     *
     * @return the new traits
     */
    public Traits notErasable() {
        return new Traits(false, sharedFacts, migrations, obligations);
    }

    /**
     * These traits, and one more fact or composed guard from outside the definition, as it was compiled. It is not part of the
     * fingerprint; its values, and what it requires on transitions, are.
     *
     * @param type the binary name of its annotation type
     * @param meaning what the annotation processor wrote about it
     * @return the new traits
     * @see Definition#checkSharedFacts()
     */
    public Traits sharedFact(String type, String meaning) {
        List<SharedFact> more = new ArrayList<>(sharedFacts);
        more.add(new SharedFact(Objects.requireNonNull(type, "type"), Objects.requireNonNull(meaning, "meaning")));
        return new Traits(erasable, List.copyOf(more), migrations, obligations);
    }

    /**
     * These traits, and cases of one more older version can come into this one.
     *
     * @param migration from which version, and how
     * @return the new traits
     */
    public Traits migration(Migration migration) {
        List<Migration> more = new ArrayList<>(migrations);
        more.add(Objects.requireNonNull(migration, "migration"));
        more.sort(Comparator.comparingInt(Migration::fromVersion));
        return new Traits(erasable, sharedFacts, List.copyOf(more), obligations);
    }

    /**
     * These traits, and one more obligation of a transition.
     *
     * @param row the transition, one of those that the definition is built from
     * @param obligation what it demands of who makes it
     * @return the new traits
     */
    public Traits obligation(WorkflowTransition row, Obligation obligation) {
        Objects.requireNonNull(row, "row");
        Objects.requireNonNull(obligation, "obligation");
        Map<WorkflowTransition, List<Obligation>> more = new LinkedHashMap<>(obligations);
        List<Obligation> ofRow = new ArrayList<>(more.getOrDefault(row, List.of()));
        ofRow.add(obligation);
        ofRow.sort(Comparator.comparing(Obligation::kind).thenComparing(Obligation::subject));
        more.put(row, List.copyOf(ofRow));
        return new Traits(erasable, sharedFacts, migrations, Collections.unmodifiableMap(more));
    }

    boolean isErasable() {
        return erasable;
    }

    List<SharedFact> sharedFacts() {
        return sharedFacts;
    }

    List<Migration> migrations() {
        return migrations;
    }

    Map<WorkflowTransition, List<Obligation>> obligations() {
        return obligations;
    }
}
