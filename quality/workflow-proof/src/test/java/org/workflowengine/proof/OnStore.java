package org.workflowengine.proof;

import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.engine.WorkflowHost;
import org.workflowengine.runtime.internal.engine.AuditEntries;
import org.workflowengine.runtime.internal.engine.Observers;
import org.workflowengine.runtime.internal.engine.Store;
import org.workflowengine.runtime.internal.engine.TransitionAuthority;
import org.workflowengine.runtime.query.Reading;

/** The engine on a store that is not its own. */
final class OnStore extends WorkflowHost {
    private final Store store;
    private final AuditEntries entries;

    OnStore(Store store, AuditEntries entries) {
        this.store = store;
        this.entries = entries;
    }

    @Override
    protected TransitionAuthority authority(Definition definition) {
        return new TransitionAuthority(definition, store, entries, Observers.NONE);
    }

    @Override
    protected Reading reading() {
        return new Reading(store);
    }
}
