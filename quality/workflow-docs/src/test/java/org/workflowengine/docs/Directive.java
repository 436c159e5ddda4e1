package org.workflowengine.docs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a page says about the block below: {@code <!-- snippet: in=call; with=Claim -->}. A word that nobody knows is an error, so that a
 * misspelt one does not leave a block unchecked.
 */
record Directive(Map<String, String> words) {
    /** The words, which {@code docs/README.md} explains. */
    static final Set<String> KNOWN =
            Set.of("in", "with", "run", "test", "fails", "shown", "file", "tested-by", "not-tested", "only-on");

    static Directive of(String text) {
        Map<String, String> words = new TreeMap<>();
        if (text != null) {
            for (String part : text.split(";", -1)) {
                String[] word = part.strip().split("=", 2);
                if (!KNOWN.contains(word[0]) || words.put(word[0], word.length == 1 ? "" : word[1]) != null) {
                    throw new IllegalArgumentException(
                            "snippet: " + text + ": unknown or repeated: " + word[0] + ", expected " + KNOWN);
                }
            }
        }
        return new Directive(words);
    }

    boolean says(String word) {
        return words.containsKey(word);
    }

    Optional<String> value(String word) {
        return Optional.ofNullable(words.get(word));
    }

    List<String> values(String word) {
        return value(word).map(found -> List.of(found.split(",", -1))).orElse(List.of());
    }
}
