package org.workflowengine.runtime.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.text.MatterText;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * What is known about a case when somebody decides: an immutable set of facts with their values. A fact that is not in it is unknown;
 * that is not the same as false.
 *
 * <p>The generated {@code …Facts} classes extend it, each for the vocabulary of its own workflow.
 */
public class Facts {
    private final List<FactValue> values;

    /** What is recorded in place of facts; null for the values. */
    private final @Nullable String instead;

    private Facts(String instead) {
        this.values = List.of();
        this.instead = instead;
    }

    /** What the entry of a legal hold or of its release says in place of facts. */
    static Facts matter(String matter) {
        return new Facts(MatterText.of(matter));
    }

    /**
     * A set of facts.
     *
     * @param values the facts, each at most once, in any order
     * @throws InvalidFactsException if a fact is given twice
     */
    public Facts(Collection<? extends FactValue> values) {
        List<FactValue> sorted = new ArrayList<>(Objects.requireNonNull(values, "values"));
        // The order of RFC 8785: by UTF-16 code units, which is how Java compares strings.
        sorted.sort(Comparator.comparing(fact -> fact.row().id()));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).row().id().equals(sorted.get(i - 1).row().id())) {
                throw new InvalidFactsException(
                        sorted.get(i).row().id(),
                        sorted.get(i - 1).value() + " and " + sorted.get(i).value(),
                        "one value",
                        List.of());
            }
        }
        this.values = List.copyOf(sorted);
        this.instead = null;
    }

    /**
     * Reads facts from a map, checking every name and type.
     *
     * @param vocabulary the facts that exist
     * @param facts by id: a {@link Boolean}, an enum constant, or the name of an enum constant as a {@link String}
     * @return the facts, sorted by id
     * @throws InvalidFactsException naming the fact, what was found and what was expected
     */
    protected static List<FactValue> read(Collection<FactRow> vocabulary, Map<String, ?> facts) {
        Objects.requireNonNull(vocabulary, "vocabulary");
        List<FactValue> known = new ArrayList<>();
        for (Map.Entry<String, ?> entry : Objects.requireNonNull(facts, "facts").entrySet()) {
            FactRow row = row(vocabulary, String.valueOf(entry.getKey()));
            known.add(new FactValue(row, text(row, entry.getValue())));
        }
        return known;
    }

    /**
     * Reads facts from a JSON object such as <code>{"RISK_RULES_PASSED":true,"SIZE":"SMALL"}</code>, checking every name and
     * type.
     *
     * @param vocabulary the facts that exist
     * @param json a JSON object (RFC 8259) of booleans and strings, at most 64 KiB
     * @return the facts
     * @throws InvalidFactsException naming the fact or the position, what was found and what was expected
     */
    protected static List<FactValue> readJson(Collection<FactRow> vocabulary, String json) {
        return read(vocabulary, FactsText.parse(Objects.requireNonNull(json, "json")));
    }

    /**
     * Reads facts back as an audit entry records them.
     *
     * @param vocabulary the facts that exist
     * @param recorded canonical text
     * @return the facts, whose {@link #canonicalText()} is that text
     * @throws InvalidFactsException if it is not the canonical text of facts of this vocabulary
     */
    public static Facts recorded(Collection<FactRow> vocabulary, String recorded) {
        Objects.requireNonNull(vocabulary, "vocabulary");
        Facts facts = new Facts(readJson(vocabulary, Objects.requireNonNull(recorded, "recorded")));
        if (!facts.canonicalText().equals(recorded)) {
            throw new InvalidFactsException("facts", "another way to write them", "canonical text", List.of());
        }
        return facts;
    }

    private static FactRow row(Collection<FactRow> vocabulary, String id) {
        for (FactRow row : vocabulary) {
            if (row.id().equals(id)) {
                return row;
            }
        }
        List<String> known = vocabulary.stream().map(FactRow::id).sorted().toList();
        throw new InvalidFactsException(id, "no such fact", "one of " + known, Texts.near(id, known));
    }

    private static String text(FactRow row, @Nullable Object value) {
        if (value instanceof Boolean && row.isBoolean()) {
            return value.toString();
        }
        if (!row.isBoolean() && value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (!row.isBoolean() && value instanceof String name) {
            return name;
        }
        throw new InvalidFactsException(
                row.id(),
                value == null ? "null" : value.getClass().getSimpleName() + " " + Texts.quoted(value.toString()),
                row.isBoolean() ? "a boolean (leave the fact out when it is unknown)" : "one of " + row.values(),
                List.of());
    }

    /**
     * What is known.
     *
     * @return the facts, sorted by id
     */
    public final List<FactValue> values() {
        return values;
    }

    /**
     * The value of one fact.
     *
     * @param fact the fact
     * @return its value, or empty if it is unknown
     */
    public final Optional<String> value(FactRow fact) {
        return Optional.ofNullable(find(Objects.requireNonNull(fact, "fact")));
    }

    /**
     * The facts as canonical text: a JSON object after RFC 8785, keys sorted, no white space. The audit entry records this text and the
     * digest covers it.
     *
     * @return <code>{}</code> if nothing is known
     */
    public final String canonicalText() {
        return instead == null ? FactsText.write(values) : instead;
    }

    @SuppressWarnings("ReferenceEquality") // as a first try
    final @Nullable String find(FactRow fact) {
        // A workflow's facts are constants: mostly it is the very same object. Only the others are compared by their
        // parts.
        for (int i = 0; i < values.size(); i++) {
            FactValue known = values.get(i);
            if (known.row() == fact) {
                return known.value();
            }
        }
        for (FactValue known : values) {
            if (known.row().equals(fact)) {
                return known.value();
            }
        }
        return null;
    }

    /**
     * The conditions that these facts do not satisfy.
     *
     * @param guard the conditions, all of which are required
     * @return those that fail, in the order of the guard; empty if the guard is satisfied
     */
    public final List<Refusal.UnmetCondition> unmet(List<Condition> guard) {
        Objects.requireNonNull(guard, "guard");
        List<Refusal.UnmetCondition> unmet = List.of();
        for (int i = 0; i < guard.size(); i++) {
            Condition condition = guard.get(i);
            String actual = find(condition.fact());
            if (!condition.isSatisfiedBy(actual)) {
                unmet = unmet.isEmpty() ? new ArrayList<>() : unmet;
                unmet.add(new Refusal.UnmetCondition(
                        condition.fact(), condition.accepted(), Optional.ofNullable(actual)));
            }
        }
        return unmet.isEmpty() ? unmet : List.copyOf(unmet);
    }

    /** Equal if the same facts have the same values. */
    @Override
    public final boolean equals(Object other) {
        return other instanceof Facts that && values.equals(that.values) && Objects.equals(instead, that.instead);
    }

    @Override
    public final int hashCode() {
        return Objects.hash(values, instead);
    }

    /** Names the facts, never their values: facts are not logged. */
    @Override
    public final String toString() {
        return "Facts" + values.stream().map(fact -> fact.row().id()).toList();
    }
}
