package org.workflowengine.benchmark.durable;

import org.workflowengine.runtime.fixture.CaseReview.State;

/**
 * Where a case stands, as a program keeps it that uses no engine.
 *
 * @param state its state
 * @param seq the number of its newest step
 * @param digest the digest of that step
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record Head(State state, long seq, byte[] digest) {}
