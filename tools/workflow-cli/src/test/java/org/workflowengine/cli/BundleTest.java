package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.bundle.BundleVerification;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.IndependentJson;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.audit.DigestChain;
import org.workflowengine.runtime.internal.audit.IndependentAuditor;
import org.workflowengine.runtime.internal.audit.IndependentAuditor.Key;
import org.workflowengine.runtime.internal.audit.Vectors;

/** Whatever is done to a bundle shows, and nothing that calls itself one brings the verifier down. */
class BundleTest {
    private static final String SCHEMA = "\"schema_version\" : ";
    private static final Decision BY_ALICE = by("alice").because("Zoë: \"€ 500\" 📎");

    private static final Map<String, Key> KEYS =
            Map.of("HMAC-SHA-256 2026-03", IndependentAuditor.hmac(Vectors.secret()));

    private final TestDatabase database = TestDatabase.inMemory();

    @TempDir
    private Path folder;

    private String good;

    @BeforeEach
    void aBundle() {
        Engine reviews = Engine.on(database.runtime(RuntimeOptions.defaults().sealer(Vectors.hmac())));
        reviews.open("C-1", BY_ALICE)
                .orThrow()
                .startReview(BY_ALICE.requestId("R-1"))
                .orThrow();
        Decision forBob = BY_ALICE.onBehalfOf("bob")
                .occurredAt(Instant.parse("2026-02-27T09:15:00Z"))
                .evidence("rules", "{\"rows\": [3, 11]}");
        reviews.fire("C-1", "REJECT", ALL_TRUE, forBob).orThrow();
        reviews.erase("C-1", 2, by("dpo").because("article 17")).orThrow();
        good = Console.on(database, "export", "C-1").out();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void itIsAsciiAndNamesEveryColumn() throws Exception {
        assertThat(good.getBytes(StandardCharsets.UTF_8)).hasSize(good.length());
        for (String column : database.columns("workflow_audit")) {
            assertThat(good.contains("\"" + column + "\" : "))
                    .as(column)
                    .isEqualTo(!TestDatabase.COMPUTED.contains(column));
        }
        for (String column : database.columns("workflow_case")) {
            assertThat(good.contains("\"" + column + "\" : ")).as(column).isEqualTo(!column.equals("holds"));
        }
        for (String column : database.columns("workflow_installation")) {
            // H2's number of the newest tombstone says nothing about this case.
            assertThat(good.contains("\"" + column + "\" : "))
                    .as(column)
                    .isEqualTo(!column.equals("only_row") && !column.equals("purged"));
        }
        assertThat(verify(good))
                .isEqualTo(new Console(0, "intact, 1 erased, 4 seals not checked: 1 cases, 4 entries" + end(), ""));
        assertThat(IndependentBundleAuditor.faults(good, Map.of())).isEmpty();
        assertThat(IndependentBundleAuditor.faults(good, KEYS)).isEmpty();
    }

    /** Every character of the file as another one, wherever the file then means something else. */
    @Test
    void everyCharacterSurvivesABundle() throws IOException {
        Object meaning = IndependentJson.parse(good);
        int schema = good.indexOf(SCHEMA) + SCHEMA.length();
        int changes = 0;
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < good.length(); i++) {
            for (char c : new char[] {(char) (good.charAt(i) ^ 1), good.charAt(i) == '0' ? '7' : '0'}) {
                String changed = good.substring(0, i) + c + good.substring(i + 1);
                // No digest covers the version of the schema: each that is known is accepted.
                if (isSame(meaning, changed) || (i == schema && c > '0' && c <= good.charAt(i))) {
                    continue;
                }
                changes++;
                if (!isReported(changed)) {
                    missed.add(i + " as " + c);
                }
            }
        }
        System.out.println("BundleTest: " + changes + " changes, " + missed.size() + " missed");
        assertThat(missed).isEmpty();
        assertThat(changes).isGreaterThan(5_000);
    }

    /** As the command does it, without the command. */
    private static boolean isReported(String bundle) throws IOException {
        try {
            return !BundleVerification.of(Seals.verifiedBy(List.of(Vectors.hmac())))
                    .verify(new StringReader(bundle), finding -> {})
                    .isIntact();
        } catch (BundleException e) {
            return e.getMessage().startsWith("the file is not a bundle: ");
        }
    }

