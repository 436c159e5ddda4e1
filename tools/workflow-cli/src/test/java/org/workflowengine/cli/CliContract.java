package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.diagram.Diagram;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.audit.IndependentAuditor;
import org.workflowengine.runtime.internal.audit.Vectors;

/** Somebody who runs or audits a database of cases: C-1 is escalated after three steps, the second erased; C-2 is open. */
abstract class CliContract {
    private static final Decision BY_ALICE = by("alice").because("Zoë has sent\nthe € 500 receipt");

    private final TestDatabase database;

    @TempDir
    private Path folder;

    CliContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        Engine reviews = Engine.on(database.runtime(RuntimeOptions.defaults()
                .source("claims-1")
                // Read as local time, there is no such time in St. John's.
                .clock(() -> Instant.parse("2026-03-08T02:30:00.123456Z"))));
        reviews.open("C-1", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
        Decision forBob = BY_ALICE.requestId("R-1")
                .onBehalfOf("bob")
                .occurredAt(Instant.parse("2026-02-27T09:15:00Z"))
                .evidence("rules", "{\"rows\": [3, 11]}");
        reviews.fire("C-1", "ESCALATE", CaseReview.facts("HIGH_AMOUNT"), forBob).orThrow();
        reviews.erase("C-1", 2, by("dpo").because("article 17")).orThrow();
        reviews.open("C-2", by("carol").because("received")).orThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSoundDatabaseIsIntact() {
        assertThat(Console.on(database, "verify"))
                .isEqualTo(new Console(0, lines("intact, 1 erased: 2 cases, 5 entries"), ""));
        assertThat(Console.on(database, "verify", "--case", "C-2"))
                .isEqualTo(new Console(0, lines("intact: 1 cases, 1 entries"), ""));
    }

    @Test
    void aBrokenHistoryIsReported() throws Exception {
        database.dropTriggers();
        database.sql("UPDATE workflow_audit SET source = 'elsewhere' WHERE case_id = 'C-1' AND seq = 3");
        for (Console broken : List.of(
                Console.on(database, "verify"),
                Console.on(database, "verify", "--case", "C-1"),
                Console.run("verify", export("C-1").toString()))) {
            assertThat(broken.code()).isEqualTo(1);
            assertThat(broken.err()).isEmpty();
            assertThat(broken.out().lines().toList()).hasSize(2).satisfies(lines -> {
                assertThat(lines.get(0)).startsWith("\"C-1\" #3: expected digest ");
                assertThat(lines.get(1)).startsWith("broken, 1 findings, 1 erased: ");
            });
        }
        assertThat(Console.on(database, "verify", "--case", "C-2").code()).isZero();
    }

    @Test
    void aMissingCaseCannotBeVerified() {
        Console none = new Console(3, "", lines("could not be done: there is no case C-9"));
        assertThat(Console.on(database, "verify", "--case", "C-9")).isEqualTo(none);
        for (String command : List.of("show", "export")) {
            assertThat(Console.on(database, command, "C-9")).isEqualTo(none);
        }
        Path output = folder.resolve("C-9.json");
        assertThat(Console.on(database, "export", "C-9", "--output", output.toString()))
                .isEqualTo(none);
        assertThat(output).doesNotExist();
        // What the JVM makes of é where the locale is C.
        for (Console unread : List.of(
                Console.on(database, "verify", "--case", "\ufffd-1"), Console.on(database, "show", "\ufffd-1"))) {
            assertThat(unread.code()).isEqualTo(3);
            assertThat(unread.err()).contains("could not be read in this locale: set LC_ALL");
        }
    }

    /** Of a case that a checkpoint lists, and of a database that is broken elsewhere, more can be said. */
    @Test
    void aCaseThatIsGoneIsAFindingWithACheckpoint() throws Exception {
        String file = folder.resolve("before").toString();
        assertThat(Console.on(database, "checkpoint", file).code()).isZero();
        database.dropTriggers();
        database.sql("DELETE FROM workflow_case WHERE case_id = 'C-2'");
        database.sql("DELETE FROM workflow_audit WHERE case_id = 'C-2'");
        assertThat(Console.on(database, "verify", "--case", "C-2").code()).isEqualTo(3);
        assertThat(Console.on(database, "verify", "--case", "C-9", "--checkpoint", file))
                .isEqualTo(new Console(3, "", lines("could not be done: there is no case C-9")));
        Console listed = Console.on(database, "verify", "--case", "C-2", "--checkpoint", file);
        assertThat(listed.code()).isEqualTo(1);
        assertThat(listed.out()).startsWith("\"C-2\" #1: expected what the checkpoint lists, digest ");
        assertThat(listed.err()).isEmpty();
        assertThat(Console.on(database, "verify", "--case", "C-9", "--installation", "0".repeat(32)))
                .satisfies(broken -> assertThat(broken.code()).isEqualTo(1))
                .satisfies(broken -> assertThat(broken.err()).isEqualTo(lines("no case C-9 was found")));
    }

    @Test
    void theTimelineOfACaseIsShown() {
        assertThat(Console.on(database, "show", "C-1").out()).isEqualTo(lines("""
                #1  2026-03-08T02:30:00.123456Z  (new) -(open)-> CREATED
                    by alice (PERSON): Zoë has sent\\u000athe € 500 receipt
                    on {}
                    written by claims-1
                #2  2026-03-08T02:30:00.123456Z  CREATED -START_REVIEW-> UNDER_REVIEW
                    erased (PERSON): who, why and on which facts
                    written by claims-1
                #3  2026-03-08T02:30:00.123456Z  UNDER_REVIEW -ESCALATE-> ESCALATED
                    by alice (PERSON) on behalf of bob: Zoë has sent\\u000athe € 500 receipt
                    on {"HIGH_AMOUNT":true}, with evidence (25 bytes)
                    occurred 2026-02-27T09:15:00Z, as the caller says
                    request R-1, written by claims-1
                #4  2026-03-08T02:30:00.123456Z  ESCALATED -(erase)-> ESCALATED
                    by dpo (PERSON): article 17
                    on {"ERASED_SEQ":"2"}
                    written by claims-1
                now in ESCALATED at step 4 since 2026-03-08T02:30:00.123456Z, follows case-review version 1""".split("\n")));
    }

    @Test
    void thePathOfACaseIsDrawn() {
        Console drawn = Console.on(database, "diagram", "--case", "C-1", "--no-guards");
        assertThat(drawn.code()).isZero();
        assertThat(drawn.err()).isEmpty();
        assertThat(drawn.out())
                .startsWith("case-review, version 1, case C-1 in ESCALATED\n\n")
                .contains("[• CREATED ]", "START_REVIEW 2", "[• UNDER_REVIEW ]", "ESCALATE 3", "[▶ ESCALATED ]")
                // Nothing of who, why and on which facts.
                .doesNotContain("alice", "receipt", "HIGH_AMOUNT");
        assertThat(Console.on(database, "diagram", "--workflow", "case-review", "--format", "mermaid"))
                .isEqualTo(new Console(0, Diagram.of(CaseReview.DEFINITION).mermaid(), ""));
    }

    @Test
    void anEventLogIsTheSameFromEveryDatabase() {
        Console log = Console.on(database, "export", "--xes", "--all", "--with", "case-id,facts");
        assertThat(log.code()).isZero();
        assertThat(log.err()).isEmpty();
        assertThat(log.out())
                .doesNotContain("alice", "bob", "dpo", "receipt")
                .containsSubsequence(Stream.of(
                                "C-1",
                                "(open)",
                                "START_REVIEW",
                                "ESCALATE",
                                "fact.HIGH_AMOUNT",
                                "(erase)",
                                "C-2",
                                "(open)")
                        .map(each -> "=\"" + each + "\"")
                        .toList());
        assertThat(log.out()).containsOnlyOnce("<date key=\"occurred_at\" value=\"2026-02-27T09:15:00Z\"/>");
        assertThat(log.out().split("\"2026-03-08T02:30:00.123456Z\"", -1)).hasSize(6);
    }

    @Test
    void aBundleIsVerifiedWithoutADatabase() throws Exception {
        Path bundle = export("C-1");
        assertThat(Console.run("verify", bundle.toString()))
                .isEqualTo(new Console(0, lines("intact, 1 erased: 1 cases, 4 entries"), ""));
        assertThat(Console.on(database, "export", "C-1").out()).isEqualTo(Files.readString(bundle));
        assertThat(IndependentBundleAuditor.faults(Files.readString(bundle), Map.of()))
                .isEmpty();
        assertThat(Console.on(database, "export", "C-1", "--output", bundle.toString()))
                .isEqualTo(new Console(
                        3,
                        "",
                        lines("could not be done: the file " + bundle + " already exists and is not overwritten")));
    }

    @Test
    void aCheckpointShowsATailThatWasCutOff() throws Exception {
        Path file = folder.resolve("checkpoint");
        Console written = Console.on(database, "checkpoint", file.toString());
        assertThat(written.code()).isZero();
        assertThat(Files.readString(file)).endsWith("\n" + written.out());
        assertThat(Console.on(database, "verify", "--checkpoint", file.toString())
                        .code())
                .isZero();
        database.dropTriggers();
        database.sql("DELETE FROM workflow_case WHERE case_id = 'C-2'");
        database.sql("DELETE FROM workflow_audit WHERE case_id = 'C-2'");
        assertThat(Console.on(database, "verify").code()).isZero();
        Console cut = Console.on(database, "verify", "--checkpoint", file.toString());
        assertThat(cut.code()).isEqualTo(1);
        assertThat(cut.out()).startsWith("\"C-2\" #1: expected what the checkpoint lists");
    }

    @Test
    void aDamagedCheckpointIsNotABrokenHistory() throws Exception {
        Path file = folder.resolve("checkpoint");
        assertThat(Console.on(database, "checkpoint", file.toString()).code()).isZero();
        Path cut =
                Files.writeString(folder.resolve("cut"), Files.readString(file).substring(0, 300));
        Path bundle = export("C-1");
        for (Console damaged : List.of(
                Console.on(database, "verify", "--checkpoint", cut.toString()),
                Console.on(database, "verify", "--case", "C-1", "--checkpoint", cut.toString()),
                Console.run("verify", bundle.toString(), "--checkpoint", cut.toString()))) {
            assertThat(damaged.code()).as(damaged.toString()).isEqualTo(5);
            assertThat(damaged.out())
                    .startsWith("checkpoint \"cut\" line ")
                    .contains("checkpoint not accepted, 1 findings");
        }
        Console since =
                Console.on(database, "checkpoint", folder.resolve("next").toString(), "--since", cut.toString());
        assertThat(since.code()).isEqualTo(3);
        assertThat(since.err()).startsWith("could not be done: checkpoint \"cut\" line ");
        assertThat(folder.resolve("next")).doesNotExist();
        for (String[] sound : new String[][] {
            {"verify", "--case", "C-1", "--checkpoint", file.toString()}, {"verify", "--checkpoint", file.toString()}
        }) {
            assertThat(Console.on(database, sound).code()).isZero();
        }
        assertThat(Console.run("verify", bundle.toString(), "--checkpoint", file.toString())
                        .code())
                .isZero();
    }

    @Test
    void aDailyFileListsWhatHasMoved() throws Exception {
        String first = folder.resolve("first").toString();
        String second = folder.resolve("second").toString();
        assertThat(Console.on(database, "checkpoint", first).code()).isZero();
        Engine.on(database.runtime())
                .open("C-3", by("carol").because("received"))
                .orThrow();
        assertThat(Console.on(database, "checkpoint", second, "--since", first).code())
                .isZero();
        assertThat(Files.readString(Path.of(second)))
                .contains("\ncase C-3 1 ")
                .doesNotContain("case C-1", "case C-2", "definition");
        assertThat(Console.on(database, "verify", "--checkpoint", first, second).code())
                .isZero();
        assertThat(Console.on(database, "verify", "--checkpoint", second).code())
                .isEqualTo(5);
        database.dropTriggers();
        database.sql("DELETE FROM workflow_case WHERE case_id = 'C-2'");
        Path third = folder.resolve("third");
        Console gone = Console.on(database, "checkpoint", third.toString(), "--since", first, second);
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.out()).startsWith("case \"C-2\": an earlier checkpoint lists step 1 of it with ");
        assertThat(third).doesNotExist();
    }

