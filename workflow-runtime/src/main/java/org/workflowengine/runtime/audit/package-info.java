/** The proof, as data: keys and seals, what a verification came to, and the files of checkpoints. */
@NullMarked
package org.workflowengine.runtime.audit;

import org.jspecify.annotations.NullMarked;
