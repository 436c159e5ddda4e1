package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.Wording;

/** WF107: every stored id can be kept by the database and means one thing. */
final class StoredIds implements Rule {

    @Override
    public Code code() {
        return Code.WF107;
    }

    @Override
    public List<Problem> check(Subject subject) {
        Set<Problem> problems = new LinkedHashSet<>();
        check(Named.states(subject.model()), problems);
        for (StateNode state : subject.model().statesAsDeclared()) {
            check(Named.transitions(state), problems);
        }
        check(Named.facts(subject.model()), problems);
        return List.copyOf(problems);
    }

    private void check(List<Named> all, Set<Problem> problems) {
        var usable = new ArrayList<Named>();
        for (Named one : all) {
            if (IdDerivation.isId(one.id())) {
                usable.add(one);
            } else {
                problems.add(malformed(one));
            }
        }
        // Not every database tells upper and lower case apart.
        for (var clash : Clashes.of(usable, one -> one.id().toLowerCase(Locale.ROOT), (one, other) -> false)
                .entrySet()) {
            problems.add(shared(clash.getKey(), clash.getValue()));
        }
    }

    private Problem malformed(Named one) {
        int length = one.id().length();
        return Problem.of(code(), one.idAnchor(), one.kind() + " " + one.label() + " has no usable id")
                .found(Wording.quote(one.id())
                        + (length > IdDerivation.LONGEST_ID ? ", " + length + " characters" : "")
                        + (one.isPinned() ? "" : ", derived from its name"))
                .expected(IdDerivation.ID_IN_WORDS)
                .fix("pin an id:   " + one.annotation() + "(id = \"…\")");
    }

    private Problem shared(Named one, List<Named> others) {
        boolean anyPinned = one.isPinned() || others.stream().anyMatch(Named::isPinned);
        return Problem.of(
                        code(),
                        one.idAnchor(),
                        one.kind() + " " + one.label() + " has the same stored id as "
                                + Wording.list(others.stream().map(Named::label).toList()))
                .found(one.label() + " is stored as " + one.id() + "\n"
                        + String.join(
                                "\n",
                                others.stream()
                                        .map(other -> other.label() + " is stored as " + other.id())
                                        .toList()))
                .expected("ids that differ in more than upper and lower case, which some databases do not tell apart")
                .fix(
                        anyPinned
                                ? "pin another id:   " + one.annotation() + "(id = \"" + proposal(one, others) + "\")"
                                : "rename one of them; their generated constants would be the same, too");
    }

    /** What it would be stored as if nothing were pinned, unless that is the very id they share. */
    private static String proposal(Named one, List<Named> others) {
        var derived = IdDerivation.id(one.name());
        boolean free = IdDerivation.isId(derived)
                && others.stream().noneMatch(other -> other.id().equalsIgnoreCase(derived));
        return free ? derived : "…";
    }
}
