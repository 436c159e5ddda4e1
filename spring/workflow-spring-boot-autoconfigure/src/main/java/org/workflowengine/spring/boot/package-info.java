/**
 * The engine in a Spring Boot application: {@link org.workflowengine.spring.boot.WorkflowAutoConfiguration} makes one bean of each generated
 * engine. Settings are {@link org.workflowengine.spring.boot.WorkflowProperties}.
 */
@NullMarked
package org.workflowengine.spring.boot;

import org.jspecify.annotations.NullMarked;
