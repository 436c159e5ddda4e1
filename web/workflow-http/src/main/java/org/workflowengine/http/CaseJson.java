package org.workflowengine.http;

import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.runtime.core.CaseHead;

/** Where a case stands. Nothing in it is hidden from a caller who may ask at all. */
final class CaseJson {
    private CaseJson() {}

    static JsonObject of(CaseHead head) {
        return new JsonObject()
                .with("caseId", head.caseId())
                .with("workflow", head.workflow())
                .with("version", head.version())
                .with("state", head.state())
                .with("seq", head.seq())
                .with("enteredAt", head.enteredAt())
                .with("digest", head.digest().hex());
    }

    static JsonObject withLinks(CaseHead head, Links links) {
        return of(head).with("links", links.ofCase(head));
    }
}
