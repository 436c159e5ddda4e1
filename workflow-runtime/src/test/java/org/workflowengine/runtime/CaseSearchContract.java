package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.ReviewVersions;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.query.CasePage;
import org.workflowengine.runtime.query.CaseSearch;
import org.workflowengine.runtime.query.InstalledDefinition;
import org.workflowengine.runtime.query.InstalledState;
import org.workflowengine.runtime.query.StateCount;
import org.workflowengine.runtime.query.StepPage;
import org.workflowengine.runtime.query.StepSearch;

/** Lists, counts and steps over all workflows and versions, compared with what a plain filter over all cases gives. */
abstract class CaseSearchContract {
    private static final Decision BY_ALICE = by("alice").because("claim received");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<String> MOVES =
            List.of("START_REVIEW", "REQUEST_INFO", "RESUME", "ESCALATE", "APPROVE", "REJECT", "CLOSE", "REOPEN");

    /** Of every length in UTF-8, and in another order there than in UTF-16. */
    private static final List<String> LETTERS =
            List.of("a", "b", "B", "-", "%", "_", "\u00e9", "\uff5e", "\ud842\udfb7");

    private final TestDatabase database;
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final WorkflowRuntime runtime;
    private final List<Definition> definitions = List.of(
            ReviewVersions.of("claim", 1, State.CLOSED),
            ReviewVersions.of("claim", 2, State.APPROVED, State.REJECTED, State.CLOSED),
            ReviewVersions.of("claim", 3, State.REJECTED),
            ReviewVersions.of("invoice", 1, State.CLOSED),
            ReviewVersions.of("invoice", 12, State.ESCALATED, State.CLOSED));
    private final Map<Definition, Engine> engines = new HashMap<>();

    CaseSearchContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.runtime = database.runtime(RuntimeOptions.defaults().clock(now::get));
        definitions.forEach(definition -> engines.put(definition, new Engine(runtime, definition)));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Engine engine(int definition) {
        return engines.get(definitions.get(definition));
    }

    private void later(long micros) {
        now.set(now.get().plus(micros, ChronoUnit.MICROS));
    }

    private static List<String> ids(CasePage page) {
        return page.cases().stream().map(CaseHead::caseId).toList();
    }

    // ---- what is installed
    // -------------------------------------------------------------------------------------------

    @Test
    void everythingInstalledIsTold() {
        List<InstalledDefinition> installed = runtime.definitions();
        assertThat(installed)
                .extracting(definition -> definition.workflow() + " " + definition.version())
                .containsExactly("claim 1", "claim 2", "claim 3", "invoice 1", "invoice 12");
        for (int i = 0; i < installed.size(); i++) {
            InstalledDefinition found = installed.get(i);
            Definition compiled = definitions.get(i);
            assertThat(found.fingerprint()).isEqualTo(compiled.fingerprint());
            assertThat(found.graph()).isEqualTo(compiled.graph());
            assertThat(found.installedAt()).isEqualTo(NOON);
            assertThat(found.isErasable()).isEqualTo(compiled.isErasable());
            assertThat(found.states().get(0).isInitial()).isTrue();
            assertThat(found.states())
                    .extracting(InstalledState::id)
                    .containsExactlyInAnyOrderElementsOf(
                            compiled.states().stream().map(WorkflowState::id).toList());
            for (WorkflowState state : compiled.states()) {
                assertThat(found.states())
                        .filteredOn(InstalledState::id, state.id())
                        .singleElement()
                        .satisfies(one -> {
                            assertThat(one.isTerminal()).isEqualTo(state.isTerminal());
                            assertThat(one.isOpen()).isNotEqualTo(state.isTerminal());
                        });
            }
        }
    }

    // ---- lists
    // -------------------------------------------------------------------------------------------------------

    /** What a search would give, over all cases one by one. */
    private record Filter(Predicate<CaseHead> matches, Comparator<CaseHead> order) {}

    private Comparator<String> idOrder() {
        return database.product().equals("H2")
                ? Comparator.naturalOrder()
                : (left, right) -> Arrays.compare(
                        left.codePoints().toArray(), right.codePoints().toArray());
    }

