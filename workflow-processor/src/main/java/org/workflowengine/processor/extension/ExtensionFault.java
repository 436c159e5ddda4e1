package org.workflowengine.processor.extension;

import java.util.Arrays;
import java.util.Optional;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.spi.ProcessorExtension;

/** WF004: an extension of a layer failed or broke a rule of its interface. The definition is not to blame. */
final class ExtensionFault {

    private static final Code CODE = Code.WF004;

    private ExtensionFault() {}

    /** One that the service loader could not make. */
    static Problem unloadable(Throwable failure) {
        return Problem.of(CODE, Anchor.none(), "an extension on the processor path cannot be loaded")
                .found(failure.getClass().getName() + message(failure) + cause(failure))
                .fix(
                        "repair the processor path: the jar of the extension, with everything that it needs, of a release that fits"
                                + " this workflow-processor");
    }

    /** One that cannot say which problems it reports. */
    static Problem undeclared(String extension, Throwable failure) {
        return problem(Anchor.none(), "extension " + extension + " failed when it declared its problems", failure)
                .fix(complaint(extension));
    }

    /** Two that use the same letters. */
    static Problem prefixTaken(String extension, String prefix, String owner) {
        return Problem.of(
                        CODE, Anchor.none(), "extension " + extension + " declares problems that begin with " + prefix)
                .found(prefix + " belongs to " + owner + ", which is asked first")
                .expected("the ids of each extension begin with letters of its own, the same for all of them")
                .fix(complaint(extension));
    }

    /** One that failed on a definition. */
    static Problem failed(String extension, String definition, Anchor place, Throwable failure) {
        return problem(
                        place,
                        "extension " + extension + " failed on " + definition + "; the definition is not to blame",
                        failure)
                .fix(complaint(extension));
    }

    private static Problem problem(Anchor place, String what, Throwable failure) {
        var frame = Arrays.stream(failure.getStackTrace())
                .filter(one -> !isOursOrJavas(one.getClassName()))
                .findFirst()
                .map(one -> "\nat " + one)
                .orElse("");
        return Problem.of(CODE, place, what)
                .found(failure.getClass().getName() + message(failure) + frame + cause(failure));
    }

    private static String message(Throwable failure) {
        return Optional.ofNullable(failure.getMessage())
                .map(text -> ": " + text)
                .orElse("");
    }

    private static String cause(Throwable failure) {
        return Optional.ofNullable(failure.getCause())
                .map(one -> "\ncaused by " + one)
                .orElse("");
    }

    /** Where our interface or the platform refuses what an extension does, the line of the extension says more. */
    private static boolean isOursOrJavas(String type) {
        return type.startsWith("java.")
                || type.startsWith("jdk.")
                || type.startsWith(ExtensionFault.class.getPackageName() + ".")
                || type.startsWith(ProcessorExtension.class.getPackageName() + ".");
    }

    private static String complaint(String extension) {
        return "report it to the authors of " + extension + ", or take it off the processor path";
    }
}
