/**
 * Where a user begins: {@link org.workflowengine.runtime.WorkflowRuntime} connects the parts.
 *
 * <p><strong>Bad input</strong> has one answer in all public packages. No parameter may be null unless it is {@code @Nullable}; null is a
 * {@link java.lang.NullPointerException} whose message is the name of the parameter. An argument out of its documented range is an
 * {@link java.lang.IllegalArgumentException} with the name, what was found and what is expected. What users send for a case, such as ids,
 * reasons and facts, is {@linkplain org.workflowengine.runtime.core.Refusal refused}: methods that move cases answer with a refusal, and
 * methods that read throw it in a {@link org.workflowengine.runtime.core.RefusedException}. A setup that cannot work is a
 * {@link org.workflowengine.runtime.core.SetupException}.
 */
@NullMarked
package org.workflowengine.runtime;

import org.jspecify.annotations.NullMarked;
