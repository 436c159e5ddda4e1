package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.workflowengine.processor.model.Futures.Change;
import org.workflowengine.processor.model.Futures.Difference;

/** What two versions of one step demand of who makes it. */
final class ObligedFutures {

    private ObligedFutures() {}

    /**
     * The differences.
     *
     * @param here the older state
     * @param was the step there
     * @param there the newer state
     * @param is the step there
     * @param nameNow what the newer version calls a state of the older one
     */
    static List<Difference> of(
            StateNode here, TransitionEdge was, StateNode there, TransitionEdge is, UnaryOperator<String> nameNow) {
        var before = new LinkedHashSet<String>();
        for (FourEyes eyes : was.obligations().fourEyes()) {
            before.add(new FourEyes(nameNow.apply(eyes.state()), eyes.anchor()).text());
        }
        before.addAll(quorum(here, was));
        var after = new LinkedHashSet<String>();
        is.obligations().fourEyes().forEach(eyes -> after.add(eyes.text()));
        after.addAll(quorum(there, is));
        var differences = new ArrayList<Difference>();
        for (String text : after) {
            if (!before.contains(text)) {
                differences.add(new Difference(Change.OBLIGED, was.id(), Map.of(), Optional.empty(), "", text));
            }
        }
        for (String text : before) {
            if (!after.contains(text)) {
                differences.add(new Difference(Change.RELIEVED, was.id(), Map.of(), Optional.empty(), text, ""));
            }
        }
        return differences;
    }

    /** With the step that is counted by its id, as all steps are compared. */
    private static List<String> quorum(StateNode state, TransitionEdge edge) {
        return edge
                .obligations()
                .quorum()
                .map(quorum -> quorum.textWith(
                        state.transition(quorum.of()).map(TransitionEdge::id).orElse(quorum.of())))
                .stream()
                .toList();
    }
}
