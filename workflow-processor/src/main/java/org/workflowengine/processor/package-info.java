/** The annotation processor: collect, check, generate. */
@NullMarked
package org.workflowengine.processor;

import org.jspecify.annotations.NullMarked;
