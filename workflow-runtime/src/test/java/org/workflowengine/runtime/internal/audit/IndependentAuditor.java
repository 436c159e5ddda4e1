package org.workflowengine.runtime.internal.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.workflowengine.runtime.fixture.IndependentJson;

/**
 * What somebody else would write who has {@code docs/reference/audit-format.md}, the rows and nothing of this project: no class of the engine is
 * used here. A row is a map from the names of its columns to texts, {@code Long}s (numbers, and times in microseconds), booleans and
 * {@code byte[]}.
 */
public final class IndependentAuditor {
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
            "occurred_at",
            "previous_digest",
            "format",
            "algorithm",
            "key_id");
    private static final List<String> PAYLOAD = List.of("salt", "actor", "on_behalf_of", "reason", "facts", "evidence");
    private static final List<String> TOMBSTONE = List.of(
            "seq",
            "case_hash",
            "workflow",
            "version",
            "state",
            "last_seq",
            "last_digest",
            "bundle_digest",
            "retention_class",
            "actor_kind",
            "actor",
            "on_behalf_of",
            "reason",
            "source",
            "recorded_at",
            "previous_digest",
            "format",
            "algorithm",
            "key_id");
    private static final Pattern MATTER = Pattern.compile("\\{\"MATTER\":\"([^\"\\\\]|\\\\.)+\"\\}");
    private static final Set<String> HOLDS = Set.of("(hold)", "(release)");
    private static final Pattern ERASED = Pattern.compile("\\{\"ERASED_SEQ\":\"(\\d+)\"\\}");
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);
    private static final long EARLIEST = micros(LocalDateTime.of(1900, 1, 1, 0, 0));
    private static final long AFTER_LATEST = micros(LocalDateTime.of(2200, 1, 1, 0, 0));

    /** Tells whether a seal was made over these bytes. */
    public interface Key {
        boolean made(byte[] seal, byte[] form) throws GeneralSecurityException;
    }

    /** A case as far as it was read. */
    private static final class Case {
        private Map<String, Object> newest;
        private Object enteredAt;
        private final Set<Long> empty = new TreeSet<>();
        private final Set<Object> requests = new HashSet<>();
        private final IndependentAuditorNames names = new IndependentAuditorNames();
        private final Set<Object> held = new TreeSet<>();
    }

    private final Map<String, Key> keys;
    private final List<String> faults = new ArrayList<>();
    private final Map<List<Object>, Map<String, Object>> definitions = new HashMap<>();
    private final Map<String, Case> cases = new TreeMap<>();
    private byte[] installation;
    private byte[] origin;
    private long sealsNotChecked;
    private Map<String, Object> newestTombstone;
    private final Set<String> seen = new TreeSet<>();

    /** With the keys that are accepted, each under its algorithm, a space and its id. */
    public IndependentAuditor(Map<String, Key> keys) {
        this.keys = keys;
    }

    /** A form: null, byte[], or anything whose text is digested. */
    public static byte[] form(String tag, Object... fields) throws IOException {
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

    public static byte[] sha256(byte[] form) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(form);
    }

    public static byte[] hmac(byte[] key, byte[] form) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(form);
    }

    public static Key hmac(byte[] key) {
        return (seal, form) -> MessageDigest.isEqual(seal, hmac(key, form));
    }

    public static Key ed25519(PublicKey key) {
        return (seal, form) -> {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(form);
            try {
                return signature.verify(seal);
            } catch (SignatureException e) {
                return false;
            }
        };
    }

    static long micros(LocalDateTime utc) {
        Duration since = Duration.between(EPOCH, utc);
        return since.getSeconds() * 1_000_000 + since.getNano() / 1_000;
    }

    /** All that is wrong with what a database holds. */
    public static List<String> faults(Connection connection, Map<String, Key> keys) throws Exception {
        IndependentAuditor auditor = new IndependentAuditor(keys);
        for (Map<String, Object> row : rows(connection, "SELECT * FROM workflow_installation")) {
            auditor.installation(row);
        }
        for (Map<String, Object> row : rows(connection, "SELECT * FROM workflow_definition")) {
            auditor.definition(row);
        }
        for (Map<String, Object> row : rows(connection, "SELECT * FROM workflow_audit ORDER BY case_id, seq")) {
            auditor.entry(row);
        }
        for (Map<String, Object> row : rows(connection, "SELECT * FROM workflow_case")) {
            auditor.stands(row);
        }
        for (Map<String, Object> row : rows(connection, "SELECT * FROM workflow_tombstone ORDER BY seq")) {
            auditor.tombstone(row);
        }
        return auditor.end();
    }

    static List<Map<String, Object>> rows(Connection connection, String query) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                Map<String, Object> values = new HashMap<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    String column = row.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT);
                    values.put(
                            column,
                            switch (row.getMetaData().getColumnType(i)) {
                                case Types.TIMESTAMP -> {
                                    LocalDateTime time = row.getObject(i, LocalDateTime.class);
                                    yield time == null ? null : micros(time);
                                }
                                case Types.INTEGER, Types.BIGINT -> {
                                    long number = row.getLong(i);
                                    yield row.wasNull() ? null : number;
                                }
                                case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> row.getBytes(i);
                                case Types.BOOLEAN, Types.BIT -> row.getBoolean(i);
                                default -> row.getString(i);
                            });
                }
                rows.add(values);
            }
        }
        return rows;
    }

    /** How many entries have a seal that no key was given for. */
    public long sealsNotChecked() {
        return sealsNotChecked;
    }

    /** The row of {@code workflow_installation}: before all others. */
    public void installation(Map<String, Object> row) throws Exception {
        check(installation == null, "installation: only one row");
        installation = (byte[]) row.get("installation");
        origin = sha256(form("WFI1", installation));
        check(installation.length == 16, "installation: 16 bytes");
        check(Arrays.equals(origin, (byte[]) row.get("origin_digest")), "installation: origin_digest");
        check(
                row.get("schema_version") instanceof Long version && version >= 1 && version <= 6,
                "installation: schema_version");
    }

    /** A row of {@code workflow_definition}: before all entries. */
    public void definition(Map<String, Object> row) throws Exception {
        String name = row.get("workflow") + " version " + row.get("version") + ": ";
        String text = (String) row.get("graph");
        check(same(sha256(text.getBytes(StandardCharsets.UTF_8)), row.get("fingerprint")), name + "fingerprint");
        IndependentAuditorGraph graph = new IndependentAuditorGraph(text);
        check(Objects.equals(row.get("states"), graph.states()), name + "states");
        check(Objects.equals(row.get("transitions"), graph.counted()), name + "transitions");
        check(Objects.equals(row.get("erasable"), graph.isErasable()), name + "erasable");
        check(
                !row.containsKey("obligations") || Objects.equals(row.get("obligations"), graph.obligationRows()),
                name + "obligations");
        check(definitions.put(key(row), row) == null, name + "once");
    }

    private static List<Object> key(Map<String, Object> row) {
        return List.of(row.get("workflow"), row.get("version"));
    }

    /** A row of {@code workflow_audit}: in the order of case and seq. */
    public void entry(Map<String, Object> row) throws Exception {
        Case of = cases.computeIfAbsent((String) row.get("case_id"), id -> new Case());
        seen.add((String) row.get("case_id"));
        String step = row.get("case_id") + "#" + row.get("seq") + " ";
        link(step, of, row);
        check(same(sha256(form("WFE1", fields(row, ENTRY))), row.get("digest")), step + "digest");
        check(Objects.equals(row.get("format"), 1L), step + "format");
        check(Set.of("PERSON", "SERVICE", "SYSTEM").contains(row.get("actor_kind")), step + "actor_kind");
        check(isInTime(row.get("recorded_at")), step + "recorded_at");
        check(row.get("occurred_at") == null || isInTime(row.get("occurred_at")), step + "occurred_at");
        check(row.get("request_id") == null || of.requests.add(row.get("request_id")), step + "request_id");
        seal(step, row);
        Map<String, Object> definition = definitions.get(key(row));
        check(
                definition != null && same((byte[]) definition.get("fingerprint"), row.get("fingerprint")),
                step + "definition");
        IndependentAuditorGraph graph =
                definition == null ? null : new IndependentAuditorGraph((String) definition.get("graph"));
        boolean keeps = HOLDS.contains(row.get("transition"));
        check(
                keeps ? row.get("from_state").equals(row.get("to_state")) : graph == null || graph.isLegal(row),
                step + "legality");
        payload(step, of, row, graph);
        holds(step, of, row);
        check(of.names.areMet(row, graph == null ? List.of() : graph.obligations(row)), step + "obligations");
        of.newest = row;
        if (!row.get("from_state").equals(row.get("to_state"))) {
            boolean since = row.get("transition").equals("(import)") && row.get("occurred_at") != null;
            of.enteredAt = row.get(since ? "occurred_at" : "recorded_at");
        }
    }

    private void link(String step, Case of, Map<String, Object> row) {
        Map<String, Object> before = of.newest;
        long seq = before == null ? 0 : (Long) before.get("seq");
        check(Objects.equals(row.get("seq"), seq + 1), step + "seq");
        check(
                same(before == null ? origin : (byte[]) before.get("digest"), row.get("previous_digest")),
                step + "previous_digest");
        check(
                Objects.equals(row.get("from_state"), before == null ? "(new)" : before.get("to_state")),
                step + "from_state");
        check(before == null || before.get("workflow").equals(row.get("workflow")), step + "workflow");
        check(before == null || before.get("version").equals(row.get("from_version")), step + "from_version");
        boolean migrates = row.get("transition").equals("(migrate:" + row.get("from_version") + ")");
        check(
                migrates
                        ? before != null && (Long) row.get("from_version") < (Long) row.get("version")
                        : row.get("version").equals(row.get("from_version")),
                step + "version");
    }

    private static boolean isInTime(Object micros) {
        return micros instanceof Long time && time >= EARLIEST && time < AFTER_LATEST;
    }

    private void seal(String step, Map<String, Object> row) throws Exception {
        byte[] seal = (byte[]) row.get("seal");
        boolean isNamed = row.get("algorithm") != null && row.get("key_id") != null;
        boolean isUnnamed = row.get("algorithm") == null && row.get("key_id") == null;
        if (seal == null ? !isUnnamed : !isNamed) {
            faults.add(step + "half a seal");
        } else if (keys.isEmpty()) {
            sealsNotChecked += seal == null ? 0 : 1;
        } else {
            Key key = keys.get(row.get("algorithm") + " " + row.get("key_id"));
            byte[] form = form(row.containsKey("case_hash") ? "WST1" : "WSE1", installation, row.get("digest"));
            check(seal != null && seal.length <= 512 && key != null && key.made(seal, form), step + "seal");
        }
    }

    private void payload(String step, Case of, Map<String, Object> row, IndependentAuditorGraph graph)
            throws Exception {
        boolean isErasure = row.get("transition").equals("(erase)");
        if (row.get("salt") == null) {
            check(PAYLOAD.stream().allMatch(column -> row.get(column) == null), step + "half a payload");
            check(!isErasure, step + "an erasure that was erased");
            check(!HOLDS.contains(row.get("transition")), step + "a hold that was erased");
            of.empty.add((Long) row.get("seq"));
            return;
        }
        check(same(sha256(form("WFP1", fields(row, PAYLOAD))), row.get("payload_digest")), step + "payload_digest");
        String evidence = (String) row.get("evidence");
        check(
                evidence == null
                        || (IndependentJson.isCanonicalObject(evidence)
                                && evidence.getBytes(StandardCharsets.UTF_8).length <= 65_536),
                step + "evidence");
        String text = (String) row.get("facts");
        check(IndependentJson.isCanonicalObject(text), step + "facts");
        Matcher erased = ERASED.matcher(text);
        if (isErasure) {
            check(erased.matches() && of.empty.remove(Long.parseLong(erased.group(1))), step + "erasure");
        } else if (graph != null && !HOLDS.contains(row.get("transition"))) {
            check(graph.isGuarded(row, text), step + "guard");
        }
    }

    /** A matter is the only member of the facts; it is held once at a time, and nothing is erased meanwhile. */
    private void holds(String step, Case of, Map<String, Object> row) {
        Object transition = row.get("transition");
        if (transition.equals("(erase)")) {
            check(of.held.isEmpty(), step + "erased under a hold");
        }
        if (HOLDS.contains(transition) && row.get("facts") instanceof String facts) {
            check(MATTER.matcher(facts).matches(), step + "matter");
            check(transition.equals("(hold)") ? of.held.add(facts) : of.held.remove(facts), step + transition);
        }
    }

    /** A row of {@code workflow_tombstone}: after all others, in the order of seq. */
    public void tombstone(Map<String, Object> row) throws Exception {
        String name = "tombstone " + row.get("seq") + " ";
        long before = newestTombstone == null ? 0 : (Long) newestTombstone.get("seq");
        check(Objects.equals(row.get("seq"), before + 1), name + "seq");
        check(
                same(
                        newestTombstone == null ? origin : (byte[]) newestTombstone.get("digest"),
                        row.get("previous_digest")),
                name + "previous_digest");
        check(same(sha256(form("WTD1", fields(row, TOMBSTONE))), row.get("digest")), name + "digest");
        check(Objects.equals(row.get("format"), 1L), name + "format");
        check(Set.of("PERSON", "SERVICE", "SYSTEM").contains(row.get("actor_kind")), name + "actor_kind");
        check(row.get("case_id") == null, name + "unfinished");
        seal(name, row);
        for (String id : seen) {
            check(!same(sha256(form("WTC1", installation, id)), row.get("case_hash")), name + "its case is there");
        }
        newestTombstone = row;
    }

    /** A row of {@code workflow_case}: after all entries. */
    public void stands(Map<String, Object> row) {
        String name = row.get("case_id") + " ";
        Case of = cases.remove(row.get("case_id"));
        if (of == null) {
            faults.add(name + "stands at no step");
            return;
        }
        ended(name, of);
        for (String column : List.of("workflow", "version", "seq")) {
            check(of.newest.get(column).equals(row.get(column)), name + column);
        }
        check(same((byte[]) of.newest.get("digest"), row.get("digest")), name + "digest");
        check(of.newest.get("to_state").equals(row.get("state")), name + "state");
        check(Objects.equals(of.enteredAt, row.get("entered_at")), name + "entered_at");
        check(of.newest.get("recorded_at").equals(row.get("moved_at")), name + "moved_at");
        check(!row.containsKey("holds") || Objects.equals(row.get("holds"), (long) of.held.size()), name + "holds");
    }

    private void ended(String name, Case of) {
        of.empty.forEach(seq -> faults.add(name.strip() + "#" + seq + " payload without a record"));
    }

    /** All rows were given: everything that is wrong. */
    public List<String> end() {
        check(installation != null, "installation: none");
        definitions.forEach((name, row) -> new IndependentAuditorGraph((String) row.get("graph"))
                .migrations()
                .forEach((from, fingerprint) -> {
                    Map<String, Object> older = definitions.get(List.of(name.get(0), from));
                    check(
                            older == null || same(HexFormat.of().parseHex(fingerprint), older.get("fingerprint")),
                            name.get(0) + " version " + name.get(1) + ": migrations");
                }));
        cases.forEach((id, of) -> {
            ended(id + " ", of);
            faults.add(id + " stands nowhere");
        });
        return faults;
    }

    private void check(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private static boolean same(byte[] expected, Object found) {
        return found instanceof byte[] bytes && Arrays.equals(expected, bytes);
    }

    /** A row of {@code workflow_audit} with the digests that its columns have. */
    static Map<String, Object> digested(Map<String, Object> row) throws Exception {
        Map<String, Object> sound = new HashMap<>(row);
        sound.put("payload_digest", sha256(form("WFP1", fields(sound, PAYLOAD))));
        sound.put("digest", sha256(form("WFE1", fields(sound, ENTRY))));
        return sound;
    }

    private static Object[] fields(Map<String, Object> row, List<String> columns) {
        return columns.stream().map(row::get).toArray();
    }

    /** The root of a checkpoint: what its last line must say. */
    static String root(String file) throws GeneralSecurityException {
        String lines = file.substring(0, file.lastIndexOf("root "));
        return HexFormat.of().formatHex(sha256(lines.getBytes(StandardCharsets.UTF_8)));
    }
}