    /** Under which of the known versions of the schema a case was stored is told, and nothing vouches for it: all say the same of a case. */
    private static boolean isSame(Object meaning, String changed) {
        try {
            return meaning.equals(IndependentJson.parse(
                    changed.replaceFirst("\"schema_version\" : [12]\\b", "\"schema_version\" : 3")));
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Test
    void theSecondCheckerFindsAFlippedValue() throws Exception {
        for (String value :
                List.of("REJECTED", "alice", "article 17", "\"R-1\"", "VALIDATION_FAILED", "PERSON", "bob", "rows")) {
            assertThat(good).contains(value);
            String changed = good.replaceFirst(
                    value,
                    value.replace('1', '2').replace('E', 'F').replace('a', 'b').replace('o', 'i'));
            assertThat(IndependentBundleAuditor.faults(changed, KEYS)).as(value).isNotEmpty();
        }
    }

    @Test
    void hostileFilesAreRefused() throws IOException {
        String deep = "[".repeat(1_000_000);
        List<String> hostile = new ArrayList<>(List.of(
                "",
                "\0",
                "null",
                "[]",
                "{}",
                "{\"workflow_bundle\":1}",
                "{\"workflow_bundle\":2,\"installation\":null,\"definitions\":[],\"case\":null,\"entries\":[]}",
                "{\"workflow_bundle\":1,\"definitions\":[],\"case\":null,\"entries\":[]}",
                "{\"workflow_bundle\":1,\"installation\":null,\"definitions\":[],\"case\":null,\"entries\":[]}",
                "{\"workflow_bundle\":1,\"installation\":{},\"definitions\":[],\"case\":null,\"entries\":[]}",
                "{\"workflow_bundle\":1,\"installation\":[],\"definitions\":[],\"case\":null,\"entries\":[]}",
                good.replaceFirst("(?s)\"installation\" : \\{.*?\\}", "\"installation\" : null"),
                good.replaceFirst("\"installation\" : \"[0-9a-f]{2}", "\"installation\" : \""),
                good.replaceFirst("\"installation\" : \"[0-9a-f]+\"", "\"installation\" : \"\""),
                good.replace(SCHEMA + Installation.SCHEMA_VERSION, SCHEMA + (Installation.SCHEMA_VERSION + 1)),
                good.replace("\"erasable\" : true", "\"erasable\" : \"true\""),
                good.replace("\"erasable\" : true", "\"erasable\" : 1"),
                "{\"workflow_bundle\":1,\"installation\":null,\"definitions\":[],\"case\":null,\"entries\":[]}x",
                "{\"workflow_bundle\":1,\"installation\":null,\"definitions\":[{}],\"case\":null,\"entries\":[]}",
                "{\"workflow_bundle\":1,\"installation\":null,\"definitions\":" + deep,
                deep,
                "{\"a\":".repeat(100_000),
                good.replace("\"entries\"", "\"more\" : 1, \"entries\""),
                good.replace("\"seq\" : 2", "\"seq\" : 2, \"seq\" : 2"),
                good.replaceFirst("\"salt\" : [^,]*,", ""),
                good.replace("\"seq\" : 3", "\"seq\" : " + "9".repeat(100_000)),
                good.replace("\"seq\" : 3", "\"seq\" : 9223372036854775807"),
                good.replace("\"seq\" : 3", "\"seq\" : 9223372036854775808"),
                good.replace("\"seq\" : 3", "\"seq\" : 3.0"),
                good.replace("\"seq\" : 3", "\"seq\" : 3e0"),
                good.replace("\"seq\" : 3", "\"seq\" : \"3\""),
                good.replace("\"seq\" : 3", "\"seq\" : true"),
                good.replace("\"seq\" : 3", "\"seq\" : {\"a\":[{}]}"),
                good.replace("\"seq\" : 3", "\"seq\" : " + deep),
                good.replaceFirst("\"recorded_at\" : [0-9]+", "\"recorded_at\" : -9223372036854775808"),
                good.replace("\"alice\"", "\"\\ud800\""),
                good.replace("\"alice\"", "\"\\u0000\""),
                good.replace("\"alice\"", "\"" + "x".repeat(30_000_000) + "\""),
                good.replaceFirst("\"digest\" : \"[0-9a-f]", "\"digest\" : \"G"),
                good.replaceFirst("\"facts\" : \"\\{", "\"facts\" : \"" + "[".repeat(100_000)),
                good.replaceFirst("\"graph\" : \"\\{", "\"graph\" : \"" + "[".repeat(100_000)),
                good.replaceFirst("(?s)\"case\" : \\{.*?\\}", "\"case\" : null"),
                good.replaceFirst("(?s)\"entries\" : \\[.*", "\"entries\" : [] }")));
        for (int i = 0; i < good.length(); i += 97) {
            hostile.add(good.substring(0, i));
        }
        for (String text : hostile) {
            Console answer = verify(text);
            assertThat(answer.code())
                    .as("%s: %s", text.substring(0, Math.min(200, text.length())), answer)
                    .isIn(1, 3);
            assertThat(answer.out() + answer.err())
                    .isNotBlank()
                    .doesNotContain("\tat ")
                    .hasSizeLessThan(10_000);
        }
        Path latin = Files.write(folder.resolve("latin"), "{\"é".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Console.run("verify", latin.toString()).err()).contains("the file is not a bundle: it is not UTF-8");
    }

    @Test
    void aForeignDefinitionIsFoundIfTheTrustedOnesAreKnown() throws IOException {
        String fingerprint = CaseReview.DEFINITION.fingerprint().hex();
        assertThat(verify(good, "--trust", fingerprint).code()).isZero();
        Console other = verify(good, "--trust", "0".repeat(64));
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("expected a trusted definition");
    }

    @Test
    void aBundleOfAnotherInstallationIsAFinding() throws IOException {
        String id = database.runtime().installation().id();
        assertThat(verify(good, "--installation", id).code()).isZero();
        String other = "0".repeat(32);
        assertThat(verify(good, "--installation", other))
                .isEqualTo(new Console(
                        1,
                        "table workflow_installation: expected the installation " + other + ", found " + id + end()
                                + "broken, 1 findings, 1 erased, 4 seals not checked: 1 cases, 4 entries" + end(),
                        ""));
    }

    /** Somebody who has the rows of a case and a database of their own cannot pass it off as theirs, or theirs as it. */
    @Test
    void theIdOfAnotherInstallationPutInIsAFinding() throws IOException {
        String other = "00112233445566778899aabbccddeeff";
        String moved = good.replaceFirst("\"installation\" : \"[0-9a-f]+\"", "\"installation\" : \"" + other + "\"")
                .replaceFirst(
                        "\"origin_digest\" : \"[0-9a-f]+\"",
                        "\"origin_digest\" : \"" + DigestChain.origin(Vectors.INSTALLATION) + "\"");
        assertThat(verify(moved, "--installation", other).out())
                .startsWith("\"C-1\" #1: expected previous_digest " + DigestChain.origin(Vectors.INSTALLATION));
    }

    /** What cannot be read in the database is evidence too. */
    @Test
    void anUnreadableValueIsAFinding() throws Exception {
        database.dropTriggers();
        database.sql("ALTER TABLE workflow_audit ALTER COLUMN recorded_at SET DATA TYPE TIMESTAMP(9)");
        database.sql("UPDATE workflow_audit SET recorded_at = DATEADD('NANOSECOND', 1, recorded_at) WHERE seq = 1");
        Console bundle = Console.on(database, "export", "C-1");
        assertThat(bundle.out()).contains("\"unreadable\" : \"a time finer than microseconds\"");
        assertThat(verify(bundle.out()).out()).contains("\"C-1\" #1: expected a value in recorded_at, found no TIME");
    }

    private Console verify(String bundle, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("bundle.json"), bundle);
        List<String> arguments = new ArrayList<>(List.of("verify", file.toString()));
        arguments.addAll(List.of(more));
        return Console.run(arguments.toArray(String[]::new));
    }

    private static String end() {
        return System.lineSeparator();
    }
}
