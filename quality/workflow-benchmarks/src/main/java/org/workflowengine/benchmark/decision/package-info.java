/** Deciding whether a case may move, in memory: the engine's way, others' ways, and a plain switch. */
@NullMarked
package org.workflowengine.benchmark.decision;

import org.jspecify.annotations.NullMarked;
