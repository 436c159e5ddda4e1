package org.workflowengine.runtime.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the entry of a legal hold or of its release says in place of facts: <code>{"MATTER":"2026/4711"}</code>. */
public final class MatterText {
    private static final String NAME = "MATTER";

    private MatterText() {}

    /**
     * Writes it.
     *
     * @param matter what the case is held for
     * @return canonical text
     */
    public static String of(String matter) {
        StringBuilder text = new StringBuilder("{");
        CanonicalJson.quote(text, NAME);
        CanonicalJson.quote(text.append(':'), matter);
        return text.append('}').toString();
    }

    /**
     * Reads it back.
     *
     * @param recorded any text
     * @return the matter; empty if {@link #of} does not write that text
     */
    public static Optional<String> read(String recorded) {
        List<String> matters = new ArrayList<>();
        JsonReader reader = new JsonReader(recorded);
        try {
            reader.object(name -> matters.add(reader.string()));
            reader.end();
        } catch (JsonException e) {
            return Optional.empty();
        }
        return matters.stream()
                .findFirst()
                .filter(matter -> !matter.isEmpty() && of(matter).equals(recorded));
    }
}
