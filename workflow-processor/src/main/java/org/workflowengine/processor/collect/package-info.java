/**
 * From the compiler's elements to the model: the only package that reads annotations.
 *
 * <p>It reports what is wrong with the <em>shape</em> of a definition, one class per code, and still hands over all that can be read.
 * What the compiler itself reports (unknown names, wrong annotation values) is not reported again.
 */
@NullMarked
package org.workflowengine.processor.collect;

import org.jspecify.annotations.NullMarked;
