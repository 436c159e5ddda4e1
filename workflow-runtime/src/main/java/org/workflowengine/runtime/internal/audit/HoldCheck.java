package org.workflowengine.runtime.internal.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.internal.text.MatterText;
import org.workflowengine.runtime.internal.text.Texts;

/** Checks the legal holds of one case: each names a matter, ends once, and nothing was erased while one stood. Used by one thread. */
final class HoldCheck {
    /** By matter, the step since which it is held. */
    private final Map<String, Long> standing = new LinkedHashMap<>();

    static boolean isHoldOrRelease(String transition) {
        return transition.equals(Definition.HOLD) || transition.equals(Definition.RELEASE);
    }

    /** Takes the next step of the case, whose columns are readable. */
    void step(CheckedStep step) {
        String transition = step.row().text(AuditColumn.TRANSITION);
        if (transition.equals(Definition.ERASURE) && !standing.isEmpty()) {
            step.report("no erasure while a legal hold stands", "one, and step " + first() + " is not released");
        }
        // That the payload is missing is reported elsewhere.
        if (isHoldOrRelease(transition) && step.row().get(AuditColumn.FACTS) instanceof String facts) {
            Optional<String> matter = MatterText.read(facts);
            if (matter.isEmpty()) {
                step.report("facts that name the matter", Texts.quoted(facts));
            } else if (transition.equals(Definition.HOLD)) {
                hold(step, matter.get());
            } else if (standing.remove(matter.get()) == null) {
                step.report("a release of a matter that is held", Texts.quoted(matter.get()) + ", which is not");
            }
        }
    }

    private void hold(CheckedStep step, String matter) {
        Long since = standing.putIfAbsent(matter, step.row().number(AuditColumn.SEQ));
        if (since != null) {
            step.report("a hold for a matter that is not held", Texts.quoted(matter) + ", held since step " + since);
        }
    }

    private long first() {
        return standing.values().iterator().next();
    }

    /** How many holds stand. */
    long standing() {
        return standing.size();
    }
}
