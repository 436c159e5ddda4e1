package org.workflowengine.processor;

import java.util.Arrays;
import java.util.Optional;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;

/** WF000: turns our own failure into one message, so that it neither hides other definitions nor shows a raw stack trace. */
final class Crash {

    private Crash() {}

    static Problem problem(String victim, Anchor anchor, Throwable failure) {
        var message = Optional.ofNullable(failure.getMessage())
                .map(text -> ": " + text)
                .orElse("");
        var place = Arrays.stream(failure.getStackTrace())
                .findFirst()
                .map(Object::toString)
                .orElse("an unknown place");
        return Problem.of(Code.WF000, anchor, "the workflow processor failed on " + victim + "; this is not your fault")
                .found(failure.getClass().getName() + message + "\nat " + place)
                .fix("please report it together with the definition; other definitions are not affected");
    }
}