    /** The commands of {@code docs/how-to/verify-every-night.md}. */
    @Test
    void everyNight() throws Exception {
        Sealer sealer = Vectors.hmac();
        String key = sealer.keyId() + "="
                + Files.writeString(folder.resolve("key"), HexFormat.of().formatHex(Vectors.secret()) + "\n");
        Path full = folder.resolve("2026-11");
        Path night = folder.resolve("2026-11-02");
        // What was there before is not sealed.
        Path before = folder.resolve("before");
        assertThat(Console.on(database, "checkpoint", before.toString(), "--key", key)
                        .code())
                .isZero();
        Console first = Console.on(
                database,
                "verify",
                "--write",
                full.toString(),
                "--key",
                key,
                "--former-unsealed",
                "--checkpoint",
                before.toString());
        assertThat(first.code()).as(first.toString()).isZero();
        String root = Files.readAllLines(full).stream()
                .filter(line -> line.startsWith("root "))
                .findFirst()
                .orElseThrow();
        assertThat(first.out()).startsWith(root + "\nintact");
        assertThat(Files.readString(full)).contains("\nfull\nverified ", "\nseal HMAC-SHA-256 ");
        Engine.on(database.runtime(RuntimeOptions.defaults().sealer(sealer)))
                .open("C-3", BY_ALICE)
                .orThrow();
        Console second = Console.on(
                database,
                "verify",
                "--since",
                full.toString(),
                "--write",
                night.toString(),
                "--key",
                key,
                "--former-unsealed");
        assertThat(second.code()).as(second.toString()).isZero();
        assertThat(second.out())
                .contains("intact since the full run of ", " entries not looked at: 1 cases, 1 entries");
        assertThat(Files.readString(night)).contains("\nsince " + root.substring(5) + "\nverified ", "\ncase C-3 1 ");
        Console third = Console.on(
                database, "verify", "--since", full.toString(), night.toString(), "--key", key, "--former-unsealed");
        assertThat(third.out()).contains(" entries not looked at: 0 cases, 0 entries");
        Console again = Console.on(database, "verify", "--write", full.toString(), "--key", key);
        assertThat(again.code()).isEqualTo(3);
        assertThat(again.err()).contains("already exists and is not overwritten: name a new one");
        database.dropTriggers();
        database.sql("UPDATE workflow_case SET moved_at = '2026-01-01 00:00:00' WHERE case_id = 'C-2'");
        Console broken = Console.on(
                database, "verify", "--since", full.toString(), night.toString(), "--key", key, "--former-unsealed");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.out()).startsWith("\"C-2\" #1: expected the case's moved_at ");
    }

    @Test
    void aRunThatWasCutOffGoesOn() throws Exception {
        Path file = folder.resolve("checkpoint");
        Path notes = folder.resolve("checkpoint.unfinished");
        Files.writeString(notes, "");
        Console done = Console.on(database, "verify", "--write", file.toString());
        assertThat(done.code()).as(done.toString()).isZero();
        assertThat(done.err()).contains("going on with the run that was cut off: what ");
        assertThat(notes).doesNotExist();
        Path other = folder.resolve("other");
        Files.writeString(folder.resolve("other.unfinished"), "something else\n");
        Console refused = Console.on(database, "verify", "--write", other.toString());
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("is not of an unfinished verification");
    }

    @Test
    void threadsAreForPostgres() {
        Console threads = Console.on(database, "verify", "--threads", "2");
        if (database.product().equals("PostgreSQL")) {
            assertThat(threads.code()).as(threads.toString()).isZero();
        } else {
            assertThat(threads.code()).isEqualTo(2);
            assertThat(threads.err()).startsWith("threads: found 2, expected 1: only on PostgreSQL");
        }
        for (String[] wrong : new String[][] {
            {"verify", "--case", "C-1", "--since", "x"},
            {"verify", "--case", "C-1", "--write", "x"},
            {"verify", "--since", "x", "--checkpoint", "y"},
            {"verify", "--private-key", "k=x"},
            {"verify", "--threads", "0"}
        }) {
            assertThat(Console.on(database, wrong).code())
                    .as(String.join(" ", wrong))
                    .isEqualTo(2);
        }
    }

    /** The commands of {@code docs/how-to/rotate-a-key.md}. */
    @Test
    void aKeyCanBeReplaced() throws Exception {
        Sealer old = Sealer.hmacSha256("2025", new byte[32]);
        Sealer current = Vectors.hmac();
        String oldKey = "2025=" + Files.writeString(folder.resolve("key-2025"), "00".repeat(32) + "\n");
        String key = current.keyId() + "="
                + Files.writeString(folder.resolve("key"), HexFormat.of().formatHex(Vectors.secret()) + "\n");
        String rotated = folder.resolve("rotated").toString();
        // What was there before is not sealed.
        Engine.on(database.runtime(RuntimeOptions.defaults().sealer(old).alsoAccepted(current)))
                .open("C-3", BY_ALICE)
                .orThrow();
        Engine.on(database.runtime(RuntimeOptions.defaults().sealer(current).alsoAccepted(old)))
                .fire("C-3", "START_REVIEW", CaseReview.ALL_TRUE, BY_ALICE)
                .orThrow();
        assertThat(Console.on(database, "verify", "--case", "C-3", "--key", key, "--key", oldKey)
                        .code())
                .isZero();
        assertThat(Console.on(database, "checkpoint", rotated, "--key", key, "--key", oldKey)
                        .code())
                .isZero();
        assertThat(Files.readString(Path.of(rotated))).contains("\nseal HMAC-SHA-256 " + current.keyId() + " ");

        String[] former = {"verify", "--key", key, "--former-key", oldKey, "--former-unsealed"};
        Console alone = Console.on(database, former);
        assertThat(alone)
                .isEqualTo(new Console(
                        4,
                        lines("not proven, 6 entries rest on a former key alone, 1 erased: 3 cases, 7 entries"),
                        ""));
        assertThat(Console.on(database, and(former, "--checkpoint", rotated)))
                .isEqualTo(new Console(0, lines("intact, 1 erased: 3 cases, 7 entries"), ""));
        assertThat(Console.on(database, and(former, "--case", "C-3", "--checkpoint", rotated))
                        .code())
                .isZero();
        Path bundle = export("C-3");
        assertThat(Console.run(and(former, bundle.toString())).code()).isEqualTo(4);
        assertThat(Console.run(and(former, bundle.toString(), "--checkpoint", rotated))
                        .code())
                .isZero();

        Engine.on(database.runtime(RuntimeOptions.defaults().sealer(old)))
                .fire("C-3", "ESCALATE", CaseReview.ALL_TRUE, BY_ALICE)
                .orThrow();
        assertThat(Console.on(database, and(former, "--checkpoint", rotated)).code())
                .isEqualTo(1);
        Path forged = folder.resolve("forged");
        assertThat(Console.on(database, "checkpoint", forged.toString(), "--key", oldKey)
                        .code())
                .isZero();
        assertThat(Console.on(database, and(former, "--checkpoint", forged.toString()))
                        .code())
                .isEqualTo(5);
        // The wrong order of keys: what is former is not current.
        assertThat(Console.on(database, "verify", "--case", "C-3", "--key", key).code())
                .isEqualTo(1);
    }

    @Test
    void aCheckpointIsSignedWithAPrivateKey() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String publicKey = "sign=" + Files.writeString(folder.resolve("sign.pub"), pem(pair.getPublic()));
        String privateKey = "sign="
                + Files.writeString(
                        folder.resolve("sign.pem"),
                        "-----BEGIN PRIVATE KEY-----\n"
                                + Base64.getMimeEncoder()
                                        .encodeToString(pair.getPrivate().getEncoded())
                                + "\n-----END PRIVATE KEY-----\n");
        String file = folder.resolve("signed").toString();
        assertThat(Console.on(database, "checkpoint", file, "--private-key", privateKey, "--public-key", publicKey)
                        .code())
                .isZero();
        assertThat(Files.readString(Path.of(file))).contains("\nseal Ed25519 sign ");
        assertThat(Console.on(database, "verify", "--checkpoint", file).code()).isZero();
        String[] verify = {"verify", "--public-key", publicKey, "--former-unsealed", "--checkpoint"};
        assertThat(Console.on(database, and(verify, file)).code()).isZero();
        Path other = Files.writeString(
                folder.resolve("other"),
                Files.readString(Path.of(file)).replace("\nseal Ed25519 sign ", "\nseal Ed25519 sign 00"));
        assertThat(Console.on(database, and(verify, other.toString())).code()).isEqualTo(5);
    }

    /** The history of two keys, an HMAC one and one of Ed25519, and what each lets an auditor say. */
    @Test
    void keys() throws Exception {
        String secret = "2026-03="
                + Files.writeString(folder.resolve("secret"), HexFormat.of().formatHex(Vectors.secret()) + "\n");
        String signatures = "2026-04=" + Files.writeString(folder.resolve("public.pem"), pem(Vectors.publicKey()));
        String other = "2026-03=" + Files.writeString(folder.resolve("other"), "00".repeat(32));
        Engine.on(database.runtime(RuntimeOptions.defaults().sealer(Vectors.hmac())))
                .open("C-3", BY_ALICE)
                .orThrow();
        Engine.on(database.runtime(RuntimeOptions.defaults().sealer(Vectors.ed25519())))
                .fire("C-3", "START_REVIEW", CaseReview.ALL_TRUE, BY_ALICE)
                .orThrow();
        Path bundle = export("C-3");
        String[] both = {"--key", secret, "--public-key", signatures};

        String unchecked = "intact, 2 seals not checked: 1 cases, 2 entries";
        assertThat(Console.on(database, "verify", "--case", "C-3")).isEqualTo(new Console(0, lines(unchecked), ""));
        assertThat(Console.run("verify", bundle.toString())).isEqualTo(new Console(0, lines(unchecked), ""));
        assertThat(Console.on(database, with(both, "verify", "--case", "C-3")))
                .isEqualTo(new Console(0, lines("intact: 1 cases, 2 entries"), ""));
        assertThat(Console.run(with(both, "verify", bundle.toString())))
                .isEqualTo(new Console(0, lines("intact: 1 cases, 2 entries"), ""));
        assertThat(IndependentBundleAuditor.faults(
                        Files.readString(bundle),
                        Map.of(
                                "HMAC-SHA-256 2026-03", IndependentAuditor.hmac(Vectors.secret()),
                                "Ed25519 2026-04", IndependentAuditor.ed25519(Vectors.publicKey()))))
                .isEmpty();

        assertThat(Console.on(database, with(both, "verify", "--case", "C-2")).out())
                .isEqualTo(lines(
                        "\"C-2\" #1: expected a seal of HMAC-SHA-256 with key 2026-03 or Ed25519 with key 2026-04, found no seal",
                        "broken, 1 findings: 1 cases, 1 entries"));
        assertThat(Console.on(database, "verify", "--case", "C-3", "--key", secret)
                        .out())
                .startsWith("\"C-3\" #2: expected a seal of HMAC-SHA-256 with key 2026-03, found one of ");
        assertThat(Console.run("verify", bundle.toString(), "--key", other, "--public-key", signatures)
                        .out())
                .startsWith("\"C-3\" #1: expected the seal that HMAC-SHA-256 with key 2026-03 makes over this entry");

        assertThat(Console.on(database, "show", "C-3").out())
                .contains("sealed with HMAC-SHA-256 under key 2026-03", "sealed with Ed25519 under key 2026-04");
    }

    @Test
    void theInstallationIsPrintedAndRequired() throws Exception {
        String id = database.runtime().installation().id();
        assertThat(Console.on(database, "installation")).isEqualTo(new Console(0, lines("installation " + id), ""));
        assertThat(Console.on(database, "verify", "--installation", id).code()).isZero();
        assertThat(Console.on(database, "verify", "--case", "C-2", "--installation", id)
                        .code())
                .isZero();
        String other = "0".repeat(32);
        for (Console refused : List.of(
                Console.on(database, "verify", "--installation", other),
                Console.on(database, "verify", "--case", "C-2", "--installation", other))) {
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.out())
                    .startsWith("table workflow_installation: expected the installation " + other + ", found " + id);
        }
    }

    @Test
    void onlyAnEmptyCopyIsGivenAnotherInstallation() throws Exception {
        String id = database.runtime().installation().id();
        assertThat(Console.on(database, "installation", "renew"))
                .isEqualTo(new Console(
                        3,
                        "",
                        lines(
                                "could not be done: the installation keeps its id: workflow_audit has 5 rows, and every history"
                                        + " begins with the id; only a copy without steps and cases gets a new id")));
        assertThat(Console.on(database, "verify", "--installation", id).code()).isZero();
        database.dropTriggers();
        database.sql("DELETE FROM workflow_case");
        database.sql("DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 4");
        database.sql("DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 3");
        database.sql("DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 2");
        database.sql("DELETE FROM workflow_audit");
        database.script(database.scripts().hardening());
        Console renewed = Console.on(database, "installation", "renew");
        assertThat(renewed.code()).as(renewed.err()).isZero();
        assertThat(renewed.out()).matches("installation [0-9a-f]{32}\\R").doesNotContain(id);
        assertThat(Console.on(database, "installation").out()).isEqualTo(renewed.out());
        assertThat(database.runtime().installation())
                .hasToString(renewed.out().strip().substring(13));
    }

    @Test
    void tablesOfAnotherVersionAreUpgradedOnlyIfThereIsAScript() throws Exception {
        assertThat(Console.on(database, "schema", "upgrade"))
                .isEqualTo(new Console(0, lines("schema version 6: nothing to upgrade"), ""));
        database.dropTriggers();
        database.sql("UPDATE workflow_installation SET schema_version = 9");
        database.script(database.scripts().hardening());
        assertThat(Console.on(database, "schema", "upgrade"))
                .isEqualTo(new Console(
                        3,
                        "",
                        lines("could not be done: the tables have schema version 9, this runtime needs version 6;"
                                + " use a release of the engine that is for that version")));
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String[] and(String[] command, String... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }

    private static String[] with(String[] options, String... command) {
        return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
    }

    @Test
    void aTableThatIsGone() throws Exception {
        database.sql("DROP VIEW workflow_case_view");
        database.sql("DROP TABLE workflow_case");
        Console verified = Console.on(database, "verify");
        assertThat(verified.code()).as(verified.err()).isEqualTo(1);
        assertThat(verified.out()).startsWith("table workflow_audit: expected rows that can be read, found SQLState ");
        assertThat(Console.on(database, "show", "C-1").code()).isEqualTo(3);
        database.sql("DROP TABLE workflow_installation");
        assertThat(Console.on(database, "verify").out())
                .startsWith("table workflow_installation: expected rows that can be read, found SQLState ");
        assertThat(Console.on(database, "installation").code()).isEqualTo(3);
        assertThat(Console.on(database, "installation", "renew").code()).isEqualTo(3);
    }

    private Path export(String caseId) throws IOException {
        Path bundle = folder.resolve(caseId + ".json");
        assertThat(Console.on(database, "export", caseId, "--output", bundle.toString()))
                .isEqualTo(new Console(0, "", ""));
        return bundle;
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