    private List<CaseHead> fill(Random random) {
        Map<String, Engine> opened = new HashMap<>();
        while (opened.size() < 120) {
            String id = random.ints(1 + random.nextInt(4), 0, LETTERS.size())
                    .mapToObj(LETTERS::get)
                    .collect(Collectors.joining());
            Engine engine = engine(random.nextInt(definitions.size()));
            if (engine.open(id, BY_ALICE).isApplied()) {
                opened.put(id, engine);
            }
            later(random.nextInt(3) == 0 ? random.nextInt(4) : 0);
        }
        List<String> ids = opened.keySet().stream().sorted().toList();
        for (int i = 0; i < 300; i++) {
            String id = ids.get(random.nextInt(ids.size()));
            opened.get(id).fire(id, MOVES.get(random.nextInt(MOVES.size())), ALL_TRUE, BY_ALICE);
            later(random.nextInt(3) == 0 ? random.nextInt(4) : 0);
        }
        return ids.stream().map(id -> runtime.findCase(id).orElseThrow()).toList();
    }

    @Test
    void aSearchGivesWhatAFilterOverAllCasesGives() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<CaseHead> all = fill(random);
        for (int round = 0; round < 150; round++) {
            String as = database.product() + ", seed " + seed + ", round " + round;
            CaseSearch search = runtime.cases();
            Filter filter = new Filter(
                    head -> true, Comparator.comparing(CaseHead::enteredAt).thenComparing(CaseHead::caseId, idOrder()));
            if (random.nextInt(3) == 0) {
                String[] workflows =
                        random.nextBoolean() ? new String[] {"claim"} : new String[] {"invoice", "claim", "invoice"};
                search = search.workflow(workflows);
                filter = and(filter, head -> List.of(workflows).contains(head.workflow()));
            }
            if (random.nextInt(4) == 0) {
                search = search.version(1);
                filter = and(filter, head -> head.version() == 1);
            }
            if (random.nextInt(3) == 0) {
                String[] states = random.ints(1 + random.nextInt(3), 0, State.values().length)
                        .mapToObj(i -> State.values()[i].id())
                        .toArray(String[]::new);
                search = search.state(states);
                filter = and(filter, head -> List.of(states).contains(head.state()));
            }
            if (random.nextInt(3) == 0) {
                search = search.open();
                filter = and(filter, this::isOpen);
            }
            if (random.nextInt(4) == 0) {
                Instant time = NOON.plusNanos(random.nextInt(400_000));
                search = search.enteredBefore(time);
                filter = and(filter, head -> head.enteredAt().isBefore(time));
            }
            if (random.nextInt(4) == 0) {
                Instant time = NOON.plusNanos(random.nextInt(400_000));
                search = search.enteredSince(time);
                filter = and(filter, head -> !head.enteredAt().isBefore(time));
            }
            if (random.nextInt(3) == 0) {
                String prefix = LETTERS.get(random.nextInt(LETTERS.size()))
                        + (random.nextBoolean() ? LETTERS.get(random.nextInt(LETTERS.size())) : "");
                search = search.idPrefix(prefix);
                filter = new Filter(
                        and(filter, head -> head.caseId().startsWith(prefix)).matches(),
                        Comparator.comparing(CaseHead::caseId, idOrder()));
                assertList(as, search, filter, all, random);
            } else {
                if (random.nextBoolean()) {
                    search = search.newestFirst();
                    filter = new Filter(filter.matches(), filter.order().reversed());
                } else if (random.nextBoolean()) {
                    search = search.oldestFirst();
                }
                assertList(as, search, filter, all, random);
                assertStates(as, search, filter, all);
            }
        }
    }

    private static Filter and(Filter filter, Predicate<CaseHead> more) {
        return new Filter(filter.matches().and(more), filter.order());
    }

    private boolean isOpen(CaseHead head) {
        return definitions.stream()
                .filter(definition ->
                        definition.workflow().equals(head.workflow()) && definition.version() == head.version())
                .flatMap(definition -> definition.states().stream())
                .anyMatch(state -> state.id().equals(head.state()) && !state.isTerminal());
    }

    private static void assertList(String as, CaseSearch search, Filter filter, List<CaseHead> all, Random random) {
        List<CaseHead> expected =
                all.stream().filter(filter.matches()).sorted(filter.order()).toList();
        int limit = 1 + random.nextInt(random.nextBoolean() ? 5 : 130);
        List<CaseHead> found = new ArrayList<>();
        CasePage page = search.limit(limit).list();
        while (page.next().isPresent()) {
            assertThat(page.cases()).as(as).hasSize(limit);
            found.addAll(page.cases());
            assertThat(page.next().get()).matches("[A-Za-z0-9_-]{1,400}");
            page = search.limit(limit).after(page.next().get()).list();
        }
        assertThat(page.cases()).as(as).hasSizeLessThanOrEqualTo(limit);
        found.addAll(page.cases());
        assertThat(found).as(as).isEqualTo(expected);
        int cap = 1 + random.nextInt(130);
        assertThat(search.count(cap).value()).as(as).isEqualTo(Math.min(cap, expected.size()));
        assertThat(search.count(cap).isExact()).as(as).isEqualTo(expected.size() <= cap);
    }

    private static void assertStates(String as, CaseSearch search, Filter filter, List<CaseHead> all) {
        Map<String, List<CaseHead>> byState = all.stream()
                .filter(filter.matches())
                .collect(Collectors.groupingBy(head ->
                        String.format(Locale.ROOT, "%-8s%3d %s", head.workflow(), head.version(), head.state())));
        List<String> counts = byState.keySet().stream()
                .sorted()
                .map(state -> state + ": "
                        + (byState.get(state).size() > 3
                                ? "3+"
                                : byState.get(state).size()))
                .toList();
        assertThat(search.countByState(3).stream()
                        .map(count -> String.format(
                                Locale.ROOT,
                                "%-8s%3d %s: %s",
                                count.workflow(),
                                count.version(),
                                count.state(),
                                count.cases())))
                .as(as)
                .isEqualTo(counts);
        assertThat(search.oldestByState().stream().map(CaseHead::enteredAt))
                .as(as)
                .isEqualTo(byState.keySet().stream()
                        .sorted()
                        .map(state -> byState.get(state).stream()
                                .map(CaseHead::enteredAt)
                                .min(Comparator.naturalOrder())
                                .orElseThrow())
                        .toList());
    }

    @Test
    void casesOfEveryVersionAreShownAsWhatTheyAre() {
        for (int i = 0; i < definitions.size(); i++) {
            engine(i).open("C-" + i, BY_ALICE).orThrow();
            later(1);
        }
        for (CaseHead head : runtime.cases().list().cases()) {
            int i = Integer.parseInt(head.caseId().substring(2));
            assertThat(head.workflow()).isEqualTo(definitions.get(i).workflow());
            assertThat(head.version()).isEqualTo(definitions.get(i).version());
            assertThat(runtime.findCase(head.caseId())).hasValue(head);
        }
        assertThat(ids(runtime.cases().newestFirst().list())).containsExactly("C-4", "C-3", "C-2", "C-1", "C-0");
        assertThat(runtime.findCase("C-5")).isEmpty();
    }

    /** The case that a cursor was made of has gone, and so has the one that would have come next. */
    @Test
    void aCursorSurvivesThatCasesMove() {
        for (int i = 0; i < 9; i++) {
            engine(i % 3).open("C-" + i, BY_ALICE).orThrow();
            later(1);
        }
        CaseSearch created = runtime.cases().workflow("claim").state("CREATED").limit(3);
        CasePage first = created.list();
        assertThat(ids(first)).containsExactly("C-0", "C-1", "C-2");
        for (int i : new int[] {2, 3}) {
            engine(i % 3).fire("C-" + i, "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
        }
        CasePage second = created.after(first.next().orElseThrow()).list();
        assertThat(ids(second)).containsExactly("C-4", "C-5", "C-6");
        // Another process, another limit.
        WorkflowRuntime other = WorkflowRuntime.on(database.pool());
        assertThat(ids(other.cases()
                        .limit(5)
                        .state("CREATED", "CREATED")
                        .workflow("claim")
                        .after(second.next().orElseThrow())
                        .list()))
                .containsExactly("C-7", "C-8");
    }

    @Test
    void casesThatHaveEnteredTheirStateSinceATime() {
        engine(0).open("C-1", BY_ALICE).orThrow();
        engine(1).open("C-2", BY_ALICE).orThrow();
        later(1);
        engine(0).fire("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
        CaseSearch reviews = runtime.cases().state("UNDER_REVIEW");
        assertThat(ids(reviews.enteredSince(NOON.plusNanos(1)).list())).containsExactly("C-1");
        assertThat(ids(reviews.enteredSince(NOON.plusNanos(1_000)).list())).containsExactly("C-1");
        assertThat(ids(reviews.enteredSince(NOON.plusNanos(1_001)).list())).isEmpty();
        assertThat(ids(reviews.enteredSince(Instant.MIN)
                        .enteredBefore(Instant.MAX)
                        .list()))
                .containsExactly("C-1");
        assertThat(ids(reviews.enteredSince(Instant.MAX).list())).isEmpty();
        assertThat(ids(reviews.enteredBefore(Instant.MIN).newestFirst().list())).isEmpty();
        assertThat(reviews.enteredSince(Instant.MAX).count(1).value()).isZero();
    }

    /** Nothing in a prefix is a pattern. */
    @Test
    void aPrefixIsComparedExactly() {
        for (String id : List.of("A-1", "A%1", "A_1", "A\\1", "AB1", "a-1")) {
            engine(0).open(id, BY_ALICE).orThrow();
        }
        for (String id : List.of("A%", "A_", "A\\", "AB", "a")) {
            assertThat(ids(runtime.cases().idPrefix(id).list())).hasSize(1).allMatch(found -> found.startsWith(id));
        }
        assertThat(ids(runtime.cases().idPrefix("A").list())).hasSize(5);
        assertThat(ids(runtime.cases().idPrefix("B").list())).isEmpty();
    }

    /** Where few of many ids match, a page ends early and says where it goes on. */
    @Test
    void aPageLooksThroughTenThousandIdsAtMost() throws SQLException {
        engine(0).open("C-Z", BY_ALICE).orThrow();
        engine(0).fire("C-Z", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
        engine(0).open("C-00000", BY_ALICE).orThrow();
        copies("C-00000", 21_000);
        CaseSearch search = runtime.cases().idPrefix("C-").state("UNDER_REVIEW");
        CasePage page = search.list();
        int pages = 1;
        while (page.cases().isEmpty()) {
            page = search.after(page.next().orElseThrow()).list();
            pages++;
        }
        assertThat(ids(page)).containsExactly("C-Z");
        assertThat(page.next()).isEmpty();
        assertThat(pages).isEqualTo(3);
        assertThat(search.count(10)).hasToString("0+");
        assertThat(runtime.cases().idPrefix("C-").count(CaseSearch.LARGEST_COUNT))
                .hasToString("10000+");
    }

    /** Many cases where one is, as nobody but the owner of the tables can make them. */
    private void copies(String caseId, int copies) throws SQLException {
        database.dropTriggers();
        String numbers = switch (database.product()) {
            case "H2" -> "SELECT 'D-' || X AS id FROM SYSTEM_RANGE(1, " + copies + ")";
            case "PostgreSQL" -> "SELECT 'D-' || i AS id FROM generate_series(1, " + copies + ") i";
            default -> "SELECT CONCAT('D-', seq) AS id FROM seq_1_to_" + copies;
        };
        for (String table : List.of("workflow_audit", "workflow_case")) {
            String columns = database.columns(table).stream()
                    .filter(column -> !column.equals("case_id") && !TestDatabase.COMPUTED.contains(column))
                    .collect(Collectors.joining(", "));
            String id = database.product().equals("MariaDB") ? "CONCAT('C-', id)" : "'C-' || id";
            database.sql("INSERT INTO " + table + " (case_id, " + columns + ") SELECT " + id + ", " + columns + " FROM "
                    + table + ", (" + numbers + ") made WHERE case_id = '" + caseId + "'");
        }
    }

    // ---- steps
    // -------------------------------------------------------------------------------------------------------

    @Test
    void stepsOfAnyCase() {
        engine(1).open("C-1", BY_ALICE).orThrow();
        engine(1).fire("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
        engine(4).open("C-2", BY_ALICE).orThrow();
        assertThat(runtime.steps().ofCase("C-1", 0, 10))
                .isEqualTo(engine(1).history("C-1").entries());
        assertThat(runtime.steps().ofCase("C-1", 1, 10))
                .extracting(AuditEntry::seq)
                .containsExactly(2L);
        assertThat(runtime.steps().ofCase("C-1", 2, 10)).isEmpty();
        assertThat(runtime.steps().ofCase("C-2", 0, 1))
                .isEqualTo(engine(4).history("C-2").entries());
        refused("there is no case \"C-3\"", () -> runtime.steps().ofCase("C-3", 5, 1));
        refused(
                "case id: found a blank text, expected 1 to 64 characters, not all blank",
                () -> runtime.steps().ofCase(" ", 0, 1));
        refused("case id: found a blank text, expected 1 to 64 characters, not all blank", () -> runtime.findCase(""));
    }

    @Test
    void theStepAsOfATime() {
        Instant opened = now.get();
        engine(1).open("C-1", BY_ALICE).orThrow();
        now.set(opened.plusSeconds(60));
        engine(1).fire("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
        List<AuditEntry> steps = engine(1).history("C-1").entries();
        assertThat(runtime.steps().asOf("C-1", opened.minusSeconds(1))).isEmpty();
        assertThat(runtime.steps().asOf("C-1", opened)).contains(steps.get(0));
        assertThat(runtime.steps().asOf("C-1", opened.plusSeconds(59))).contains(steps.get(0));
        assertThat(runtime.steps().asOf("C-1", opened.plusSeconds(60))).contains(steps.get(1));
        assertThat(runtime.steps().asOf("C-3", opened)).isEmpty();
        refused(
                "case id: found a blank text, expected 1 to 64 characters, not all blank",
                () -> runtime.steps().asOf(" ", opened));
    }

    @Test
    void theNewestStepsSinceATime() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<AuditEntry> newest = fill(random).stream()
                .map(head ->
                        runtime.steps().ofCase(head.caseId(), head.seq() - 1, 1).get(0))
                .sorted(Comparator.comparing(AuditEntry::recordedAt).thenComparing(AuditEntry::caseId, idOrder()))
                .toList();
        for (int round = 0; round < 30; round++) {
            Instant since = NOON.plusNanos(random.nextInt(1_000_000));
            int limit = 1 + random.nextInt(50);
            List<AuditEntry> found = new ArrayList<>();
            StepSearch search = runtime.steps().newestSince(since).limit(limit);
            StepPage page = search.list();
            while (page.next().isPresent()) {
                assertThat(page.steps()).hasSize(limit);
                found.addAll(page.steps());
                page = search.after(page.next().get()).list();
            }
            found.addAll(page.steps());
            assertThat(found)
                    .as("seed " + seed + ", round " + round)
                    .isEqualTo(newest.stream()
                            .filter(step -> !step.recordedAt().isBefore(since))
                            .toList());
        }
        assertThat(runtime.steps().newestSince(Instant.MAX).list().steps()).isEmpty();
        assertThat(runtime.steps().newestSince(Instant.MIN).limit(1_000).list().steps())
                .isEqualTo(newest);
    }

    // ---- what is refused
    // ---------------------------------------------------------------------------------------------

    private static void refused(String message, Runnable reading) {
        assertThatThrownBy(reading::run).isInstanceOf(RefusedException.class).hasMessage(message);
    }

    @Test
    void whatIsNotInstalledIsRefusedWithTheNamesThatAreNear() {
        CaseSearch search = runtime.cases();
        refused(
                "workflow: found \"clam\", expected one that is installed: claim, invoice; did you mean claim?",
                () -> search.workflow("invoice", "clam").list());
        refused(
                "workflow: found \"\\u0000'; --\", expected one that is installed: claim, invoice",
                () -> search.workflow("\0'; --").count(1));
        refused(
                "version: found 7, expected one that is installed: 1, 2, 3",
                () -> search.workflow("claim").version(7).list());
        refused(
                "version: found 2, expected one that is installed: 1, 12",
                () -> search.workflow("invoice").version(2).countByState(1));
        refused(
                "state: found \"UNDER_REVEW\", expected one that is installed: APPROVED, CLOSED, CREATED, ESCALATED,"
                        + " REJECTED, UNDER_REVIEW, WAITING_INFO; did you mean UNDER_REVIEW?",
                () -> search.state("CREATED", "UNDER_REVEW").oldestByState());
        try (TestDatabase empty = TestDatabase.inMemory()) {
            WorkflowRuntime nothing = empty.runtime();
            assertThat(nothing.cases().list().cases()).isEmpty();
            assertThat(nothing.cases().list().next()).isEmpty();
            assertThat(nothing.definitions()).isEmpty();
            refused(
                    "workflow: found \"claim\", expected one of an installed definition, and there is none",
                    () -> nothing.cases().workflow("claim").list());
        }
    }

    @Test
    void conditionsThatNoCaseMeetsAndOrdersThatDoNotGoTogetherAreRefused() {
        CaseSearch search = runtime.cases();
        refused(
                "id prefix: found the control character U+0000 at position 1, expected no control characters",
                () -> search.idPrefix("C\0"));
        refused(
                "order: found the newest first, expected the order of ids, which a search by \"C\" as id prefix has",
                () -> search.newestFirst().idPrefix("C").list());
        refused(
                "id prefix: found \"C\", expected none where cases are told state by state",
                () -> search.idPrefix("C").countByState(1));
        refused(
                "id prefix: found \"C\", expected none where cases are told state by state",
                () -> search.idPrefix("C").oldestByState());
    }

    @Test
    void aCursorOfAnotherSearchOrADamagedOneIsRefused() {
        for (int i = 0; i < 4; i++) {
            engine(0).open("C-" + i, BY_ALICE).orThrow();
        }
        CaseSearch search = runtime.cases().limit(2);
        String cursor = search.list().next().orElseThrow();
        assertThat(search.after(cursor).list().cases()).hasSize(2);
        String ids = search.idPrefix("C").list().next().orElseThrow();
        String steps = runtime.steps().newestSince(NOON).limit(2).list().next().orElseThrow();
        List<CaseSearch> others = List.of(
                search.newestFirst(),
                search.open(),
                search.version(1),
                search.workflow("claim"),
                search.state("CREATED"),
                search.idPrefix("C"),
                search.enteredBefore(NOON.plusSeconds(1)),
                search.enteredSince(NOON));
        for (CaseSearch other : others) {
            refuses(other, cursor);
        }
        refuses(search, ids);
        refuses(search, steps);
        assertThatThrownBy(() -> runtime.steps().newestSince(NOON).after(cursor).list())
                .isInstanceOf(RefusedException.class);
        for (String damaged : List.of("", "A", "%", cursor + "A", cursor + "=", cursor.substring(1), "x".repeat(401))) {
            refuses(search, damaged);
        }
        for (int at = 0; at < cursor.length(); at++) {
            char other = cursor.charAt(at) == 'A' ? 'B' : 'A';
            refuses(search, cursor.substring(0, at) + other + cursor.substring(at + 1));
        }
        byte[] other = Base64.getUrlDecoder().decode(cursor);
        other[8] = 2;
        refuses(search, Base64.getUrlEncoder().withoutPadding().encodeToString(other));
    }

    private static void refuses(CaseSearch search, String cursor) {
        refused(
                "cursor: found a text of " + cursor.length()
                        + " characters that no page of this search has given, expected what next() of the page before gave,"
                        + " with everything but the limit as it was; or none, to begin anew",
                () -> search.after(cursor).list());
    }

    // ---- in a transaction of the caller's
    // ----------------------------------------------------------------------------

    @Test
    void aTransactionOfTheCallersSeesItsOwnSteps() throws SQLException {
        engine(0).open("C-1", BY_ALICE).orThrow();
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            var inside = runtime.within(connection);
            new Engine(inside, definitions.get(2)).open("C-2", BY_ALICE).orThrow();
            assertThat(ids(inside.cases().list())).containsExactly("C-1", "C-2");
            assertThat(inside.findCase("C-2")).map(CaseHead::version).isEqualTo(Optional.of(3));
            assertThat(inside.steps().newestSince(NOON).list().steps()).hasSize(2);
            assertThat(inside.definitions()).isEqualTo(runtime.definitions());
            assertThat(inside.cases().countByState(5))
                    .extracting(StateCount::version)
                    .containsExactly(1, 3);
            connection.rollback();
        }
        assertThat(ids(runtime.cases().list())).containsExactly("C-1");
    }
}
