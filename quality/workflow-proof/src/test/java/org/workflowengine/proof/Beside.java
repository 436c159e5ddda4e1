package org.workflowengine.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.zip.CRC32;
import org.workflowengine.runtime.core.Decision;

/**
 * What comes with a request beside actor, reason and facts, and how it must stand in the audit: the principal, the time at which it
 * happened, the evidence of two layers. Each is left out now and then.
 */
final class Beside {
    private final String mark;
    private final long number;

    private Beside(String mark) {
        this.mark = mark;
        CRC32 sum = new CRC32();
        sum.update(mark.getBytes(StandardCharsets.UTF_8));
        this.number = sum.getValue();
    }

    /** The same for the same mark, of letters, digits and hyphens. */
    static Beside request(String mark) {
        return new Beside(mark);
    }

    private boolean has(int part) {
        return (number >> part & 3) != 0;
    }

    Decision in(Decision decision) {
        Decision all = decision;
        if (has(0)) {
            all = all.onBehalfOf("principal of " + mark);
        }
        if (has(2)) {
            all = all.occurredAt(Instant.ofEpochSecond(number, 123_456_789));
        }
        if (has(4)) {
            all = all.evidence("rules", "{ \"version\" : " + number + ", \"rule\":\"caf\\u00e9 " + mark + "\" }");
        }
        return has(6) ? all.evidence("import", "[ true,\n null ]") : all;
    }

    /** What of it is not recorded as it was sent; null when all is. Of an erased step only the time is left. */
    String missedIn(AuditRow row) {
        if (!Objects.equals(row.occurredAt(), occurredAt())) {
            return "another time at which it happened";
        }
        if (row.isErased()) {
            return null;
        }
        if (!Objects.equals(row.onBehalfOf(), has(0) ? "principal of " + mark : null)) {
            return "another principal";
        }
        return Objects.equals(row.evidence(), evidence()) ? null : "other evidence";
    }

    /** In whole microseconds; the rest is cut off. */
    private LocalDateTime occurredAt() {
        return has(2) ? LocalDateTime.of(1970, 1, 1, 0, 0).plusSeconds(number).plusNanos(123_456_000) : null;
    }

    /** In canonical form, a member for each layer, in the order of their names. */
    private String evidence() {
        String imported = "\"import\":[true,null]";
        String rules = "\"rules\":{\"rule\":\"café " + mark + "\",\"version\":" + number + "}";
        if (has(4)) {
            return "{" + (has(6) ? imported + "," : "") + rules + "}";
        }
        return has(6) ? "{" + imported + "}" : null;
    }
}
