/** Bundles: one case with everything that proves it, in one file, verified where there is no database. */
@NullMarked
package org.workflowengine.runtime.bundle;

import org.jspecify.annotations.NullMarked;
