/** What a definition says, in plain Java: no compiler types, no code generation. Everything else in the processor stands on it. */
@NullMarked
package org.workflowengine.processor.model;

import org.jspecify.annotations.NullMarked;
