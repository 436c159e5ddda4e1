/** The chain of digests and its verification. Not for users. */
@NullMarked
package org.workflowengine.runtime.internal.audit;

import org.jspecify.annotations.NullMarked;
