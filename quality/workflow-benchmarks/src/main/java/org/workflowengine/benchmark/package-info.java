/** What the engine costs, measured; {@link org.workflowengine.benchmark.Benchmarks} is the way in. */
@NullMarked
package org.workflowengine.benchmark;

import org.jspecify.annotations.NullMarked;
