package org.workflowengine.runtime.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.workflowengine.runtime.core.Decision.by;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Loan;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A case leaves the database as a file, and is verified where there is no database. */
class BundleVerificationTest {
    private static final Decision BY_ALICE = by("alice").because("Zoë \"quoted\" \\ / \t\r\n € 📎");

    private final TestDatabase database = TestDatabase.inMemory();

    @TempDir
    private Path folder;

    private Verification verification;
    private Engine reviews;
    private String bundle;

    @BeforeEach
    void aBundle() throws IOException {
        reviews = Engine.on(database.runtime(RuntimeOptions.defaults()));
        reviews.open("C-1", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
        verification = database.runtime().verification();
        bundle = exported();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private String exported() throws IOException {
        StringWriter text = new StringWriter();
        verification.export("C-1", text);
        return text.toString();
    }

    @Test
    void itsStepsCanBeReadWhetherItIsIntactOrNot() throws IOException {
        List<AuditEntry> steps = new ArrayList<>();
        BundleVerification.entries(new StringReader(bundle), steps::add);
        assertThat(steps)
                .usingRecursiveComparison()
                .isEqualTo(reviews.history("C-1").entries());

        List<AuditEntry> changed = new ArrayList<>();
        BundleVerification.entries(new StringReader(bundle.replace("alice", "mallo")), changed::add);
        assertThat(changed).extracting(AuditEntry::actor).containsOnly("mallo").hasSize(2);

        assertThatThrownBy(() -> BundleVerification.entries(new StringReader("{}"), steps::add))
                .isInstanceOf(BundleException.class);
    }

    /** The form does not depend on who writes it: as Jackson did for the bundles that are kept already. */
    @Test
    void theBytesAreThoseOfEarlierBundles() throws Exception {
        database.dropTriggers();
        database.sql("UPDATE workflow_audit SET source = U&'\\0008\\000c\\001f\\007f\\0080\\ffff' WHERE seq = 1");
        String hostile = exported();
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        StringWriter text = new StringWriter();
        JsonFactory json =
                JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
        ObjectMapper mapper = new ObjectMapper(json);
        try (JsonGenerator generator = json.createGenerator(text)) {
            generator.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
            mapper.writeTree(generator, mapper.readTree(hostile));
        }
        assertThat(hostile)
                .isEqualTo(text + "\n")
                .contains("\\u20AC \\uD83D\\uDCCE")
                .contains("\\b\\f\\u001F\u007f\\u0080\\uFFFF")
                .contains("\"seal\" : null");
    }

    @Test
    void aBundleIsVerifiedWithoutTheDatabase() throws IOException {
        Path file = Files.writeString(folder.resolve("C-1.json"), bundle);
        Verdict verdict = BundleVerification.of(Seals.none())
                .demanding(database.runtime().installation())
                .trusting(List.of(CaseReview.DEFINITION.fingerprint()))
                .verify(file);
        assertThat(verdict.isIntact()).isTrue();
        assertThat(verdict.entries()).isEqualTo(2);
    }

    @Test
    void whatIsDemandedBesidesIsAFinding() throws IOException {
        BundleVerification any = BundleVerification.of(Seals.none());
        assertThat(findings(any.demanding(new Installation("0".repeat(32))), bundle))
                .singleElement()
                .satisfies(finding -> assertThat(finding.subject()).isEqualTo(Finding.Subject.TABLE));
        assertThat(findings(any.trusting(List.of(new Digest("0".repeat(64)))), bundle))
                .anyMatch(finding -> finding.expected().equals("a trusted definition"));
        assertThatThrownBy(() -> any.trusting(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(any::against).isInstanceOf(IllegalArgumentException.class);
    }

    /** An older bundle is sound by itself, but the checkpoint lists a later step. */
    @Test
    void anOlderBundleDoesNotPassForTheNewest() throws IOException {
        reviews.erase("C-1", 1, by("dpo").because("article 17")).orThrow();
        StringWriter checkpoint = new StringWriter();
        verification.checkpoint(checkpoint);
        Path file = Files.writeString(folder.resolve("checkpoint"), checkpoint.toString());
        BundleVerification compared = BundleVerification.of(Seals.none()).against(file);
        assertThat(findings(compared, exported())).isEmpty();
        assertThat(findings(compared, bundle)).isNotEmpty();
        assertThat(findings(BundleVerification.of(Seals.none()), bundle)).isEmpty();
    }

    @Test
    void aChangedBundleIsBroken() throws IOException {
        assertThat(findings(BundleVerification.of(Seals.none()), bundle.replace("\"alice\"", "\"bob\"")))
                .hasSize(2)
                .allMatch(finding -> finding.id().equals("C-1"));
    }

    /** The newer graph names the older one by its fingerprint, and both are in the bundle. */
    @Test
    void anOlderDefinitionIsTheOneThatTheNewerOneNames() throws IOException {
        Workflows.on(database.runtime(), List.of(Loan.FIRST))
                .open("loan", "L-1", BY_ALICE)
                .orThrow();
        Workflows.on(database.runtime(), List.of(Loan.SECOND))
                .migrate("loan", "L-1", Map.of(), BY_ALICE)
                .orThrow();
        StringWriter text = new StringWriter();
        verification.export("L-1", text);
        String named = "\\\"fingerprint\\\":\\\"" + Loan.FIRST.fingerprint();
        String other = text.toString().replace(named, "\\\"fingerprint\\\":\\\"" + "0".repeat(64));
        String expected = "version 1 with fingerprint " + "0".repeat(64) + ", from which cases are migrated";

        assertThat(findings(BundleVerification.of(Seals.none()), text.toString()))
                .isEmpty();
        assertThat(findings(BundleVerification.of(Seals.none()), other))
                .filteredOn(finding -> finding.expected().equals(expected))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.subject()).isEqualTo(Finding.Subject.DEFINITION);
                    assertThat(finding.id()).isEqualTo("loan version 2");
                    assertThat(finding.found()).isEqualTo("one with fingerprint " + Loan.FIRST.fingerprint());
                });
    }

    @Test
    void aGraphThatIsNestedWithoutEndIsAFinding() throws IOException {
        String graph = CaseReview.DEFINITION.graph().replace("\"", "\\\"");
        String deep = "{\\\"obligations\\\":[" + "{\\\"older\\\":[".repeat(100_000);
        assertThat(findings(BundleVerification.of(Seals.none()), bundle.replace(graph, deep)))
                .filteredOn(finding -> finding.subject() == Finding.Subject.DEFINITION)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.expected()).isEqualTo("the graph of a definition");
                    assertThat(finding.found()).contains("one level too many", "at most 64 levels");
                });
    }

    private static List<Finding> findings(BundleVerification verification, String text) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Verdict verdict = verification.verify(new StringReader(text), findings::add);
        assertThat(verdict.isIntact()).isEqualTo(findings.isEmpty());
        return findings;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                   | expected a value, found the end of the file at line 1, column 1
            []                                   | expected an object, found the beginning of an array before line 1, column 2
            {}                                   | expected the member workflow_bundle, found the end of an object before line 1, column 3
            {"workflow_bundle":2}                | expected version 1 of the format, found a whole number before line 1, column 21
            {"workflow_bundle":01}               | expected a number without leading zeros, found "}" at line 1, column 22
            {"workflow_bundle":1,,               | expected '"', found "," at line 1, column 22
            {"workflow_bundle":1.}               | expected a digit, found "}" at line 1, column 22
            {"workflow_bundle":tru}              | expected true, found "}" at line 1, column 23
            {"workflow_bundle" 1                 | expected ':', found "1" at line 1, column 20
            {"workflow_bundle                    | expected the closing quote of a text, found the end of the file at line 1, column 18
            {"workflow\\x                        | expected one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX, found "x" at line 1, column 12
            {"workflow\\u00g0                    | expected four hexadecimal digits, found "g" at line 1, column 15
            """)
    void whatIsNotABundleIsRefused(String text, String why) {
        assertThatThrownBy(() -> BundleVerification.of(Seals.none())
                        .verify(new StringReader(text == null ? "" : text), finding -> {}))
                .isInstanceOf(BundleException.class)
                .hasMessage("the file is not a bundle: " + why);
    }

    @Test
    void aColumnThatComesTwiceIsRefused() {
        assertThatThrownBy(() -> BundleVerification.of(Seals.none())
                        .verify(
                                new StringReader(bundle.replace("\"seq\" : 2,", "\"seq\" : 2, \"seq\" : 2,")),
                                finding -> {}))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("expected each column once");
    }

    @Test
    void aCaseThatIsNotThereIsNotExported() {
        StringWriter text = new StringWriter();
        assertThatThrownBy(() -> verification.export("C-2", text))
                .isInstanceOf(RefusedException.class)
                .hasMessage("there is no case \"C-2\"");
        assertThatThrownBy(() -> verification.print("C-2", text)).isInstanceOf(RefusedException.class);
        assertThat(text.toString()).isEmpty();
    }

    @Test
    void entriesAreGivenAsTheyAreStored() throws Exception {
        reviews.open("C-0", BY_ALICE.onBehalfOf("bob").requestId("R-1").evidence("rules", "{}"))
                .orThrow();
        reviews.erase("C-1", 1, by("dpo").because("article 17")).orThrow();
        List<AuditEntry> all = new ArrayList<>();
        verification.entries(all::add);
        List<AuditEntry> ofOne = new ArrayList<>();
        verification.entries("C-1", ofOne::add);
        verification.entries("C-9", entry -> fail("there is no such case"));
        assertThat(ofOne).isEqualTo(reviews.history("C-1").entries()).hasSize(3);
        assertThat(all.subList(1, 4)).isEqualTo(ofOne);
        assertThat(all.subList(0, 1)).isEqualTo(reviews.history("C-0").entries());

        database.dropTriggers();
        database.sql("ALTER TABLE workflow_audit ALTER COLUMN source SET DATA TYPE INTEGER USING 1");
        assertThatThrownBy(() -> verification.entries(entry -> fail("no entry has such a source")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("workflow_audit");
    }

    @Test
    void aCaseIsPrintedForPeople() throws IOException {
        StringBuilder text = new StringBuilder();
        verification.print("C-1", text);
        assertThat(text.toString().lines())
                .hasSize(9)
                .contains("    by alice (PERSON): Zoë \"quoted\" \\\\ / \\u0009\\u000d\\u000a € 📎")
                .last()
                .asString()
                .startsWith("now in UNDER_REVIEW at step 2 since ");
    }
}
