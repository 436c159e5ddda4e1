/** Moving cases in a database, durably: the engine's way and others' ways of doing the same work. */
@NullMarked
package org.workflowengine.benchmark.durable;

import org.jspecify.annotations.NullMarked;
