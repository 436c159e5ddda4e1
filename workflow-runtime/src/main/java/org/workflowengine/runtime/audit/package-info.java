/** The proof, as data: keys and seals, the result of a verification, and the files of checkpoints. */
@NullMarked
package org.workflowengine.runtime.audit;

import org.jspecify.annotations.NullMarked;
