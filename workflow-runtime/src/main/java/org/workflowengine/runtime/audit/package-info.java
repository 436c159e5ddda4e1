/** The proof: the canonical form of an audit entry, the digest chain over it, and what a history alone can tell. */
@NullMarked
package org.workflowengine.runtime.audit;

import org.jspecify.annotations.NullMarked;
