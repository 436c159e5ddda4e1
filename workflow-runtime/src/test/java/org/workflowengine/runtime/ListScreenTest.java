package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.ReviewVersions;
import org.workflowengine.runtime.query.CasePage;
import org.workflowengine.runtime.query.CaseSearch;
import org.workflowengine.runtime.query.InstalledDefinition;

/** A small program with the public API alone: a list screen over two workflows and three versions, whose every link is a text. */
class ListScreenTest {
    private static final Decision BY_ALICE = by("alice").because("claim received");

    /** The screen. It has no generated class, keeps nothing between two requests, and knows the database only. */
    private record Screen(WorkflowRuntime runtime) {
        private static final int ROWS = 4;

        /** What the parameters of a URL say. */
        private CaseSearch search(Map<String, String> url) {
            CaseSearch search = runtime.cases().limit(ROWS);
            if (url.containsKey("workflow")) {
                search = search.workflow(url.get("workflow").split(","));
            }
            if (url.containsKey("state")) {
                search = search.state(url.get("state").split(","));
            }
            if (url.containsKey("open")) {
                search = search.open();
            }
            if (url.containsKey("newest")) {
                search = search.newestFirst();
            }
            return url.containsKey("after") ? search.after(url.get("after")) : search;
        }

        private List<String> rows(CasePage page) {
            return page.cases().stream()
                    .map(head -> head.caseId() + " " + head.workflow() + " v" + head.version() + " " + head.state())
                    .toList();
        }

        /** The rows of all pages, each asked for by the link of the one before. */
        private List<String> all(Map<String, String> url) {
            List<String> rows = new ArrayList<>();
            Map<String, String> link = new TreeMap<>(url);
            Optional<String> next;
            do {
                CasePage page = search(link).list();
                assertThat(page.cases()).hasSizeLessThanOrEqualTo(ROWS);
                rows.addAll(rows(page));
                next = page.next();
                next.ifPresent(cursor -> link.put("after", cursor));
            } while (next.isPresent());
            return rows;
        }

        private String summary() {
            return runtime.cases().open().countByState(2).stream()
                    .map(count -> count.workflow() + " v" + count.version() + " " + count.state() + " " + count.cases())
                    .collect(Collectors.joining(", "));
        }

        private List<String> choices() {
            return runtime.definitions().stream()
                    .map(InstalledDefinition::workflow)
                    .distinct()
                    .toList();
        }
    }

    @Test
    void aListScreenOverTwoWorkflowsAndThreeVersions() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
        try (WorkflowRuntime runtime =
                WorkflowRuntime.inMemory(RuntimeOptions.defaults().clock(now::get))) {
            List<Engine> engines = List.of(
                    new Engine(runtime, ReviewVersions.of("claim", 1, State.CLOSED)),
                    new Engine(runtime, ReviewVersions.of("claim", 2, State.REJECTED, State.CLOSED)),
                    new Engine(runtime, ReviewVersions.of("invoice", 1, State.CLOSED)));
            for (int i = 0; i < 9; i++) {
                engines.get(i % 3).open("C-" + i, BY_ALICE).orThrow();
                now.updateAndGet(time -> time.plus(1, ChronoUnit.SECONDS));
            }
            for (int i = 0; i < 6; i++) {
                engines.get(i % 3)
                        .fire("C-" + i, "START_REVIEW", ALL_TRUE, BY_ALICE)
                        .orThrow();
            }
            for (int i = 0; i < 3; i++) {
                engines.get(i % 3).fire("C-" + i, "REJECT", ALL_TRUE, BY_ALICE).orThrow();
            }
            Screen screen = new Screen(runtime);
            assertThat(screen.choices()).containsExactly("claim", "invoice");
            assertThat(screen.all(Map.of("newest", "")))
                    .hasSize(9)
                    .startsWith("C-5 invoice v1 UNDER_REVIEW", "C-4 claim v2 UNDER_REVIEW", "C-3 claim v1 UNDER_REVIEW")
                    .endsWith("C-6 claim v1 CREATED");
            // Rejected is the end in version 2 alone.
            assertThat(screen.all(Map.of("workflow", "claim,invoice", "open", "", "state", "REJECTED")))
                    .containsExactly("C-0 claim v1 REJECTED", "C-2 invoice v1 REJECTED");
            assertThat(screen.all(Map.of("workflow", "claim", "open", "")))
                    .containsExactly(
                            "C-6 claim v1 CREATED",
                            "C-7 claim v2 CREATED",
                            "C-0 claim v1 REJECTED",
                            "C-3 claim v1 UNDER_REVIEW",
                            "C-4 claim v2 UNDER_REVIEW");
            assertThat(screen.summary())
                    .isEqualTo("claim v1 CREATED 1, claim v1 REJECTED 1, claim v1 UNDER_REVIEW 1, claim v2 CREATED 1,"
                            + " claim v2 UNDER_REVIEW 1, invoice v1 CREATED 1, invoice v1 REJECTED 1,"
                            + " invoice v1 UNDER_REVIEW 1");
            theLinkOfAPageGoesOnWhenItsCasesHaveMoved(screen, engines);
            assertThatThrownBy(() -> screen.all(Map.of("state", "UNDER_REVIEWS")))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageEndingWith("did you mean UNDER_REVIEW?");
        }
    }

    private static void theLinkOfAPageGoesOnWhenItsCasesHaveMoved(Screen screen, List<Engine> engines) {
        CasePage first = screen.search(Map.of("open", "")).list();
        assertThat(first.cases()).extracting(CaseHead::caseId).containsExactly("C-6", "C-7", "C-8", "C-0");
        for (int i : new int[] {6, 7, 8}) {
            engines.get(i % 3)
                    .fire("C-" + i, "START_REVIEW", ALL_TRUE, BY_ALICE)
                    .orThrow();
        }
        engines.get(0).fire("C-0", "CLOSE", ALL_TRUE, BY_ALICE).orThrow();
        assertThat(screen.rows(
                        screen.search(Map.of("open", "", "after", first.next().orElseThrow()))
                                .list()))
                .containsExactly(
                        "C-2 invoice v1 REJECTED",
                        "C-3 claim v1 UNDER_REVIEW",
                        "C-4 claim v2 UNDER_REVIEW",
                        "C-5 invoice v1 UNDER_REVIEW");
    }

    @Test
    void theProgramUsesNothingInternal() {
        List<JavaClass> program = new ArrayList<>();
        new ClassFileImporter()
                .importClasses(ListScreenTest.class, Screen.class)
                .forEach(program::add);
        assertThat(program)
                .hasSize(2)
                .allSatisfy(type -> assertThat(type.getDirectDependenciesFromSelf())
                        .isNotEmpty()
                        .noneMatch(dependency ->
                                dependency.getTargetClass().getPackageName().contains(".internal")));
    }
}
