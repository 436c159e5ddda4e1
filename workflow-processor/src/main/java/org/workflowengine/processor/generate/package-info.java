/**
 * Prints a checked definition: one writer for each generated type, one for each resource.
 *
 * <p>The same definition gives the same bytes, whatever the order in which the compiler listed its members. No text of the
 * author's stands in generated code except as a string literal or, with everything escaped, in Javadoc.
 */
@NullMarked
package org.workflowengine.processor.generate;

import org.jspecify.annotations.NullMarked;
