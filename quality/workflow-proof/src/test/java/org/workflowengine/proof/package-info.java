/**
 * What the engine promises, proven against real databases. Every proof ends by checking the invariants I1 to I7
 * ({@link org.workflowengine.proof.Invariants}) from the database alone; {@code docs/explanation/guarantees.md} lists claims and figures.
 */
package org.workflowengine.proof;
