/** The engine in a Spring application: {@link org.workflowengine.spring.SpringWorkflow} joins {@code @Transactional}. */
@NullMarked
package org.workflowengine.spring;

import org.jspecify.annotations.NullMarked;
