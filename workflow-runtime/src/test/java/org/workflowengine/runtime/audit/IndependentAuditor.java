package org.workflowengine.runtime.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What somebody else would write who has {@code docs/audit-format.md}, a JDBC connection and nothing of this project: no class
 * of it is used here.
 */
final class IndependentAuditor {
    private static final String[] ENTRY = {
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
        "key_id"
    };
    private static final String[] PAYLOAD = {"salt", "actor", "reason", "facts"};
    private static final Pattern ERASED = Pattern.compile("\\{\"ERASED_SEQ\":\"(\\d+)\"\\}");

    private IndependentAuditor() {}

    /** A form: null, byte[], or anything whose text is digested. */
    static byte[] form(String tag, Object... fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes(tag);
        for (Object field : fields) {
            if (field == null) {
                out.writeInt(-1);
            } else {
                byte[] content = field instanceof byte[] binary
                        ? binary
                        : field.toString().getBytes(StandardCharsets.UTF_8);
                out.writeInt(content.length);
                out.write(content);
            }
        }
        return bytes.toByteArray();
    }

    static byte[] sha256(byte[] form) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(form);
    }

    static byte[] hmac(byte[] key, byte[] form) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(form);
    }

    static long micros(LocalDateTime utc) {
        Duration since = Duration.between(LocalDateTime.of(1970, 1, 1, 0, 0), utc);
        return since.getSeconds() * 1_000_000 + since.getNano() / 1_000;
    }

    /** Every step whose digests, links or erasures are wrong, as {@code case#seq}; and how many steps were right. */
    static List<String> faults(Connection connection, byte[] key) throws Exception {
        List<String> faults = new ArrayList<>();
        byte[] zero = new byte[32];
        String caseId = null;
        byte[] before = zero;
        long last = 0;
        Set<Long> empty = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM workflow_audit ORDER BY case_id, seq")) {
            while (row.next()) {
                if (!row.getString("case_id").equals(caseId)) {
                    unexplained(caseId, empty, faults);
                    caseId = row.getString("case_id");
                    before = zero;
                    last = 0;
                }
                byte[] form = form("WFE1", fields(row, ENTRY));
                byte[] seal = row.getString("algorithm").equals("HMAC-SHA-256") ? hmac(key, form) : sha256(form);
                boolean right = row.getLong("seq") == last + 1
                        && MessageDigest.isEqual(before, row.getBytes("previous_digest"))
                        && MessageDigest.isEqual(seal, row.getBytes("digest"));
                if (row.getBytes("salt") == null) {
                    empty.add(row.getLong("seq"));
                } else {
                    right &= MessageDigest.isEqual(
                            sha256(form("WFP1", fields(row, PAYLOAD))), row.getBytes("payload_digest"));
                    Matcher erased = ERASED.matcher(row.getString("facts"));
                    if (row.getString("transition").equals("(erase)")) {
                        right &= erased.matches() && empty.remove(Long.parseLong(erased.group(1)));
                    }
                }
                if (!right) {
                    faults.add(caseId + "#" + row.getLong("seq"));
                }
                before = row.getBytes("digest");
                last = row.getLong("seq");
            }
        }
        unexplained(caseId, empty, faults);
        return faults;
    }

    private static void unexplained(String caseId, Set<Long> empty, List<String> faults) {
        empty.forEach(seq -> faults.add(caseId + "#" + seq));
        empty.clear();
    }

    private static Object[] fields(ResultSet row, String... columns) throws SQLException {
        Object[] values = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = switch (columns[i]) {
                case "salt", "fingerprint", "payload_digest", "previous_digest" -> row.getBytes(columns[i]);
                case "recorded_at" -> micros(row.getObject(columns[i], LocalDateTime.class));
                default -> row.getString(columns[i]);
            };
        }
        return values;
    }

    /** The root of a checkpoint: what its last line must say. */
    static String root(String file) throws GeneralSecurityException {
        String lines = file.substring(0, file.lastIndexOf("root "));
        return HexFormat.of().formatHex(sha256(lines.getBytes(StandardCharsets.UTF_8)));
    }
}
