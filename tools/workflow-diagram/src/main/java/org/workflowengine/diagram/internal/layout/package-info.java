/** Places boxes and lines in layers. Knows nothing of workflows, pixels or characters. */
@NullMarked
package org.workflowengine.diagram.internal.layout;

import org.jspecify.annotations.NullMarked;
