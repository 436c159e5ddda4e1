package org.workflowengine.cli;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What somebody else would write who has {@code docs/audit-format.md}, a bundle and nothing of this project: no class of it, and
 * no library, is used here.
 */
final class IndependentBundleAuditor {
    private static final List<String> ENTRY = List.of(
            "case_id",
            "seq",
            "workflow",
            "from_version",
            "version",
            "fingerprint",
            "transition",
            "from_state",
            "to_state",
            "actor_kind",
            "payload_digest",
            "request_id",
            "source",
            "recorded_at",
            "previous_digest",
            "format",
            "algorithm",
            "key_id");
    private static final List<String> PAYLOAD = List.of("salt", "actor", "reason", "facts");
    private static final List<String> BINARY = List.of("fingerprint", "payload_digest", "previous_digest", "salt");

    private final String text;
    private int at;

    private IndependentBundleAuditor(String text) {
        this.text = text;
    }

    /** All that is wrong with a bundle, as far as it can be read. */
    @SuppressWarnings("unchecked")
    static List<String> faults(String bundle, byte[] key) throws Exception {
        Map<String, Object> root = (Map<String, Object>) json(bundle);
        List<String> faults = new ArrayList<>();
        check(faults, Objects.equals(root.get("workflow_bundle"), "1"), "format");
        Map<List<Object>, Map<String, Object>> definitions = new LinkedHashMap<>();
        for (Map<String, Object> definition : (List<Map<String, Object>>) root.get("definitions")) {
            String graph = (String) definition.get("graph");
            check(
                    faults,
                    hex(sha256(graph.getBytes(StandardCharsets.UTF_8))).equals(definition.get("fingerprint")),
                    "fingerprint");
            definitions.put(List.of(definition.get("workflow"), definition.get("version")), definition);
        }
        Map<String, Object> before = null;
        Object enteredAt = null;
        TreeSet<String> empty = new TreeSet<>();
        for (Map<String, Object> row : (List<Map<String, Object>>) root.get("entries")) {
            String step = "step " + row.get("seq") + " ";
            check(
                    faults,
                    row.get("seq").equals(before == null ? "1" : Long.parseLong((String) before.get("seq")) + 1 + ""),
                    step + "seq");
            check(
                    faults,
                    row.get("previous_digest").equals(before == null ? "0".repeat(64) : before.get("digest")),
                    step + "link");
            check(
                    faults,
                    row.get("from_state").equals(before == null ? "(new)" : before.get("to_state")),
                    step + "from");
            check(faults, before == null || before.get("case_id").equals(row.get("case_id")), step + "case");
            check(faults, hex(seal(row, key)).equals(row.get("digest")), step + "digest");
            Map<String, Object> definition = definitions.get(List.of(row.get("workflow"), row.get("version")));
            check(
                    faults,
                    definition != null && row.get("fingerprint").equals(definition.get("fingerprint")),
                    step + "definition");
            boolean isErasure = row.get("transition").equals("(erase)");
            if (row.get("salt") == null) {
                empty.add((String) row.get("seq"));
            } else {
                check(
                        faults,
                        hex(sha256(form("WFP1", row, PAYLOAD))).equals(row.get("payload_digest")),
                        step + "payload");
                Map<String, Object> facts = (Map<String, Object>) json((String) row.get("facts"));
                if (isErasure) {
                    check(faults, empty.remove(facts.get("ERASED_SEQ")), step + "erasure");
                } else if (definition != null) {
                    check(
                            faults,
                            isLegal((Map<String, Object>) json((String) definition.get("graph")), row, facts),
                            step + "guard");
                }
            }
            enteredAt = isErasure ? enteredAt : row.get("recorded_at");
            before = row;
        }
        check(faults, empty.isEmpty(), "payloads without a record");
        Map<String, Object> stands = (Map<String, Object>) root.get("case");
        check(faults, before != null && stands != null, "case and steps");
        if (before != null && stands != null) {
            for (String column : List.of("case_id", "workflow", "version", "seq", "digest")) {
                check(faults, before.get(column).equals(stands.get(column)), "case " + column);
            }
            check(faults, before.get("to_state").equals(stands.get("state")), "case state");
            check(faults, Objects.equals(enteredAt, stands.get("entered_at")), "case entered_at");
        }
        return faults;
    }

    @SuppressWarnings("unchecked")
    private static boolean isLegal(Map<String, Object> graph, Map<String, Object> row, Map<String, Object> facts) {
        if (row.get("from_state").equals("(new)")) {
            return row.get("transition").equals("(open)")
                    && ((List<Map<String, Object>>) graph.get("states"))
                            .stream()
                                    .anyMatch(state -> state.get("id").equals(row.get("to_state"))
                                            && Boolean.TRUE.equals(state.get("initial")));
        }
        for (Map<String, Object> transition : (List<Map<String, Object>>) graph.get("transitions")) {
            if (transition.get("from").equals(row.get("from_state"))
                    && transition.get("id").equals(row.get("transition"))
                    && transition.get("to").equals(row.get("to_state"))) {
                return ((List<Map<String, Object>>) transition.get("guard"))
                        .stream().allMatch(part -> {
                            Object value = facts.get(part.get("fact"));
                            return value != null
                                    && ((List<Object>) part.get("accepts"))
                                            .stream()
                                                    .anyMatch(accepted ->
                                                            accepted.toString().equals(value.toString()));
                        });
            }
        }
        return false;
    }

    private static void check(List<String> faults, boolean holds, String what) {
        if (!holds) {
            faults.add(what);
        }
    }

    private static byte[] seal(Map<String, Object> row, byte[] key) throws Exception {
        byte[] form = form("WFE1", row, ENTRY);
        if (row.get("algorithm").equals("SHA-256")) {
            return sha256(form);
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(form);
    }

    private static byte[] form(String tag, Map<String, Object> row, List<String> fields) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes(tag);
        for (String field : fields) {
            String value = (String) row.get(field);
            if (value == null) {
                out.writeInt(-1);
                continue;
            }
            byte[] content =
                    BINARY.contains(field) ? HexFormat.of().parseHex(value) : value.getBytes(StandardCharsets.UTF_8);
            out.writeInt(content.length);
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
