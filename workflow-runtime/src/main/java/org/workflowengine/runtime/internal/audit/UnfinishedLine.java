package org.workflowengine.runtime.internal.audit;

/**
 * A case that a run which is not finished has verified.
 *
 * @param line the case, its newest step and that step's digest
 * @param tally what was counted of it
 */
record UnfinishedLine(CheckpointLine line, Tally tally) {}
