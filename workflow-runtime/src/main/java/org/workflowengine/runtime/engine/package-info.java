/** What generated engines and handles are made of, and what they can do with cases. */
@NullMarked
package org.workflowengine.runtime.engine;

import org.jspecify.annotations.NullMarked;
