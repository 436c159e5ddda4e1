package org.workflowengine.runtime.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What a compiled definition declares besides its states, transitions and facts. Start with {@link #NONE} and call one method for each
 * declaration. Immutable.
 */
public final class Traits {
    /** The traits of a definition that declares nothing special. */
    public static final Traits NONE = new Traits(true, List.of(), List.of());

    private final boolean erasable;
    private final List<SharedFact> sharedFacts;
    private final List<Migration> migrations;

    private Traits(boolean erasable, List<SharedFact> sharedFacts, List<Migration> migrations) {
        this.erasable = erasable;
        this.sharedFacts = sharedFacts;
        this.migrations = migrations;
    }

    /**
     * These traits, and the definition's steps cannot be erased: {@code @Workflow(erasable = false)}.
     *
     * @return the new traits
     */
    public Traits notErasable() {
        return new Traits(false, sharedFacts, migrations);
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
        return new Traits(erasable, List.copyOf(more), migrations);
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
        return new Traits(erasable, sharedFacts, List.copyOf(more));
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
}
