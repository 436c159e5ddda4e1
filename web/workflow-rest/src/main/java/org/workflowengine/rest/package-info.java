/**
 * Mounts handlers of {@code workflow-http} in Spring MVC: {@link org.workflowengine.rest.Mount} says where, and who is answered.
 */
@NullMarked
package org.workflowengine.rest;

import org.jspecify.annotations.NullMarked;
