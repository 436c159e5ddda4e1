package org.workflowengine.runtime.internal.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.Obligation.OlderState;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * Checks who made the steps of one case against the obligations of their transitions. A name that was erased after the step is unknown
 * and proves nothing; one that was erased before it did not count when the step was made. Used by one thread.
 */
final class ObligationCheck {
    private record Entered(long version, String state) {}

    /** A step, and its names; all null if they are erased. */
    private record Names(
            long seq, @Nullable String actor, @Nullable String onBehalfOf) {
        static Names of(Row<AuditColumn> row) {
            return new Names(
                    row.number(AuditColumn.SEQ),
                    row.get(AuditColumn.ACTOR) instanceof String actor ? actor : null,
                    row.get(AuditColumn.ON_BEHALF_OF) instanceof String principal ? principal : null);
        }

        Stream<String> all() {
            return Stream.of(actor, onBehalfOf).filter(Objects::nonNull);
        }
    }

    /** The last real step into each state. */
    private final Map<Entered, Names> brought = new HashMap<>();

    /** By transition, the steps of persons that have kept the state since the case last came into it or into its version. */
    private final Map<String, List<Names>> kept = new HashMap<>();

    private final Set<Long> erased = new HashSet<>();

    /** Takes the next step of the case, whose columns are readable. */
    void step(CheckedStep step, Definition definition) {
        Row<AuditColumn> row = step.row();
        String transition = row.text(AuditColumn.TRANSITION);
        String from = row.text(AuditColumn.FROM_STATE);
        String to = row.text(AuditColumn.TO_STATE);
        if (transition.equals(Definition.ERASURE)) {
            if (row.get(AuditColumn.FACTS) instanceof String facts) {
                OptionalLong seq = Erasure.seq(facts);
                seq.ifPresent(erased::add);
            }
            return;
        }
        if (HoldCheck.isHoldOrRelease(transition)) {
            return;
        }
        definition
                .transition(from, transition)
                .ifPresent(legal -> definition
                        .obligations(legal)
                        .forEach(obligation -> check(step, definition.version(), obligation)));
        if (from.equals(to) && !step.isMigration()) {
            if (row.holds(AuditColumn.ACTOR_KIND, Actor.Kind.PERSON.name())) {
                kept.computeIfAbsent(transition, each -> new ArrayList<>()).add(Names.of(row));
            }
            return;
        }
        kept.clear();
        if (!step.isMigration() && !transition.equals(Definition.IMPORT)) {
            brought.put(new Entered(row.number(AuditColumn.VERSION), to), Names.of(row));
        }
    }

    private void check(CheckedStep step, int version, Obligation obligation) {
        switch (obligation.kind()) {
            case FOUR_EYES -> fourEyes(step, version, obligation);
            case QUORUM -> quorum(step, obligation);
        }
    }

    private void fourEyes(CheckedStep step, int version, Obligation obligation) {
        Names last = brought.get(new Entered(version, obligation.subject()));
        for (OlderState older : obligation.older()) {
            Names other = brought.get(new Entered(older.version(), older.state()));
            last = last == null || (other != null && other.seq > last.seq) ? other : last;
        }
        String expected = step.row().text(AuditColumn.TRANSITION) + " not made by who brought the case into "
                + obligation.subject();
        if (last == null) {
            step.report(expected, "no step into that state");
        } else if (erased.contains(last.seq)) {
            step.report(expected, "the names of step " + last.seq + " erased before");
        } else {
            Set<String> names = new HashSet<>(Names.of(step.row()).all().toList());
            long seq = last.seq;
            last.all()
                    .filter(names::contains)
                    .findFirst()
                    .ifPresent(
                            name -> step.report(expected, Texts.quoted(name) + " in both, this step and step " + seq));
        }
    }

    private void quorum(CheckedStep step, Obligation obligation) {
        Set<String> actors = new HashSet<>();
        Set<String> principals = new HashSet<>();
        int unknown = 0;
        for (Names each : kept.getOrDefault(obligation.subject(), List.of())) {
            if (each.actor != null) {
                actors.add(each.actor);
                principals.add(each.onBehalfOf == null ? each.actor : each.onBehalfOf);
            } else if (!erased.contains(each.seq)) {
                unknown++;
            }
        }
        int most = Math.min(actors.size(), principals.size()) + unknown;
        if (most < obligation.persons()) {
            step.report(
                    step.row().text(AuditColumn.TRANSITION) + " after " + obligation.persons()
                            + " different persons have made " + obligation.subject(),
                    most + " of " + obligation.persons());
        }
    }
}
