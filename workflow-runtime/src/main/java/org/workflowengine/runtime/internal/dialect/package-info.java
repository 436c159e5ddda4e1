/** How the supported databases and their drivers differ, and what they report when something fails. */
@NullMarked
package org.workflowengine.runtime.internal.dialect;

import org.jspecify.annotations.NullMarked;
