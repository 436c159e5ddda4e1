package org.workflowengine.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.testing.compile.JavaFileObjects;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Refusal;

/** The first line of defence: a call that is illegal in this state does not compile. */
class IllegalCallsDoNotCompileTest {
    private static final JavaFileObject DEFINITION = Compiled.resource("golden/casereview/CaseReview.java");

    @Test
    void legalCallsCompile() {
        assertThat(errorsOf("""
                        Outcome<UnderReview> review = created.startReview(requiredFieldsComplete(true), why);
                        review.orThrow().approve(riskRulesPassed(true), amountWithinThreshold(true), why).orThrow();
                        """)).isEmpty();
    }

    @Test
    void moveOfAnotherState() {
        assertThat(errorsOf("var never = created.approve(riskRulesPassed(true), amountWithinThreshold(true), why);"))
                .singleElement()
                .asString()
                .contains("cannot find symbol", "approve");
    }

    @Test
    void factThatTheGuardDemandsLeftOut() {
        assertThat(errorsOf("var never = created.startReview(why);"))
                .singleElement()
                .asString()
                .contains("startReview", "required", "found");
    }

    @Test
    void anotherFactThanTheGuardDemands() {
        assertThat(errorsOf("var never = created.startReview(riskRulesPassed(true), why);"))
                .singleElement()
                .asString()
                .matches(".*CaseReviewFact<.*RiskRulesPassed> cannot be converted to .*<.*RequiredFieldsComplete>");
    }

    @Test
    void decisionWithoutReason() {
        assertThat(errorsOf("var never = created.startReview(requiredFieldsComplete(true), Decision.by(\"alice\"));"))
                .singleElement()
                .asString()
                .contains("Undertaken", "Decision");
    }

    @Test
    void handleOfOnesOwnMaking() {
        assertThat(errorsOf("class Forged extends CaseReviewCase { Forged() { super(null, null); } }"))
                .isNotEmpty();
    }

    @Test
    void matchThatForgetsAState() {
        assertThat(errorsOf("""
                        class Incomplete implements CaseReviewCase.Match<String> {
                            public String whenCreated(Created handle) { return ""; }
                        }
                        """))
                .singleElement()
                .asString()
                .contains("is not abstract and does not override abstract method");
    }

    @Test
    void switchThatForgetsAState() {
        assumeTrue(Runtime.version().feature() >= 21, "SKIPPED: a switch over types takes Java 21");
        String branches = """
                String text = switch (any) {
                    case Created c -> "";
                    case UnderReview c -> "";
                    case WaitingInfo c -> "";
                    case Escalated c -> "";
                    case Approved c -> "";
                    case Rejected c -> "";
                    case Closed c -> "";
                };
                """;
        assertThat(errorsOf(branches)).isEmpty();
        assertThat(errorsOf(branches.replace("case Closed c -> \"\";", "")))
                .singleElement()
                .asString()
                .contains("does not cover all possible input values");
    }

    /** A work list of a state that the workflow does not have would always be empty. */
    @Test
    void stateOfAnotherWorkflow() {
        String list = "var list = CaseReviewEngine.on(null).cases().inState(%s);";
        assertThat(errorsOf(list.formatted("CaseReviewState.CREATED"))).isEmpty();
        assertThat(errorsOf(list.formatted("(org.workflowengine.runtime.core.WorkflowState) CaseReviewState.CREATED")))
                .singleElement()
                .asString()
                .contains("WorkflowState cannot be converted to golden.casereview.CaseReviewState");
    }

    /** Later versions refuse for more reasons: a switch that compiles today must not break then. */
    @Test
    void switchOverAllRefusals() {
        assumeTrue(Runtime.version().feature() >= 21, "SKIPPED: a switch over types takes Java 21");
        String branches = Stream.of(Refusal.class.getPermittedSubclasses())
                .filter(kind -> Modifier.isPublic(kind.getModifiers()))
                .map(kind -> "case " + kind.getCanonicalName() + " r -> \"\";\n")
                .collect(Collectors.joining());
        String all = "Refusal refusal = null; String text = switch (refusal) {\n" + branches + "%s};";
        assertThat(errorsOf(all.formatted("default -> \"\";\n"))).isEmpty();
        assertThat(errorsOf(all.formatted("")))
                .singleElement()
                .asString()
                .contains("does not cover all possible input values");
    }

    private static List<String> errorsOf(String statements) {
        return Compiled.of(DEFINITION, JavaFileObjects.forSourceString("golden.casereview.Caller", """
                                package golden.casereview;

                                import static golden.casereview.CaseReviewFact.*;

                                import golden.casereview.CaseReviewCase.*;
                                import org.workflowengine.runtime.core.Decision;
                                import org.workflowengine.runtime.core.Outcome;
                                import org.workflowengine.runtime.core.Refusal;

                                class Caller {
                                    void call(Created created, CaseReviewCase any, Decision why) {
                                        %s
                                    }
                                }
                                """.formatted(
                                statements)))
                .errors();
    }
}
