package org.workflowengine.runtime.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.fixture.CaseReview;

/** Files that are no bundles, and bundles without a step. What is wrong is told with the name of the file. */
class BundlesTest {
    @TempDir
    private Path folder;

    private void refuses(String content, String message) throws Exception {
        Path file = Files.writeString(folder.resolve("C-1.json"), content);
        assertThatThrownBy(() -> WhatIf.run(CaseReview.DEFINITION, RecordedCases.bundles(file)))
                .isInstanceOf(BundleException.class)
                .hasMessage(file + ": " + message);
    }

    @Test
    void aFileThatIsNoBundle() throws Exception {
        refuses(
                "[]",
                "the file is not a bundle: expected an object, found the beginning of an array before line 1, column 2");
    }

    @Test
    void aBundleWithoutAStep() throws Exception {
        refuses(
                "{\"workflow_bundle\":1,\"installation\":null,\"definitions\":[],\"case\":null,\"entries\":[]}",
                "there is no step in the bundle");
    }

    @Test
    void aStepThatCannotBeRead() throws Exception {
        String bundle = Files.readString(Path.of("src/test/resources/what-if/C-1.json"));
        refuses(
                bundle.replaceFirst("\"to_state\" : \"UNDER_REVIEW\"", "\"to_state\" : 7"),
                "step 2 of case \"C-1\" cannot be read: its to_state is not there or not of its kind; verify shows what is wrong");
        refuses(
                bundle.replaceFirst("\"seq\" : 2", "\"seq\" : null"),
                "a step of case \"C-1\" cannot be read: its seq is not there or not of its kind; verify shows what is wrong");
    }

    @Test
    void noFileAtAll() {
        assertThatThrownBy(() -> RecordedCases.bundles(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("paths: found no file *.json in [" + folder + "], expected at least one bundle");
        assertThatThrownBy(RecordedCases::bundles)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("paths: ");
        RecordedCases missing = RecordedCases.bundles(folder.resolve("missing"));
        assertThatThrownBy(() -> WhatIf.run(CaseReview.DEFINITION, missing)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void filesAreReadAnewWithEachRun() {
        RecordedCases cases = RecordedCases.bundles(Path.of("src/test/resources/what-if"));
        String first = WhatIf.run(CaseReview.DEFINITION, cases).text();
        assertThat(WhatIf.run(CaseReview.DEFINITION, cases).text()).isEqualTo(first);
    }
}
