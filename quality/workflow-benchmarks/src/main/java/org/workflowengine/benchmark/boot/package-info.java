/** Two Spring Boot applications whose start is measured: with the engine's starter and without it. */
@NullMarked
package org.workflowengine.benchmark.boot;

import org.jspecify.annotations.NullMarked;
