/** What does not show in one transition: many rows, many threads, many cases in memory, the start. */
@NullMarked
package org.workflowengine.benchmark.growth;

import org.jspecify.annotations.NullMarked;
