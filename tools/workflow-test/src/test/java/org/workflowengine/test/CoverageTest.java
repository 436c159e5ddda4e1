package org.workflowengine.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.test.Given.given;
import static org.workflowengine.test.WorkflowAssertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Refusal.ActorNotPermitted.Cause;
import org.xml.sax.InputSource;

/** What tests cover is counted over classes and processes, reported as a page, and compared with thresholds. */
class CoverageTest {
    @TempDir
    private Path folder;

    /** Nested, so that surefire does not run it by itself. */
    @WorkflowTest
    static class Approvals {
        @Test
        void approved(ExpenseEngine expenses) {
            var submitted = given(expenses, ExpenseCase.Submitted.class);
            assertThat(submitted.approve(
                            ExpenseFact.amount(Expense.Size.SMALL),
                            ExpenseFact.budgeted(true),
                            by("bob").because("fine")))
                    .isApplied();
        }

        @Test
        void refusedForOneConditionAndForTwo(ExpenseEngine expenses) {
            var submitted = given(expenses, ExpenseCase.Submitted.class);
            assertThat(submitted.approve(
                            ExpenseFact.amount(Expense.Size.SMALL),
                            ExpenseFact.budgeted(false),
                            by("bob").because("fine")))
                    .isRefusedBecauseOf(ExpenseFact.budgeted(false));
            assertThat(expenses.approve(
                            submitted.caseId(), ExpenseFacts.of(), by("bob").because("fine")))
                    .isRefusedBecauseOf(ExpenseFact.AMOUNT, ExpenseFact.BUDGETED);
        }
    }

    @WorkflowTest
    static class Checks {
        @Test
        void checked(ExpenseEngine expenses) {
            WorkflowChecks.on(expenses).matrix();
            WorkflowChecks.on(expenses).walks(2, 1);
        }
    }

    @WorkflowTest(Claim.class)
    static class Obligations {
        @Test
        void fourEyesAndQuorum(ExpenseEngine expenses) {
            var submitted = given(expenses, ExpenseCase.Submitted.class);
            var large = ExpenseFact.amount(Expense.Size.LARGE);
            assertThat(submitted.escalate(large, by("given-2").because("mine")))
                    .isRefusedByFourEyes(ExpenseState.SUBMITTED);
            assertThat(submitted.escalate(large, by("bob").because("large")))
                    .isRefusedByQuorum(ExpenseTransition.SUBMITTED_ENDORSE);
            assertThat(submitted.endorse(by("bob").because("seen"))).isAppliedTo(ExpenseState.SUBMITTED);
        }
    }

    /** Two refused migrations, one of them before a move; and a refusal that everybody would get. */
    @WorkflowTest
    static class Others {
        @Test
        void migrations(ClaimEngine claims, org.workflowengine.test.v1.ClaimEngine older) {
            String id = given(older, org.workflowengine.test.v1.ClaimCase.Disputed.class)
                    .caseId();
            assertThat(claims.migrate(id, ClaimFacts.of(), by("bob").because("new terms")))
                    .isRefusedBecauseOf(ClaimFact.TERMS_ACCEPTED);
            assertThat(claims.migratingOnTouch()
                            .pay(id, ClaimFacts.of(), by("bob").because("new terms")))
                    .isRefusedBecauseOf(ClaimFact.TERMS_ACCEPTED);
        }

        @Test
        void erased(ExpenseEngine expenses) {
            var submitted = given(expenses, ExpenseCase.Submitted.class);
            assertThat(submitted.endorse(by("bob").because("seen"))).isApplied();
            assertThat(expenses.erase(submitted.caseId(), 2, by("dpo").because("asked for")))
                    .isApplied();
            assertThat(expenses.approve(
                            submitted.caseId(),
                            ExpenseFacts.of(ExpenseFact.amount(Expense.Size.SMALL), ExpenseFact.budgeted(true)),
                            by("carol").because("fine")))
                    .isRefusedByFourEyes(ExpenseState.SUBMITTED, Cause.ERASED);
        }
    }

    @WorkflowTest
    static class Closing {
        @Test
        void closed(ExpenseEngine expenses, WorkflowRuntime runtime) {
            assertThat(given(expenses, ExpenseCase.Draft.class)).isIn(ExpenseState.DRAFT);
            runtime.close();
        }
    }

