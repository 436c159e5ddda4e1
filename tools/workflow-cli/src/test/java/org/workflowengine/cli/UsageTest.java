package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.SchemaScripts;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What is asked for in the wrong way, or cannot be done, is told from a broken history. */
class UsageTest {
    @TempDir
    private Path folder;

    @Test
    void wrongUsageIsToldWithItsCode() {
        for (List<String> arguments : List.of(
                List.<String>of(),
                List.of("prove"),
                List.of("verify"),
                List.of("verify", "--url", "jdbc:oracle:thin:@x"),
                List.of("verify", "--url", "jdbc:postgresql://127.0.0.1/x?user=u&password=secret"),
                List.of("verify", "bundle.json", "--case", "C-1"),
                List.of("verify", "bundle.json", "--url", "jdbc:h2:mem:x"),
                List.of("verify", "bundle.json", "--former-unsealed"),
                List.of("verify", "bundle.json", "--checkpoint"),
                List.of("checkpoint", "file", "--url", "jdbc:h2:mem:x", "--private-key", "k=file"),
                List.of("checkpoint", "--url", "jdbc:h2:mem:x", "--since", "file"),
                List.of("verify", "bundle.json", "--trust", "abc"),
                List.of("verify", "bundle.json", "--installation", "abc"),
                List.of("verify", "bundle.json", "--public-key", "no-file"),
                List.of("installation"),
                List.of("installation", "renew"),
                List.of("verify", "--url", "jdbc:h2:mem:x", "--password-env", "NO_SUCH_VARIABLE_HERE"),
                List.of("verify", "--url", "jdbc:h2:mem:x", "--password-env", "A", "--password-file", "b"),
                List.of("what-if"),
                List.of("what-if", "--url", "jdbc:h2:mem:x"),
                List.of("what-if", "--definition", "file"),
                List.of("what-if", "--definition", "file", "--bundle"),
                List.of("what-if", "--definition", "file", "--bundle", "b.json", "--url", "jdbc:h2:mem:x"),
                List.of("what-if", "--definition", "file", "--bundle", "b.json", "--opened-since", "yesterday"),
                List.of(
                        "what-if",
                        "--definition",
                        "file",
                        "--workflow",
                        "w",
                        "--version",
                        "1",
                        "--url",
                        "jdbc:h2:mem:x"),
                List.of("what-if", "--workflow", "w", "--url", "jdbc:h2:mem:x"),
                List.of("what-if", "--version", "1", "--url", "jdbc:h2:mem:x"),
                List.of("what-if", "--workflow", "w", "--version", "1", "--bundle", "b.json"),
                List.of("diagram"),
                List.of("diagram", "--workflow", "w"),
                List.of("diagram", "--case", "C-1"),
                List.of("diagram", "--case", "C-1", "--version", "1", "--url", "jdbc:h2:mem:x"),
                List.of("diagram", "--definition", "file", "--url", "jdbc:h2:mem:x"),
                List.of("diagram", "--definition", "file", "--workflow", "w", "--url", "jdbc:h2:mem:x"),
                List.of("diagram", "--definition", "file", "--format", "bpmn"),
                List.of("diagram", "--definition", "file", "--output", "claim.png"),
                List.of("show"),
                List.of("export"),
                List.of("checkpoint"),
                List.of("schema", "print"),
                List.of("schema", "upgrade"),
                List.of("schema", "print", "--database", "h2", "--upgrade-from", "one"),
                List.of("schema", "print", "--database", "h2", "--upgrade-from", "1", "--roles"),
                List.of("schema", "print", "--database", "oracle"))) {
            Console answer = Console.run(arguments.toArray(String[]::new));
            assertThat(answer.code()).as("%s: %s", arguments, answer).isEqualTo(2);
            assertThat(answer.out()).isEmpty();
            assertThat(answer.err()).contains("workflow-cli").doesNotContain("secret", "Exception");
        }
    }

    /** Not above a screen of options. */
    @Test
    void whatIsWrongIsSaidLast() {
        assertThat(Console.run("verify", "--utl").err().lines())
                .containsExactly("Unknown option: '--utl'", "see workflow-cli verify --help");
        assertThat(Console.run("schema").err().lines().toList())
                .contains("Commands:")
                .endsWith("Missing required subcommand", "see workflow-cli schema --help");
    }

    /** A file from outside cannot exhaust the stack. */
    @Test
    void whatIsNestedWithoutEndIsToldInOneLine() throws Exception {
        Path deep = Files.writeString(folder.resolve("deep"), "{\"obligations\":[" + "{\"older\":[".repeat(100_000));
        Path bundle = Files.writeString(folder.resolve("deep.json"), "{\"workflow_bundle\":" + "[".repeat(100_000));
        Path empty = Files.createDirectory(folder.resolve("none"));
        Console rules = Console.run("what-if", "--definition", deep.toString(), "--bundle", empty.toString());
        assertThat(rules.code()).isEqualTo(3);
        assertThat(rules.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("could not be done: the file " + deep + " is not the graph of a definition: ")
                        .contains("one level too many", "at most 64 levels of objects and arrays"));
        Console verified = Console.run("verify", bundle.toString());
        assertThat(verified.code()).isEqualTo(3);
        assertThat(verified.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("expected version 1 of the format"));
    }

