/** Reading across workflows and versions: lists, counts, steps and what is installed. Needs no generated class, and changes nothing. */
@NullMarked
package org.workflowengine.runtime.query;

import org.jspecify.annotations.NullMarked;