    private List<String> run(Map<String, String> parameters, Class<?>... tests) {
        List<String> failures = new ArrayList<>();
        Map<String, String> all = new HashMap<>(parameters);
        all.put("workflow.coverage.folder", folder.toString());
        // No listeners of the build: these tests are data.
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build());
        LauncherDiscoveryRequestBuilder request =
                LauncherDiscoveryRequestBuilder.request().configurationParameters(all);
        for (Class<?> test : tests) {
            request.selectors(selectClass(test));
        }
        launcher.execute(request.build(), new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(failure -> failures.add(test.getDisplayName() + ": " + told(failure)));
            }
        });
        return failures;
    }

    /** What fails while a test is closed is wrapped by JUnit. */
    private static String told(Throwable failure) {
        return failure.getMessage()
                + (failure.getCause() == null ? "" : "; " + failure.getCause().getMessage());
    }

    private CoverageData data() {
        return CoverageRun.merged(folder, "");
    }

    private static Optional<String> covered(CoverageData data) {
        return data.definitions().stream()
                .filter(definition -> definition.workflow().equals("expense"))
                .map(definition -> String.join(
                        "\n",
                        CoverageItem.of(definition).stream()
                                .filter(item -> data.times(definition, item.key()) > 0)
                                .map(item -> item.key() + " " + data.times(definition, item.key()))
                                .toList()))
                .findFirst();
    }

    @Test
    void stepsOfTestsCountAndRefusalsForTheOneConditionThatCausedThem() {
        assertThat(run(Map.of(), Approvals.class)).isEmpty();

        assertThat(covered(data())).hasValue("""
                step SUBMITTED APPROVE APPROVED 1
                refusal SUBMITTED APPROVE BUDGETED 1""");
    }

    @Test
    void whatTheChecksDoDoesNotCount() {
        assertThat(run(Map.of(), Checks.class)).isEmpty();

        assertThat(covered(data())).hasValue("");
    }

    @Test
    void theClassesOfARunAreOneRun() {
        assertThat(run(Map.of(), Approvals.class, Obligations.class)).isEmpty();

        assertThat(covered(data())).hasValue("""
                step SUBMITTED APPROVE APPROVED 1
                refusal SUBMITTED APPROVE BUDGETED 1
                step SUBMITTED ENDORSE SUBMITTED 1
                refusal SUBMITTED ESCALATE four-eyes:SUBMITTED 1
                refusal SUBMITTED ESCALATE quorum:ENDORSE 1""");
    }

    /** As two forks of a build do it, and as a build does that begins later. */
    @Test
    void theProcessesOfANamedRunAreMergedAndOtherRunsRemoved() {
        run(Map.of("workflow.coverage.run", "build 1"), Approvals.class);
        run(Map.of("workflow.coverage.run", "build 1"), Obligations.class);
        assertThat(covered(data()).orElseThrow().lines()).hasSize(5);

        run(Map.of("workflow.coverage.run", "build 2"), Obligations.class);
        assertThat(covered(data()).orElseThrow().lines()).hasSize(3);
    }

    @Test
    void aRefusedMigrationCountsAsThatMigrationAlsoBeforeAMove() throws IOException {
        assertThat(run(Map.of(), Others.class)).isEmpty();

        assertThat(Files.readString(folder.resolve("index.html")))
                .contains("<td class=\"condition\">TERMS_ACCEPTED = true</td><td></td><td class=\"times\">2</td>");
        assertThat(covered(data())).hasValue("step SUBMITTED ENDORSE SUBMITTED 1");
    }

    @Test
    void aTestThatClosesTheRuntimeIsToldNotTo() {
        assertThat(run(Map.of(), Closing.class))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("If the test has closed its WorkflowRuntime: leave that to @WorkflowTest");
    }

    @Test
    void theReportIsWrittenBeforeAThresholdFailsTheRun() throws IOException {
        List<String> failures = run(Map.of("workflow.coverage.transitions", "100"), Approvals.class);

        assertThat(failures)
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("JUnit Jupiter: Too little of the workflows is covered by tests."
                        + " Expected transitions: 100 %, refusals: 0 %; found transitions: 1 of 7 (14 %),")
                .contains("\n  expense version 1: DRAFT -SUBMIT-> SUBMITTED\n")
                .contains(
                        "\n  expense version 1: SUBMITTED -APPROVE-> APPROVED: no test is refused for \"AMOUNT = MEDIUM or SMALL\" alone\n");
        assertThat(Files.readString(folder.resolve("index.html"))).contains("1 of 7 (14 %)");
    }

    @Test
    void aThresholdInARunOfSeveralProcessesIsRefused() {
        assertThat(run(
                        Map.of("workflow.coverage.run", "build 1", "workflow.coverage.transitions", "100"),
                        Approvals.class))
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure)
                        .contains("expected no threshold in a run that several processes share")
                        .contains("CoverageCheck"));
    }

    @Test
    void filesOfOtherToolsStay() throws IOException {
        Path python = Files.writeString(folder.resolve("host.1234.coverage"), "not ours");
        run(Map.of("workflow.coverage.run", "1"), Approvals.class);
        run(Map.of("workflow.coverage.run", "2"), Approvals.class);

        assertThat(python).hasContent("not ours");
        assertThat(CoverageRun.files(folder, "")).hasSize(1);
    }

    @Test
    void aThresholdThatIsMetPasses() {
        assertThat(run(
                        Map.of("workflow.coverage.transitions", "14", "workflow.coverage.refusals", "10"),
                        Approvals.class))
                .isEmpty();
    }

    @Test
    void aThresholdOutOfRangeIsNamed() {
        assertThat(run(Map.of("workflow.coverage.refusals", "all"), Approvals.class))
                .isNotEmpty()
                .allSatisfy(
                        failure -> assertThat(failure)
                                .contains(
                                        "workflow.coverage.refusals: found \"all\", expected a number of per cent from 0 to 100"));
    }

    @Test
    void definitionsThatNoTestUsesAreShownIfTheyAreNamed() throws IOException {
        run(Map.of(), Obligations.class);

        assertThat(Files.readString(folder.resolve("index.html")))
                .contains("<h2>claim, version 2</h2>\n<p>transitions: 0 of 7 (0 %), refusals: 0 of 1 (0 %)</p>")
                .contains("<td>DISPUTED of version 1</td><td>(migrate:1)</td><td>OLD_DISPUTE</td>");
    }

    @Test
    void thePageHasTheTableThePictureAndMermaid() throws Exception {
        run(Map.of(), Approvals.class, Obligations.class);

        String page = Files.readString(folder.resolve("index.html"));
        assertThat(page)
                .contains("<tr><td>SUBMITTED</td><td>APPROVE</td><td>APPROVED</td><td class=\"times\">1</td></tr>")
                .contains(
                        "<tr class=\"missing\"><td></td><td class=\"condition\">AMOUNT = MEDIUM or SMALL</td><td></td>"
                                + "<td class=\"times\">not covered</td></tr>")
                .contains("how many steps of tests have entered it by a transition")
                .contains("<pre class=\"mermaid\">\nstateDiagram-v2")
                .doesNotContain("<script");
        List<String> pictures = Pattern.compile("(?s)<svg .*?</svg>")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(pictures).hasSize(2);
        for (String picture : pictures) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(picture)));
        }
    }

    @Test
    void theCheckAfterwardsMergesFoldersAndFails() {
        run(Map.of("workflow.coverage.run", "1"), Approvals.class);

        CoverageCheck.main("--transitions=14", folder.toString());
        assertThatThrownBy(() -> CoverageCheck.main("--transitions=15", "--refusals=0", folder.toString()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected transitions: 15 %");
        assertThatThrownBy(() -> CoverageCheck.main("--transitions=15"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("found no folder");
        assertThatThrownBy(() -> CoverageCheck.main(folder.resolve("nothing").toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("found no files");
        assertThatThrownBy(() -> CoverageCheck.main(
                        folder.toString(), folder.resolve("nothing").toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("found no files");
        CoverageCheck.main("--run=1", folder.toString());
        assertThatThrownBy(() -> CoverageCheck.main("--run=2", folder.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("found no files run-2_*.coverage");
        assertThatThrownBy(() -> CoverageCheck.main("--transition=15"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("found --transition=15");
    }
}
