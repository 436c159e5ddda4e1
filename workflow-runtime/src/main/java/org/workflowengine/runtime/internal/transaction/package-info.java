/** Transactions of the engine, of a caller, and those that only read: how each begins and ends. */
@NullMarked
package org.workflowengine.runtime.internal.transaction;

import org.jspecify.annotations.NullMarked;
