package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Memory runs out in the middle of a move, wherever that may be: what was acknowledged is there, and nothing else. */
class OutOfMemoryIT {
    @TempDir
    private Path folder;

    @Test
    void whateverIsAnsweredIsTrue() throws Exception {
        try (Run run = Run.whole("out of memory", Databases.H2_FILE.toString())) {
            Path file = folder.resolve("reviews");
            Process process = Child.start(
                    StarvedEngine.class,
                    List.of("-Xmx40m"),
                    file.toString(),
                    Long.toString(run.seed()),
                    Integer.toString(run.times(80, 20_000)));
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            Journal journal = new Journal();
            for (String line : said.split("\n")) {
                String[] words = line.split(" ");
                Client.Request request = Client.Request.of(line.substring(line.indexOf(' ') + 1));
                Verdict verdict = Verdict.valueOf(words[0]);
                if (verdict == Verdict.APPLIED) {
                    journal.acknowledged(request, Long.parseLong(words[7]), words[8]);
                } else {
                    journal.answered(request, verdict);
                }
                run.count("requests", 1);
                run.count(verdict.name().toLowerCase(), 1);
            }
            try (TestDatabase database = TestDatabase.inFile(file)) {
                assertThat(new Invariants(database.dataSource(), CaseReview.TABLE).violations(journal))
                        .isEmpty();
            }
            assertThat(run.counted("applied")).isPositive();
            assertThat(run.counted("unchanged") + run.counted("none")).isPositive();
            run.proven("violations");
        }
    }
}
