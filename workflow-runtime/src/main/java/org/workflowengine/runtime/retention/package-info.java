/** The end of a case: rules of retention, archives of bundles, tombstones. */
@NullMarked
package org.workflowengine.runtime.retention;

import org.jspecify.annotations.NullMarked;
