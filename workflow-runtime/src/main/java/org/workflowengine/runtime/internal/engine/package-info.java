/** The one authority that moves cases, and the port to what stores them. Not for users. */
@NullMarked
package org.workflowengine.runtime.internal.engine;

import org.jspecify.annotations.NullMarked;
