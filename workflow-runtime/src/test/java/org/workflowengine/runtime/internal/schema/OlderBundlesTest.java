package org.workflowengine.runtime.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.bundle.BundleVerification;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.bundle.BundleWriter;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.persistence.Database;
import org.workflowengine.runtime.internal.persistence.Snapshot;

/**
 * Bundles that were written under schema version 1 verify in every later release. The files were exported from {@link FilledDatabase} by the
 * engine of that version, commit 98a1542, and are never made anew.
 */
class OlderBundlesTest {
    private static final SchemaVersion FIRST = new SchemaVersion(FilledDatabase.VERSION, FilledDatabase::script);

    private static String bundle(String caseId) throws IOException {
        return Files.readString(Path.of("src/test/resources/schema/1/bundles", caseId + ".json"));
    }

    private static BundleVerification verification() {
        return BundleVerification.of(FilledDatabase.seals())
                .demanding(FilledDatabase.INSTALLATION)
                .against(FilledDatabase.checkpoint(Dialect.H2));
    }

    /** With seals by a former and a current key, evidence and a principal; with an erased step and a signature; with two versions. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            B-1 | intact: 1 cases, 3 entries
            B-2 | intact, 1 erased: 1 cases, 3 entries
            C-1 | intact: 1 cases, 3 entries
            """)
    void aBundleOfTheFirstVersionIsIntact(String caseId, String expected) throws IOException {
        String bundle = bundle(caseId);
        assertThat(bundle).contains("\"schema_version\" : 1");
        List<Finding> findings = new ArrayList<>();
        Verdict verdict = verification().verify(new StringReader(bundle), findings::add);
        assertThat(findings).isEmpty();
        assertThat(verdict).hasToString(expected);
    }

    @Test
    void aLieInItIsFound() throws IOException {
        String bundle = bundle("B-1");
        String lie = bundle.replace("a high amount", "a small amount");
        assertThat(lie).isNotEqualTo(bundle);
        List<Finding> findings = new ArrayList<>();
        assertThat(verification().verify(new StringReader(lie), findings::add).isBroken())
                .isTrue();
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.expected()).startsWith("payload_digest "));
    }

    @ParameterizedTest
    @CsvSource({"B-1", "B-2", "C-1"})
    void theSameRowsGiveTheSameBytesToday(String caseId) throws SQLException, IOException {
        try (TestDatabase database = SchemaUpgradeTest.fresh(Dialect.H2)) {
            FilledDatabase.load(Dialect.H2, database);
            assertThat(export(FilledDatabase.of(database.pool(), FIRST), caseId))
                    .isEqualTo(bundle(caseId));
            Database current = FilledDatabase.of(database.pool(), SchemaVersion.CURRENT);
            current.tables().upgrade();
            assertThat(export(current, caseId))
                    .isEqualTo(bundle(caseId)
                            .replace(
                                    "\"schema_version\" : 1",
                                    "\"schema_version\" : " + SchemaVersion.CURRENT.number()));
        }
    }

    private static String export(Database database, String caseId) throws IOException {
        StringWriter out = new StringWriter();
        try (Snapshot snapshot = database.snapshot()) {
            BundleWriter.write(
                    rows -> {
                        snapshot.definitions(rows);
                        snapshot.entries(rows, caseId);
                    },
                    caseId,
                    out);
        }
        return out.toString();
    }
}
