package org.workflowengine.runtime.internal.audit;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Facts;

/** What the entry of an erasure says in place of facts: <code>{"ERASED_SEQ":"3"}</code>. */
public final class Erasure {
    private static final String FACT = "ERASED_SEQ";
    private static final Pattern TEXT = Pattern.compile("\\{\"" + FACT + "\":\"([1-9][0-9]{0,17})\"}");

    private Erasure() {}

    /**
     * The facts of an erasure.
     *
     * @param seq the step whose payload is erased, at least 1
     * @return the only fact there is
     */
    public static Facts facts(long seq) {
        String value = Long.toString(seq);
        return new Facts(List.of(new FactValue(new FactRow(FACT, List.of(value), ""), value)));
    }

    /**
     * Reads the facts of an erasure back.
     *
     * @param facts what the entry records
     * @return the step whose payload was erased, or empty if {@link #facts} does not write such a text
     */
    static OptionalLong seq(String facts) {
        Matcher text = TEXT.matcher(facts);
        return text.matches() ? OptionalLong.of(Long.parseLong(text.group(1))) : OptionalLong.empty();
    }
}
