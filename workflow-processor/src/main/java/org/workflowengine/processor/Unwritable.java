package org.workflowengine.processor;

import java.io.IOException;
import java.nio.charset.Charset;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;

/** WF003: the compiler did not let us write a file; a name that the locale has no letters for is the likely cause of some. */
final class Unwritable {

    private Unwritable() {}

    static Problem problem(String victim, Anchor anchor, IOException failure) {
        return Problem.of(Code.WF003, anchor, "a file that is generated for " + victim + " cannot be written")
                .found(failure.toString())
                .expected(
                        "an output folder that can be written, no other processor that generates the same file, and names that"
                                + " the locale of the build has the characters for (its file names are in "
                                + fileNames() + ")")
                .fix("""
                        fix what was found; for a name that is not ASCII, build under a UTF-8 locale, e.g.   LC_ALL=C.UTF-8
                        or rename the type""");
    }

    private static String fileNames() {
        return System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
    }
}
