/** Where a user begins: {@link org.workflowengine.runtime.WorkflowRuntime} connects the parts. */
@NullMarked
package org.workflowengine.runtime;

import org.jspecify.annotations.NullMarked;
