package org.workflowengine.test;

import java.util.function.Consumer;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.engine.CaseHandle;
import org.workflowengine.runtime.engine.WorkflowEngine;
import org.workflowengine.runtime.engine.WorkflowHost;

/** An engine of any definition, with one handle type for all states. */
final class AnyEngine extends WorkflowEngine<CaseHandle, Facts, WorkflowState> {
    private final Consumer<CaseHead> before;

    AnyEngine(WorkflowHost host, Definition definition) {
        this(host, definition, head -> {});
    }

    /** What is done before a handle is made can throw, as an engine that fails does. */
    AnyEngine(WorkflowHost host, Definition definition, Consumer<CaseHead> before) {
        super(host, definition);
        this.before = before;
    }

    @Override
    protected CaseHandle handle(CaseHead head) {
        before.accept(head);
        return new Handle(this, head);
    }

    private static final class Handle extends CaseHandle {
        private final WorkflowState state;

        Handle(AnyEngine engine, CaseHead head) {
            super(engine, head);
            this.state = engine.definition().state(head.state()).orElseThrow();
        }

        @Override
        public WorkflowState state() {
            return state;
        }
    }
}
