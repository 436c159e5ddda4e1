package org.workflowengine.cli;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.workflowengine.runtime.fixture.IndependentJson;
import org.workflowengine.runtime.internal.audit.IndependentAuditor;
import org.workflowengine.runtime.internal.audit.IndependentAuditor.Key;

/**
 * Gives the rows of a bundle to the auditor that somebody else would write who has {@code docs/reference/audit-format.md} and nothing of this
 * project: no class of the engine, and no library, is used here.
 */
final class IndependentBundleAuditor {
    private static final List<String> BINARY = List.of(
            "installation",
            "origin_digest",
            "fingerprint",
            "payload_digest",
            "previous_digest",
            "salt",
            "digest",
            "seal");

    private IndependentBundleAuditor() {}

    /** All that is wrong with a bundle, as far as it can be read. */
    static List<String> faults(String bundle, Map<String, Key> keys) throws Exception {
        Map<?, ?> root = (Map<?, ?>) IndependentJson.parse(bundle);
        IndependentAuditor auditor = new IndependentAuditor(keys);
        if (!List.copyOf(root.keySet())
                        .equals(List.of("workflow_bundle", "installation", "definitions", "case", "entries"))
                || !String.valueOf(root.get("workflow_bundle")).equals("1")) {
            return List.of("no bundle");
        }
        auditor.installation(row(root.get("installation")));
        for (Object definition : (List<?>) root.get("definitions")) {
            auditor.definition(row(definition));
        }
        for (Object entry : (List<?>) root.get("entries")) {
            auditor.entry(row(entry));
        }
        if (root.get("case") != null) {
            auditor.stands(row(root.get("case")));
        }
        return auditor.end();
    }

    private static Map<String, Object> row(Object json) {
        Map<String, Object> row = new HashMap<>();
        ((Map<?, ?>) json).forEach((name, value) -> row.put((String) name, value((String) name, value)));
        return row;
    }

    private static Object value(String column, Object json) {
        if (json instanceof String text && BINARY.contains(column)) {
            return HexFormat.of().parseHex(text);
        }
        return json instanceof IndependentJson.Number number ? (Object) Long.valueOf(number.text()) : json;
    }
}
