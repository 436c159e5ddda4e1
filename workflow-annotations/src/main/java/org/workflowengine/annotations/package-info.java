/**
 * The language in which a workflow is written, on one page.
 *
 * <p>A workflow is one Java interface. Its <em>states</em> are nested interfaces; a <em>transition</em> is a method inside
 * the state it leaves, returning the state it enters; a <em>fact</em> is an annotation type; a <em>guard</em> is the facts
 * put on a transition, each with the value it must have.
 *
 * <pre>{@code
 * @Workflow(id = "expense-claim", version = 1)
 * public interface ExpenseClaim {
 *
 *     @Fact(message = "every receipt is attached") @interface ReceiptsAttached { boolean value() default true; }
 *     @Fact @interface Size { ClaimSize value(); }                  // an enum: exactly this value
 *     @Fact @interface PaidBy { Department[] value(); }             // an array of an enum: any of these
 *
 *     // Composed guard: requiring it means requiring all of these.
 *     @Fact @ReceiptsAttached @Size(ClaimSize.SMALL) @interface Routine {}
 *
 *     // Superstate: every state that extends it has its transitions.
 *     interface Open {
 *         @Transition Withdrawn withdraw();
 *     }
 *
 *     @State(initial = true) interface Submitted extends Open {
 *         @Transition @Routine                            Approved approve();
 *         @Transition @ReceiptsAttached(false)            Rejected reject();
 *         @Transition @Size(ClaimSize.LARGE)              UnderAudit audit();
 *     }
 *     @State interface UnderAudit extends Open {
 *         @Transition @PaidBy({Department.FINANCE, Department.BOARD}) Approved approve();
 *         @Transition Rejected reject();
 *     }
 *     @State(terminal = true) interface Approved {}
 *     @State(terminal = true) interface Rejected {}
 *     @State(terminal = true) interface Withdrawn {}
 * }
 * }</pre>
 *
 * <h2>What it means</h2>
 * <ul>
 *   <li><b>The caller names the transition; the engine enforces and never chooses.</b> In one state one name has exactly
 *       one target.
 *   <li><b>Facts are computed elsewhere</b> (validators, rule engines, people) and handed in. They are booleans or enum
 *       constants, so that every question about a guard can be decided while compiling.
 *   <li><b>A guard is put on its transition</b>, directly or in a composed guard. Facts on states or workflows are errors.
 *   <li><b>A guard is a conjunction.</b> A missing fact is unknown and satisfies no guard, not even {@code (false)}.
 *   <li><b>No transition carries code</b>: there is nowhere to put business logic, I/O or a clock.
 *   <li><b>Ids are what the database keeps.</b> {@code UnderAudit} is stored as {@code UNDER_AUDIT}, {@code startReview} as
 *       {@code START_REVIEW}; pin an id with {@code id = "…"} before renaming a Java name.
 *   <li><b>Who may not make a step</b> is said beside it: {@link org.workflowengine.annotations.FourEyes @FourEyes(Submitted.class)}, not who
 *       brought the case into that state; {@link org.workflowengine.annotations.Quorum @Quorum(of = "endorse", persons = 2)}, only after two
 *       persons have made that other step.
 *   <li><b>A state in which cases may rest for good, and that they can still leave</b>, is marked {@code @State(resting = true)}.
 *   <li><b>Steps can be erased unless the definition forbids it</b> with {@code @Workflow(…, erasable = false)}, as some laws require.
 *   <li><b>A changed definition is a new version.</b> An engine refuses to start on a database that holds the same id and
 *       version with other content. A released version is pinned with {@code @Workflow(…, fingerprint = "…")}.
 *   <li><b>Cases live on.</b> {@link org.workflowengine.annotations.Migration @Migration} says how cases of an older version come into a
 *       newer one.
 *   <li><b>Cases that exist elsewhere can be imported</b> into states marked {@code @State(importable = true)}.
 * </ul>
 *
 * <p>The annotation processor {@code org.workflowengine:workflow-processor} checks the definition and generates, beside it,
 * {@code ExpenseClaimState}, {@code ExpenseClaimTransition}, {@code ExpenseClaimFact}, {@code ExpenseClaimFacts},
 * {@code ExpenseClaimCase} and {@code ExpenseClaimEngine}. An error means that the definition is not sound; a warning can be tolerated,
 * with a reason: {@link org.workflowengine.annotations.Tolerate @Tolerate(code = "WF304", because = "…")}.
 *
 * <p>All annotations have CLASS retention: definitions can be read from a library's class files, and nothing is left to reflection at run
 * time.
 */
package org.workflowengine.annotations;
