/** The runtime's front door: {@link org.workflowengine.runtime.WorkflowRuntime} wires the parts together. */
@NullMarked
package org.workflowengine.runtime;

import org.jspecify.annotations.NullMarked;
