package org.workflowengine.runtime.core;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.workflowengine.runtime.internal.text.Arguments;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * A fact that a workflow knows: its id and the values it can have.
 *
 * @param id the id under which it is recorded, 1 to 64 ASCII characters
 * @param values every possible value as text: {@code false} and {@code true} for a boolean fact, otherwise the enum's constants in the
 *     order of their declaration
 * @param message what it means, in a sentence for people; may be empty
 */
public record FactRow(String id, List<String> values, String message) implements Serializable {
    private static final List<String> BOOLEAN = List.of("false", "true");

    /**
     * Neither the id nor a value can contain characters that canonical text would have to escape.
     *
     * @param id the id of the fact
     * @param values the values that it can have; copied
     * @param message what it means, for people; may be empty
     * @throws IllegalArgumentException if the id or a value has such a character
     */
    public FactRow {
        values = List.copyOf(Objects.requireNonNull(values, "values"));
        Objects.requireNonNull(message, "message");
        if (!Texts.isId(Objects.requireNonNull(id, "id"))) {
            throw Arguments.wrong("id", Texts.quoted(id), Texts.ID_RULE);
        }
        for (String value : values) {
            if (value.isEmpty()
                    || !value.codePoints().allMatch(Character::isJavaIdentifierPart)
                    || value.chars().anyMatch(Character::isISOControl)) {
                throw Arguments.wrong("values", Texts.quoted(value) + " of fact " + id, "names of constants");
            }
        }
    }

    /**
     * A fact that is true or false.
     *
     * @param id its id
     * @param message what it means; may be empty
     * @return the fact
     */
    public static FactRow bool(String id, String message) {
        return new FactRow(id, BOOLEAN, message);
    }

    /**
     * A fact that is one constant of an enum.
     *
     * @param id its id
     * @param message what it means; may be empty
     * @param type the enum
     * @return the fact
     */
    public static FactRow oneOf(String id, String message, Class<? extends Enum<?>> type) {
        return new FactRow(
                id,
                Arrays.stream(Objects.requireNonNull(type, "type").getEnumConstants())
                        .map(Enum::name)
                        .toList(),
                message);
    }

    /**
     * Whether the fact is true or false rather than a constant of an enum.
     *
     * @return {@code true} for a boolean fact
     */
    public boolean isBoolean() {
        // No enum can have a constant of that name.
        return !values.isEmpty() && values.get(0).equals("false");
    }

    /**
     * The condition that this boolean fact has the given value.
     *
     * @param value the required value
     * @return the condition
     */
    public Condition is(boolean value) {
        return new Condition(this, List.of(String.valueOf(value)));
    }

    /**
     * The condition that this fact is one of the given constants.
     *
     * @param constants the accepted values; with none, nothing satisfies the condition
     * @return the condition
     */
    public Condition in(Enum<?>... constants) {
        return new Condition(
                this,
                Arrays.stream(Objects.requireNonNull(constants, "constants"))
                        .map(Enum::name)
                        .toList());
    }

    /** How messages name it: its id and, if there is one, its meaning. */
    @Override
    public String toString() {
        return message.isEmpty() ? id : id + " (" + message + ")";
    }
}
