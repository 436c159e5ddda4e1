package org.workflowengine.http;

import java.util.Map;
import java.util.Objects;

/**
 * A request that has found its route.
 *
 * @param request the request
 * @param variables the variables of the path, decoded
 */
record ApiCall(HttpRequest request, Map<String, String> variables) {
    String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    String workflow() {
        return variable("workflow");
    }

    String caseId() {
        return variable("caseId");
    }

    int version() {
        String version = variable("version");
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw Problem.of(ProblemType.NO_SUCH_VERSION, "a version is a whole number, found " + Quoted.of(version));
        }
        return Integer.parseInt(version);
    }

    Links links() {
        return new Links(request.mount());
    }
}
