package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.text.Texts;

/** Random histories, series of checkpoints, changes behind the engine's back and ranges: a run since the series, beside a full one. */
class SinceAtRandomTest {
    private static final int DATABASES = 25;
    private static final int CHANGES = 30;
    private static final Decision BY_ALICE = by("alice").because("received");
    private static final List<String> LETTERS = List.of("A", "b", "-", "\u00E9", "\uFB01", "\uD83D\uDE00", "\uD7FB");

    /** Changes of a case, whose id and a step are filled in. */
    private static final List<String> TAMPERINGS = List.of(
            "UPDATE workflow_audit SET reason = 'another' WHERE case_id = '%1$s' AND seq = %2$d",
            "UPDATE workflow_audit SET actor_kind = 'SYSTEM' WHERE case_id = '%1$s' AND seq = %2$d",
            "UPDATE workflow_audit SET to_state = 'CLOSED' WHERE case_id = '%1$s' AND seq = %2$d",
            "UPDATE workflow_audit SET digest = previous_digest WHERE case_id = '%1$s' AND seq = %2$d",
            "UPDATE workflow_audit SET seq = seq + 9 WHERE case_id = '%1$s' AND seq = %2$d",
            "UPDATE workflow_audit SET case_id = 'Z' WHERE case_id = '%1$s' AND seq = %2$d",
            "UPDATE workflow_audit SET recorded_at = '2026-01-01 00:00:00' WHERE case_id = '%1$s' AND seq = %2$d",
            "DELETE FROM workflow_audit WHERE case_id = '%1$s' AND seq = %2$d",
            "DELETE FROM workflow_audit WHERE case_id = '%1$s'",
            "INSERT INTO workflow_audit SELECT * FROM good_workflow_audit WHERE case_id = '%1$s' AND seq = %2$d",
            "UPDATE workflow_case SET seq = %2$d WHERE case_id = '%1$s'",
            "UPDATE workflow_case SET state = 'CREATED' WHERE case_id = '%1$s'",
            "UPDATE workflow_case SET entered_at = '2026-01-01 00:00:00' WHERE case_id = '%1$s'",
            "UPDATE workflow_case SET digest = (SELECT origin_digest FROM workflow_installation) WHERE case_id = '%1$s'",
            "UPDATE workflow_case SET case_id = 'Z' WHERE case_id = '%1$s'",
            "INSERT INTO workflow_case SELECT * FROM good_workflow_case WHERE case_id = '%1$s'",
            "DELETE FROM workflow_case WHERE case_id = '%1$s'");

    @TempDir
    private Path folder;

    private int files;

    @Test
    void whatAFullRunFindsInWhatHasMoved() throws Exception {
        int found = 0;
        int missed = 0;
        for (int seed = 0; seed < DATABASES; seed++) {
            Random random = new Random(seed);
            try (TestDatabase database = TestDatabase.inMemory()) {
                WorkflowRuntime runtime = database.runtime();
                Engine reviews = Engine.on(runtime);
                Map<String, Integer> steps = new HashMap<>();
                Set<String> moved = new HashSet<>();
                List<Path> series = new ArrayList<>();
                int length = 1 + random.nextInt(3);
                for (int i = 0; i < length; i++) {
                    walk(reviews, random, steps, moved, 25);
                    Path file = folder.resolve("file-" + ++files);
                    Verification next = runtime.verification().writing(file).inRangesOf(1 + random.nextInt(4));
                    assertThat(
                                    series.isEmpty()
                                            ? next.verifyAll()
                                            : next.since(array(series)).verifyAll())
                            .as("seed " + seed)
                            .matches(verdict -> verdict.isIntact());
                    series.add(file);
                    moved.clear();
                }
                walk(reviews, random, steps, moved, 8);
                Unprotected unprotected = new Unprotected(database);
                unprotected.begin();
                Verification full = runtime.verification().against(array(series));
                Verification since = runtime.verification().since(array(series)).inRangesOf(1 + random.nextInt(4));
                assertThat(told(since)).as("seed " + seed).isEmpty();
                List<String> ids = steps.keySet().stream().sorted().toList();
                for (int i = 0; i < CHANGES; i++) {
                    String id = ids.get(random.nextInt(ids.size()));
                    String sql = TAMPERINGS
                            .get(random.nextInt(TAMPERINGS.size()))
                            .formatted(id, 1 + random.nextInt(steps.get(id)));
                    database.sql(sql);
                    String as = "seed " + seed + ", moved " + moved + ": " + sql;
                    List<String> all = told(full);
                    List<String> some = told(since);
                    assertThat(all)
                            .as(as)
                            .containsAll(some.stream()
                                    .filter(finding -> !finding.endsWith("verify everything to learn where"))
                                    .toList());
                    if (moved.contains(id)) {
                        String begin = Texts.quoted(id) + " #";
                        assertThat(some)
                                .as(as)
                                .containsAll(all.stream()
                                        .filter(finding -> finding.startsWith(begin))
                                        .toList());
                        assertThat(some.isEmpty()).as(as).isEqualTo(all.isEmpty());
                    }
                    found += some.isEmpty() ? 0 : 1;
                    missed += some.isEmpty() && !all.isEmpty() ? 1 : 0;
                    unprotected.restore();
                }
            }
        }
        System.out.println("SinceAtRandomTest: " + DATABASES * CHANGES + " changes, " + found + " found, " + missed
                + " left to the next full run");
        assertThat(found).isGreaterThan(DATABASES * CHANGES / 2);
        assertThat(missed).isPositive();
    }

    /** Opens cases, and moves some to and fro. */
    private static void walk(Engine reviews, Random random, Map<String, Integer> steps, Set<String> moved, int times) {
        for (int i = 0; i < times; i++) {
            String id = LETTERS.get(random.nextInt(LETTERS.size())) + LETTERS.get(random.nextInt(2));
            int before = steps.merge(id, 1, Integer::sum) - 1;
            if (before == 0) {
                reviews.open(id, BY_ALICE).orThrow();
            } else {
                String step = before == 1 ? "START_REVIEW" : before % 2 == 0 ? "ESCALATE" : "RETURN_TO_REVIEW";
                reviews.fire(id, step, ALL_TRUE, BY_ALICE).orThrow();
            }
            moved.add(id);
        }
    }

    private static Path[] array(List<Path> files) {
        return files.toArray(Path[]::new);
    }

    private static List<String> told(Verification verification) {
        List<String> told = new ArrayList<>();
        verification.verifyAll(
                finding -> told.add(finding.toString().replaceAll("[0-9a-f]{64}", "*")), (entries, all) -> {});
        return told;
    }
}
