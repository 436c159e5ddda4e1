/**
 * Tests of workflows. {@link org.workflowengine.test.WorkflowTest @WorkflowTest} gives a test a database in memory, a clock that it sets,
 * and engines; {@link org.workflowengine.test.Given#given given} begins in any state; {@link org.workflowengine.test.WorkflowAssertions}
 * says what must hold; {@link org.workflowengine.test.WorkflowChecks} tries everything that must be refused. What the tests cover is read
 * from the audit and reported at the end of the run. {@code docs/how-to/testing.md} shows the five kinds of test that a workflow deserves.
 */
@NullMarked
package org.workflowengine.test;

import org.jspecify.annotations.NullMarked;
