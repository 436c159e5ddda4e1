package org.workflowengine.proof;

import java.util.function.Function;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.Policy.Engine;
import org.workflowengine.runtime.internal.engine.PayloadErasure;

/** Engines of both versions of a workflow, as a node has them during a deployment, and what erases under each. */
record PolicyNode(Engine old, Engine fresh, Engine touching, PayloadErasure oldErasures, PayloadErasure newErasures) {

    /** On what each version has for a host. */
    static PolicyNode on(Function<Definition, OnStore> host) {
        OnStore first = host.apply(Policy.FIRST);
        OnStore second = host.apply(Policy.SECOND);
        Engine fresh = Engine.of(second, Policy.SECOND);
        return new PolicyNode(
                Engine.of(first, Policy.FIRST),
                fresh,
                fresh.migratingOnTouch(),
                new PayloadErasure(first.authority(Policy.FIRST)),
                new PayloadErasure(second.authority(Policy.SECOND)));
    }
}
