/** Transactions of the engine's own, of a caller's, and those that only read: how each begins, and how it ends. */
@NullMarked
package org.workflowengine.runtime.internal.transaction;

import org.jspecify.annotations.NullMarked;
