package org.workflowengine.http;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code If-Match} says of the step that a request rests on (RFC 9110, 13.1.1).
 *
 * @param isAny whether it is {@code *}: the case exists, at whatever step
 * @param seqs the steps that it names; a weak tag, and one that is no case's, names none
 * @param text the header as it was sent
 */
record IfMatch(boolean isAny, List<Long> seqs, String text) {
    private static final Pattern TAG = Pattern.compile("[ \t]*((?:W/)?\"[^\"]*+\")[ \t]*(?:,|$)");
    private static final Pattern SEQ = Pattern.compile("\"([1-9][0-9]{0,17})\"");

    IfMatch {
        seqs = List.copyOf(seqs);
    }

    /** From what was sent: tags with commas, or the star. */
    static IfMatch of(List<String> values) {
        String text = String.join(",", values).strip();
        if (text.equals("*")) {
            return new IfMatch(true, List.of(), text);
        }
        List<Long> seqs = new ArrayList<>();
        Matcher tags = TAG.matcher(text);
        int end = 0;
        do {
            if (!tags.region(end, text.length()).lookingAt()) {
                throw Problem.malformed("If-Match", Quoted.of(text), "the ETag of the case in quotes, such as \"7\"");
            }
            Matcher seq = SEQ.matcher(tags.group(1));
            if (seq.matches()) {
                seqs.add(Long.parseLong(seq.group(1)));
            }
            end = tags.end();
        } while (end < text.length());
        return new IfMatch(false, seqs, text);
    }

    /** Whether one step alone is named, so that the engine compares it. */
    OptionalLong only() {
        return seqs.size() == 1 ? OptionalLong.of(seqs.get(0)) : OptionalLong.empty();
    }
}
