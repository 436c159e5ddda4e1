package org.workflowengine.http;

import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.engine.CaseHandle;
import org.workflowengine.runtime.engine.WorkflowEngine;
import org.workflowengine.runtime.engine.WorkflowHost;

/** Reads histories of one workflow. It gives no handles, so nothing can be moved with it. */
final class AnyEngine extends WorkflowEngine<CaseHandle, Facts, WorkflowState> {
    private AnyEngine(WorkflowHost host, Definition definition) {
        super(host, definition);
    }

    static AnyEngine of(Api api, String workflow) {
        return new AnyEngine(
                api.runtime(),
                api.installed().versions(workflow).lastEntry().getValue().definition());
    }

    @Override
    protected CaseHandle handle(CaseHead head) {
        throw new UnsupportedOperationException("histories alone are read");
    }
}
