/** What other rules would have done with the cases that are recorded: for each the first step that would not have been the same. */
@NullMarked
package org.workflowengine.runtime.whatif;

import org.jspecify.annotations.NullMarked;