    @Test
    void whatCannotBeDoneIsToldWithItsCode() throws Exception {
        Path shortKey = Files.writeString(folder.resolve("short"), "00ff");
        Path noKey = Files.writeString(folder.resolve("no"), "my secret");
        Path privateKey = Files.writeString(
                folder.resolve("private"), "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n");
        Path rsaKey = Files.writeString(
                folder.resolve("rsa"), "-----BEGIN PUBLIC KEY-----\nMDwwDQYJKoZI\n-----END PUBLIC KEY-----\n");
        Path rules = Files.writeString(folder.resolve("rules"), CaseReview.DEFINITION.graph());
        Path notUtf8 = Files.write(folder.resolve("latin"), new byte[] {(byte) 0xe9});
        Path empty = Files.createDirectory(folder.resolve("empty"));
        for (List<String> arguments : List.of(
                List.of("what-if", "--definition", folder.resolve("missing").toString(), "--bundle", empty.toString()),
                List.of("what-if", "--definition", noKey.toString(), "--bundle", empty.toString()),
                List.of("what-if", "--definition", notUtf8.toString(), "--bundle", empty.toString()),
                List.of("what-if", "--definition", rules.toString(), "--bundle", empty.toString()),
                List.of("what-if", "--definition", rules.toString(), "--bundle", noKey.toString()),
                List.of(
                        "what-if",
                        "--definition",
                        rules.toString(),
                        "--bundle",
                        folder.resolve("missing").toString()),
                List.of("what-if", "--definition", rules.toString(), "--url", "jdbc:h2:mem:nobody-has-opened-this"),
                List.of("verify", "--url", "jdbc:h2:mem:nobody-has-opened-this"),
                List.of("verify", "--url", "jdbc:h2:" + folder.resolve("nothing")),
                List.of("verify", "--url", "jdbc:postgresql://127.0.0.1:1/none"),
                List.of("verify", "--url", "jdbc:mariadb://127.0.0.1:1/none"),
                List.of("verify", folder.resolve("missing.json").toString()),
                List.of("verify", folder.toString()),
                List.of(
                        "verify",
                        noKey.toString(),
                        "--checkpoint",
                        folder.resolve("missing").toString()),
                List.of("verify", shortKey.toString(), "--key", "k=" + folder.resolve("missing")),
                List.of("verify", shortKey.toString(), "--key", "k=" + shortKey),
                List.of("verify", shortKey.toString(), "--key", "k=" + noKey),
                List.of("verify", shortKey.toString(), "--public-key", "k=" + noKey),
                List.of("verify", shortKey.toString(), "--public-key", "k=" + privateKey),
                List.of("verify", shortKey.toString(), "--public-key", "k=" + rsaKey),
                List.of("verify", shortKey.toString(), "--public-key", "k=" + folder.resolve("missing")),
                List.of("installation", "--url", "jdbc:h2:mem:nobody-has-opened-this"),
                List.of("installation", "renew", "--url", "jdbc:h2:mem:nobody-has-opened-this"),
                List.of("schema", "upgrade", "--url", "jdbc:h2:mem:nobody-has-opened-this"),
                List.of(
                        "schema",
                        "print",
                        "--database",
                        "h2",
                        "--upgrade-from",
                        Integer.toString(Installation.SCHEMA_VERSION)),
                List.of("diagram", "--definition", folder.resolve("missing").toString()),
                List.of("diagram", "--definition", noKey.toString()),
                List.of("diagram", "--workflow", "w", "--url", "jdbc:h2:mem:nobody-has-opened-this"),
                List.of("show", "C-1", "--url", "jdbc:h2:mem:x", "--password-file", folder.toString()))) {
            Console answer = Console.run(arguments.toArray(String[]::new));
            assertThat(answer.code()).as("%s: %s", arguments, answer).isEqualTo(3);
            assertThat(answer.out()).isEmpty();
            assertThat(answer.err().lines())
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line).startsWith("could not be done: ").doesNotContain("secret"));
        }
        assertThat(folder.resolve("nothing.mv.db")).doesNotExist();
    }

    @Test
    void theSchemaIsPrinted() {
        for (SchemaScripts scripts : SchemaScripts.values()) {
            String database = scripts == SchemaScripts.MARIADB
                    ? "MariaDB"
                    : scripts.name().toLowerCase(Locale.ROOT);
            assertThat(Console.run("schema", "print", "--database", database))
                    .isEqualTo(new Console(0, scripts.schema(), ""));
            assertThat(Console.run("schema", "print", "--database", database, "--hardening", "--roles"))
                    .isEqualTo(new Console(0, scripts.hardening() + scripts.roles(), ""));
        }
    }

    @Test
    void progressIsForTerminals() {
        try (TestDatabase database = TestDatabase.inMemory()) {
            CaseReview.install(database.runtime(), org.workflowengine.runtime.fixture.CaseReview.DEFINITION);
            assertThat(Engine.on(database.runtime())).isNotNull();
            String[] verify = {"verify", "--url", database.url(), "--user", "sa"};
            assertThat(Console.run(false, verify).err()).isEmpty();
            String bar = "\r[" + "#".repeat(40) + "] 100 % of 0 entries" + System.lineSeparator();
            assertThat(Console.run(true, verify).err()).isEqualTo(bar);
            assertThat(Console.on(database, "verify", "--progress").err()).isEqualTo(bar);
            assertThat(Console.run(true, verify).out())
                    .isEqualTo("intact: 0 cases, 0 entries" + System.lineSeparator());
        }
    }
}
