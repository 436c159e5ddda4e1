/** The only place where a case can move: decide, form the audit entry, hand it to the store. */
@NullMarked
package org.workflowengine.runtime.engine;

import org.jspecify.annotations.NullMarked;
