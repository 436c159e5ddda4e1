package org.workflowengine.runtime.whatif;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.core.Refusal.UnmetCondition;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.internal.engine.Guards;
import org.workflowengine.runtime.internal.text.JsonReader;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * Decides on facts that were recorded under other rules. What the rules do not know is left out, and a value that they do not know satisfies
 * nothing. Immutable.
 */
final class RecordedFacts {
    private final List<FactRow> vocabulary;

    RecordedFacts(Definition rules) {
        this.vocabulary = rules.vocabulary();
    }

    /**
     * Why a transition is refused on recorded facts.
     *
     * @throws org.workflowengine.runtime.internal.text.JsonException if they cannot be read
     */
    Optional<Refusal> refusal(WorkflowTransition row, String recorded) {
        Map<String, String> values = read(recorded);
        List<FactValue> known = new ArrayList<>();
        for (FactRow fact : vocabulary) {
            @Nullable String value = values.get(fact.id());
            if (value != null && fact.values().contains(value)) {
                known.add(new FactValue(fact, value));
            }
        }
        return Guards.refusal(row, new Facts(known)).map(refusal -> asRecorded(refusal, values));
    }

    /** No enum has a constant named as a boolean is written: the texts alone tell all values apart. */
    private static Map<String, String> read(String recorded) {
        Map<String, String> values = new LinkedHashMap<>();
        JsonReader json = new JsonReader(recorded);
        json.object(id -> values.put(id, json.isString() ? json.string() : String.valueOf(json.bool())));
        json.end();
        return values;
    }

    /** The value that was recorded, even where the rules do not know it. */
    private static Refusal asRecorded(Refusal refusal, Map<String, String> values) {
        if (!(refusal instanceof GuardNotSatisfied guard)) {
            return refusal;
        }
        return new GuardNotSatisfied(
                guard.state(),
                guard.transition(),
                guard.unmet().stream()
                        .map(unmet -> new UnmetCondition(
                                unmet.fact(),
                                unmet.required(),
                                Optional.ofNullable(values.get(unmet.fact().id()))
                                        .map(Texts::printable)))
                        .toList());
    }
}
