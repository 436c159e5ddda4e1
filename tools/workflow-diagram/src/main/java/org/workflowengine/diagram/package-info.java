/**
 * Pictures of a workflow: the definition alone, or with the path that a case has walked.
 *
 * <pre>{@code
 * Files.writeString(file, Diagram.of(definition).svg());
 * }</pre>
 *
 * <p>{@link org.workflowengine.diagram.Diagram} is where to begin. One definition always gives the same picture, to the byte.
 */
@NullMarked
package org.workflowengine.diagram;

import org.jspecify.annotations.NullMarked;
