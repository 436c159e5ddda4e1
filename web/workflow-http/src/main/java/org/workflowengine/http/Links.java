package org.workflowengine.http;

import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.runtime.core.CaseHead;

/**
 * Addresses within the API, below the path where it is mounted.
 *
 * @param mount percent-encoded, empty for the root
 */
record Links(String mount) {
    String workflows() {
        return mount + "/workflows";
    }

    String workflow(String workflow) {
        return workflows() + "/" + Percent.encode(workflow);
    }

    String version(String workflow, int version) {
        return workflow(workflow) + "/versions/" + version;
    }

    String cases(String workflow) {
        return workflow(workflow) + "/cases";
    }

    String aCase(String workflow, String caseId) {
        return cases(workflow) + "/" + Percent.encode(caseId);
    }

    String move(String workflow, String caseId, String transition) {
        return aCase(workflow, caseId) + "/moves/" + Percent.encode(transition);
    }

    JsonObject ofCase(CaseHead head) {
        String self = aCase(head.workflow(), head.caseId());
        return new JsonObject()
                .with("self", self)
                .with("options", self + "/options")
                .with("history", self + "/history")
                .with("verify", self + "/verify")
                .with("bundle", self + "/bundle")
                .with("definition", version(head.workflow(), head.version()));
    }

    JsonObject ofVersion(String workflow, int version) {
        String self = version(workflow, version);
        return new JsonObject()
                .with("self", self)
                .with("graph", self + ".json")
                .with("svg", self + ".svg")
                .with("mermaid", self + ".mmd")
                .with("openapi", self + "/openapi.json");
    }
}
