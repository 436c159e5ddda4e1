package org.workflowengine.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of a workflow. Each test method that asks for one gets a database in memory of its own, and as parameters
 *
 * <ul>
 *   <li>any generated engine, such as {@code ClaimEngine}, of one workflow or of several, of one version or of several;
 *   <li>the {@link org.workflowengine.runtime.WorkflowRuntime} that they work on;
 *   <li>the {@link MutableClock} that the runtime takes its time from.
 * </ul>
 *
 * <pre>{@code
 * @WorkflowTest(Claim.class)
 * class ClaimTest {
 *     @Test
 *     void aClaimAtRiskIsNotApproved(ClaimEngine claims) {
 *         var review = given(claims, ClaimCase.UnderReview.class);
 *
 *         assertThat(review.approve(riskRulesPassed(false), by("bob").because("looks fine")))
 *                 .isRefusedBecauseOf(riskRulesPassed(false));
 *     }
 * }
 * }</pre>
 *
 * <p>A database that {@code @BeforeAll} asks for is shared by the methods of the class. Salts come from a seed and time from the clock, so that
 * every run writes the same steps; only their digests differ, because each database is an installation of its own. When a test ends, what it covered is read from the audit; {@code docs/how-to/testing.md} shows the
 * report, and the thresholds that fail the build.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WorkflowTestExtension.class)
public @interface WorkflowTest {
    /**
     * Definitions that the report shows even if no test uses their engines.
     *
     * @return interfaces annotated with {@code @Workflow}, whose engines are generated
     */
    Class<?>[] value() default {};
}
