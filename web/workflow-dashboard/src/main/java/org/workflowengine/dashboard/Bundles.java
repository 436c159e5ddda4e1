package org.workflowengine.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.workflowengine.runtime.WorkflowRuntime;

/** Writes the bundle of a case while it is read. */
final class Bundles {
    private Bundles() {}

    static void write(WorkflowRuntime runtime, String caseId, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        runtime.verification().export(caseId, text);
        text.flush();
    }
}
