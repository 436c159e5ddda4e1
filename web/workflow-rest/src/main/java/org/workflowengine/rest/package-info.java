/** Mounts handlers in Spring MVC. */
@NullMarked
package org.workflowengine.rest;

import org.jspecify.annotations.NullMarked;
