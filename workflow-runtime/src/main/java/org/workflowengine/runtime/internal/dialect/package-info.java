/** In what the supported databases and their drivers differ, and what both say when something fails. */
@NullMarked
package org.workflowengine.runtime.internal.dialect;

import org.jspecify.annotations.NullMarked;
